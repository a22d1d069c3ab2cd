"""What all installers share: one at a time, failures said plainly, and how to tell that nothing changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hotline.operations.errors import PlainError

INSTALL_LIMIT_SECONDS = 1800
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# Made from the sources, or of no weight for what is made from them.
NOT_SOURCES = frozenset({"dist", "node_modules", "__pycache__", "tests"})


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold a folder for us while we install into it; a second start waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def installer_environment() -> dict[str, str]:
    """Our environment, in which installers trust what the machine trusts.

    Offices put certificates of their own between themselves and the Internet; uv and npm would go by lists of theirs.
    """
    environment = {"UV_SYSTEM_CERTS": "true"}
    bundle = ssl.get_default_verify_paths().cafile or str(SYSTEM_CERTIFICATES)
    if Path(bundle).is_file():
        environment["NODE_EXTRA_CA_CERTS"] = bundle
    return environment | os.environ


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


def runs(command: Sequence[str]) -> bool:
    """Whether a command can be run and ends well."""
    try:
        return subprocess.run(command, capture_output=True, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def source_digest(folder: Path) -> str:
    """A digest over names and contents of the sources in a folder: equal means that nothing was edited."""
    digest = hashlib.sha256()
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES and not name.startswith("."))
        for name in sorted(files):
            file = Path(parent, name)
            content = file.read_bytes()
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
