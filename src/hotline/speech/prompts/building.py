"""Sounds made from the texts."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from hotline.speech.engines import Engine
from hotline.speech.lock import only_synthesis
from hotline.speech.prompts.catalog import Prompt, text_digest
from hotline.speech.prompts.checking import Fault, check, signature
from hotline.speech.prompts.manifest import Key, Made, manifest_read, manifest_write, sound_digest, sound_path
from hotline.speech.sound import TELEPHONE_RATE, Pcm, Samples, seconds_of, softened, to_pcm, wav_write

Told = Callable[[int, int, Key, float], None]
"""Told after each sound: how many are done, of how many, which, and its seconds."""

BEEP_NAME: Final = "beep.wav"
# No key's frequency, so that nobody takes it for one.
BEEP_HERTZ: Final = 1000
BEEP_SECONDS: Final = 0.3
BEEP_LEVEL: Final = 0.3


def build(
    folder: Path,
    catalog: Mapping[str, Prompt],
    *,
    engine: Engine,
    cache: Path,
    told: Told,
    wanted: Iterable[Key] | None = None,
) -> int:
    """Make the sounds that are missing, stale or altered, or exactly those `wanted`; return how many.

    Recordings are left alone, and so is what is right. Sounds of prompts that are gone are removed. The manifest is
    written after every sound: a build that is cut short goes on where it stopped.
    """
    made = manifest_read(folder)
    findings = check(folder, catalog, engine=engine)
    for finding in findings:
        if finding.fault is Fault.LEFT_OVER:
            sound_path(folder, finding.key).unlink(missing_ok=True)
            del made[finding.key]
    to_make = (
        list(wanted)
        if wanted is not None
        else [each.key for each in findings if _is_ours(each.fault, made.get(each.key))]
    )
    for number, key in enumerate(to_make, start=1):
        made[key] = _make(folder, catalog[key[1]], key, engine, cache)
        manifest_write(folder, made)
        told(number, len(to_make), key, made[key].seconds)
    wav_write(folder / BEEP_NAME, beep())
    manifest_write(folder, made)
    return len(to_make)


def beep() -> Pcm:
    """The tone after which a caller speaks."""
    at = np.arange(int(BEEP_SECONDS * TELEPHONE_RATE), dtype=np.float32) / TELEPHONE_RATE
    tone: Samples = (np.sin(2 * np.pi * BEEP_HERTZ * at) * BEEP_LEVEL).astype(np.float32)
    return to_pcm(softened(tone))


def _is_ours(fault: Fault, made: Made | None) -> bool:
    is_recorded = made is not None and made.recorded
    return fault in {Fault.MISSING, Fault.STALE} or (fault is Fault.ALTERED and not is_recorded)


def _make(folder: Path, prompt: Prompt, key: Key, engine: Engine, cache: Path) -> Made:
    language = key[0]
    said = prompt.said(language)
    with only_synthesis(cache):
        pcm = engine.synthesize(said, language, 1.0)
    path = sound_path(folder, key)
    wav_write(path, pcm)
    return Made(
        text=text_digest(prompt.texts[language]),
        said=text_digest(said),
        sound=sound_digest(path),
        voice=engine.voice(language),
        engine=signature(engine),
        recorded=False,
        seconds=round(seconds_of(pcm), 2),
    )
