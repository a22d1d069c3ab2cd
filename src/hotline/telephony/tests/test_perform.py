"""Effects as requests to the engine: what is asked, what is asked again, and what a refusal means."""

import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, cast, get_args

import pytest
from django.conf import LazySettings

from hotline.ivr.vocabulary import Prompt
from hotline.speech.errors import SpeechError
from hotline.telephony.ari import AriGoneError, AriUnreachableError, client
from hotline.telephony.ari.manager import Manager
from hotline.telephony.machine import effects
from hotline.telephony.switchboard import voice
from hotline.telephony.switchboard.perform import Engine
from hotline.telephony.switchboard.units import RecordUnreachableError
from hotline.telephony.switchboard.voice import Media

from .hands import InlineUnits
from .stand_in import StandIn

PLAY = effects.Play("leg", "speech", (Prompt("welcome"),), "zh")
RING = effects.Ring("adviser-1", "a1001", 20)


class StandInManager:
    """Notes actions; raises what a test wants."""

    def __init__(self) -> None:
        self.actions: list[tuple[str, dict[str, str]]] = []
        self.error: Exception | None = None

    async def action(self, name: str, **fields: str) -> None:
        """As the real one."""
        self.actions.append((name, fields))
        if self.error:
            raise self.error


@pytest.fixture
def manager() -> StandInManager:
    return StandInManager()


@pytest.fixture
async def hands(engine: StandIn, manager: StandInManager, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    monkeypatch.setattr(voice, "media_of", lambda **_: Media("sound:/p/welcome,sound:/p/menu", 5.0))
    monkeypatch.setattr(client, "REQUEST_LIMIT_SECONDS", 0.1)
    async with engine.ari() as ari:
        yield Engine(ari=ari, manager=cast("Manager", manager), units=InlineUnits())


@pytest.mark.parametrize(
    ("effect", "requests"),
    [
        (effects.Answer("leg"), [("POST /channels/leg/answer", {})]),
        (PLAY, [("POST /channels/leg/play/speech", {"media": "sound:/p/welcome,sound:/p/menu"})]),
        (effects.StopPlay("speech"), [("DELETE /playbacks/speech", {})]),
        (effects.StartMusic("leg"), [("POST /channels/leg/moh", {})]),
        (effects.StopMusic("leg"), [("DELETE /channels/leg/moh", {})]),
        (effects.HangUpLeg("leg"), [("DELETE /channels/leg", {})]),
        (
            effects.Join("talk-1", ("leg", "adviser-1")),
            [
                ("POST /bridges/talk-1", {"type": "mixing"}),
                ("POST /bridges/talk-1/addChannel", {"channel": "leg,adviser-1"}),
            ],
        ),
        (effects.TakeOut("talk-1", "leg"), [("POST /bridges/talk-1/removeChannel", {"channel": "leg"})]),
        (effects.DropBridge("talk-1"), [("DELETE /bridges/talk-1", {})]),
        (
            effects.TakeMessage("leg", "message1", 120.0),
            [
                (
                    "POST /channels/leg/record",
                    {
                        "name": "message1",
                        "format": "wav",
                        "ifExists": "overwrite",
                        "beep": "true",
                        "terminateOn": "any",
                        "maxDurationSeconds": "120",
                        "maxSilenceSeconds": "6",
                    },
                )
            ],
        ),
        (
            effects.LeaveToFallback("leg"),
            [("POST /channels/leg/continue", {"context": "trouble", "extension": "s", "priority": "1"})],
        ),
    ],
)
async def test_each_effect_is_asked_for(
    engine: StandIn, hands: Engine, effect: effects.Effect, requests: list[tuple[str, dict[str, str]]]
) -> None:
    await hands.perform(effect)
    assert [(asked.what, asked.query) for asked in engine.asked] == requests


@pytest.mark.parametrize(
    ("effect", "action"),
    [
        (effects.StartRecording("leg", "t1"), ("MixMonitor", {"Channel": "leg", "File": "t1.raw", "Options": "D"})),
        (
            effects.PauseRecording("leg", is_paused=True),
            ("MixMonitorMute", {"Channel": "leg", "Direction": "both", "State": "1"}),
        ),
        (
            effects.PauseRecording("leg", is_paused=False),
            ("MixMonitorMute", {"Channel": "leg", "Direction": "both", "State": "0"}),
        ),
        (effects.StopRecording("leg"), ("StopMixMonitor", {"Channel": "leg"})),
    ],
)
async def test_recordings_go_by_the_manager(
    manager: StandInManager, hands: Engine, effect: effects.Effect, action: tuple[str, dict[str, str]]
) -> None:
    assert await hands.perform(effect)
    assert manager.actions == [action]


async def test_every_effect_but_the_owners_own_is_known(hands: Engine) -> None:
    assert set(hands._performers) == set(get_args(effects.Effect)) - {effects.ArmTimer, effects.AskRecord}


async def test_a_telephone_rings(engine: StandIn, hands: Engine, settings: LazySettings) -> None:
    settings.HOTLINE_NUMBER = "96333"
    assert await hands.perform(RING)
    [originate] = engine.asked
    assert (originate.what, originate.body) == ("POST /channels", {"variables": {"HOTLINE_LEG": "adviser-1"}})
    assert originate.query == {
        "endpoint": "PJSIP/a1001",
        "context": "agent",
        "extension": "agent",
        "priority": "1",
        "channelId": "adviser-1",
        "timeout": "20",
        "callerId": "96333",
    }


async def test_a_telephone_that_rings_already_is_not_rung_twice(engine: StandIn, hands: Engine) -> None:
    engine.answers["POST /channels"] = 409
    assert await hands.perform(RING)
    assert engine.whats() == ["POST /channels"]


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_a_telephone_that_cannot_be_rung(engine: StandIn, hands: Engine, status: int) -> None:
    engine.answers["POST /channels"] = status
    assert not await hands.perform(RING)
    assert engine.whats() == ["POST /channels"]


@pytest.mark.parametrize("status", [404, 409, 412, 500])
@pytest.mark.parametrize("effect", [effects.Answer("leg"), PLAY])
async def test_a_refusal_is_an_answer_and_is_not_repeated(
    engine: StandIn, hands: Engine, effect: effects.Effect, status: int
) -> None:
    for what in ("POST /channels/leg/answer", "POST /channels/leg/play/speech"):
        engine.answers[what] = status
    assert not await hands.perform(effect)
    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("effect", "what", "times"),
    [
        (effects.Answer("leg"), "POST /channels/leg/answer", 2),
        (effects.HangUpLeg("leg"), "DELETE /channels/leg", 2),
        (effects.Join("talk-1", ("leg",)), "POST /bridges/talk-1", 2),
        (PLAY, "POST /channels/leg/play/speech", 1),
        (effects.TakeMessage("leg", "m", 9), "POST /channels/leg/record", 1),
        (effects.LeaveToFallback("leg"), "POST /channels/leg/continue", 1),
    ],
)
async def test_without_an_answer_only_what_is_harmless_is_asked_again(
    engine: StandIn, hands: Engine, effect: effects.Effect, what: str, times: int
) -> None:
    engine.hanging.add(what)
    assert not await hands.perform(effect)
    assert engine.whats() == [what] * times


