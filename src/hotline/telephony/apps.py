"""Django registration of telephony."""

from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    """The telephony room."""

    name = "hotline.telephony"
    label = "telephony"
    default_auto_field = "django.db.models.BigAutoField"
