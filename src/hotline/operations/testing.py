"""`./hotline test`: everything the checks need, then the checks, in the order in which they fail fastest."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hotline.operations.console import Console
from hotline.operations.engine_install import engine_ensure
from hotline.operations.errors import PlainError
from hotline.operations.frontend import frontend_ensure, path_with_npm
from hotline.operations.installing import run_or_explain
from hotline.operations.logs import tail
from hotline.operations.places import Places, digest_of
from hotline.operations.postgres import Postgres, programs_find
from hotline.operations.processes import start_detached, stop
from hotline.operations.python_packages import python_ensure
from hotline.operations.users import DATABASE_USER, owner_named
from hotline.operations.voices import espeak_find

# What Debian calls the things that Python packages cannot bring: a browser, and letters for it.
SYSTEM_PACKAGES = {"chromium": "chromium", "fc-list :lang=zh": "fonts-noto-cjk"}
DATABASE_LIMIT_SECONDS = 30


def run_all(places: Places, console: Console, *, pytest_arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and show which did; 1 where any failed.

    Where an argument is a path, only the tests in it are run.
    """
    python_ensure(places, console, with_tests=True)
    frontend_ensure(places, console)
    try:
        engine_ensure(places, console)
    except PlainError as error:
        console.say(zh=f"! 电话测试会失败：{error.zh}", en=f"! Tests with telephones will fail: {error.en}")
    system_ensure(places, console)
    results: dict[str, tuple[bool, float]] = {}
    with test_database(places) as database:
        environment = test_environment(places, database=database)
        for name, command in checks(places, pytest_arguments).items():
            console.write(f"\n── {name}")
            began = time.monotonic()
            done = subprocess.run(command, cwd=places.checkout, env=environment, check=False)
            results[name] = (done.returncode == 0, time.monotonic() - began)
    console.write("")
    for name, (passed, seconds) in results.items():
        console.write(f"{'✓' if passed else '✗'} {name}  {seconds:.0f} s")
    return 0 if all(passed for passed, _ in results.values()) else 1


def checks(places: Places, pytest_arguments: Sequence[str]) -> dict[str, list[str]]:
    """The checks by name, each as a command to run in the checkout; the tests alone where a path names them."""
    tests = {"pytest": [str(places.python), "-m", "pytest", *pytest_arguments]}
    if any(_names_tests(places, argument) for argument in pytest_arguments):
        return tests
    programs = places.venv / "bin"
    manage = [str(places.python), "-m", "hotline.config.manage"]
    found = {
        "ruff": [str(programs / "ruff"), "check", "."],
        "ruff format": [str(programs / "ruff"), "format", "--check", "."],
        "mypy": [str(programs / "mypy")],
        "imports": [str(programs / "lint-imports")],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
    }
    if (places.checkout / "frontend" / "package.json").is_file():
        npm = ["npm", "--prefix", "frontend", "run"]
        found |= {"types of the pages": [*npm, "check"], "tests of the pages": [*npm, "test"]}
    return found | tests


def test_environment(places: Places, *, database: str) -> dict[str, str]:
    """The environment of the checks: their own database, data folder and ports, the shared cache."""
    environment = places.child_environment()
    environment["HOTLINE_DATABASE"] = database
    environment["HOTLINE_HOME"] = str(_test_home(places))
    environment["PATH"] = f"{places.venv / 'bin'}{os.pathsep}{path_with_npm(places)}"
    chromium = shutil.which("chromium")
    if chromium:
        environment.setdefault("HOTLINE_CHROMIUM", chromium)
    voice = espeak_find(places)
    if voice:
        environment.setdefault("HOTLINE_ESPEAK", str(voice))
    return environment


def system_ensure(places: Places, console: Console) -> None:
    """Install the browser and its letters where we may; say what to install where we may not."""
    missing = [package for probe, package in SYSTEM_PACKAGES.items() if not _is_there(probe)]
    if not missing:
        return
    names = " ".join(missing)
    if not places.is_root or shutil.which("apt-get") is None:
        console.say(zh=f"! 浏览器测试需要：apt install {names}", en=f"! Tests in a browser need: apt install {names}")
        return
    with console.step(zh=f"安装 {names}", en=f"Installing {names}", seconds=60):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        failed = {"zh": f"无法安装 {names}", "en": f"{names} could not be installed"}
        folder = places.checkout
        apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
        run_or_explain([*apt, "update", "-qq"], folder=folder, environment=environment, **failed)
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *missing]
        run_or_explain(install, folder=folder, environment=environment, **failed)


@contextmanager
def test_database(places: Places) -> Iterator[str]:
    """A PostgreSQL that lives as long as the checks, quick because nothing of it has to last; gives its DSN."""
    owner = owner_named(DATABASE_USER, is_root=places.is_root)
    with tempfile.TemporaryDirectory(prefix="hotline-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        postgres = Postgres(
            programs=programs_find(places, owner), owner=owner, data=folder / "data", socket=folder / "socket"
        )
        postgres.initialise()
        fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        log = folder / "postgres.log"
        running = start_detached(
            [*postgres.command_line(), *fast], log=log, folder=Path("/"), environment=os.environ, owner=owner
        )
        try:
            deadline = time.monotonic() + DATABASE_LIMIT_SECONDS
            while not postgres.is_ready():
                if time.monotonic() > deadline or not running.is_alive():
                    raise PlainError(
                        zh="测试数据库没有启动。", en=f"The database for the tests did not start:\n{tail(log, 5)}"
                    )
                time.sleep(0.1)
            # Commands that only look at the tables connect to a database of this name; the tests make their own.
            postgres.create_database()
            yield f"host={postgres.socket} user=hotline dbname=hotline"
        finally:
            stop(running, limit_seconds=20)


def _names_tests(places: Places, argument: str) -> bool:
    """Whether this is a folder, a file, or a test within a file: `tests/calls/survey`, `test_x.py::test_y`."""
    path = argument.partition("::")[0]
    return bool(path) and not path.startswith("-") and (places.checkout / path).exists()


def _test_home(places: Places) -> Path:
    return Path(tempfile.gettempdir()) / f"hotline-test-home-{digest_of(str(places.checkout))}"


def _is_there(probe: str) -> bool:
    program, *arguments = probe.split()
    if shutil.which(program) is None:
        return False
    if not arguments:
        return True
    return bool(subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stdout.strip())
