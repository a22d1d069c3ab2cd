"""Django registration of the queues."""

from django.apps import AppConfig


class AcdConfig(AppConfig):
    """Who waits, who can take it, and who was asked to."""

    name = "hotline.acd"
    label = "acd"
    default_auto_field = "django.db.models.BigAutoField"
