"""Engine and record as one call sees them, in memory: both outlive the switchboard, and people go on in them."""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from hotline.telephony.machine import Call, Decision, codec, effects, events, writes
from hotline.telephony.machine.resume import Snapshot
from hotline.telephony.machine.state import Phase
from hotline.telephony.machine.talk import NORMAL_CLEARING

from .scene import CITIZEN, STAFF

MESSAGE_SECONDS = 5.0


class Engine:
    """Legs, sound, bridge and recordings. What happens is told to whoever listens at that moment, and not kept."""

    def __init__(self) -> None:
        self.told: deque[events.Event] = deque()
        self.is_citizen_with_us = True
        self.is_citizen_with_fallback = False
        self.advisers: dict[str, bool] = {}
        """Legs of advisers: whether each is up."""
        self.is_adviser_reachable = True
        """Whether the telephone whose leg ended last is registered."""
        self.playing = ""
        self.played: list[effects.Play] = []
        self.is_music_on = False
        self.bridge: set[str] = set()
        self.recording = ""
        self.is_paused = False
        self.message = ""
        self.files: dict[str, float] = {}
        """Seconds that were written, by the recording's name."""

    @property
    def legs(self) -> set[str]:
        """All that live."""
        return {*self.advisers, *([CITIZEN] if self.is_citizen_with_us else [])}

    def perform(self, effect: effects.Effect) -> None:
        """As the real one; what a leg that is gone is asked is refused."""
        leg_id = getattr(effect, "leg_id", None)
        if leg_id is None or leg_id in self.legs or isinstance(effect, effects.Ring):
            _PERFORMERS[type(effect)](self, effect)

    def end(self, leg_id: str, cause: int) -> None:
        """A leg is gone."""
        self.bridge.discard(leg_id)
        if leg_id == CITIZEN:
            self.is_citizen_with_us = False
            self.playing, self.is_music_on, self.recording, self.message = "", False, "", ""
        else:
            self.advisers.pop(leg_id, None)
            self.is_adviser_reachable = cause == NORMAL_CLEARING
        self.told.append(events.LegGone(leg_id, cause))

    def end_speech(self) -> None:
        """What is spoken comes to its end."""
        if self.playing:
            self.told.append(events.SpeechEnded(self.playing))
            self.playing = ""

    def end_message(self) -> None:
        """The citizen has said what he wanted to say."""
        if self.message:
            self.told.append(events.MessageRecorded(self.message, MESSAGE_SECONDS))
            self.files[self.message] = MESSAGE_SECONDS
            self.message = ""

    def press(self, key: str) -> None:
        """The citizen presses a key: it ends a message."""
        if self.is_citizen_with_us:
            self.end_message()
            self.told.append(events.KeyPressed(key))

    def _play(self, effect: effects.Play) -> None:
        assert effect.speech_id not in [play.speech_id for play in self.played]
        assert (self.playing, self.is_music_on) == ("", False)
        self.playing = effect.speech_id
        self.played.append(effect)

    def _stop_play(self, effect: effects.StopPlay) -> None:
        if self.playing == effect.speech_id:
            self.end_speech()

    def _music(self, effect: effects.StartMusic | effects.StopMusic) -> None:
        self.is_music_on = isinstance(effect, effects.StartMusic)

    def _ring(self, effect: effects.Ring) -> None:
        self.advisers.setdefault(effect.leg_id, False)

    def _hang_up(self, effect: effects.HangUpLeg) -> None:
        self.end(effect.leg_id, 16)

    def _join(self, effect: effects.Join) -> None:
        self.bridge |= set(effect.legs) & self.legs

    def _take_out(self, effect: effects.TakeOut) -> None:
        self.bridge.discard(effect.leg_id)

    def _drop_bridge(self, _effect: effects.DropBridge) -> None:
        self.bridge.clear()

    def _start_recording(self, effect: effects.StartRecording) -> None:
        assert not self.recording
        self.recording, self.is_paused = effect.name, False
        self.files[effect.name] = 0.0

    def _pause_recording(self, effect: effects.PauseRecording) -> None:
        self.is_paused = effect.is_paused

    def _stop_recording(self, _effect: effects.StopRecording) -> None:
        self.recording = ""

    def _take_message(self, effect: effects.TakeMessage) -> None:
        self.message = effect.name
        self.files[effect.name] = 0.0

    def _leave(self, _effect: effects.LeaveToFallback) -> None:
        self.end(CITIZEN, 0)
        self.is_citizen_with_fallback = True


_PERFORMERS: dict[type, Callable[[Engine, Any], None]] = {
    effects.Answer: lambda *_: None,
    effects.Play: Engine._play,
    effects.StopPlay: Engine._stop_play,
    effects.StartMusic: Engine._music,
    effects.StopMusic: Engine._music,
    effects.Ring: Engine._ring,
    effects.HangUpLeg: Engine._hang_up,
    effects.Join: Engine._join,
    effects.TakeOut: Engine._take_out,
    effects.DropBridge: Engine._drop_bridge,
    effects.StartRecording: Engine._start_recording,
    effects.PauseRecording: Engine._pause_recording,
    effects.StopRecording: Engine._stop_recording,
    effects.TakeMessage: Engine._take_message,
    effects.LeaveToFallback: Engine._leave,
}


