"""The telephones of last resort: what a setting means, and what it must not smuggle in."""

from __future__ import annotations

import pytest

from hotline.operations.dialplan import fallback_dial, fallback_targets, phones_named
from hotline.operations.errors import PlainError


@pytest.mark.parametrize(
    ("setting", "dial", "phones"),
    [
        ("", "", []),
        (" , ", "", []),
        ("desk1", "PJSIP/desk1", ["desk1"]),
        ("desk1, desk2", "PJSIP/desk1&PJSIP/desk2", ["desk1", "desk2"]),
        ("01012345678", "PJSIP/01012345678@trunk", []),
        ("desk1,+861012345678", "PJSIP/desk1&PJSIP/+861012345678@trunk", ["desk1"]),
    ],
)
def test_what_a_setting_means(setting: str, dial: str, phones: list[str]) -> None:
    assert fallback_dial(setting) == dial
    assert phones_named(setting) == phones


@pytest.mark.parametrize("setting", ["Desk", "a b", "trunk", "loopback", "desk1&PJSIP/x", "x]\n[y", "${EVIL}", "12"])
def test_what_would_break_the_configuration_is_refused(setting: str) -> None:
    with pytest.raises(PlainError, match="HOTLINE_FALLBACK_PHONES"):
        fallback_targets(setting)
