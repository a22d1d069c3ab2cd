"""The voices: the parts of the neural one, and the spare one."""

from __future__ import annotations

import hashlib
import shlex
import shutil
from pathlib import Path

from hotline.operations import asterisk
from hotline.operations.console import Console
from hotline.operations.frontend import path_with_npm
from hotline.operations.installing import installer_environment, one_at_a_time, run_or_explain, source_digest
from hotline.operations.places import Places
from hotline.operations.python_packages import LOCK

VOICE_STAMP = "voice-installed"


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
            environment=installer_environment() | environment | {"PATH": path_with_npm(places)},
            zh="神经语音未就绪，先用备用语音",
            en="The neural voice is not in place; the spare voice speaks meanwhile",
        )
        stamp.write_text(wanted, encoding="ascii")


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
