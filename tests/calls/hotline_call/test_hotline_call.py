"""`./hotline call` places a real call, tells and saves what it heard, and has a plain word for every trouble."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from harness.centre import CHECKOUT, Centre
from harness.knowledge import pieces_of, tones_of
from harness.record import open_rows, record_newest
from harness.sound import passages_in, prompts_in, samples_so_far
from harness.waiting import soon

DONE, TROUBLE, USAGE, HUNG_UP = 0, 1, 2, 130
LIMIT_SECONDS = 120


def _call(
    environment: dict[str, str], *options: str, language: str = "en_US.UTF-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CHECKOUT / "hotline"), "call", *options],
        env=environment | {"LC_ALL": language}, cwd=CHECKOUT, timeout=LIMIT_SECONDS, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def test_a_topic_is_called_for_heard_and_saved(centre: Centre, tmp_path: Path) -> None:
    sound = tmp_path / "heard.wav"
    done = _call(centre.environment, "--keys", "2,1001", "--seconds", "12", "--out", str(sound))

    assert done.returncode == DONE, done.stdout
    lines = done.stdout.splitlines()
    said = [
        f"Calling {centre.places.number}", "Answered.", "pressed 2", "pressed 1001", "s more",
        "The call is over.", f"saved in {sound}",
    ]  # fmt: skip
    assert [wanted for wanted in said if not any(wanted in line for line in lines)] == []
    heard = samples_so_far(sound)
    assert "topic_ask_code" in prompts_in(heard)
    assert passages_in(heard)[0] == tones_of(pieces_of(centre, "1001")[0])
    record = record_newest(centre, called=centre.places.number)
    assert record is not None
    assert [code for code, _, _ in record.topics] == ["1001"]


def test_a_sign_that_is_no_key_is_named_before_anything_is_dialled(centre: Centre, tmp_path: Path) -> None:
    done = _call(centre.environment, "--keys", "2,x", "--out", str(tmp_path / "heard.wav"))

    assert done.returncode == USAGE
    assert "'x' (3) is no key" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("is_whole_terminal", [False, True])
def test_a_signal_hangs_up(centre: Centre, tmp_path: Path, told: signal.Signals, is_whole_terminal: bool) -> None:
    with subprocess.Popen(
        [str(CHECKOUT / "hotline"), "call", "--out", str(tmp_path / "heard.wav")],
        env=centre.environment | {"LC_ALL": "en_US.UTF-8"}, cwd=CHECKOUT, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as calling:  # fmt: skip
        assert calling.stdout is not None
        assert any("Listening for" in line for line in calling.stdout)
        # As `timeout` and a closed terminal do it: the whole group is told, and the telephone must still say goodbye.
        (os.killpg if is_whole_terminal else os.kill)(calling.pid, told)
        said = calling.stdout.read()
    soon(lambda: open_rows(centre) == {}, limit=10, what="the call closed")

    assert calling.returncode == HUNG_UP, said
    assert "Hung up." in said
    record = record_newest(centre, called=centre.places.number)
    assert record is not None
    assert record.end_reason == "caller_hung_up"


def test_a_sound_that_cannot_be_saved_is_told(centre: Centre, tmp_path: Path) -> None:
    file = tmp_path / "no-such-folder" / "heard.wav"
    done = _call(centre.environment, "--seconds", "1", "--out", str(file))

    assert done.returncode == TROUBLE
    assert f"Cannot save {file}: {os.strerror(2)}" in done.stdout


def test_with_the_centre_down_it_says_what_to_do(centre: Centre, tmp_path: Path) -> None:
    elsewhere = centre.environment | {
        "HOTLINE_PORT": str(centre.base_port + 100),
        "HOTLINE_HOME": str(tmp_path / "home"),
    }
    english = _call(elsewhere, "--out", str(tmp_path / "heard.wav"))
    chinese = _call(elsewhere, "--out", str(tmp_path / "heard.wav"), language="zh_CN.UTF-8")

    assert (english.returncode, chinese.returncode) == (TROUBLE, TROUBLE)
    assert "The centre is not running: run ./hotline up first." in english.stdout
    assert "12333 没有在运行：请先运行 ./hotline up" in chinese.stdout.splitlines()
    assert "The centre" not in chinese.stdout
    assert not (tmp_path / "heard.wav").exists()


def test_with_other_ports_than_the_centre_has_it_names_them(centre: Centre, tmp_path: Path) -> None:
    elsewhere = centre.environment | {"HOTLINE_PORT": str(centre.base_port + 100)}
    done = _call(elsewhere, "--out", str(tmp_path / "heard.wav"))

    assert done.returncode == TROUBLE
    assert f"Try again with HOTLINE_PORT={centre.base_port}" in " ".join(done.stdout.split())
    assert list(tmp_path.iterdir()) == []
