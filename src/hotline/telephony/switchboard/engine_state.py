"""What the engine has at one moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline.telephony.ari import Ari, AriGoneError
from hotline.telephony.machine import Call, Phase
from hotline.telephony.models import Recording
from hotline.telephony.services.recordings import engine_file
from hotline.telephony.sound import RATE, SAMPLE_BYTES

APP_PREFIX = "hotline"
ADVISER_PREFIX = "adviser-"
TALK_PREFIX = "talk-"
_RINGING = "Ring"

Channels = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class EngineState:
    """Its channels, by their ids."""

    channels: Channels

    def is_with_us(self, leg_id: str) -> bool:
        """Whether the leg is in our application, not in the dialplan's own service."""
        dialplan = self.channels.get(leg_id, {}).get("dialplan", {})
        return dialplan.get("app_name") == "Stasis" and str(dialplan.get("app_data", "")).startswith(APP_PREFIX)

    def is_there(self, leg_id: str) -> bool:
        """Whether the leg lives: an adviser's also while it rings or waits in the dialplan's loop."""
        return leg_id in self.channels and (leg_id.startswith(ADVISER_PREFIX) or self.is_with_us(leg_id))

    def is_unanswered(self, leg_id: str) -> bool:
        """Whether it came to us and still hears the ringing tone."""
        return self.is_with_us(leg_id) and self.channels[leg_id].get("state") == _RINGING

    def arguments_of(self, leg_id: str) -> tuple[str, ...]:
        """What the dialplan said to our application when the leg came."""
        return tuple(str(self.channels[leg_id]["dialplan"]["app_data"]).split(",")[1:])

    def number_of(self, leg_id: str) -> str:
        """The caller's number as the network sent it."""
        return str(self.channels[leg_id].get("caller", {}).get("number", ""))


async def engine_state(ari: Ari) -> EngineState:
    """Ask the engine for all channels at once. Raises AriError."""
    return EngineState({channel["id"]: channel for channel in await ari.get("/channels")})


async def talk_bridges(ari: Ari) -> dict[str, frozenset[str]]:
    """The bridges in which somebody talks, or did, each with the legs in it. Raises AriError."""
    bridges = await ari.get("/bridges")
    return {bridge["id"]: frozenset(bridge["channels"]) for bridge in bridges if bridge["id"].startswith(TALK_PREFIX)}


async def engine_started_at(ari: Ari) -> datetime:
    """Since when the engine runs. Raises AriError."""
    info = await ari.get("/asterisk/info", only="status")
    return datetime.fromisoformat(info["status"]["startup_time"])


async def exists(ari: Ari, path: str) -> bool:
    """Whether the engine has a channel, playback or recording at this path. Raises AriError."""
    try:
        await ari.get(path)
    except AriGoneError:
        return False
    return True


async def is_registered(ari: Ari, extension: str) -> bool:
    """Whether a telephone of this account can be called. Raises AriError."""
    try:
        endpoint = await ari.get(f"/endpoints/PJSIP/{extension}")
    except AriGoneError:
        return False
    return bool(endpoint.get("state") == "online")


def sound_seconds(call: Call) -> float | None:
    """How much the engine has written of the newest recording, of the message in that phase, else of the talk.

    None where it has not begun. What the engine still holds back is not counted, the header of a message is.
    """
    is_message = call.phase is Phase.MESSAGE
    part = Recording.Part.MESSAGE if is_message else Recording.Part.TALK
    try:
        size = engine_file(part=part, name=call.message_name if is_message else call.recording_name).stat().st_size
    except FileNotFoundError:
        return None
    return size / (RATE * SAMPLE_BYTES * (1 if is_message else 2))
