"""Django registration of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal room."""

    name = "hotline.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