async def test_an_answer_the_second_time_is_an_answer(manager: StandInManager, hands: Engine) -> None:
    errors: list[Exception] = [AriUnreachableError("lost")]
    action = manager.action

    async def once(name: str, **fields: str) -> None:
        await action(name, **fields)
        if errors:
            raise errors.pop()

    manager.action = once  # type: ignore[method-assign]  # for this one stand-in only
    assert await hands.perform(effects.StopRecording("leg"))
    assert len(manager.actions) == 2


@pytest.mark.parametrize("error", [AriGoneError("gone"), AriUnreachableError("away")])
async def test_a_recording_is_begun_once(manager: StandInManager, hands: Engine, error: Exception) -> None:
    manager.error = error
    assert not await hands.perform(effects.StartRecording("leg", "t1"))
    assert len(manager.actions) == 1


def _raising(error: Exception) -> Callable[..., str]:
    def fail(**_: Any) -> str:
        raise error

    return fail


@pytest.mark.parametrize(
    "error", [SpeechError(zh="没有声音", en="no voice"), LookupError("no version"), OSError(28, "full")]
)
async def test_what_cannot_be_spoken_is_not_played(
    engine: StandIn, hands: Engine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(voice, "media_of", _raising(error))
    assert not await hands.perform(PLAY)
    assert engine.asked == []


async def test_a_record_out_of_reach_is_the_owners_business(hands: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "media_of", _raising(RecordUnreachableError()))
    with pytest.raises(RecordUnreachableError):
        await hands.perform(PLAY)


async def test_what_was_asked_is_in_no_log(engine: StandIn, hands: Engine, caplog: pytest.LogCaptureFixture) -> None:
    engine.answers["POST /channels/13800138000/answer"] = 500
    with caplog.at_level(logging.DEBUG):
        await hands.perform(effects.Answer("13800138000"))
    assert "500" in caplog.text
    assert "13800138000" not in "".join(line for line in caplog.messages if "engine" in line)


async def test_a_speech_is_due_when_its_sound_has_had_its_time(hands: Engine, later: Callable[[float], None]) -> None:
    assert hands.is_speech_due("speech")  # begun before we came
    await hands.perform(PLAY)
    assert not hands.is_speech_due("speech")
    later(6)
    assert hands.is_speech_due("speech")


async def test_a_speech_that_the_engine_did_not_take_is_due(engine: StandIn, hands: Engine) -> None:
    engine.answers["POST /channels/leg/play/speech"] = 500
    await hands.perform(PLAY)
    assert hands.is_speech_due("speech")


async def test_a_citizen_is_answered_and_asked_to_wait_in_both_languages(engine: StandIn, hands: Engine) -> None:
    await hands.ask_to_wait("leg")
    assert [(asked.what, asked.query) for asked in engine.asked] == [
        ("POST /channels/leg/answer", {}),
        ("POST /channels/leg/play", {"media": "sound:hotline/zh/one_moment,sound:hotline/en/one_moment"}),
    ]


async def test_a_citizen_who_cannot_be_asked_to_wait_stops_nothing(engine: StandIn, hands: Engine) -> None:
    engine.answers["POST /channels/leg/answer"] = 404
    await hands.ask_to_wait("leg")
    assert engine.whats() == ["POST /channels/leg/answer"]
