"""Django registration of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, their roles, and the audit trail."""

    name = "hotline.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
