"""The centre's secret files: made once, readable by their owner alone, never printed and never in the environment."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

# Each holds 64 hexadecimal characters (32 random bytes) and no line end, so that the file's bytes are the key as used.
KEY_NAMES = ("secret.key", "data.key", "ari.password", "sip.key")
DEMO_PASSWORD_NAME = "demo.password"  # noqa: S105  # the name of a file
# No letters or digits that look alike: people read it off the start screen and type it.
DEMO_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DEMO_LENGTH = 10
SIP_PASSWORD_LENGTH = 32


def keys_ensure(folder: Path) -> None:
    """Make every secret that is not there yet; those that are there are never touched."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in KEY_NAMES:
        _make(folder / name, secrets.token_hex(32))
    _make(folder / DEMO_PASSWORD_NAME, "".join(secrets.choice(DEMO_LETTERS) for _ in range(DEMO_LENGTH)))


def key_read(folder: Path, name: str) -> str:
    """The text of one secret. Raises FileNotFoundError before `keys_ensure`."""
    return (folder / name).read_text(encoding="ascii")


def keys_open_to_others(folder: Path) -> list[str]:
    """Names of the secrets that other users of the machine could read or change."""
    return sorted(file.name for file in folder.iterdir() if file.is_file() and file.stat().st_mode & 0o077)


def sip_password(folder: Path, account: str) -> str:
    """Password of a SIP account that the configuration names: 32 hexadecimal characters derived from `sip.key`."""
    key = key_read(folder, "sip.key").encode("ascii")
    return hmac.new(key, account.encode(), hashlib.sha256).hexdigest()[:SIP_PASSWORD_LENGTH]


def _make(file: Path, text: str) -> None:
    # Written aside and linked into place: a start that is cut short, or two at once, never leaves half a key.
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as handle:
        handle.write(text)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
