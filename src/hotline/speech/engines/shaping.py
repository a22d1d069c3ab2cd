"""From what an engine makes of each sentence to one sound for the telephone."""

from collections.abc import Sequence
from typing import Final

from hotline.speech.sound import Pcm, Samples, joined, levelled, silence, softened, to_pcm, to_telephone, trimmed

PAUSE_SECONDS: Final = 0.35
SHORT_PAUSE_SECONDS: Final = 0.25
# A caller's key or the engine's start may swallow the first moment of a prompt.
LEAD_SECONDS: Final = 0.05
TAIL_SECONDS: Final = 0.08


def pause_after(sentence: str, *, speed: float) -> float:
    """Seconds of silence after a sentence, by its mark; longer where the voice is slower."""
    seconds = (
        SHORT_PAUSE_SECONDS if sentence.rstrip().endswith(("；", ";", "：", ":", "，", ",", "、")) else PAUSE_SECONDS
    )
    return seconds / speed


def telephone_pcm(sentences: Sequence[tuple[Samples, float]], *, rate: int) -> Pcm:
    """Sentences as an engine made them, each with the pause after it, as one telephone sound.

    Each is trimmed, brought to 8 kHz and to our loudness, and given soft edges; the last one's pause is left out.
    """
    shaped: list[tuple[Samples, float]] = []
    for samples, pause in sentences:
        piece = trimmed(samples, rate=rate)
        if len(piece):
            shaped.append((softened(levelled(to_telephone(piece, rate=rate))), pause))
    if not shaped:
        return to_pcm(silence(LEAD_SECONDS))
    shaped[-1] = (shaped[-1][0], TAIL_SECONDS)
    return to_pcm(joined([(silence(LEAD_SECONDS), 0.0), *shaped]))
