"""Chinese texts of pages and of the terminal use full-width marks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FACES = ("desk", "portal", "reporting")
TERMINAL = ("operations", "telephony/caller")
_CJK = r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"
# A half-width mark right behind a Chinese character, or an opening bracket right before one.
_HALF_WIDTH = re.compile(rf"{_CJK}[,:;?!()]|[,:;?!(]{_CJK}")
_DOCUMENT_STRING = re.compile(r'""".*?"""', re.DOTALL)
_NAME_IN_ENGLISH = re.compile(rf"[A-Za-z] \({_CJK}+\)")


def sources() -> list[Path]:
    """Everything that holds words of pages, or of `./hotline` and its commands."""
    found = [file for room in TERMINAL for file in (ROOT / "src/hotline" / room).rglob("*.py")]
    for face in FACES:
        found += [file for file in (ROOT / "src/hotline" / face).rglob("*") if file.suffix in {".py", ".html"}]
    found += [file for file in (ROOT / "frontend").glob("*/**/*.ts") if "node_modules" not in file.parts]
    return sorted(file for file in found if "tests" not in file.parts)


def words_of(file: Path) -> str:
    """The file without what nobody reads on a page."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        text = _DOCUMENT_STRING.sub("", text)
    return _NAME_IN_ENGLISH.sub("", text).replace("=名称,名称", "")  # as it is typed


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_half_width_mark_beside_a_chinese_character(file: Path) -> None:
    lines = words_of(file).splitlines()
    assert [line.strip() for line in lines if _HALF_WIDTH.search(line)] == []


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what a YAML file holds."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from texts_in(part)
        case list():
            for part in value:
                yield from texts_in(part)


@pytest.mark.parametrize("file", sorted((ROOT / "src/hotline/desk/data").glob("*.yaml")), ids=lambda file: file.name)
def test_no_half_width_mark_in_the_words_of_a_list(file: Path) -> None:
    texts = texts_in(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert [text for text in texts if _HALF_WIDTH.search(text)] == []


@pytest.mark.parametrize("wrong", ["停止:按", "未就绪,请", "(示例)", "好?"])
def test_the_rule_finds_what_is_wrong(wrong: str) -> None:
    assert _HALF_WIDTH.search(wrong)
