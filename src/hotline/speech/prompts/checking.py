"""Which prompts have no sound, or one that no longer says what the text says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from hotline.speech.engines import Engine
from hotline.speech.languages import LANGUAGES
from hotline.speech.prompts.catalog import Prompt, text_digest
from hotline.speech.prompts.manifest import Key, Made, manifest_read, sound_digest, sound_path


class Fault(Enum):
    """What is wrong with a prompt's sound; the value is how it is told."""

    MISSING = "没有声音文件 / no sound"
    STALE = "文字已改，需要重新合成 / the text has changed: build again"
    RECORDED_STALE = "文字已改，录音需要重录 / the text has changed: record again"
    ALTERED = "声音文件与清单不符 / the sound is not the one in the manifest"
    LEFT_OVER = "已没有这条提示语 / there is no such prompt any more"


@dataclass(frozen=True, slots=True)
class Finding:
    """One prompt in one language, and what is wrong with it."""

    key: Key
    fault: Fault


def check(folder: Path, catalog: Mapping[str, Prompt], *, engine: Engine) -> list[Finding]:
    """Everything that is wrong with the shipped sounds in `folder`, which `engine` should have made."""
    made = manifest_read(folder)
    findings = []
    for key in keys_of(catalog):
        fault = _fault(folder, catalog[key[1]], key, made.get(key), engine)
        if fault:
            findings.append(Finding(key, fault))
    left_over = sorted(set(made) - set(keys_of(catalog)))
    return [*findings, *(Finding(key, Fault.LEFT_OVER) for key in left_over)]


def check_own(folder: Path, catalog: Mapping[str, Prompt]) -> list[Finding]:
    """What is wrong with a site's own recordings in `folder`; prompts that it has not replaced are no fault."""
    findings = []
    for key, made in sorted(manifest_read(folder).items()):
        prompt = catalog.get(key[1])
        path = sound_path(folder, key)
        if prompt is None:
            findings.append(Finding(key, Fault.LEFT_OVER))
        elif not path.is_file():
            findings.append(Finding(key, Fault.MISSING))
        elif made.text != text_digest(prompt.texts[key[0]]):
            findings.append(Finding(key, Fault.RECORDED_STALE))
        elif made.sound != sound_digest(path):
            findings.append(Finding(key, Fault.ALTERED))
    return findings


def keys_of(catalog: Mapping[str, Prompt]) -> list[Key]:
    """Every prompt in both languages, in order."""
    return [(language, name) for language in LANGUAGES for name in sorted(catalog)]


def _fault(folder: Path, prompt: Prompt, key: Key, made: Made | None, engine: Engine) -> Fault | None:
    language = key[0]
    path = sound_path(folder, key)
    if made is None or not path.is_file():
        return Fault.MISSING
    if made.recorded:
        if made.text != text_digest(prompt.texts[language]):
            return Fault.RECORDED_STALE
    elif (made.said, made.voice, made.engine) != (
        text_digest(prompt.said(language)),
        engine.voice(language),
        signature(engine),
    ):
        return Fault.STALE
    return None if made.sound == sound_digest(path) else Fault.ALTERED


def signature(engine: Engine) -> str:
    """Name and version of an engine, as a manifest names it."""
    return f"{engine.name} {engine.version}"
