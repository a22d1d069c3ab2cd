"""Django registration of the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel's tables: outbox, cursors, blobs."""

    name = "hotline.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
