"""The console: which languages it speaks, and how it shows progress."""

from __future__ import annotations

import io
import os

import pytest

from hotline.operations.console import Console, speaks_chinese_only


@pytest.mark.parametrize(
    ("environment", "chinese_only"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, True),
    ],
)
def test_the_operators_language(environment: dict[str, str], *, chinese_only: bool) -> None:
    assert speaks_chinese_only(environment) is chinese_only


def test_others_see_both_languages_chinese_first(console: Console, out: io.StringIO) -> None:
    console.say(zh="好", en="fine")
    assert out.getvalue() == "好  fine\n"


def test_a_long_line_gives_english_a_line_of_its_own(console: Console, out: io.StringIO) -> None:
    console.say(zh="好" * 40, en="fine " * 8)
    assert out.getvalue().splitlines() == ["好" * 40, "fine " * 8]


def test_chinese_operators_see_chinese_alone() -> None:
    out = io.StringIO()
    Console(out=out, environment={"LANG": "zh_CN.UTF-8"}).say(zh="好", en="fine")
    assert out.getvalue() == "好\n"


def test_a_quick_step_is_one_line(console: Console, out: io.StringIO) -> None:
    with console.step(zh="启动", en="Start"):
        pass
    assert out.getvalue() == "✓ 启动  Start\n"


def test_a_long_step_says_beforehand_how_long_it_takes(console: Console, out: io.StringIO) -> None:
    with console.step(zh="下载", en="Fetch", seconds=40):
        assert out.getvalue() == "… 下载  Fetch [约 40 秒  about 40 s]\n"
    assert out.getvalue().splitlines()[-1] == "✓ 下载  Fetch"


def test_a_step_that_fails_is_marked_and_the_error_goes_on(console: Console, out: io.StringIO) -> None:
    with pytest.raises(ValueError, match="full"), console.step(zh="下载", en="Fetch"):
        raise ValueError("full")
    assert out.getvalue() == "✗ 下载  Fetch\n"


class Terminal(io.StringIO):
    """A terminal for the console."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_share_done_is_shown_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotline.operations.console.TICK_SECONDS", 0.01)
    out = Terminal()
    with Console(out=out, environment={"LANG": "zh_CN"}).step(zh="下载", en="Fetch") as step:
        step.progress(0.42)
        while "42%" not in out.getvalue():
            pass
        step.note(zh="快了", en="soon")
    assert out.getvalue().endswith("\r\x1b[2K✓ 下载 (快了)\n")
    assert out.getvalue().count("\n") == 1


def test_a_reader_who_has_gone_stops_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = os.fdopen(writing, "w")
    console = Console(out=out, environment={})
    console.say(zh="好", en="fine")
    with console.step(zh="启动", en="Start", seconds=3):
        pass
    out.close()


@pytest.mark.parametrize(("told", "shown"), [(-1.0, "0%"), (0.5, "50%"), (7.0, "100%")])
def test_a_share_stays_between_nothing_and_all(monkeypatch: pytest.MonkeyPatch, told: float, shown: str) -> None:
    monkeypatch.setattr("hotline.operations.console.TICK_SECONDS", 0.01)
    out = Terminal()
    with Console(out=out, environment={}).step(zh="下载", en="Fetch") as step:
        step.progress(told)
        while f" {shown}" not in out.getvalue():
            pass
