"""English words as the phonemes the neural voice was trained on, by way of espeak-ng."""

import re
from typing import Final, Protocol

# espeak-ng's tied signs -> one letter each, longest first; after misaki's own table.
_TIED: Final = (
    ("ʔˌn\u0329", "ʔn"),
    ("ʔn\u0329", "ʔn"),
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("d^ʒ", "ʤ"),
    ("e^ɪ", "A"),
    ("t^ʃ", "ʧ"),
    ("ɔ^ɪ", "Y"),
    ("ə^l", "ᵊl"),
    ("ʲo", "jo"),
    ("ʲə", "jə"),
    ("ʲ", ""),
    ("ɚ", "əɹ"),
    ("e", "A"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɐ", "ə"),
    ("ɬ", "l"),
    ("\u0303", ""),
)
_AMERICAN: Final = (("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""))
_BRITISH: Final = (("A^ə", "ɛː"), ("iə", "ɪə"), ("ə^ʊ", "Q"))
_LAST: Final = (("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"), ("^", ""), ("\u0329", ""))
_CLAUSE: Final = re.compile(r"([,.;:!?—…]+)\s*")
# Words espeak-ng does not know, written so that it says them right.
RESPELLED: Final = {"yuan": "yoo-en", "hukou": "hoo-koh"}


class Pronouncer(Protocol):
    """What gives IPA for English words: espeak-ng."""

    def phonemes(self, text: str, *, voice: str) -> str:
        """IPA of `text`, diphthongs tied by `^`."""
        ...


def english_phonemes(text: str, *, program: Pronouncer, is_british: bool) -> str:
    """Phonemes of English text; the marks between clauses are kept, since the voice takes its tune from them."""
    voice = "en-gb" if is_british else "en-us"
    parts: list[str] = []
    for index, piece in enumerate(_CLAUSE.split(text)):
        if index % 2:
            parts.append(f"{piece[0]} ")
        elif piece.strip():
            parts.append(_mapped(program.phonemes(_respelled(piece.strip()), voice=voice), is_british=is_british))
    return "".join(parts).strip()


def _respelled(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: RESPELLED.get(word.group().lower(), word.group()), text)


def _mapped(ipa: str, *, is_british: bool) -> str:
    for sign, letter in _TIED:
        ipa = ipa.replace(sign, letter)
    ipa = re.sub(r"(\S)\u0329", r"ᵊ\1", ipa)
    for sign, letter in (*(_BRITISH if is_british else _AMERICAN), *_LAST):
        ipa = ipa.replace(sign, letter)
    return ipa
