"""`manifest.json` beside the sounds: what each was made from, so that a changed text is noticed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from hotline.speech.languages import LANGUAGES, Language
from hotline.speech.sound import file_write

MANIFEST_NAME: Final = "manifest.json"
Key = tuple[Language, str]
"""Language and name of a prompt."""


@dataclass(frozen=True, slots=True)
class Made:
    """One sound: the digests of the text as written, of the text as spoken, and of the sound; who spoke it."""

    text: str
    said: str
    sound: str
    voice: str
    engine: str
    recorded: bool
    seconds: float


def manifest_read(folder: Path) -> dict[Key, Made]:
    """What the folder's sounds were made from; empty where there is no manifest."""
    file = folder / MANIFEST_NAME
    if not file.is_file():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    return {
        (language, name): Made(**made) for language in LANGUAGES for name, made in content.get(language, {}).items()
    }


def manifest_write(folder: Path, made: Mapping[Key, Made]) -> None:
    """Write the manifest in the order of names, so that a change shows as a small difference."""
    content = {
        language: {name: asdict(made[key]) for key in sorted(made) for name in [key[1]] if key[0] == language}
        for language in LANGUAGES
    }
    file_write(folder / MANIFEST_NAME, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def sound_path(folder: Path, key: Key) -> Path:
    """Where a prompt's sound lies."""
    language, name = key
    return folder / language / f"{name}.wav"


def sound_digest(path: Path) -> str:
    """What stands for a sound in a manifest."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
