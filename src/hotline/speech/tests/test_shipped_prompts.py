"""The prompts in the repository are what a caller should hear."""

import numpy as np
import pytest

from hotline.speech.engines import engine_named
from hotline.speech.languages import LANGUAGES, Language
from hotline.speech.places import shipped_prompts_folder
from hotline.speech.prompts.catalog import catalog_read
from hotline.speech.prompts.checking import check
from hotline.speech.prompts.manifest import sound_path
from hotline.speech.sound import frame_levels, wav_read

FOLDER = shipped_prompts_folder()
CATALOG = catalog_read(FOLDER)
KEYS = [(language, name) for language in LANGUAGES for name in CATALOG]
MOST_BYTES = 12_500_000


def spoken_in(key: tuple[Language, str]) -> Language:
    """The language of its words: the hint at the other language is in the other language."""
    language, name = key
    if name != "welcome_english_hint":
        return language
    return "en" if language == "zh" else "zh"


def test_every_prompt_has_a_sound_that_fits_its_text() -> None:
    # Making the engine loads nothing: only its name and version are compared.
    engine = engine_named("kokoro", cache=FOLDER, espeak=("espeak-ng",))

    assert check(FOLDER, CATALOG, engine=engine) == []


def test_the_sounds_stay_small_enough_to_be_shipped() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*.wav")) < MOST_BYTES


@pytest.mark.parametrize("key", KEYS, ids=["/".join(key) for key in KEYS])
def test_a_prompt_is_loud_enough_unclipped_and_of_fitting_length(key: tuple[Language, str]) -> None:
    samples, rate = wav_read(sound_path(FOLDER, key))
    levels = frame_levels(samples)
    speech = levels[levels > levels.max() * 0.1]
    quiet_end = int((levels[::-1] > levels.max() * 0.02).argmax()) * 0.02
    letters = len(CATALOG[key[1]].said(key[0]))

    assert rate == 8000
    assert float(np.abs(samples).max()) < 0.95
    assert 0.07 < float(np.sqrt(np.mean(np.square(speech)))) < 0.14
    assert quiet_end < 0.35
    # Letters a second: what was swallowed or drawn out falls outside.
    slowest, fastest = (2.2, 6.5) if spoken_in(key) == "zh" else (8, 20)
    assert slowest < letters / (len(samples) / rate) < fastest


@pytest.mark.parametrize("name", [name for name in CATALOG if name.startswith("menu") or name.endswith("_keys")])
def test_a_menu_says_the_action_before_the_key(name: str) -> None:
    # "Press 1 for information" makes the caller remember the key while he still listens for what it does.
    starts = [part for part in CATALOG[name].texts["zh"].split("。") if part.startswith(("请按", "按 "))]

    assert starts == []
