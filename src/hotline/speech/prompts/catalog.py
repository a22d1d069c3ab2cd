"""`prompts.yaml`: what each prompt says."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from hotline.speech.errors import SpeechError
from hotline.speech.languages import LANGUAGES, Language
from hotline.speech.normalize import speakable

CATALOG_NAME: Final = "prompts.yaml"
SHIPPED_NUMBER: Final = "12333"
"""The number that the shipped sounds say where a text has NUMBER_MARK."""
NUMBER_MARK: Final = "{number}"
_FIELDS: Final = frozenset({"zh", "en", "note"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """One sentence of the line in both languages. `names_number`: it says the number of the centre."""

    name: str
    texts: Mapping[Language, str]
    note: str
    names_number: bool = False

    def said(self, language: Language) -> str:
        """Its text as it is spoken."""
        return speakable(self.texts[language], language)


def catalog_read(folder: Path, *, number: str = SHIPPED_NUMBER) -> dict[str, Prompt]:
    """The prompts of `prompts.yaml` in `folder`, by name, as a centre with this number says them.

    Raises SpeechError for an entry not well written.
    """
    content: dict[str, Any] = yaml.safe_load((folder / CATALOG_NAME).read_text(encoding="utf-8"))
    return {name: _parsed(name, entry, number) for name, entry in content.items()}


def text_digest(text: str) -> str:
    """What stands for a text in a manifest."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _parsed(name: str, entry: Any, number: str) -> Prompt:
    is_sound = (
        isinstance(entry, dict)
        and set(entry) <= _FIELDS
        and all(str(entry.get(each) or "").strip() for each in LANGUAGES)
    )
    # The name becomes a file name, and a word in Asterisk's dialplan.
    if not is_sound or not name.replace("_", "").isalnum() or not name.isascii():
        raise SpeechError(
            zh=f"prompts.yaml 中的 {name} 写得不对：名称用字母、数字、下划线，要有 zh、en。",
            en=f"{name} in prompts.yaml is not right: letters, figures, underscores for the name, zh and en as text, "
            "a note if you like, nothing else.",
        )
    written: dict[Language, str] = {language: " ".join(str(entry[language]).split()) for language in LANGUAGES}
    texts = {language: text.replace(NUMBER_MARK, number) for language, text in written.items()}
    return Prompt(name, texts, str(entry.get("note", "")), names_number=texts != written)
