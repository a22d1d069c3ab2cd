"""Django registration of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk room."""

    name = "hotline.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
