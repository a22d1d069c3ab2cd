"""The Python environment of the checkout, and the tools that make it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.installing import installer_environment, one_at_a_time, run_or_explain, runs
from hotline.operations.places import Places

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
STAMP = "hotline-installed.json"


def python_ensure(places: Places, console: Console, *, with_tests: bool = False) -> None:
    """Make `.venv` as the lock file says; does nothing while the lock file is the one it was made from."""
    locks = _locks_wanted(places, with_tests=with_tests)
    if _installed(places.venv) == locks and places.python.exists():
        return
    with one_at_a_time(places.cache):
        uv = uv_ensure(places, console)
        title = {"zh": "安装 Python 软件包", "en": "Python packages"}
        with console.step(**title, seconds=90):
            environment = installer_environment() | {"VIRTUAL_ENV": str(places.venv)}
            failed = {"zh": "Python 软件包安装失败", "en": "The Python packages could not be installed"}
            if not places.python.exists():
                make = [str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(places.venv)]
                run_or_explain(make, folder=places.checkout, environment=environment, **failed)
            lock = TEST_LOCK if TEST_LOCK in locks else LOCK
            sync = [str(uv), "pip", "sync", "--quiet", "--require-hashes", lock]
            run_or_explain(sync, folder=places.checkout, environment=environment, **failed)
            (places.venv / STAMP).write_text(json.dumps(locks), encoding="utf-8")


def is_python_current(places: Places) -> bool:
    """Whether `.venv` was made from the lock file as it is now."""
    return places.python.exists() and _installed(places.venv) == _locks_wanted(places, with_tests=False)


def uv_ensure(places: Places, console: Console) -> Path:
    """The program uv: on the path, in our cache, or installed there. Raises PlainError where it cannot be had."""
    own = places.cache / "tools" / "bin" / "uv"
    for choice in (shutil.which("uv"), str(own)):
        if choice and runs([choice, "--version"]):
            return Path(choice)
    with console.step(zh="安装 uv", en="Installing uv", seconds=10):
        tools = tools_ensure(places)
        run_or_explain(
            [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"],
            folder=places.cache,
            environment=dict(os.environ),
            zh="uv 安装失败",
            en="uv could not be installed",
        )
    return own


def tools_ensure(places: Places) -> Path:
    """A Python environment of our own with pip, for tools. Raises PlainError where Python cannot make one."""
    folder = places.cache / "tools"
    if runs([str(folder / "bin" / "python"), "-m", "pip", "--version"]):
        return folder
    make = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if not runs(make) and places.is_root and shutil.which("apt-get"):
        # Debian keeps the part of Python that makes environments in a package of its own.
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "python3-venv"]):
            runs(command)
    if not runs([str(folder / "bin" / "python"), "-m", "pip", "--version"]) and not runs(make):
        raise PlainError(
            zh="这台机器的 Python 不能建立虚拟环境。请安装 python3-venv（apt install python3-venv）后再试。",
            en="Python on this machine cannot make environments. Install python3-venv (apt install python3-venv).",
        )
    return folder


def _locks_wanted(places: Places, *, with_tests: bool) -> dict[str, str]:
    # What the tests need stays once it is there: it holds everything of the smaller lock in the same versions.
    names = [LOCK, TEST_LOCK] if with_tests or TEST_LOCK in _installed(places.venv) else [LOCK]
    return {name: hashlib.sha256((places.checkout / name).read_bytes()).hexdigest() for name in names}


def _installed(venv: Path) -> dict[str, str]:
    try:
        return dict(json.loads((venv / STAMP).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}
