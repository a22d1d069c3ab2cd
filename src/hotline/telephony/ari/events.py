"""The engine's events as types. What we do not know is counted by the reader and dropped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LegArrived:
    """A channel entered our application. `args` are those of the dialplan's `Stasis()`."""

    leg_id: str
    args: tuple[str, ...]
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LegEnded:
    """A channel was destroyed, with its Q.850 cause."""

    leg_id: str
    cause: int


@dataclass(frozen=True, slots=True)
class KeyReceived:
    """A channel sent a key."""

    leg_id: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlaybackEnded:
    """A playback is over: played, stopped or failed."""

    playback_id: str
    leg_id: str


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """A live recording is over; `seconds` is 0 where it failed."""

    name: str
    seconds: float
    leg_id: str


@dataclass(frozen=True, slots=True)
class PhoneChanged:
    """Something changed about the reachability of a telephone account: ask for its state."""

    extension: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """Another switchboard took this application: this one must not go on."""


EngineEvent = LegArrived | LegEnded | KeyReceived | PlaybackEnded | RecordingEnded | PhoneChanged | Replaced


def parse(raw: dict[str, Any]) -> EngineEvent | None:
    """The typed event, or None for a kind we have no use for, or one without the fields we need."""
    reader = _READERS.get(raw.get("type", ""))
    if reader is None:
        return None
    try:
        return reader(raw)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _arrived(raw: dict[str, Any]) -> LegArrived:
    channel = raw["channel"]
    return LegArrived(channel["id"], tuple(raw["args"]), channel.get("caller", {}).get("number", ""))


def _leg_of(target: str) -> str:
    return target.removeprefix("channel:")


def _playback(raw: dict[str, Any]) -> PlaybackEnded:
    return PlaybackEnded(raw["playback"]["id"], _leg_of(raw["playback"]["target_uri"]))


def _recording(raw: dict[str, Any]) -> RecordingEnded:
    recording = raw["recording"]
    return RecordingEnded(recording["name"], float(recording.get("duration", 0)), _leg_of(recording["target_uri"]))


def _recording_failed(raw: dict[str, Any]) -> RecordingEnded:
    return RecordingEnded(raw["recording"]["name"], 0.0, _leg_of(raw["recording"]["target_uri"]))


_READERS: dict[str, Callable[[dict[str, Any]], EngineEvent]] = {
    "StasisStart": _arrived,
    "ChannelDestroyed": lambda raw: LegEnded(raw["channel"]["id"], int(raw.get("cause", 0))),
    "ChannelDtmfReceived": lambda raw: KeyReceived(raw["channel"]["id"], raw["digit"]),
    "PlaybackFinished": _playback,
    "RecordingFinished": _recording,
    "RecordingFailed": _recording_failed,
    "ContactStatusChange": lambda raw: PhoneChanged(raw["endpoint"]["resource"]),
    "PeerStatusChange": lambda raw: PhoneChanged(raw["endpoint"]["resource"]),
    "ApplicationReplaced": lambda _raw: Replaced(),
}

KINDS = tuple(_READERS)
"""The engine's names of what `parse` has a use for. A call makes several times as many events of other kinds."""
