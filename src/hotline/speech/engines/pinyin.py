"""Chinese characters as the phonemes the neural voice was trained on, by way of pinyin."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from hotline.speech.normalize.sentences import HAN

_STRETCH: Final = re.compile(f"[{HAN}]+|[^{HAN}]+")
_MARKS: Final = {"，": ", ", "、": ", ", "。": ". ", "！": "! ", "？": "? ", "；": "; ", "：": ": "}
# Where the dictionary's reading is not the one of this field.
READINGS: Final = {
    "给付": ("ji3", "fu4"),
    "供给": ("gong1", "ji3"),
    "调解": ("tiao2", "jie3"),
    "差额": ("cha1", "e2"),
    "载明": ("zai3", "ming2"),
    "供养": ("gong1", "yang3"),
    "重听": ("chong2", "ting1"),
    "重新": ("chong2", "xin1"),
    "处分": ("chu3", "fen4"),
    "应聘": ("ying4", "pin4"),
    "幺": ("yao1",),
    "长": ("chang2",),
    "最长": ("zui4", "chang2"),
    "较长": ("jiao4", "chang2"),
    "得": ("de5",),
    "问得": ("wen4", "de5"),
    "缴得": ("jiao3", "de5"),
    "做得": ("zuo4", "de5"),
    "得出": ("de2", "chu1"),
    "告诉": ("gao4", "su5"),
    "谢谢": ("xie4", "xie5"),
    "参保地": ("can1", "bao3", "di4"),
}
# Cut as one word, so that tones and readings are right.
WORDS: Final = (
    "失业金",
    "产假",
    "年休假",
    "病假",
    "婚假",
    "陪产假",
    "护理假",
    "病休",
    "社保",
    "医保",
    "人社局",
    "养老金",
    "公积金",
    "工龄",
    "灵活就业",
    "请按",
    "井号键",
    "星号键",
    "挂机",
    "转接",
    "参保",
    "停保",
    "续保",
    "补缴",
    "缴费",
    "缴存",
    "不按",
    "应当",
    "劳动者",
)
# Next to these 一 keeps its tone: a date, a rank, a key, a row of figures.
_FIRST_TONE_AFTER: Final = frozenset("零一二三四五六七八九十百千万亿点幺第之唯统周期初按")
_FIRST_TONE_NEXT: Final = frozenset("月日号零一二三四五六七八九十")


def chinese_phonemes(text: str, *, cache_folder: Path) -> str:
    """Phonemes of Chinese text with its marks. `cache_folder` keeps the word list: the second start is quick."""
    return "".join(_stretch(stretch, cache_folder) for stretch in _STRETCH.findall(text)).strip()


def pinyin_of(text: str, *, cache_folder: Path) -> list[list[str]]:
    """Each word's syllables as pinyin with tone number, spoken tones applied (不 and 一, third tones)."""
    words: list[str] = _cutter(cache_folder).lcut(text)
    syllables = [list(_reading(word)) for word in words]
    _change_tones(words, syllables)
    return syllables


def _stretch(text: str, cache_folder: Path) -> str:
    if not re.match(f"[{HAN}]", text):
        return "".join(_MARKS.get(sign, sign) for sign in text)
    words = pinyin_of(text, cache_folder=cache_folder)
    # A combining mark that the voice does not know is left out, as misaki does.
    return " ".join("".join(_to_ipa(syllable) for syllable in word) for word in words).replace(chr(815), "")


def _to_ipa(syllable: str) -> str:
    with _old_python_allowed():
        from misaki.zh import ZHG2P  # noqa: PLC0415 - heavy, and wanted by the voice's own process alone

    ipa: str = ZHG2P.py2ipa(syllable)
    return ipa


@contextmanager
def _old_python_allowed() -> Iterator[None]:
    # These packages write regular expressions in a way that Python now warns of when it first compiles them.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@cache
def _cutter(cache_folder: Path) -> Any:
    with _old_python_allowed():
        import jieba  # noqa: PLC0415 - heavy, and wanted by the voice's own process alone

    jieba.setLogLevel(30)
    cutter = jieba.Tokenizer()
    # Not in /tmp, where another user could put a word list of his own in its place.
    cache_folder.mkdir(parents=True, exist_ok=True)
    cutter.tmp_dir = str(cache_folder)
    cutter.initialize()
    for word in (*READINGS, *WORDS):
        cutter.add_word(word, freq=100_000)
    return cutter


def _reading(word: str) -> tuple[str, ...]:
    if word in READINGS:
        return READINGS[word]
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above

    return tuple(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True))


def _change_tones(words: list[str], syllables: list[list[str]]) -> None:
    letters = [letter for word in words for letter in word]
    at = [(index, place) for index, word in enumerate(syllables) for place in range(len(word))]
    if len(letters) != len(at):
        return  # a word that is not one syllable a letter: leave the tones alone
    for (index, place), letter in zip(at, letters, strict=True):
        if letter == "一":
            syllables[index][place] = "yi1"  # the dictionary has changed tones in some words already
    for number, ((index, place), letter) in enumerate(zip(at[:-1], letters, strict=False)):
        next_index, next_place = at[number + 1]
        following = syllables[next_index][next_place]
        here = syllables[index][place]
        if letter == "不" and following.endswith("4"):
            syllables[index][place] = "bu2"
        elif letter == "一" and _is_one_changed(letters, number):
            syllables[index][place] = "yi2" if following[-1] in "45" else "yi4"
        elif here.endswith("3") and following.endswith("3") and (index == next_index or len(words[index]) == 1):
            syllables[index][place] = f"{here[:-1]}2"


def _is_one_changed(letters: list[str], number: int) -> bool:
    if number and letters[number - 1] in _FIRST_TONE_AFTER:
        return False
    following = letters[number + 1]
    if following == "点":
        # 一点半 and 一点五 are figures, 一点问题 is a little.
        return number + 2 < len(letters) and letters[number + 2] not in _FIRST_TONE_AFTER | {"半", "到", "至", "钟"}
    return following not in _FIRST_TONE_NEXT
