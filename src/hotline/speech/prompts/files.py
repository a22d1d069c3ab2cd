"""Which file is played for a prompt."""

from pathlib import Path
from typing import Final

from django.conf import settings
from yaml import YAMLError

from hotline.speech.cache import utterance_file
from hotline.speech.errors import SpeechError
from hotline.speech.languages import LANGUAGES, Language, language_of
from hotline.speech.prompts.building import BEEP_NAME
from hotline.speech.prompts.catalog import CATALOG_NAME, SHIPPED_NUMBER, Prompt, catalog_read
from hotline.speech.prompts.manifest import sound_path
from hotline.speech.sound import wav_write
from hotline.speech.tones import Pair, pairs_for_prompts, tone_pcm

OWN: Final = "own"
SHIPPED: Final = "shipped"
TONES: Final = "tones"


def prompt_file(*, name: str, language: str) -> Path:
    """The sound to play for a prompt, there and readable by Asterisk; played without its `.wav`.

    A site's own recording wins over the shipped sound; where there is neither, or the shipped one names another number
    than this centre's, the voice speaks it at once, the fallback voice if need be. In a test centre
    (`HOTLINE_VOICE_ENGINE=tone`) what is no recording of the site's own is the prompt's pair of tones. May take 100 ms
    the first time: not for an event loop. Raises SpeechError for a name that prompts.yaml does not have.
    """
    spoken = language_of(language)
    prompt = _prompt(name)
    key = (spoken, name)
    recording = sound_path(settings.HOTLINE_PROMPTS / OWN, key)
    if recording.is_file():
        return recording
    if settings.HOTLINE_VOICE_ENGINE == "tone":
        return _tone_file(name, spoken)
    if not _needs_voice(prompt):
        for folder in (settings.HOTLINE_PROMPTS / SHIPPED, settings.HOTLINE_SHIPPED_PROMPTS):
            path = sound_path(folder, key)
            if path.is_file():
                return path
    return utterance_file(text=prompt.texts[spoken], language=spoken).path


def beep_file() -> Path:
    """The tone after which a caller speaks."""
    copied: Path = settings.HOTLINE_PROMPTS / SHIPPED / BEEP_NAME
    shipped: Path = settings.HOTLINE_SHIPPED_PROMPTS / BEEP_NAME
    return copied if copied.is_file() else shipped


def prompts_known() -> dict[str, Prompt]:
    """Every prompt of `prompts.yaml`, by name, with this centre's number; read again when the file has changed.

    A file that cannot be read any more, or is being written just now, leaves what was read before.
    """
    folder: Path = settings.HOTLINE_SHIPPED_PROMPTS
    key = (folder, settings.HOTLINE_NUMBER)
    try:
        written = (folder / CATALOG_NAME).stat()
        stamp = (written.st_mtime_ns, written.st_size)
        if key not in _read or _read[key][0] != stamp:
            _read[key] = (stamp, catalog_read(folder, number=settings.HOTLINE_NUMBER))
    except (OSError, YAMLError, SpeechError):
        if key not in _read:
            raise
    return _read[key][1]


def prompts_to_speak() -> list[tuple[str, Language]]:
    """Texts of prompts that no shipped sound says as this centre does, to be spoken ahead of the first caller."""
    return [
        (prompt.texts[language], language)
        for prompt in prompts_known().values()
        for language in LANGUAGES
        if _needs_voice(prompt)
    ]


def _needs_voice(prompt: Prompt) -> bool:
    return prompt.names_number and settings.HOTLINE_NUMBER != SHIPPED_NUMBER


def _prompt(name: str) -> Prompt:
    prompt = prompts_known().get(name)
    if prompt is None:
        raise SpeechError(
            zh=f"没有名为 {name} 的提示语。请在 asterisk/prompts/prompts.yaml 中写上它的文字。",
            en=f"There is no prompt {name}. Write its text into asterisk/prompts/prompts.yaml.",
        )
    return prompt


def _tone_file(name: str, language: Language) -> Path:
    path = sound_path(settings.HOTLINE_PROMPTS / TONES, (language, name))
    pair = pairs_for_prompts(prompts_known())[name, language]
    # Of an earlier start it may be another pair: one prompt more in the list moves them all.
    if _written.get(path) != pair or not path.is_file():
        wav_write(path, tone_pcm(pair))
        _written[path] = pair
    return path


_written: dict[Path, Pair] = {}
_read: dict[tuple[Path, str], tuple[tuple[int, int], dict[str, Prompt]]] = {}