class Record:
    """What is committed. Its facts are kept until somebody hears them."""

    def __init__(self) -> None:
        self.facts: deque[events.Event] = deque()
        self.state: dict[str, Any] | None = None
        self.closed: list[str] = []
        self.places: dict[int, str] = {}
        """Each place the citizen has had, by its number: waiting, served, left."""
        self.offers: dict[str, str] = {}
        """Each offer: open, accepted, or how it ended."""
        self.is_served = False
        self.recordings: dict[str, str] = {}

    @property
    def place(self) -> str:
        """The newest."""
        return self.places[max(self.places)] if self.places else "none"

    @property
    def open_offer(self) -> str:
        """The offer that is open, "" where there is none."""
        return next((offer_id for offer_id, state in self.offers.items() if state == "open"), "")

    def commit(self, decision: Decision) -> list[events.Event]:
        """All of a decision; what the record has to say to it."""
        self.state = json.loads(json.dumps(codec.to_json(decision.call)))
        return [event for write in decision.writes for event in self._write(write)]

    def stored(self) -> Call | None:
        """The call as a new switchboard finds it; None where there is none, or it is over."""
        if self.state is None or self.closed:
            return None
        return codec.from_json(self.state, schema=codec.SCHEMA)

    def offer(self, offer_id: str) -> None:
        """An adviser is free."""
        if self.place == "waiting" and not self.open_offer and not self.closed:
            self.offers[offer_id] = "open"
            self.facts.append(offer_made(offer_id))

    def end_offer(self, outcome: str) -> None:
        """The open offer ends: the citizen goes on waiting."""
        if self.open_offer:
            self.facts.append(events.OfferWithdrawn(self.open_offer))
            self.offers[self.open_offer] = outcome

    def give_up(self) -> None:
        """The longest wait is over."""
        if self.place == "waiting":
            self._leave()
            self.facts.append(events.QueueGaveUp())

    def _write(self, write: writes.Write) -> list[events.Event]:
        if isinstance(write, writes.CloseInteraction):
            self.closed.append(write.reason)
        self._write_recording(write)
        return self._write_place(write)

    def _write_recording(self, write: writes.Write) -> None:
        match write:
            case writes.OpenRecording(name=name):
                self.recordings.setdefault(name, "live")
            case writes.FinishRecording(name=name) if self.recordings.get(name) == "live":
                self.recordings[name] = "finished"
            case writes.DiscardRecording(name=name) if self.recordings.get(name) == "live":
                self.recordings[name] = "discarded"

    def _write_place(self, write: writes.Write) -> list[events.Event]:
        match write:
            case writes.JoinQueue(n=n):
                self.places.setdefault(n * 100, "waiting")
                if self.place == "served":
                    self._return()
                return [events.QueueJoined() if self.place == "waiting" else events.QueueGaveUp()]
            case writes.LeaveQueue(is_reported=is_reported):
                self._leave()
                return [events.QueueLeft()] if is_reported else []
            case writes.AcceptOffer(offer_id=offer_id):
                return [events.OfferDecided(offer_id, self._accept(offer_id))]
            case writes.RejectOffer(offer_id=offer_id, outcome=outcome) if self.offers[offer_id] == "open":
                self.end_offer(outcome)
            case writes.ReturnToQueue():
                self._return()
            case writes.EndService():
                self.is_served = False
        return []

    def _leave(self) -> None:
        if self.place == "waiting":
            self.end_offer("withdrawn")
            self.places[max(self.places)] = "left"

    def _accept(self, offer_id: str) -> bool:
        if self.offers[offer_id] == "open" and self.place == "waiting":
            self.offers[offer_id] = "accepted"
            self.places[max(self.places)] = "served"
            self.is_served = True
            return True
        return self.offers[offer_id] == "accepted" and self.is_served

    def _return(self) -> None:
        if self.places and self.place != "waiting":
            self.places[max(self.places) + 1] = "waiting"
            self.is_served = False


def offer_made(offer_id: str) -> events.OfferMade:
    """The fact that an adviser is asked."""
    return events.OfferMade(offer_id, STAFF, "a1001", 20)


def snapshot_of(call: Call, engine: Engine) -> Snapshot:
    """What `reconcile` finds at the engine."""
    name = call.message_name if call.phase is Phase.MESSAGE else call.recording_name
    return Snapshot(
        live_legs=frozenset(leg for leg in call.legs if leg in engine.legs),
        arrived_legs=frozenset(leg for leg in call.legs if leg in engine.legs and engine.advisers.get(leg, True)),
        is_speech_playing=call.is_speaking and engine.playing == call.speech_id,
        is_message_recording=engine.message == call.message_name,
        sound_seconds=engine.files.get(name),
        is_adviser_reachable=engine.is_adviser_reachable,
        has_engine_restarted=False,
    )
