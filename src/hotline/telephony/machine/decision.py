"""A decision in the making, and as it is handed out."""

from dataclasses import dataclass, field, replace
from typing import Any

from .effects import Effect
from .state import Call
from .writes import Write


@dataclass(frozen=True, slots=True)
class Decision:
    """The call as it is from now on, what to write in one transaction, and what to ask of the engine after it."""

    call: Call
    writes: tuple[Write, ...]
    effects: tuple[Effect, ...]


@dataclass(slots=True)
class Draft:
    """Collects a decision step by step. It never leaves the machine."""

    call: Call
    writes: list[Write] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    def change(self, **changes: Any) -> None:
        """Go on with a changed call."""
        self.call = replace(self.call, **changes)

    def write(self, *writes: Write) -> None:
        """Add to the transaction."""
        self.writes.extend(writes)

    def act(self, *effects: Effect) -> None:
        """Add to what the engine is asked."""
        self.effects.extend(effects)

    def finished(self) -> Decision:
        """The decision."""
        return Decision(self.call, tuple(self.writes), tuple(self.effects))
