"""Asterisk's REST interface: requests, typed events, and the manager interface for the few things REST lacks."""

from .client import Ari, AriError, AriGoneError, AriRefusedError, AriUnreachableError

__all__ = ["Ari", "AriError", "AriGoneError", "AriRefusedError", "AriUnreachableError"]
