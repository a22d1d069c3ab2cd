"""The caller hangs up at every single step: each time the record is closed with its reason and nothing stays open."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from harness.centre import Centre
from harness.citizen import Citizen, CitizenCall
from harness.record import Record

from hotline.telephony.caller.client import Telephones


@dataclass(frozen=True)
class Step:
    """How to get there, and what the record says when the caller hangs up there."""

    name: str
    way: Callable[[CitizenCall], None]
    reason: str = "caller_hung_up"


def _keys(*pairs: str) -> Callable[[CitizenCall], None]:
    """Prompts and keys in turn: wait for the prompt, press the key; a last prompt is only waited for."""

    def way(call: CitizenCall) -> None:
        for prompt, key in zip(pairs[::2], [*pairs[1::2], ""], strict=False):
            call.hears_then_skips(prompt)
            if key:
                call.presses(key)

    return way


def _message(call: CitizenCall) -> None:
    _keys("menu_open", "4", "message_beep_hint")(call)
    time.sleep(0.4)
    call.says_tone(700)
    time.sleep(2)


IN_QUEUE = "abandoned_in_queue"
STEPS = (
    Step("before the first word", lambda call: None),
    Step("welcome", _keys("welcome")),
    Step("menu", _keys("menu_open")),
    Step("menu again", _keys("nothing_heard")),
    Step("english", _keys("welcome", "8", "menu_open@en")),
    Step("look-up", _keys("menu_open", "1", "lookup_intro")),
    Step("most asked", _keys("menu_open", "1", "lookup_intro", "1", "lookup_most_asked", "", "passage")),
    Step("fields", _keys("menu_open", "1", "lookup_intro", "2", "lookup_fields")),
    Step("field", _keys("menu_open", "1", "lookup_intro", "2", "lookup_fields", "1", "passage")),
    Step("account", _keys("menu_open", "1", "lookup_intro", "3", "transferring_to_adviser"), IN_QUEUE),
    Step("code", _keys("menu_open", "2", "topic_ask_code")),
    Step("half a code", _keys("menu_open", "2", "topic_ask_code", "10")),
    Step("wrong code", _keys("menu_open", "2", "topic_ask_code", "9999", "topic_code_unknown")),
    Step("topic", _keys("menu_open", "2", "topic_ask_code", "1001", "passage")),
    Step("keys of the topic", _keys("menu_open", "2", "topic_ask_code", "1001", "topic_keys")),
    Step("fax", _keys("menu_open", "3", "fax_not_yet")),
    Step("message asked", _keys("menu_open", "4")),
    Step("message", _message, "message_left"),
    Step("business", _keys("menu_open", "5", "business_not_yet")),
    Step("higher level", _keys("menu_open", "9", "higher_level")),
    Step("transfer", _keys("menu_open", "0", "transferring_to_adviser"), IN_QUEUE),
    Step("place told", _keys("menu_open", "0", "transferring_to_adviser", "", "queue_keys"), IN_QUEUE),
    Step("music", _keys("menu_open", "0", "queue_keys"), IN_QUEUE),
    Step("music again", _keys("menu_open", "0", "queue_music_return"), IN_QUEUE),
    Step("call-back asked", _keys("menu_open", "0", "queue_keys", "2", "callback_confirm_number")),
    Step(
        "number asked",
        _keys("menu_open", "0", "queue_keys", "2", "callback_confirm_number", "2", "callback_ask_number"),
    ),
    Step(
        "number half",
        _keys("menu_open", "0", "queue_keys", "2", "callback_confirm_number", "2", "callback_ask_number", "138"),
    ),
)


AT_ONCE = 6


@pytest.fixture(scope="module")
def ended(centre: Centre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Record]]]:
    """All steps, several callers at once, each with a number of his own; the record of each once it is closed."""
    with Telephones(folder=tmp_path_factory.mktemp("steps")) as telephones, ThreadPoolExecutor(AT_ONCE) as pool:

        def walk(n: int, step: Step) -> Record:
            call = Citizen(centre, telephones).dials(number=f"138001381{n:02d}")
            step.way(call)
            call.hangs_up()
            return call.closed_record()

        yield {step.name: pool.submit(walk, n, step) for n, step in enumerate(STEPS)}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name.replace(" ", "_"))
def test_the_record_is_closed(ended: dict[str, Future[Record]], step: Step) -> None:
    record = ended[step.name].result(timeout=100)
    assert record.end_reason == step.reason
    assert record.callbacks == []
    assert record.offers == []


def test_hanging_up_before_the_answer_leaves_no_trouble(citizen: Citizen) -> None:
    for _ in range(5):
        call = citizen.starts_dialling()
        call.hangs_up()
    follow_up = citizen.dials()
    follow_up.hears("welcome")
    follow_up.hangs_up()
    assert follow_up.closed_record().end_reason == "caller_hung_up"
