"""Which voice speaks: by name, or by the dotted path of a site's own."""

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from hotline.speech.engines.base import Engine
from hotline.speech.engines.espeak import EspeakEngine
from hotline.speech.engines.espeak_program import EspeakProgram
from hotline.speech.engines.kokoro import KokoroEngine
from hotline.speech.engines.tone import ToneEngine
from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language

NAMES: Final = ("kokoro", "espeak", "tone")


def engine_named(
    name: str, *, cache: Path, espeak: tuple[str, ...], voices: dict[Language, str] | None = None, threads: int = 1
) -> Engine:
    """The engine of that name (`kokoro`, `espeak`, `tone`), or what the callable at a dotted path returns.

    Making one is cheap: models are loaded at the first sentence. Raises SpeechError where there is none of that name.
    """
    program = EspeakProgram(espeak)
    if name == "kokoro":
        return KokoroEngine(cache=cache, program=program, voices=voices, threads=threads)
    if name == "espeak":
        return EspeakEngine(program=program)
    if name == "tone":
        return ToneEngine()
    return _own(name)()


def voices_chosen() -> dict[Language, str]:
    """Speakers by `HOTLINE_VOICE_ZH` and `HOTLINE_VOICE_EN`; empty where the usual ones are to speak."""
    given: dict[Language, str] = {
        "zh": os.environ.get("HOTLINE_VOICE_ZH", ""),
        "en": os.environ.get("HOTLINE_VOICE_EN", ""),
    }
    return {language: name for language, name in given.items() if name}


def _own(path: str) -> Callable[[], Engine]:
    module, _, attribute = path.rpartition(".")
    try:
        return cast(Callable[[], Engine], getattr(importlib.import_module(module), attribute))
    except (ImportError, AttributeError, ValueError) as error:
        raise SpeechError(
            zh=f"没有名为“{path}”的语音引擎。HOTLINE_VOICE_ENGINE 可设为 {'、'.join(NAMES)}，或一个可导入的类的路径。",
            en=f"There is no voice engine {path!r}. Set HOTLINE_VOICE_ENGINE to {', '.join(NAMES)}, "
            "or to the dotted path of a class that can be imported.",
        ) from error
