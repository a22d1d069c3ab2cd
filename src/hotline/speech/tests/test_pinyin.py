"""Tones and readings as people speak them."""

from pathlib import Path

import pytest

from hotline.speech.engines.phonemes import english_phonemes
from hotline.speech.engines.pinyin import chinese_phonemes, pinyin_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("jieba")
    pytest.importorskip("pypinyin")
    return tmp_path_factory.mktemp("words")


def read(text: str, folder: Path) -> str:
    return " ".join(syllable for word in pinyin_of(text, cache_folder=folder) for syllable in word)


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("幺二三三三", "yao1 er4 san1 san1 san1"),
        ("不对", "bu2 dui4"),
        ("不能", "bu4 neng2"),
        ("一个月", "yi2 ge4 yue4"),
        ("一年", "yi4 nian2"),
        ("一月一日", "yi1 yue4 yi1 ri4"),
        ("第一次", "di4 yi1 ci4"),
        ("请按一", "qing3 an4 yi1"),
        ("百分之十一", "bai3 fen1 zhi1 shi2 yi1"),
        ("二零一一年", "er4 ling2 yi1 yi1 nian2"),
        ("出了一点问题", "chu1 le5 yi4 dian3 wen4 ti2"),
        ("一点五", "yi1 dian3 wu3"),
        ("下午一点半", "xia4 wu3 yi1 dian3 ban4"),
        ("可以", "ke2 yi3"),
        ("给付", "ji3 fu4"),
        ("调解", "tiao2 jie3"),
        ("最长", "zui4 chang2"),
        ("增长", "zeng1 zhang3"),
        ("产假", "chan3 jia4"),
        ("费率", "fei4 lv4"),
        ("重新选择", "chong2 xin1 xuan3 ze2"),
        ("职称", "zhi2 cheng1"),
        ("大家问得最多", "da4 jia1 wen4 de5 zui4 duo1"),
    ],
)
def test_a_word_is_read_as_people_say_it(text: str, pinyin: str, folder: Path) -> None:
    assert read(text, folder) == pinyin


def test_marks_become_those_the_voice_knows(folder: Path) -> None:
    pytest.importorskip("misaki")

    assert chinese_phonemes("您好，再见。", cache_folder=folder) == "ni↗nxau↓, ʦai↘ʨjɛ↘n."


class Spelling:
    """In espeak-ng's place: gives back what it was asked for, tied signs for one word."""

    def phonemes(self, text: str, *, voice: str) -> str:
        return {"time": "tˈa^ɪm", "go": "ɡˈo^ʊ" if voice == "en-us" else "ɡˈə^ʊ"}.get(text, text)


@pytest.mark.parametrize(
    ("text", "is_british", "phonemes"),
    [("time, go.", False, "tˈIm, ɡˈO."), ("go!", True, "ɡˈQ!"), ("time", True, "tˈIm")],
)
def test_english_keeps_its_marks_and_its_accent(text: str, is_british: bool, phonemes: str) -> None:
    assert english_phonemes(text, program=Spelling(), is_british=is_british) == phonemes
