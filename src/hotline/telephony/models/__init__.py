"""What the switchboard remembers: nodes, calls, legs, recordings, commands."""

from .call_state import CallState, Leg, Node
from .command import Command
from .recording import Recording

__all__ = ["CallState", "Command", "Leg", "Node", "Recording"]
