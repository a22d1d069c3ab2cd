"""Django registration of knowledge."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Topics, entries, their codes and their immutable versions."""

    name = "hotline.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"
