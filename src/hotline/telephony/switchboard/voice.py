"""What is spoken, as files the engine can play."""

import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from hotline.acd.models import MAIN_QUEUE
from hotline.acd.selectors import hours_in_words
from hotline.ivr.vocabulary import Passage, Prompt, Utterance
from hotline.knowledge.selectors import voice_paragraph
from hotline.speech.cache import utterance_file
from hotline.speech.languages import language_of
from hotline.speech.prompts import prompt_file
from hotline.telephony.sound import wav_seconds

from .units import Units

HOURS_PROMPT = "hours_announcement"
FOUND_AGAIN_SECONDS = 1.0
"""So long what was found for a prompt is not looked for again: a site's own recording is heard that much later."""
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Media:
    """What the engine is to play: ARI's `media` (sound URIs, comma between), and how long that lasts."""

    uris: str
    seconds: float


class Voice:
    """Finds what is to be spoken, in a unit. What every caller hears is looked for once a second, not by every call."""

    def __init__(self, *, units: Units) -> None:
        self._units = units
        self._kept: dict[tuple[tuple[Utterance, ...], str], tuple[Media, float]] = {}

    async def media(self, *, utterances: tuple[Utterance, ...], language: str) -> Media:
        """As `media_of`. Raises SpeechError, LookupError or OSError where it cannot be spoken."""
        key = (utterances, language)
        media, keep_until = self._kept.get(key, (None, 0.0))
        if media is None or keep_until < time.monotonic():
            find = partial(media_of, utterances=utterances, language=language)
            media = await self._units.run(find, in_transaction=False)
            if _is_same_for_all(utterances):
                self._keep(key, media)
        return media

    def _keep(self, key: tuple[tuple[Utterance, ...], str], media: Media) -> None:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = (media, time.monotonic() + FOUND_AGAIN_SECONDS)


def media_of(*, utterances: tuple[Utterance, ...], language: str) -> Media:
    """The files of these. May render the fallback voice: not for the loop."""
    paths = [_path(utterance, language) for utterance in utterances]
    return Media(",".join(f"sound:{path.with_suffix('')}" for path in paths), sum(map(wav_seconds, paths)))


def _is_same_for_all(utterances: tuple[Utterance, ...]) -> bool:
    return all(isinstance(utterance, Prompt) and utterance.name != HOURS_PROMPT for utterance in utterances)


def _path(utterance: Utterance, language: str) -> Path:
    match utterance:
        case Prompt(name) if name == HOURS_PROMPT:
            return _hours(language)
        case Prompt(name):
            return prompt_file(name=name, language=language_of(language))
        case Passage():
            return _passage(utterance, language)


def _hours(language: str) -> Path:
    text = hours_in_words(queue=MAIN_QUEUE, language=language)
    return utterance_file(text=text, language=language_of(language)).path


def _passage(passage: Passage, language: str) -> Path:
    day = date.fromisoformat(passage.day)
    text = voice_paragraph(version_id=passage.version_id, index=passage.index, language=language, day=day)
    return utterance_file(text=text, language=language_of(language), speed=passage.speed).path
