"""The voices, and how one is chosen."""

from hotline.speech.engines.base import Engine
from hotline.speech.engines.choice import engine_named

__all__ = ["Engine", "engine_named"]
