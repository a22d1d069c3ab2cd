"""What the operator's settings mean in the dialplan: the telephones that ring when nothing but Asterisk is there."""

from __future__ import annotations

import re

from hotline.operations.errors import PlainError

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
NUMBER = re.compile(r"\+?[0-9]{3,20}")
# Names that the configuration uses itself.
TAKEN_NAMES = frozenset({"loopback", "trunk", "browser-citizen", "global", "system", "udp", "ws"})


def fallback_targets(setting: str) -> list[str]:
    """The words of `HOTLINE_FALLBACK_PHONES`: names of telephones of our own, or numbers to call over the trunk.

    Raises PlainError for a word that is neither.
    """
    words = [word.strip() for word in setting.split(",") if word.strip()]
    for word in words:
        if not NUMBER.fullmatch(word) and (not NAME.fullmatch(word) or word in TAKEN_NAMES):
            raise PlainError(
                zh=f"HOTLINE_FALLBACK_PHONES 中的 {word!r} 不能用："
                "请写电话机名称（小写字母、数字、短横线）或电话号码。",
                en=f"HOTLINE_FALLBACK_PHONES names {word!r}: give names of telephones (small letters, digits, hyphen) "
                "or telephone numbers.",
            )
    return words


def phones_named(setting: str) -> list[str]:
    """The telephones of our own among the targets; each gets an account."""
    return [word for word in fallback_targets(setting) if NAME.fullmatch(word)]


def fallback_dial(setting: str) -> str:
    """The targets as the dialplan's Dial() wants them; empty where there are none."""
    return "&".join(
        f"PJSIP/{word}" if NAME.fullmatch(word) else f"PJSIP/{word}@trunk" for word in fallback_targets(setting)
    )
