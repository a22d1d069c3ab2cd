"""The engine's JSON as typed events."""

from typing import Any

import pytest

from hotline.telephony.ari.events import (
    EngineEvent,
    KeyReceived,
    LegArrived,
    LegEnded,
    PhoneChanged,
    PlaybackEnded,
    RecordingEnded,
    Replaced,
    parse,
)

CHANNEL = {"id": "n1-1.7", "caller": {"number": "13800138000", "name": ""}}
PLAYBACK = {"id": "p1", "target_uri": "channel:n1-1.7", "state": "done"}
RECORDING = {"name": "m1", "target_uri": "channel:n1-1.7", "duration": 7, "format": "wav"}


@pytest.mark.parametrize(
    ("raw", "event"),
    [
        (
            {"type": "StasisStart", "args": ["citizen", "12333"], "channel": CHANNEL},
            LegArrived("n1-1.7", ("citizen", "12333"), "13800138000"),
        ),
        ({"type": "StasisStart", "args": [], "channel": {"id": "x"}}, LegArrived("x", (), "")),
        ({"type": "ChannelDestroyed", "cause": 17, "channel": CHANNEL}, LegEnded("n1-1.7", 17)),
        ({"type": "ChannelDestroyed", "channel": CHANNEL}, LegEnded("n1-1.7", 0)),
        ({"type": "ChannelDtmfReceived", "digit": "#", "channel": CHANNEL}, KeyReceived("n1-1.7", "#")),
        ({"type": "PlaybackFinished", "playback": PLAYBACK}, PlaybackEnded("p1", "n1-1.7")),
        (
            {"type": "PlaybackFinished", "playback": {**PLAYBACK, "target_uri": "bridge:b1"}},
            PlaybackEnded("p1", "bridge:b1"),
        ),
        ({"type": "RecordingFinished", "recording": RECORDING}, RecordingEnded("m1", 7.0, "n1-1.7")),
        (
            {"type": "RecordingFinished", "recording": {"name": "m1", "target_uri": "channel:n1-1.7"}},
            RecordingEnded("m1", 0.0, "n1-1.7"),
        ),
        ({"type": "RecordingFailed", "recording": RECORDING}, RecordingEnded("m1", 0.0, "n1-1.7")),
        ({"type": "ContactStatusChange", "endpoint": {"resource": "a1001"}}, PhoneChanged("a1001")),
        ({"type": "PeerStatusChange", "endpoint": {"resource": "a1001"}}, PhoneChanged("a1001")),
        ({"type": "ApplicationReplaced"}, Replaced()),
    ],
)
def test_what_we_have_a_use_for(raw: dict[str, Any], event: EngineEvent) -> None:
    assert parse(raw) == event


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"type": "StasisEnd", "channel": CHANNEL},
        {"type": "ChannelVarset", "channel": CHANNEL},
        {"type": "StasisStart", "channel": CHANNEL},
        {"type": "StasisStart", "args": None, "channel": CHANNEL},
        {"type": "StasisStart", "args": [], "channel": {"id": "x", "caller": None}},
        {"type": "ChannelDestroyed"},
        {"type": "ChannelDestroyed", "channel": CHANNEL, "cause": "busy"},
        {"type": "ChannelDtmfReceived", "channel": CHANNEL},
        {"type": "PlaybackFinished", "playback": {"id": "p1"}},
        {"type": "PlaybackFinished", "playback": {"id": "p1", "target_uri": None}},
        {"type": "RecordingFinished", "recording": {**RECORDING, "duration": "long"}},
        {"type": "RecordingFailed", "recording": {"name": "m1"}},
        {"type": "ContactStatusChange", "endpoint": {}},
    ],
)
def test_what_we_have_no_use_for_or_cannot_read(raw: dict[str, Any]) -> None:
    assert parse(raw) is None


def test_numbers_and_keys_are_in_no_repr() -> None:
    arrived = parse({"type": "StasisStart", "args": ["citizen", "12333"], "channel": CHANNEL})
    key = parse({"type": "ChannelDtmfReceived", "digit": "7", "channel": CHANNEL})
    assert "13800138000" not in repr(arrived)
    assert "'7'" not in repr(key)
