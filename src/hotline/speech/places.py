"""Where this room's own programs find their folders without Django: by the same variables and defaults."""

import os
import shlex
from pathlib import Path


def cache_folder() -> Path:
    """Parts shared by all checkouts of the machine: `HOTLINE_CACHE`, or the usual cache folder of this user."""
    given = os.environ.get("HOTLINE_CACHE", "")
    if given:
        return Path(given).expanduser()
    return Path("/var/cache/hotline") if os.geteuid() == 0 else Path.home() / ".cache" / "hotline"


def shipped_prompts_folder() -> Path:
    """The prompts of the checkout."""
    return Path(__file__).resolve().parents[3] / "asterisk" / "prompts"


def espeak_command(given: str | None = None) -> tuple[str, ...]:
    """The words that start espeak-ng: what is given, else `HOTLINE_ESPEAK`, else `espeak-ng` on the path."""
    words = given or os.environ.get("HOTLINE_ESPEAK", "") or "espeak-ng"
    return (words,) if Path(words).exists() else tuple(shlex.split(words))
