"""The topics of the sample centre, as they are spoken."""

from functools import cache

from harness.centre import Centre
from harness.sound import Pair, passage_tones
from hotline.speech.languages import language_of
from hotline.speech.normalize import speakable

EXPIRED = "4008"
NOT_YET = "2009"

_SCRIPT = """
from hotline.kernel import clock
from hotline.knowledge.renderings import voice_script
from hotline.knowledge.selectors import topic_lookup
found = topic_lookup(code={code!r}, day=clock.local_day())
answer(voice_script(found.entry, {language!r}))
"""

_known: dict[tuple[str, str], list[str]] = {}


def pieces_of(centre: Centre, code: str, *, language: str = "zh") -> list[str]:
    """What is spoken of a topic, piece by piece: title, paragraphs, basis."""
    if (code, language) not in _known:
        _known[code, language] = centre.python(_SCRIPT.format(code=code, language=language))
    return _known[code, language]


@cache
def tones_of(text: str, *, language: str = "zh", is_slow: bool = False) -> Pair:
    """The tones by which a piece is spoken."""
    return passage_tones(speakable(text, language_of(language)), language=language, is_slow=is_slow)
