"""Effects, carried out at the engine. A leg that is gone is normal: its end is on the way to us as an event."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from django.conf import settings

from hotline.speech.errors import SpeechError
from hotline.telephony.ari import Ari, AriError, AriGoneError, AriRefusedError, AriUnreachableError
from hotline.telephony.ari.manager import Manager
from hotline.telephony.machine import effects

from .soundings import Soundings
from .units import Units
from .voice import Voice

log = logging.getLogger(__name__)

LONGEST_SILENCE_SECONDS = 6
_ALREADY_THERE = 409
"""The engine's answer to making a channel or a bridge under an id that has one."""
WAIT_MEDIA = "sound:hotline/zh/one_moment,sound:hotline/en/one_moment"
"""By the names of the dialplan: to find the files by ours would take one of the threads that may all be stuck."""
_NEVER_TWICE = (effects.Play, effects.StartRecording, effects.TakeMessage, effects.LeaveToFallback)
"""A second one would sound, record or lead away twice; all others may be asked again when no answer came."""


class _NoSoundError(Exception):
    """Neither voice can say it, there is no place for the file, or the text is gone."""


class Engine:
    """Carries out effects that go to the engine. Timers and questions are the owner's own."""

    def __init__(self, *, ari: Ari, manager: Manager, units: Units) -> None:
        self._ari = ari
        self._manager = manager
        self._voice = Voice(units=units)
        self._soundings = Soundings()
        self._performers: dict[type, Callable[[Any], Coroutine[Any, Any, None]]] = {
            effects.Answer: self._answer,
            effects.Play: self._play,
            effects.StopPlay: self._stop_play,
            effects.StartMusic: self._start_music,
            effects.StopMusic: self._stop_music,
            effects.Ring: self._ring,
            effects.HangUpLeg: self._hang_up_leg,
            effects.Join: self._join,
            effects.TakeOut: self._take_out,
            effects.DropBridge: self._drop_bridge,
            effects.StartRecording: self._start_recording,
            effects.PauseRecording: self._pause_recording,
            effects.StopRecording: self._stop_recording,
            effects.TakeMessage: self._take_message,
            effects.LeaveToFallback: self._leave_to_fallback,
        }

    async def perform(self, effect: effects.Effect) -> bool:
        """Whether the engine did it. A refusal is logged by its status alone, never with what was asked."""
        try:
            await self._asked(effect)
        except AriGoneError:
            return False
        except AriRefusedError as error:
            log.warning("engine refused %s with %s", type(effect).__name__, error.status)
            return False
        except AriError:
            log.warning("engine did not answer %s", type(effect).__name__)
            return False
        except _NoSoundError:
            log.exception("nothing to play: the flow goes on without having spoken")
            return False
        return True

    async def ask_to_wait(self, leg_id: str) -> None:
        """Answer a citizen of whom the record does not know yet, and ask him to wait."""
        try:
            await self._ari.post(f"/channels/{leg_id}/answer")
            await self._ari.post(f"/channels/{leg_id}/play", media=WAIT_MEDIA)
        except AriError as error:
            log.warning("a citizen could not be asked to wait: %s", type(error).__name__)

    def is_speech_due(self, speech_id: str) -> bool:
        """Whether a speech should have come to its end, by the length of its sound: ask the engine whether it has."""
        return self._soundings.is_due(speech_id)

    async def _asked(self, effect: effects.Effect) -> None:
        perform = self._performers[type(effect)]
        try:
            await perform(effect)
        except AriUnreachableError:
            if isinstance(effect, _NEVER_TWICE):
                raise
            await perform(effect)

    async def _answer(self, effect: effects.Answer) -> None:
        await self._ari.post(f"/channels/{effect.leg_id}/answer")

    async def _play(self, effect: effects.Play) -> None:
        try:
            media = await self._voice.media(utterances=effect.utterances, language=effect.language)
        except (SpeechError, LookupError, OSError) as error:
            raise _NoSoundError from error
        await self._ari.post(f"/channels/{effect.leg_id}/play/{effect.speech_id}", media=media.uris)
        self._soundings.begin(effect.speech_id, seconds=media.seconds)

    async def _stop_play(self, effect: effects.StopPlay) -> None:
        await self._ari.delete(f"/playbacks/{effect.speech_id}")

    async def _start_music(self, effect: effects.StartMusic) -> None:
        await self._ari.post(f"/channels/{effect.leg_id}/moh")

    async def _stop_music(self, effect: effects.StopMusic) -> None:
        await self._ari.delete(f"/channels/{effect.leg_id}/moh")

    async def _ring(self, effect: effects.Ring) -> None:
        # Into the dialplan's loop, not into the application: a leg answered while we restart waits with music.
        try:
            await self._ari.post(
                "/channels",
                body={"variables": {"HOTLINE_LEG": effect.leg_id}},
                endpoint=f"PJSIP/{effect.extension}",
                context="agent",
                extension="agent",
                priority="1",
                channelId=effect.leg_id,
                timeout=str(effect.ring_seconds),
                callerId=settings.HOTLINE_NUMBER,
            )
        except AriRefusedError as error:
            if error.status != _ALREADY_THERE:  # else it rings already: the answer to the first asking was lost
                raise

    async def _hang_up_leg(self, effect: effects.HangUpLeg) -> None:
        await self._ari.delete(f"/channels/{effect.leg_id}")

    async def _join(self, effect: effects.Join) -> None:
        try:
            await self._ari.post(f"/bridges/{effect.bridge_id}", type="mixing")
        except AriRefusedError as refusal:
            if refusal.status != _ALREADY_THERE:
                raise
        await self._ari.post(f"/bridges/{effect.bridge_id}/addChannel", channel=",".join(effect.legs))

    async def _take_out(self, effect: effects.TakeOut) -> None:
        await self._ari.post(f"/bridges/{effect.bridge_id}/removeChannel", channel=effect.leg_id)

    async def _drop_bridge(self, effect: effects.DropBridge) -> None:
        await self._ari.delete(f"/bridges/{effect.bridge_id}")

    async def _start_recording(self, effect: effects.StartRecording) -> None:
        await self._manager.action("MixMonitor", Channel=effect.leg_id, File=f"{effect.name}.raw", Options="D")

    async def _pause_recording(self, effect: effects.PauseRecording) -> None:
        state = "1" if effect.is_paused else "0"
        await self._manager.action("MixMonitorMute", Channel=effect.leg_id, Direction="both", State=state)

    async def _stop_recording(self, effect: effects.StopRecording) -> None:
        await self._manager.action("StopMixMonitor", Channel=effect.leg_id)

    async def _take_message(self, effect: effects.TakeMessage) -> None:
        await self._ari.post(
            f"/channels/{effect.leg_id}/record",
            name=effect.name,
            format="wav",
            ifExists="overwrite",
            beep="true",
            terminateOn="any",
            maxDurationSeconds=str(int(effect.max_seconds)),
            maxSilenceSeconds=str(LONGEST_SILENCE_SECONDS),
        )

    async def _leave_to_fallback(self, effect: effects.LeaveToFallback) -> None:
        await self._ari.post(f"/channels/{effect.leg_id}/continue", context="trouble", extension="s", priority="1")
