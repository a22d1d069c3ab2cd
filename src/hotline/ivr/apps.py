"""Django registration of the call flows."""

from django.apps import AppConfig


class IvrConfig(AppConfig):
    """Call flows, their versions, and which call ran which."""

    name = "hotline.ivr"
    label = "ivr"
    default_auto_field = "django.db.models.BigAutoField"
