"""What somebody meant who typed pinyin, initials, a wrong character or a slip of the keyboard.

Nothing is corrected silently: what is meant is looked for beside what was typed, and the result says so.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from .folding import is_chinese

_LATIN = re.compile(r"[a-z']+")
_CHINESE_RUN = re.compile(r"[一-鿿]+")
_LONGEST, _SHORTEST = 8, 2
_LONGEST_RUN = 20
"""Characters without a break in which wrong ones are looked for: a longer story says enough without them."""
_LEAST_FOR_WRONG_CHARACTER = 4
"""Shorter words have too many neighbours that differ in one character."""
_LEAST_INITIALS, _LEAST_PINYIN = 2, 4
_LEAST_ENGLISH = 5
_MOST_MEANT = 3
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ü", "v"))
_WILD = "·"


@lru_cache(maxsize=65536)
def syllables(phrase: str) -> tuple[str, ...]:
    """The syllables of a Chinese phrase in plain pinyin without tones."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # 55 MB that only a process which searches shall carry

    return tuple(lazy_pinyin(phrase, style=Style.NORMAL))


def sound_of(phrase: str) -> str:
    """How a phrase sounds to many ears: pinyin in which zh and z, ch and c, sh and s, ng and n are the same."""
    return "'".join(_blurred(syllable) for syllable in syllables(phrase))


def _blurred(syllable: str) -> str:
    for sharp, plain in _ALIKE:
        syllable = syllable.replace(sharp, plain)
    return syllable


