"""The fallback voice: small, quick and there at once, but plainly a machine."""

from typing import Final

from hotline.speech.engines.espeak_program import EspeakProgram
from hotline.speech.engines.shaping import pause_after, telephone_pcm
from hotline.speech.languages import Language
from hotline.speech.normalize import runs_of, sentences_of
from hotline.speech.sound import Pcm, Samples

# The plain `cmn` voice of Debian 12 spells pinyin in English.
VOICES: Final[dict[Language, str]] = {"zh": "cmn-latn-pinyin", "en": "en-us"}
WORDS_PER_MINUTE: Final[dict[Language, int]] = {"zh": 210, "en": 160}
RATE: Final = 22050
# How the sound is made from the text; raise it when that changes.
RECIPE: Final = "1"


class EspeakEngine:
    """Speaks by espeak-ng, one program start a sentence."""

    name = "espeak"

    def __init__(self, *, program: EspeakProgram) -> None:
        self._program = program

    @property
    def version(self) -> str:
        """Of the recipe alone: asking the program would cost as much as speaking."""
        return RECIPE

    def voice(self, language: Language) -> str:
        """Its voice for the language, as espeak-ng names it."""
        return VOICES[language]

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        """See Engine; about 50 ms a sentence."""
        parts: list[tuple[Samples, float]] = []
        for sentence in sentences_of(text, language):
            runs = runs_of(sentence.text, sentence.language)
            for index, run in enumerate(runs):
                pause = pause_after(sentence.text, speed=speed) if index == len(runs) - 1 else 0.0
                rate = max(80, int(WORDS_PER_MINUTE[run.language] * speed))
                samples, _ = self._program.wave(run.text, voice=VOICES[run.language], words_per_minute=rate)
                parts.append((samples, pause))
        return telephone_pcm(parts, rate=RATE)
