"""The test centre's voice: every prompt and every text is a short pair of tones that a test can tell apart."""

from typing import Final

from hotline.speech.languages import Language
from hotline.speech.sound import Pcm
from hotline.speech.tones import pair_for_text, tone_pcm


class ToneEngine:
    """Says a text as the pair of tones that `pair_for_text` gives; 0.3 s however long the text is."""

    name: Final = "tone"
    version: Final = "1"

    def voice(self, language: Language) -> str:
        """The language's name: the same text sounds different in each."""
        return language

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        """See Engine; `text` is taken as it is, so that it must be speakable like everywhere."""
        return tone_pcm(pair_for_text(text, language=language, speed="slow" if speed < 1.0 else "normal"))