class Speller:
    """Known phrases, found again by how they sound or nearly are. `weight`: how much a phrase is asked for."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._by_pinyin: dict[str, set[str]] = defaultdict(set)
        self._by_initials: dict[str, set[str]] = defaultdict(set)
        self._by_wild: dict[str, set[str]] = defaultdict(set)
        self._english: dict[str, set[str]] = defaultdict(set)
        self._sorted: list[str] = []

    def learn(self, phrases: Iterable[str], *, weight: float) -> None:
        """Know these folded phrases from now on: Chinese of two to eight characters, English words."""
        for phrase in phrases:
            if phrase in self._weights:
                self._weights[phrase] = max(weight, self._weights[phrase])
            elif _CHINESE_RUN.fullmatch(phrase) and _SHORTEST <= len(phrase) <= _LONGEST:
                self._weights[phrase] = weight
                self._learn_chinese(phrase)
            elif _LATIN.fullmatch(phrase) and len(phrase) >= _LEAST_ENGLISH:
                self._weights[phrase] = weight
                for shorter in _without_one(phrase):
                    self._english[shorter].add(phrase)

    def _learn_chinese(self, phrase: str) -> None:
        parts = syllables(phrase)
        self._by_sound[sound_of(phrase)].add(phrase)
        self._by_pinyin["".join(parts)].add(phrase)
        self._by_initials["".join(part[0] for part in parts)].add(phrase)
        if len(phrase) >= _LEAST_FOR_WRONG_CHARACTER:
            for place in range(len(phrase)):
                self._by_wild[phrase[:place] + _WILD + phrase[place + 1 :]].add(phrase)
        self._sorted = []

    def meant(self, text: str, *, known: Callable[[str], bool]) -> list[str]:
        """Phrases that the folded text may mean besides what it says, most likely first.

        `known` tells of a piece of the text that it is a word in use; such pieces are taken at their word, unless a
        longer one sounds exactly like a known phrase.
        """
        found: list[str] = []
        for run in _CHINESE_RUN.findall(text):
            found.extend(self._meant_in_chinese(run, known))
        latin = " ".join(_LATIN.findall(text))
        if latin and not is_chinese(text):
            found.extend(self._meant_in_latin(latin, known))
        elif latin:
            for run in latin.split():
                if len(run) >= _LEAST_PINYIN and not known(run):
                    found.extend(self._by_letters(run))
        return list(dict.fromkeys(found))

    def completed(self, typed: str, *, limit: int) -> list[str]:
        """Phrases that begin with what is typed so far, in characters, pinyin or initials; the most asked first."""
        if is_chinese(typed):
            begun = self._beginning(typed, self._sorted_phrases())
        else:
            letters = typed.replace(" ", "").replace("'", "")
            begun = [
                phrase
                for phrase in self._weights
                if phrase.startswith(typed) or (is_chinese(phrase) and letters and (_starts(phrase, letters)))
            ]
        return sorted(begun, key=lambda phrase: (-self._weights[phrase], len(phrase), phrase))[:limit]

    def _sorted_phrases(self) -> list[str]:
        if not self._sorted:
            self._sorted = sorted(self._weights)
        return self._sorted

    @staticmethod
    def _beginning(typed: str, ordered: Sequence[str]) -> list[str]:
        first = bisect_left(ordered, typed)
        found = []
        for phrase in ordered[first:]:
            if not phrase.startswith(typed):
                break
            found.append(phrase)
        return found

    def _meant_in_chinese(self, run: str, known: Callable[[str], bool]) -> Iterator[str]:
        run = run[:_LONGEST_RUN]
        sounds = [_blurred(syllable) for syllable in syllables(run)]
        for start, end in _pieces(len(run)):
            piece = run[start:end]
            if piece in self._weights:
                continue
            alike = self._by_sound.get("'".join(sounds[start:end]), set())
            if alike and (len(piece) > _SHORTEST or not known(piece)):
                yield from self._best(alike)
            elif len(piece) >= _LEAST_FOR_WRONG_CHARACTER and not known(piece):
                for place in range(len(piece)):
                    near = self._by_wild.get(piece[:place] + _WILD + piece[place + 1 :], set())
                    yield from self._best({phrase for phrase in near if phrase not in run})

    def _meant_in_latin(self, latin: str, known: Callable[[str], bool]) -> list[str]:
        words = latin.split()
        unknown = [word for word in words if not known(word)]
        if not unknown:
            return []
        found = self._by_letters(latin.replace(" ", "").replace("'", ""))
        if not found:
            for word in unknown:
                found.extend(self._by_letters(word) or self._near_english(word))
        return found

    def _by_letters(self, letters: str) -> list[str]:
        """Phrases for a run of letters: a whole phrase's pinyin, its initials, several phrases, one with a slip."""
        if len(letters) >= _LEAST_PINYIN:
            if letters in self._by_pinyin:
                return self._best(self._by_pinyin[letters])
            if len(split := self._split(letters)) > 1:
                return split
        if len(letters) >= _LEAST_INITIALS and letters in self._by_initials:
            return self._best(self._by_initials[letters])
        if len(letters) > _LEAST_PINYIN:
            begun = [name for name in self._by_pinyin if name.startswith(letters)]
            near = begun or [name for name in _one_slip(letters) if name in self._by_pinyin]
            return self._best({phrase for name in near for phrase in self._by_pinyin[name]})
        return []

    def _split(self, letters: str) -> list[str]:
        """The letters as several known phrases one after another, the longest first; empty where that fails."""
        rest, found = letters, []
        while rest:
            length = next((n for n in range(len(rest), 2, -1) if rest[:n] in self._by_pinyin), 0)
            if length:
                found.extend(self._best(self._by_pinyin[rest[:length]])[:1])
                rest = rest[length:]
            elif filler := re.match(r"zenmeban|zenme|duoshao|duojiu|shenme|keyi|neng|ling|ma|de|ban", rest):
                rest = rest[filler.end() :]
            else:
                return []
        return found

    def _near_english(self, word: str) -> list[str]:
        if len(word) < _LEAST_ENGLISH:
            return []
        near = set(self._english.get(word, ()))
        for shorter in _without_one(word):
            near |= self._english.get(shorter, set())
            if shorter in self._weights:
                near.add(shorter)
        return self._best(near)

    def _best(self, phrases: Iterable[str]) -> list[str]:
        return sorted(phrases, key=lambda phrase: (-self._weights[phrase], len(phrase), phrase))[:_MOST_MEANT]


def _starts(phrase: str, letters: str) -> bool:
    parts = syllables(phrase)
    return "".join(parts).startswith(letters) or "".join(part[0] for part in parts).startswith(letters)


def _pieces(length: int) -> Iterator[tuple[int, int]]:
    """Start and end of every piece of a run of this length, long ones first."""
    for size in range(min(_LONGEST, length), _SHORTEST - 1, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_slip(letters: str) -> Iterator[str]:
    """The runs of letters one slip away: one too many, one missing, one wrong, two exchanged."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    for place in range(len(letters) + 1):
        head, tail = letters[:place], letters[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in alphabet:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
