"""The caller hangs up at every single step: each time the record is closed with its reason and nothing stays open."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from harness.adviser import AdviserMaker
from harness.centre import LONGEST_WAIT_SECONDS, Centre
from harness.citizen import Citizen, CitizenCall
from harness.flow import MAIN
from harness.record import Record
from harness.waiting import soon

from hotline.telephony.caller.client import Telephones

Way = Callable[[CitizenCall], None]


@dataclass(frozen=True)
class Step:
    """How to get there, the node of the flow that it is, and what the record says when the caller hangs up there.

    A brief one is over after a few prompts, perhaps before the hang-up has come: then it counts for what follows.
    """

    name: str
    node: str
    way: Way
    reason: str = "caller_hung_up"
    is_brief: bool = False
    number: str = ""


def _keys(*pairs: str) -> Way:
    """Prompts and keys in turn: wait for the prompt, press the key; a last prompt is only waited for."""

    def way(call: CitizenCall) -> None:
        for prompt, key in zip(pairs[::2], [*pairs[1::2], ""], strict=False):
            call.hears_then_skips(prompt)
            if key:
                call.presses(key)

    return way


def _keys_to(node: str, *pairs: str) -> Way:
    """Keys as above, and then only as long as it takes until the record says that the call is at this node."""
    sql = (
        "select 1 from step s join interaction i on i.id = s.interaction_id"
        " where i.called_number = %s and s.kind = 'node' and s.data ->> 'node' = %s"
    )

    def way(call: CitizenCall) -> None:
        if pairs:
            _keys(*pairs)(call)
        soon(lambda: call.centre.rows(sql, call.called, node), limit=15, what=f"the call at {node}")

    return way


def _message(call: CitizenCall) -> None:
    _keys("menu_open", "4", "message_beep_hint")(call)
    time.sleep(0.4)
    call.says_tone(700)
    time.sleep(2)


ELDER = "13800138199"
IN_QUEUE = "abandoned_in_queue"
FIELDS = ("menu_open", "1", "lookup_intro", "2", "lookup_fields")
CALLBACK = ("menu_open", "0", "queue_keys", "2", "callback_confirm_number")
OPEN = (
    Step("before the first word", "hello", lambda call: None),
    Step("welcome", "hello", _keys("welcome")),
    Step("elder", "elder_direct", _keys_to("elder_direct"), IN_QUEUE, is_brief=True, number=ELDER),
    Step("menu", "menu_open", _keys("menu_open")),
    Step("menu again", "menu_open", _keys("nothing_heard")),
    Step(
        "nothing pressed",
        "nothing_pressed_open",
        _keys_to("nothing_pressed_open", "nothing_heard", "", "nothing_heard"),
        IN_QUEUE,
        is_brief=True,
    ),
    Step("english welcome", "hello_other", _keys_to("hello_other", "welcome", "8"), is_brief=True),
    Step("english", "menu_open", _keys("welcome", "8", "menu_open@en")),
    Step("english topic", "listen", _keys("welcome", "8", "menu_open@en", "2", "topic_ask_code@en", "1001", "passage")),
    Step("english queue", "queue", _keys("welcome", "8", "menu_open@en", "0", "queue_keys@en"), IN_QUEUE),
    Step(
        "english message",
        "message",
        _keys("welcome", "8", "menu_open@en", "4", "message_beep_hint@en"),
        "message_left",
        is_brief=True,
    ),
    Step("look-up", "lookup", _keys("menu_open", "1", "lookup_intro")),
    Step("most asked said", "most_asked_intro", _keys_to("most_asked_intro", *FIELDS[:3], "1"), is_brief=True),
    Step("most asked", "most_asked", _keys(*FIELDS[:3], "1", "lookup_most_asked", "", "passage")),
    Step("fields", "fields", _keys(*FIELDS)),
    Step("insurance", "field_insurance", _keys(*FIELDS, "1", "passage")),
    Step("employment", "field_employment", _keys(*FIELDS, "2", "passage")),
    Step("labour", "field_labour", _keys(*FIELDS, "3", "passage")),
    Step("wages", "field_wages", _keys(*FIELDS, "4", "passage")),
    Step("personnel", "field_personnel", _keys(*FIELDS, "5", "passage")),
    Step("account said", "account_open", _keys_to("account_open", *FIELDS[:3], "3"), IN_QUEUE, is_brief=True),
    Step("account", "queue", _keys(*FIELDS[:3], "3", "transferring_to_adviser"), IN_QUEUE),
    Step("code", "listen", _keys("menu_open", "2", "topic_ask_code")),
    Step("half a code", "listen", _keys("menu_open", "2", "topic_ask_code", "10")),
    Step("wrong code", "listen", _keys("menu_open", "2", "topic_ask_code", "9999", "topic_code_unknown")),
    Step("topic", "listen", _keys("menu_open", "2", "topic_ask_code", "1001", "passage")),
    Step("keys of the topic", "listen", _keys("menu_open", "2", "topic_ask_code", "1001", "topic_keys")),
    Step("fax", "fax", _keys("menu_open", "3", "fax_not_yet")),
    Step("message asked", "message", _keys_to("message", "menu_open", "4"), "message_left", is_brief=True),
    Step("message", "message", _message, "message_left"),
    Step("business", "business", _keys("menu_open", "5", "business_not_yet")),
    Step("higher level", "higher_level", _keys("menu_open", "9", "higher_level")),
    Step("transfer", "queue", _keys("menu_open", "0", "transferring_to_adviser"), IN_QUEUE),
    Step("place told", "queue", _keys("menu_open", "0", "transferring_to_adviser", "", "queue_keys"), IN_QUEUE),
    Step("music", "queue", _keys("menu_open", "0", "queue_keys"), IN_QUEUE),
    Step("music again", "queue", _keys("menu_open", "0", "queue_music_return"), IN_QUEUE),
    Step(
        "message out of the queue",
        "message",
        _keys("menu_open", "0", "queue_keys", "1", "message_beep_hint"),
        "message_left",
        is_brief=True,
    ),
    Step("call-back asked", "callback", _keys(*CALLBACK)),
    Step("number asked", "callback", _keys(*CALLBACK, "2", "callback_ask_number")),
    Step("number half", "callback", _keys(*CALLBACK, "2", "callback_ask_number", "138")),
)
OPEN_WITHOUT_PATIENCE = (Step("queue gave up", "gave_up", _keys("menu_open", "0", "gave_up_keys")),)
CLOSED = (
    Step("hours", "closed", _keys_to("closed"), is_brief=True),
    Step("closed menu", "menu_closed", _keys("menu_closed")),
    Step(
        "closed, nothing pressed",
        "nothing_pressed_closed",
        _keys_to("nothing_pressed_closed", "nothing_heard", "", "nothing_heard"),
        is_brief=True,
    ),
    Step(
        "closed, account",
        "account_closed",
        _keys_to("account_closed", "menu_closed", "1", "lookup_intro_closed", "3"),
        is_brief=True,
    ),
    Step(
        "closed, adviser",
        "adviser_closed",
        _keys_to("adviser_closed", "menu_closed", "2", "topic_ask_code", "1001", "topic_keys_closed", "0"),
        is_brief=True,
    ),
)
STEPS = (*OPEN, *OPEN_WITHOUT_PATIENCE, *CLOSED)

IN_PASSING = {"branch", "language", "hangup"}
"""Verbs at which no call stays: nobody can hang up there."""
ELSEWHERE = {
    "survey": "test_hanging_up_while_the_mark_is_asked, which needs an adviser",
    "straight_to_queue": "scenario adviser_first: the same verb as queue",
}
AT_ONCE = 6
SHORT_PATIENCE_SECONDS = 2


def _mark_elder(citizen: Citizen) -> None:
    first = citizen.dials(number=ELDER)
    first.hears_then_skips("welcome")
    first.hangs_up()
    citizen.centre.rows(
        "update citizen set elder = true where id ="
        " (select i.citizen_id from inquiry i join interaction n on n.inquiry_id = i.id where n.id = %s)",
        first.closed_record().id,
    )


@pytest.fixture(scope="module")
def ended(centre: Centre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Record]]]:
    """All steps, several callers at once, each with a number of his own; the record of each once it is closed."""
    with Telephones(folder=tmp_path_factory.mktemp("steps")) as telephones, ThreadPoolExecutor(AT_ONCE) as pool:
        _mark_elder(Citizen(centre, telephones))

        def walk(step: Step) -> Record:
            call = Citizen(centre, telephones).dials(number=step.number or f"138001381{STEPS.index(step):02d}")
            step.way(call)
            call.hangs_up()
            return call.closed_record()

        def walk_all(steps: tuple[Step, ...]) -> dict[str, Future[Record]]:
            walks = {step.name: pool.submit(walk, step) for step in steps}
            wait(walks.values())
            return walks

        walked = walk_all(OPEN)
        centre.rows("update queue set max_wait_seconds = %s", SHORT_PATIENCE_SECONDS)
        walked |= walk_all(OPEN_WITHOUT_PATIENCE)
        centre.rows("update queue set max_wait_seconds = %s", LONGEST_WAIT_SECONDS)
        centre.closes()
        walked |= walk_all(CLOSED)
        centre.opens()
        yield walked


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name.replace(",", "").replace(" ", "_"))
def test_the_record_is_closed(ended: dict[str, Future[Record]], step: Step) -> None:
    record = ended[step.name].result()
    if step.is_brief:
        assert step.node in record.nodes
        assert record.end_reason in {"caller_hung_up", step.reason}
    else:
        assert record.nodes[-1] == step.node
        assert record.end_reason == step.reason
    assert record.callbacks == []
    assert record.offers == []


def test_hanging_up_while_the_mark_is_asked(citizen: Citizen, adviser: AdviserMaker) -> None:
    li = adviser("li")
    call = citizen.dials()
    call.asks_for_adviser()
    li.answers()
    li.hangs_up()
    call.hears_then_skips("survey_ask")
    call.hangs_up()
    li.finishes()

    record = call.closed_record()
    assert record.nodes[-1] == "survey"
    assert record.end_reason == "served"
    assert record.survey == (True, None)


def test_every_node_of_the_flow_has_somebody_who_hangs_up_there() -> None:
    nodes: dict[str, dict[str, Any]] = yaml.safe_load(MAIN.read_text(encoding="utf-8"))["nodes"]
    staying = {name for name, node in nodes.items() if node["verb"] not in IN_PASSING}
    assert {step.node for step in STEPS} | set(ELSEWHERE) == staying


def test_hanging_up_before_the_answer_leaves_no_trouble(citizen: Citizen) -> None:
    for _ in range(5):
        call = citizen.starts_dialling()
        call.hangs_up()
    follow_up = citizen.dials()
    follow_up.hears("welcome")
    follow_up.hangs_up()
    assert follow_up.closed_record().end_reason == "caller_hung_up"
