"""`listen`: hear topics, paragraph by paragraph: by their code, or the most asked in turn."""

from dataclasses import dataclass
from typing import ClassVar, Final, Self

from hotline.ivr.asking import (
    CHOOSE_AGAIN,
    NOTHING_HEARD,
    TRIES,
    WAIT_SECONDS,
    begin_tries,
    silent_once_more,
    wrong_once_more,
)
from hotline.ivr.digits import BETWEEN_SECONDS, DigitEntry, KeyOutcome
from hotline.ivr.fields import Fields
from hotline.ivr.node import Exit, Node
from hotline.ivr.turn import Turn
from hotline.ivr.verbs import passages
from hotline.ivr.vocabulary import Input, KeyPressed, Prompt, Replied, SpeechEnded

ASKED: Final = "asked"
MOST_ASKED: Final = "most_asked"

_CODE: Final = DigitEntry(least=4, most=4)
_NOT_FOUND: Final = {"expired": "topic_code_expired", "not_yet": "topic_code_not_yet_valid"}
_LIST_LIMIT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen(Node):
    """Speak topics: with `codes: asked` the one whose four digits are entered, else the most asked of `field` in turn.

    Entering a code: `#` ends, `*` clears or goes `back`, and 0 as the first digit means an adviser, for no code begins
    with it. A code that cannot be heard uses up a try. While listening: 1 again, 2 again and slower, 3 the next
    paragraph (of the most asked: the next topic), 0 `adviser`, 9 or `*` `back`; without a key it goes on after
    `pause_seconds`. When nobody answers what the topic is, the caller is told and taken to the adviser.
    """

    verb: ClassVar[str] = "listen"

    codes: str
    field: str
    adviser: str
    back: str
    on_nothing: str
    on_wrong: str
    pause_seconds: float
    wait_seconds: float
    between_seconds: float
    tries: int

    @classmethod
    def read(cls, fields: Fields) -> Self:
        """Read every field of the class but `name`."""
        on_nothing = fields.target("on_nothing")
        return cls(
            name=fields.node,
            because=fields.because(),
            codes=fields.text("codes", one_of=(ASKED, MOST_ASKED)),
            field=fields.text("field", default=""),
            adviser=fields.target("adviser"),
            back=fields.target("back"),
            on_nothing=on_nothing,
            on_wrong=fields.target("on_wrong", default=on_nothing),
            pause_seconds=fields.seconds("pause_seconds", default=3, most=60),
            wait_seconds=fields.seconds("wait_seconds", default=WAIT_SECONDS, most=60),
            between_seconds=fields.seconds("between_seconds", default=BETWEEN_SECONDS, most=60),
            tries=fields.count("tries", default=TRIES, most=9),
        )

    def enter(self, turn: Turn) -> None:
        """Ask for the code, or for the list."""
        begin_tries(turn)
        turn.change(digits="", codes=(), topic=None, paragraph=0, speed="normal")
        if self.codes == MOST_ASKED:
            turn.consult("most_asked", stage="list", field=self.field)
        else:
            self._use_code_ahead(turn)

    def take(self, turn: Turn, given: Input) -> None:
        """Take what the stage waits for."""
        match turn.run.stage:
            case "code":
                self._take_code(turn, given)
            case "list":
                self._take_list(turn, given)
            case "topic":
                self._take_topic(turn, given)
            case "passage":
                self._take_in_passage(turn, given)
            case "end":
                self._take_at_end(turn, given)
            case "trouble":
                turn.go(self.adviser)
            case _:
                turn.go(self.back)

    def again(self, turn: Turn) -> None:
        """Ask or speak again; a code half entered is asked from its beginning."""
        match turn.run.stage:
            case "code":
                self._ask_code(turn)
            case "list":
                turn.consult("most_asked", stage="list", field=self.field)
            case "topic":
                self._ask_topic(turn)
            case _:
                turn.speak(*turn.run.speaking)

    def exits(self) -> tuple[Exit, ...]:
        """By key, and by silence or failure."""
        return (
            Exit("adviser", self.adviser, "0"),
            Exit("adviser", self.adviser),
            Exit("back", self.back, "9"),
            Exit("back", self.back) if self.codes == MOST_ASKED else Exit("back", self.back, "*"),
            Exit("on_nothing", self.on_nothing),
            Exit("on_wrong", self.on_wrong),
        )

    def prompts_used(self) -> tuple[str, ...]:
        """All that can be said around the passages."""
        code = ("topic_ask_code", "topic_code_unknown", "topic_code_incomplete", *_NOT_FOUND.values())
        own = code if self.codes == ASKED else ("lookup_nothing_here",)
        return (*own, *passages.PROMPTS, "system_trouble", CHOOSE_AGAIN, NOTHING_HEARD)

    # The code.

    def _use_code_ahead(self, turn: Turn) -> None:
        while key := turn.next_key_ahead():
            if (key != "#" or turn.run.digits) and self._add(turn, key):
                return
        if turn.run.digits:
            turn.change(stage="code")
            turn.wait_for_key(seconds=self.between_seconds)
        else:
            self._ask_code(turn)

    def _take_code(self, turn: Turn, given: Input) -> None:
        match given:
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key):
                if not self._add(turn, key):
                    turn.wait_for_key(seconds=self.between_seconds)
            case _ if turn.run.digits:
                self._code_failed(turn, "topic_code_incomplete")
            case _ if silent_once_more(turn, tries=self.tries):
                self._ask_code(turn, NOTHING_HEARD)
            case _:
                turn.go(self.on_nothing)

    def _add(self, turn: Turn, key: str) -> bool:
        """Take one key of the code; return whether the entry ended by it, well or not."""
        if key == "0" and not turn.run.digits:
            turn.note("key", node=self.name, key=key)
            turn.go(self.adviser)
            return True
        match _CODE.add(turn, key):
            case KeyOutcome.MORE | KeyOutcome.CLEARED:
                return False
            case KeyOutcome.DONE:
                self._ask_topic(turn)
            case KeyOutcome.BACK:
                turn.go(self.back)
            case KeyOutcome.TOO_SHORT:
                self._code_failed(turn, "topic_code_incomplete")
            case KeyOutcome.ODD:
                self._code_failed(turn, CHOOSE_AGAIN, "topic_ask_code")
        return True

    def _code_failed(self, turn: Turn, *prompts: str) -> None:
        turn.change(digits="")
        if wrong_once_more(turn, tries=self.tries):
            turn.speak(*(Prompt(name) for name in prompts), stage="code")
        else:
            turn.go(self.on_wrong)

    def _ask_code(self, turn: Turn, *first: str) -> None:
        turn.change(digits="")
        turn.speak(*(Prompt(name) for name in (*first, "topic_ask_code")), stage="code")

    # The list and the topic.

    def _take_list(self, turn: Turn, given: Input) -> None:
        if not isinstance(given, Replied):
            turn.speak(Prompt("system_trouble"), stage="trouble")
            return
        codes = given.reply.get("codes")
        listed = codes if isinstance(codes, list | tuple) else ()
        turn.change(codes=tuple(code for code in listed if isinstance(code, str))[:_LIST_LIMIT])
        self._next_of_list(turn)

    def _next_of_list(self, turn: Turn) -> None:
        if turn.run.codes:
            turn.change(digits=turn.run.codes[0], codes=turn.run.codes[1:])
            self._ask_topic(turn)
        elif turn.run.topic is None:
            turn.speak(Prompt("lookup_nothing_here"), stage="nothing_here")
        else:
            passages.speak_end(turn)

    def _ask_topic(self, turn: Turn) -> None:
        turn.consult("topic", stage="topic", code=turn.run.digits)

    def _take_topic(self, turn: Turn, given: Input) -> None:
        if not isinstance(given, Replied):
            turn.speak(Prompt("system_trouble"), stage="trouble")
            return
        topic = passages.topic_of(turn.run.digits, given.reply)
        if topic is not None:
            begin_tries(turn)
            passages.begin(turn, topic)
            self._use_key_ahead(turn)
        elif self.codes == MOST_ASKED:
            self._next_of_list(turn)
        else:
            self._code_failed(turn, _NOT_FOUND.get(str(given.reply.get("found")), "topic_code_unknown"))

    # Listening.

    def _use_key_ahead(self, turn: Turn) -> None:
        key = turn.next_key_ahead()
        if key == "#":
            key = turn.next_key_ahead()
        if key:
            self._press(turn, key)
        else:
            self._speak(turn)
        if turn.target is None:
            turn.drop_keys_ahead()

    def _take_in_passage(self, turn: Turn, given: Input) -> None:
        match given:
            case KeyPressed(key):
                self._press(turn, key)
            case SpeechEnded() if passages.is_last(turn.run) and not turn.run.codes:
                passages.heard(turn)
                passages.speak_end(turn)
            case SpeechEnded():
                turn.wait_for_key(seconds=self.pause_seconds)
            case _ if passages.is_last(turn.run):
                passages.heard(turn)
                self._next_of_list(turn)
            case _:
                self._next_paragraph(turn)

    def _press(self, turn: Turn, key: str) -> None:
        if self._pressed_away(turn, key):
            return
        if key in ("1", "2", "3"):
            begin_tries(turn)
        match key:
            case "1":
                self._speak(turn)
            case "2":
                passages.slow_down(turn)
                self._speak(turn)
            case "3" if self.codes == MOST_ASKED:
                self._next_of_list(turn)
            case "3":
                self._next_paragraph(turn)
            case _ if wrong_once_more(turn, tries=self.tries):
                self._speak(turn, CHOOSE_AGAIN)
            case _:
                turn.go(self.on_wrong)

    def _take_at_end(self, turn: Turn, given: Input) -> None:
        match given:
            case SpeechEnded():
                turn.wait_for_key(seconds=self.wait_seconds)
            case KeyPressed(key):
                self._press_at_end(turn, key)
            case _ if silent_once_more(turn, tries=self.tries):
                passages.speak_end(turn)
            case _:
                turn.go(self.on_nothing)

    def _press_at_end(self, turn: Turn, key: str) -> None:
        if self._pressed_away(turn, key):
            return
        match key:
            case "1" | "2":
                begin_tries(turn)
                if key == "2":
                    passages.slow_down(turn)
                turn.change(paragraph=0)
                self._speak(turn)
            case "3":
                # Pressed once too often on the way through the paragraphs: no mistake to count.
                passages.speak_end(turn)
            case _ if wrong_once_more(turn, tries=self.tries):
                passages.speak_end(turn, CHOOSE_AGAIN)
            case _:
                turn.go(self.on_wrong)

    def _pressed_away(self, turn: Turn, key: str) -> bool:
        target = {"0": self.adviser, "9": self.back, "*": self.back}.get(key)
        if target is None:
            return False
        turn.note("key", node=self.name, key=key)
        turn.go(target)
        return True

    def _next_paragraph(self, turn: Turn) -> None:
        if passages.is_last(turn.run):
            passages.speak_end(turn)
        else:
            turn.change(paragraph=turn.run.paragraph + 1)
            self._speak(turn)

    def _speak(self, turn: Turn, *first: str) -> None:
        passages.speak(turn, *first, tells_keys=self.codes == ASKED)
