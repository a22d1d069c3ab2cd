"""Django registration of citizens."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens and their contact points."""

    name = "hotline.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
