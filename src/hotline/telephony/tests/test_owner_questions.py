"""Questions of the flow: asked beside the call, which neither waits for them nor ends by them."""

import asyncio
import uuid
from typing import Any

import pytest

from hotline.telephony.machine import Decision, Phase, effects, events
from hotline.telephony.switchboard import consult
from hotline.telephony.switchboard.units import RecordUnreachableError

from .hands import Ledger
from .owner_stage import Stage, ledger_keep, staged
from .scene import INTERACTION


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    return ledger_keep(monkeypatch)


async def test_a_question_that_hangs_is_refused_after_its_limit(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consult, "ANSWER_LIMIT_SECONDS", 0.02)
    async with staged(ledger) as stage:

        async def hang(*_: object, **__: object) -> None:
            await asyncio.sleep(60)

        monkeypatch.setattr(stage.owner._units, "run", _only_writes(stage, hang))
        replies = _heard(stage)
        await stage.to_menu()
        await asyncio.sleep(0.05)
        await stage.settle()
        assert replies[0].reply is None
        assert stage.owner.call.phase is Phase.FLOW
        assert not stage.task.done()


@pytest.mark.parametrize("error", [KeyError("fault"), RecordUnreachableError(), TimeoutError()])
async def test_a_question_that_fails_is_refused(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(consult, "answer", fail)
    async with staged(ledger) as stage:
        replies = _heard(stage)
        await stage.to_menu()
        assert [answer.reply for answer in replies][:1] == [None]
        assert not stage.task.done()


async def test_a_question_is_asked_with_what_was_gathered_in_secret(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(consult, "answer", lambda **with_it: asked.append(with_it))
    async with staged(ledger) as stage:
        await stage.owner._act(effects.AskRecord("topic", {}, "8842"))
        await stage.settle()
        assert asked == [{"interaction_id": uuid.UUID(INTERACTION), "question": "topic", "args": {}, "secret": "8842"}]
    assert "8842" not in caplog.text


async def test_a_call_waits_for_no_question(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(ledger) as stage:

        async def hang(*_: object, **__: object) -> None:
            await asyncio.sleep(60)

        monkeypatch.setattr(stage.owner._units, "run", _only_writes(stage, hang))
        await stage.to_menu()
        await stage.end()
        for task in asyncio.all_tasks():
            if task.get_name().startswith("consult:"):
                task.cancel()
    assert ledger.kinds()[-1] == "CloseInteraction"


def _heard(stage: Stage) -> list[events.ConsultReplied]:
    """What the owner is told about its questions from now on."""
    heard: list[events.ConsultReplied] = []
    post = stage.owner.post

    def listen(event: events.Event | Decision) -> None:
        if isinstance(event, events.ConsultReplied):
            heard.append(event)
        post(event)

    stage.owner.post = listen  # type: ignore[method-assign]  # listened to, and passed on
    return heard


def _only_writes(stage: Stage, otherwise: Any) -> Any:
    run = stage.owner._units.run

    async def choose(unit: Any, *, in_transaction: bool = True) -> Any:
        if getattr(unit, "func", None) == stage.ledger.write:
            return await run(unit, in_transaction=in_transaction)
        return await otherwise()

    return choose
