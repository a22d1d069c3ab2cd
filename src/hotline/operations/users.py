"""The users that PostgreSQL and Asterisk run as: ourselves, or users of their own where we are root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline.operations.errors import PlainError

# Two users, not one: whoever breaks into the telephone engine must not be able to read the record.
DATABASE_USER = "hotline-pg"
ENGINE_USER = "hotline-pbx"


@dataclass(frozen=True)
class Owner:
    """A user by number; `dropped` says that it is not the one we run as."""

    uid: int
    gid: int
    dropped: bool

    def own(self, *paths: Path) -> None:
        """Give the paths to this user, where that is not us already."""
        if self.dropped:
            for path in paths:
                os.chown(path, self.uid, self.gid)

    def make_folder(self, path: Path, *, mode: int = 0o700) -> None:
        """Make a folder of this user's; parents stay ours."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        self.own(path)

    def write(self, file: Path, text: str, *, mode: int = 0o600) -> None:
        """Write a file of this user's at once: a reader sees the old text or the new one."""
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as handle:
            handle.write(text)
        draft.chmod(mode)
        self.own(draft)
        draft.replace(file)

    def popen_arguments(self) -> dict[str, int | Sequence[int]]:
        """What `subprocess` needs to run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": ()} if self.dropped else {}


def owner_named(name: str, *, is_root: bool) -> Owner:
    """The user called `name`, made if there is none; ourselves where we are not root.

    Raises PlainError where the user cannot be made.
    """
    if not is_root:
        return Owner(os.geteuid(), os.getegid(), dropped=False)
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        _make_user(name)
        found = pwd.getpwnam(name)
    return Owner(found.pw_uid, found.pw_gid, dropped=True)


def _make_user(name: str) -> None:
    tool = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", name], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PlainError(
            zh=f"无法建立系统用户 {name}。请先运行：useradd --system {name}",
            en=f"The system user {name} could not be made. Run first: useradd --system {name}",
        ) from error
