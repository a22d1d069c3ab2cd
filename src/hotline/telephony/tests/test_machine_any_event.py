"""Whatever comes, in whatever order: a call is never in two minds, and it is closed exactly once."""

import json

from hypothesis import given
from hypothesis import strategies as st

from hotline.telephony.machine import Call, Decision, Phase, codec, effects, events, handle, resume, writes
from hotline.telephony.machine.resume import Snapshot

from .scene import CITIZEN, NUMBER, STAFF, Scene, main_flow

OFFERS = ("0190a0a0-0000-7000-8000-0000000000f1", "0190a0a0-0000-7000-8000-0000000000f2")
REPLIES: dict[str, dict[str, object]] = Scene().replies

offers = st.sampled_from(OFFERS)
legs = st.sampled_from([CITIZEN, *(f"adviser-{offer}" for offer in OFFERS), "unknown"])
anything = st.one_of(
    st.builds(events.KeyPressed, st.sampled_from("0123456789*#A")),
    st.just("speech ends"),
    st.just("time is up"),
    st.just("message ends"),
    st.builds(events.ConsultReplied, st.sampled_from(sorted(REPLIES)), st.none()),
    st.sampled_from(sorted(REPLIES)).map(lambda question: events.ConsultReplied(question, REPLIES[question])),
    st.builds(events.OfferMade, offers, st.just(STAFF), st.just("a1001"), st.just(20)),
    st.builds(events.OfferWithdrawn, offers),
    st.builds(events.OfferDecided, offers, st.booleans()),
    st.just(events.QueueJoined()),
    st.just(events.QueueLeft()),
    st.just(events.QueueGaveUp()),
    st.builds(events.LegUp, legs),
    st.builds(events.LegGone, legs, st.sampled_from([0, 16, 17, 19, 44])),
    st.builds(events.AdviserLost, st.just(STAFF)),
    st.just(events.HoldAsked()),
    st.just(events.ResumeAsked()),
    st.builds(
        Snapshot,
        st.frozensets(legs),
        st.frozensets(legs),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
)


def _event(call: Call, drawn: object) -> events.Event:
    if drawn == "speech ends":
        return events.SpeechEnded(call.speech_id)
    if drawn == "time is up":
        return events.TimeUp(call.timer_n)
    if drawn == "message ends":
        return events.MessageRecorded(call.message_name, 3.0)
    return drawn  # type: ignore[return-value]  # the strategy draws events otherwise


def _next(call: Call, drawn: object) -> Decision:
    if isinstance(drawn, Snapshot):
        return resume(main_flow(), call, drawn)
    return handle(main_flow(), call, _event(call, drawn))


@given(st.lists(anything, max_size=40))
def test_a_call_is_never_in_two_minds(sequence: list[object]) -> None:
    decision = handle(main_flow(), Scene().call, events.Arrived("12333", NUMBER))
    closed = 0
    for drawn in sequence:
        decision = _next(decision.call, drawn)
        call = decision.call
        closed += sum(isinstance(write, writes.CloseInteraction) for write in decision.writes)
        assert (call.talk is not None) == (call.phase is Phase.TALK)
        assert call.ringing is None or call.phase is Phase.QUEUE
        assert call.is_recording == (call.phase is Phase.TALK)
        assert not (call.is_speaking and call.is_music_on)
        assert closed == (call.phase is Phase.ENDED)
        assert codec.from_json(json.loads(json.dumps(codec.to_json(call))), schema=codec.SCHEMA).phase is call.phase
        assert NUMBER not in json.dumps(codec.to_json(call))


@given(st.lists(anything, max_size=40))
def test_every_speech_has_an_id_of_its_own(sequence: list[object]) -> None:
    decision = handle(main_flow(), Scene().call, events.Arrived("12333", NUMBER))
    played = [effect.speech_id for effect in decision.effects if isinstance(effect, effects.Play)]
    for drawn in sequence:
        decision = _next(decision.call, drawn)
        played += [effect.speech_id for effect in decision.effects if isinstance(effect, effects.Play)]
    assert len(played) == len(set(played))
