"""Who asked, and how to reach them."""

from .citizen import Citizen, ContactPoint, Reveal

__all__ = ["Citizen", "ContactPoint", "Reveal"]
