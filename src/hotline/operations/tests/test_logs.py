"""Logs: the end of one, and none without end."""

from __future__ import annotations

from pathlib import Path

from hotline.operations.logs import Journal, rotate, tail


def test_the_end_of_a_log(tmp_path: Path) -> None:
    file = tmp_path / "web.log"
    file.write_text("".join(f"{number}\n" for number in range(100)), encoding="utf-8")
    assert tail(file, 2) == "98\n99"
    assert tail(tmp_path / "none.log", 2) == ""


def test_a_short_log_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "web.log"
    file.write_text("short", encoding="utf-8")
    assert not rotate(file, longest_bytes=5)
    assert [path.name for path in tmp_path.iterdir()] == ["web.log"]


def test_a_long_log_is_put_aside_and_the_writer_goes_on_in_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "web.log"
    with file.open("a", encoding="utf-8") as writer:
        for number in range(5):
            writer.write(f"long {number}\n")
            writer.flush()
            assert rotate(file, longest_bytes=3, kept=3)
        writer.write("after\n")
    assert file.read_text(encoding="utf-8") == "after\n"
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log.*")} == {
        "web.log.1": "long 4\n",
        "web.log.2": "long 3\n",
        "web.log.3": "long 2\n",
    }


def test_a_log_put_aside_stays_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "web.log"
    file.write_text("long", encoding="utf-8")
    file.chmod(0o600)
    rotate(file, longest_bytes=1)
    assert (tmp_path / "web.log.1").stat().st_mode & 0o777 == 0o600


def test_the_journal_dates_its_lines(tmp_path: Path) -> None:
    Journal(tmp_path / "supervisor.log").tell("web: started")
    when, _, what = (tmp_path / "supervisor.log").read_text(encoding="utf-8").partition(" ")
    assert when.endswith("+00:00")
    assert what == "web: started\n"
