"""What the portal changes."""

from .demo import DemoRefusedError, demo_sign_in

__all__ = ["DemoRefusedError", "demo_sign_in"]
