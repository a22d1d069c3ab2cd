"""`branch`: go by the answer to a question that the flow cannot know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Self

from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.vocabulary import Input, Replied

BRANCH_QUESTIONS: Final[dict[str, tuple[str, ...]]] = {
    "open_now": ("open",),
    "caller": ("elder", "number_known"),
    "adviser_first": ("on",),
}
"""What a branch may ask, with the fields of the reply that it may go by."""


@dataclass(frozen=True, slots=True)
class Case:
    """Where to go when the reply's `field` is `value`."""

    field: str
    value: object
    target: str

    def fits(self, reply: Mapping[str, object]) -> bool:
        """Whether the reply says so; a number is never taken for yes or no."""
        said = reply.get(self.field)
        return type(said) is type(self.value) and said == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Node):
    """Ask `question`; go by the first of `when` that fits, else to `otherwise`; to `refused` when no answer came."""

    verb: ClassVar[str] = "branch"
    is_noted: ClassVar[bool] = False

    question: str
    when: tuple[Case, ...]
    otherwise: str
    refused: str

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read `question`, `when` (rows of `field: value` and `go`), `otherwise`, `refused`."""
        question = fields.text("question", one_of=tuple(BRANCH_QUESTIONS))
        otherwise = fields.target("otherwise")
        return cls(
            name=fields.node,
            because=fields.because(),
            question=question,
            when=read_cases(fields, known=BRANCH_QUESTIONS.get(question, ())),
            otherwise=otherwise,
            refused=fields.target("refused", default=otherwise),
        )

    def enter(self, turn: Turn) -> None:
        """Ask."""
        self.again(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Go by the answer."""
        target = self.choose(given.reply) if isinstance(given, Replied) else self.refused
        turn.note("answer", node=self.name, question=self.question, go=target)
        turn.go(target)

    def again(self, turn: Turn) -> None:
        """Ask."""
        turn.consult(self.question, stage="asking")

    def choose(self, reply: Mapping[str, object]) -> str:
        """Return where this reply leads."""
        return next((case.target for case in self.when if case.fits(reply)), self.otherwise)

    def exits(self) -> tuple[Exit, ...]:
        """Every case, `otherwise`, `refused`."""
        return (
            *(Exit("when", case.target) for case in self.when),
            Exit("otherwise", self.otherwise),
            Exit("refused", self.refused),
        )

    def prompts_used(self) -> tuple[str, ...]:
        """None."""
        return ()


def read_cases(fields: Fields, *, known: tuple[str, ...]) -> tuple[Case, ...]:
    """Read `when`: each row has `go` and one field of the reply out of `known`."""
    return tuple(case for row in fields.rows("when") if (case := _read_case(fields, row, known)))


def _read_case(fields: Fields, row: Mapping[str, Any], known: tuple[str, ...]) -> Case | None:
    asked = [name for name in row if name != "go"]
    target = row.get("go")
    if not isinstance(target, str) or not target.strip():
        fields.fault(
            "empty_target",
            zh="字段 when 中有一行没有写明 go，请填写节点名",
            en="a row in field when has no go; write the name of a node",
        )
        return None
    if len(asked) != 1 or asked[0] not in known:
        names = ", ".join(known)
        fields.fault(
            "wrong_value",
            zh=f"字段 when 的每一行除 go 外应恰有一项，可用：{names}",
            en=f"each row in field when has go and exactly one of: {names}",
        )
        return None
    return Case(asked[0], row[asked[0]], target)
