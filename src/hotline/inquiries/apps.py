"""Django registration of the record."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """The record of who asked what, when, and what they were told."""

    name = "hotline.inquiries"
    label = "inquiries"
    default_auto_field = "django.db.models.BigAutoField"
