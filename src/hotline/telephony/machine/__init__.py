"""The call machine: what happens to a call and what follows from it. Pure: no I/O, no clock, no randomness."""

from .call import handle
from .decision import Decision
from .resume import resume
from .state import Call, Phase, arriving

__all__ = ["Call", "Decision", "Phase", "arriving", "handle", "resume"]
