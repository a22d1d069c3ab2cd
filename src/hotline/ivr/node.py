"""What every verb of a flow is: a node that can be read, entered, moved on, resumed and checked."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from hotline.ivr.fields import Fields
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a node: the field that names the target, and the key that leads there ("" = without the caller)."""

    field: str
    target: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(ABC):
    """One step of a flow. `because` is why a caller who comes this way wants an adviser, for the queue."""

    verb: ClassVar[str]
    is_noted: ClassVar[bool] = True
    """Whether coming here is a step of the time line; verbs that note something better say False."""

    name: str
    because: str = ""

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self:
        """Return the node that these fields of a flow file describe; faults go to `fields.problems`."""

    @abstractmethod
    def enter(self, turn: Turn) -> None:
        """Begin: the run has just come here."""

    @abstractmethod
    def take(self, turn: Turn, given: Input) -> None:
        """Go on: what the run waited for here has happened."""

    @abstractmethod
    def again(self, turn: Turn) -> None:
        """After a restart, order again what the run waits for; nothing sounds and no timer runs."""

    @abstractmethod
    def exits(self) -> tuple[Exit, ...]:
        """Every way out, for the checker."""

    @abstractmethod
    def prompts_used(self) -> tuple[str, ...]:
        """Every prompt this node can speak, for the checker."""
