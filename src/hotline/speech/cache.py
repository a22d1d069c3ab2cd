"""Spoken sentences as files: where each lies, and what is played until the good one is there.

A file's name is a digest of the speakable text, the language, the speaker, the engine with its version, and the speed.
So a changed text is another file, and a new engine never plays what an old one made. All of it can be thrown away.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from hotline.speech.engines import Engine, engine_named
from hotline.speech.engines.choice import voices_chosen
from hotline.speech.languages import RATE, Language, Speed
from hotline.speech.normalize import speakable
from hotline.speech.places import espeak_command
from hotline.speech.process import VoiceProcess
from hotline.speech.sound import TELEPHONE_RATE, seconds_of, wav_write

WAV_HEADER_BYTES = 44
# Engines quick enough to speak while the caller waits.
IMMEDIATE = frozenset({"espeak", "tone"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """A file that says something: 8 kHz, 16 bit, mono, readable by Asterisk. Played without its `.wav`."""

    path: Path
    engine: str
    is_fallback: bool
    seconds: float


def utterance_file(*, text: str, language: Language, speed: Speed = "normal") -> Utterance:
    """The file that says `text`, now: the chosen voice's where it is there, else the fallback voice's, made at once.

    Takes under 1 ms for a file that is there, about 50 ms a sentence for one the fallback makes; blocks, so call it
    on a thread. Raises SpeechError where neither voice can speak.
    """
    said = speakable(text, language)
    engine = chosen_engine()
    kept = path_for(engine, said=said, language=language, speed=speed)
    if kept.is_file():
        return _utterance(kept, engine, is_fallback=False)
    if engine.name in IMMEDIATE:
        return _made(engine, said, language, speed, is_fallback=False)
    fallback = fallback_engine()
    kept = path_for(fallback, said=said, language=language, speed=speed)
    if kept.is_file():
        return _utterance(kept, fallback, is_fallback=True)
    return _made(fallback, said, language, speed, is_fallback=True)


def render(*, text: str, language: Language, speed: Speed = "normal") -> Path:
    """Have the chosen voice say `text` and return the file; nothing is done where it is there already.

    For a job: takes as long as the synthesis does (about one to two times the sound), in a process of its own at the
    lowest priority, never two at once on a machine. May be repeated. Raises SpeechError where the voice cannot speak.
    """
    said = speakable(text, language)
    engine = chosen_engine()
    path = path_for(engine, said=said, language=language, speed=speed)
    if not path.is_file():
        if engine.name in IMMEDIATE:
            return _made(engine, said, language, speed, is_fallback=False).path
        _voice_process(settings.HOTLINE_VOICE_ENGINE).synthesize(text=said, language=language, speed=speed, path=path)
    return path


def is_rendered(*, text: str, language: Language, speed: Speed = "normal") -> bool:
    """Whether the chosen voice's file is there, so that no caller would hear the fallback."""
    return path_for(chosen_engine(), said=speakable(text, language), language=language, speed=speed).is_file()


def warm() -> None:
    """Load what the first sentence needs (0.3 s on a quiet machine), so that the first caller does not wait for it."""
    chosen_engine()
    speakable("12333", "zh")


def path_for(engine: Engine, *, said: str, language: Language, speed: Speed) -> Path:
    """Where the engine's file for a speakable text lies, whether it is there or not."""
    identity = (said, language, engine.voice(language), engine.name, engine.version, speed)
    digest = hashlib.sha256("\0".join(identity).encode()).hexdigest()
    folder: Path = settings.HOTLINE_PROMPTS / "spoken" / engine.name / digest[:2]
    return folder / f"{digest[:32]}.wav"


def chosen_engine() -> Engine:
    """The voice of `HOTLINE_VOICE_ENGINE`. Raises SpeechError where there is none of that name."""
    return _engine(settings.HOTLINE_VOICE_ENGINE, settings.HOTLINE_CACHE)


def fallback_engine() -> Engine:
    """The voice that speaks until the chosen one's file is there."""
    return _engine("espeak", settings.HOTLINE_CACHE)


@cache
def _engine(name: str, cache_folder: Path) -> Engine:
    return engine_named(
        name, cache=cache_folder, espeak=espeak_command(settings.HOTLINE_ESPEAK), voices=voices_chosen()
    )


@cache
def _voice_process(name: str) -> VoiceProcess:
    return VoiceProcess.of_engine(name, cache=settings.HOTLINE_CACHE)


def _made(engine: Engine, said: str, language: Language, speed: Speed, *, is_fallback: bool) -> Utterance:
    path = path_for(engine, said=said, language=language, speed=speed)
    pcm = engine.synthesize(said, language, RATE[speed])
    wav_write(path, pcm)
    return Utterance(path, engine.name, is_fallback, seconds_of(pcm))


def _utterance(path: Path, engine: Engine, *, is_fallback: bool) -> Utterance:
    seconds = (path.stat().st_size - WAV_HEADER_BYTES) / 2 / TELEPHONE_RATE
    return Utterance(path, engine.name, is_fallback, seconds)
