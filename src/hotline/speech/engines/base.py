"""What every voice promises."""

from typing import Protocol

from hotline.speech.languages import Language
from hotline.speech.sound import Pcm


class Engine(Protocol):
    """A voice for both languages.

    `name` is short and fit for a file name; `version` changes whenever the same text may sound different, since the
    cache is keyed by it.
    """

    @property
    def name(self) -> str:
        """Such as `kokoro`."""
        ...

    @property
    def version(self) -> str:
        """Such as `1.0-int8`."""
        ...

    def voice(self, language: Language) -> str:
        """Name of the speaker used for a language."""
        ...

    def synthesize(self, text: str, language: Language, speed: float) -> Pcm:
        """Say `text`, which is already speakable, at `speed` (1.0 normal, less is slower).

        Levelled, with soft edges, pauses between sentences, and no more than 0.1 s of silence at either end. Raises
        SpeechError where it cannot.
        """
        ...
