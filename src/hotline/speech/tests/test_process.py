"""The voice's process: asked, lost, started again."""

import io
import json
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.speech.errors import SpeechError
from hotline.speech.process import VoiceProcess
from hotline.speech.sound import wav_read
from hotline.speech.tones import heard, pair_for_text


@pytest.fixture
def tone_process(tmp_path: Path) -> Iterator[VoiceProcess]:
    process = VoiceProcess.of_engine("tone", cache=tmp_path / "cache")
    yield process
    process.close()


def scripted(tmp_path: Path, body: str, *, limit_seconds: float = 5) -> VoiceProcess:
    """A process that does what `body` says with each line, in the voice's place; it notes every start."""
    script = tmp_path / "voice.py"
    starts = tmp_path / "starts"
    lines = f"""\
        import json, os, sys, time
        with open({str(starts)!r}, "a") as file: file.write("x")
        starts = os.path.getsize({str(starts)!r})
        for line in sys.stdin:
            wish = json.loads(line)
    """
    script.write_text(textwrap.dedent(lines) + textwrap.indent(textwrap.dedent(body), "    "))
    return VoiceProcess(command=[sys.executable, str(script)], limit_seconds=limit_seconds)


def ask(process: VoiceProcess, path: Path) -> float:
    return process.synthesize(text="您好。", language="zh", speed="normal", path=path)


def test_the_voice_writes_the_file_and_tells_its_length(tone_process: VoiceProcess, tmp_path: Path) -> None:
    seconds = ask(tone_process, tmp_path / "out" / "a.wav")

    assert seconds == pytest.approx(0.3, abs=0.001)
    assert heard(tmp_path / "out" / "a.wav") == [pair_for_text("您好。", language="zh")]


def test_one_process_serves_many_threads(tone_process: VoiceProcess, tmp_path: Path) -> None:
    threads = [threading.Thread(target=ask, args=(tone_process, tmp_path / f"{number}.wav")) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(file.name for file in tmp_path.glob("*.wav")) == [f"{number}.wav" for number in range(6)]


def test_a_voice_that_dies_over_a_wish_is_started_again(tmp_path: Path) -> None:
    process = scripted(
        tmp_path,
        """
        if starts == 1: os._exit(9)
        print(json.dumps({"id": wish["id"], "seconds": 1.5}), flush=True)
        """,
    )

    assert ask(process, tmp_path / "a.wav") == 1.5
    assert (tmp_path / "starts").read_text() == "xx"
    process.close()


def test_a_voice_that_hangs_twice_is_given_up(tmp_path: Path) -> None:
    process = scripted(tmp_path, "time.sleep(60)", limit_seconds=1)

    with pytest.raises(SpeechError, match="took more than 1 s"):
        ask(process, tmp_path / "a.wav")
    assert (tmp_path / "starts").read_text() == "xx"


def test_what_the_voice_cannot_do_comes_back_as_its_words(tmp_path: Path) -> None:
    process = scripted(tmp_path, """print(json.dumps({"id": wish["id"], "zh": "不行", "en": "no"}), flush=True)""")

    with pytest.raises(SpeechError) as caught:
        ask(process, tmp_path / "a.wav")
    assert (caught.value.zh, caught.value.en) == ("不行", "no")
    assert (tmp_path / "starts").read_text() == "x"
    process.close()


def test_lines_that_a_library_prints_are_passed_over(tmp_path: Path) -> None:
    process = scripted(
        tmp_path,
        """
        print("Building prefix dict ...", flush=True)
        print(json.dumps({"id": "another", "seconds": 9}), flush=True)
        print(json.dumps({"id": wish["id"], "seconds": 2}), flush=True)
        """,
    )

    assert ask(process, tmp_path / "a.wav") == 2.0
    process.close()


def test_a_failing_engine_is_told_and_the_process_lives_on(tmp_path: Path) -> None:
    wish = {"id": "1", "text": "您好。", "language": "fr", "speed": "normal", "path": str(tmp_path / "a.wav")}
    lines = json.dumps(wish) + "\n" + json.dumps(wish | {"id": "2", "language": "zh"}) + "\n"

    done = subprocess.run(
        [sys.executable, "-m", "hotline.speech.voice", "--engine", "tone", "--cache", str(tmp_path)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )

    answers = [json.loads(line) for line in io.StringIO(done.stdout)]
    assert "no such language: 'fr'" in answers[0]["en"]
    assert (answers[1]["id"], answers[1]["seconds"]) == ("2", pytest.approx(0.3, abs=0.001))
    assert wav_read(tmp_path / "a.wav")[1] == 8000


def test_an_idle_voice_ends_by_itself_and_comes_back(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hotline.speech.voice", "--engine", "tone", "--cache", str(tmp_path)]
    process = VoiceProcess(command=[*command, "--idle-seconds", "0.1"], limit_seconds=60)

    first = ask(process, tmp_path / "a.wav")
    child = process._process
    assert child is not None
    child.wait(30)

    assert child.returncode == 0
    assert ask(process, tmp_path / "b.wav") == first
    process.close()
