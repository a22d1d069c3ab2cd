"""Debian packages without installing them: fetched by apt with lists of its own, unpacked into a folder of ours.

One way for root and for an ordinary user, and the machine's own packages are never touched. The mirror and everything
about reaching it (proxy, certificates, passwords) are the machine's own apt settings; only the release is ours.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline.operations.errors import PlainError
from hotline.operations.processes import TIMED_OUT

# Debian's unstable release is the only one that carries Asterisk.
RELEASE = "sid"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
OWN_RELEASE_NAMES = frozenset({"bookworm", "trixie", "forky", "stable", "oldstable", "testing", "unstable", "sid"})
LEFT_OUT = ("./usr/share/doc", "./usr/share/man", "./usr/share/locale", "./usr/share/info", "./usr/share/lintian")
UPDATE_LIMIT_SECONDS = 300
FETCH_LIMIT_SECONDS = 1800

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1."""


@dataclass(frozen=True)
class Apt:
    """A private apt: lists, archives and package status below `folder`."""

    folder: Path

    @property
    def archives(self) -> Path:
        """The fetched packages; kept, so that the next unpacking needs no network."""
        return self.folder / "archives"

    def prepare(self, mirror: str) -> None:
        """Write the configuration for one mirror."""
        empty = self.folder / "empty"
        for folder in (self.folder / "lists" / "partial", self.archives / "partial", empty):
            folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        signed = f"[signed-by={KEYRING}] " if KEYRING.is_file() else ""
        (self.folder / "sources.list").write_text(f"deb {signed}{mirror} {RELEASE} main\n", encoding="utf-8")
        reaching = _run(["apt-config", "dump", "--format", '%F "%v";%n', "Acquire"], limit_seconds=30).stdout
        own = {
            # The machine's parts may clean up or report after an update, which is none of our business.
            "Dir::Etc::parts": empty,
            "Dir::Etc::sourcelist": self.folder / "sources.list",
            "Dir::Etc::sourceparts": empty,
            "Dir::Etc::preferencesparts": empty,
            "Dir::State::lists": self.folder / "lists",
            "Dir::State::status": self.folder / "status",
            "Dir::State::extended_states": self.folder / "extended",
            "Dir::Cache": self.folder,
            "Dir::Cache::archives": self.archives,
            "APT::Sandbox::User": "",
            "Acquire::Languages": "none",
            # A mirror of a release that changes daily may lag behind its own date of expiry.
            "Acquire::Check-Valid-Until": "false",
        }
        text = reaching + "".join(f'{name} "{value}";\n' for name, value in own.items())
        (self.folder / "apt.conf").write_text(text, encoding="utf-8")

    def update(self) -> bool:
        """Fetch the release's list of packages; False where this mirror does not have it or is not reached."""
        done = _run(
            ["apt-get", "update", "-qq", "--error-on=any"],
            limit_seconds=UPDATE_LIMIT_SECONDS,
            environment=self._environment(),
        )
        return done.returncode == 0

    def candidate(self, name: str) -> str:
        """The version the mirror offers, without Debian's epoch and revision; empty where it has none."""
        policy = _run(["apt-cache", "policy", name], limit_seconds=60, environment=self._environment()).stdout
        found = re.search(r"Candidate: (?:\d+:)?(\d[\d.]*)", policy)
        return found.group(1) if found else ""

    def fetch(self, names: Sequence[str], progress: Progress) -> list[Path]:
        """Fetch the packages with all they depend on, checked against the signed list; returns the files.

        Raises PlainError where the mirror fails on the way.
        """
        wanted = ["apt-get", "install", "-y", "--no-install-recommends", *names]
        # Packages that are here already are not listed again: ask with an archive folder that is empty.
        bare = ["-o", f"Dir::Cache::archives={self.folder / 'empty'}"]
        listed = _run([*wanted, "--print-uris", "-qq", *bare], limit_seconds=120, environment=self._environment())
        files = [self.archives / name for name in re.findall(r"^'[^']+' (\S+\.deb) ", listed.stdout, re.MULTILINE)]
        reading, writing = os.pipe()
        with subprocess.Popen(
            [*wanted, "--download-only", "-q", "-o", f"APT::Status-Fd={writing}"],
            env=self._environment(),
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            os.close(writing)
            with os.fdopen(reading, encoding="utf-8", errors="replace") as status:
                for line in status:
                    if found := re.match(r"dlstatus:\d+:([\d.]+):", line):
                        progress(float(found.group(1)) / 100)
            _, problems = process.communicate(timeout=FETCH_LIMIT_SECONDS)
        if process.returncode != 0 or not files:
            raise _not_fetched(problems)
        return files

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "APT_CONFIG": str(self.folder / "apt.conf"),
            "LC_ALL": "C",
            "DEBIAN_FRONTEND": "noninteractive",
        }


def debian_mirrors() -> list[str]:
    """The Debian mirrors that this machine's own apt sources name, most likely ones first."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return []
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    listed = _run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"], limit_seconds=30).stdout
    return mirrors_among(listed.splitlines())


def mirrors_among(targets: Iterable[str]) -> list[str]:
    """Pick out of lines `address release component` the addresses of whole Debian mirrors."""
    mirrors: list[str] = []
    for target in targets:
        words = target.split()
        if len(words) == 3 and words[1] in OWN_RELEASE_NAMES and words[2] == "main" and words[0] not in mirrors:
            mirrors.append(words[0])
    return sorted(mirrors, key=lambda mirror: not mirror.rstrip("/").endswith("/debian"))


def unpack(packages: Sequence[Path], into: Path, progress: Progress) -> None:
    """Unpack into a new folder beside `into`, then put it in place of `into` at once."""
    draft = into.with_name(f"{into.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    # 0755 whatever the umask: the user Asterisk runs as must be able to read it.
    draft.chmod(0o755)
    excluded = [f"--exclude={path}" for path in LEFT_OUT]
    for done, package in enumerate(packages):
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as reader:
            tar = ["tar", "-x", "-C", str(draft), "--no-same-owner", "--no-same-permissions", *excluded]
            result = subprocess.run(tar, stdin=reader.stdout, capture_output=True, text=True, umask=0o022, check=False)
        if result.returncode != 0 or reader.returncode != 0:
            raise PlainError(
                zh=f"解包 {package.name} 失败：{result.stderr.strip()[-200:]}。请删除该文件后重试：{package}",
                en=f"{package.name} could not be unpacked: {result.stderr.strip()[-200:]}. "
                f"Delete {package} and try again.",
            )
        progress((done + 1) / len(packages))
    old = into.with_name(f"{into.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if into.exists():
        into.rename(old)
    draft.rename(into)
    shutil.rmtree(old, ignore_errors=True)


def _run(
    command: Sequence[str], *, limit_seconds: float, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=limit_seconds,
            env=environment,
            check=False,
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, TIMED_OUT, stdout="", stderr=f"no end after {limit_seconds:.0f} s")


def _not_fetched(problems: str) -> PlainError:
    last = problems.strip().splitlines()[-1:] or ["apt-get"]
    return PlainError(
        zh=f"下载 Debian 软件包失败：{last[0]}。请检查网络和磁盘后重新运行 ./hotline up，已下载的部分会保留。",
        en=f"Debian packages could not be fetched: {last[0]}. Check the network and the disk, then run ./hotline up "
        "again; what has arrived is kept.",
    )
