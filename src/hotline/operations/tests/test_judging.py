"""Settings are judged before anything starts: what cannot be used is named, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.operations.doctor import check_settings
from hotline.operations.errors import PlainError
from hotline.operations.findings import Verdict
from hotline.operations.judging import settings_judge
from hotline.operations.places import Places


def judge(tmp_path: Path, **settings: str) -> None:
    settings_judge(
        Places.from_environment({f"HOTLINE_{name}": value for name, value in settings.items()}, checkout=tmp_path)
    )


GOOD = [
    ("BIND", "0.0.0.0"),  # noqa: S104  # judged, not listened on
    ("BIND", "::1"),
    ("BIND", "localhost"),
    ("SIP_BIND", "192.0.2.7"),
    ("NUMBER", "12333"),
    ("NUMBER", "0851-12333"),
    ("NUMBER", "+8685112333"),
    ("TIME_ZONE", "Asia/Urumqi"),
    ("FLOW", __file__),
    ("ADVISER_FIRST", "1"),
    ("DEMO", "0"),
    ("DEMO", ""),
    ("LOG_LEVEL", "DEBUG"),
    ("KEEP_NUMBERS_DAYS", "365"),
    ("TRUNK_HOST", "sip.example.com"),
    ("TRUNK_HOST", "192.0.2.7:5070"),
    ("TRUNK_PASSWORD", "a b#c;d"),
    ("TRUNK_CODECS", "alaw, ulaw,opus"),
    ("TRUNK_MATCH", "192.0.2.0/24, 198.51.100.7, sip.example.com"),
    ("EXTERNAL_ADDRESS", "203.0.113.9"),
    ("VOICE_ENGINE", "site.voice.Engine"),
    ("VOICE_ZH", "zf_xiaobei"),
    ("VOICE_EN", "bf_emma"),
    ("ARI_URL", "http://127.0.0.1:9/ari"),
]
BAD = [
    ("BIND", "foo"),
    ("SIP_BIND", "300.1.1.1"),
    ("SIP_BIND", "localhost"),
    ("NUMBER", "1;2"),
    ("NUMBER", "1"),
    ("TIME_ZONE", "Asia/Nowhere"),
    ("FLOW", "/nowhere/flow.yaml"),
    ("ADVISER_FIRST", "maybe"),
    ("DEMO", "yes"),
    ("LOG_LEVEL", "LOUD"),
    ("KEEP_NUMBERS_DAYS", "0"),
    ("TRUNK_HOST", "sip.example.com:99999"),
    ("TRUNK_PASSWORD", "secret\nmatch=*"),
    ("TRUNK_CODECS", "alaw,g999"),
    ("TRUNK_MATCH", "1.2.3.4.5"),
    ("TRUNK_MATCH", "192.0.2.0/40"),
    ("EXTERNAL_ADDRESS", "bad_host"),
    ("VOICE_ENGINE", "foo"),
    ("VOICE_ZH", "foo"),
    ("VOICE_EN", "zf_xiaoyi"),
    ("ARI_URL", "ftp://somewhere"),
    ("FALLBACK_PHONES", "Desk One"),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_what_can_be_used_is_taken(tmp_path: Path, name: str, value: str) -> None:
    judge(tmp_path, **{name: value})


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(PlainError) as refused:
        judge(tmp_path, **{name: value})
    for words in (refused.value.zh, refused.value.en):
        assert f"HOTLINE_{name}" in words


def test_a_password_that_cannot_be_used_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(PlainError) as refused:
        judge(tmp_path, TRUNK_PASSWORD="secret\nmatch=*")  # nobody's
    assert "secret" not in refused.value.zh + refused.value.en


def test_a_slip_of_the_pen_is_told_with_what_was_meant(tmp_path: Path) -> None:
    with pytest.raises(PlainError) as refused:
        judge(tmp_path, PROT="1")
    assert refused.value.en == (
        "There is no setting HOTLINE_PROT. Did you mean HOTLINE_PORT? Correct it or take it away; "
        "docs/reference/settings.md lists all."
    )


def test_doctor_says_the_same(tmp_path: Path) -> None:
    good, bad = (
        check_settings(Places.from_environment({"HOTLINE_DEMO": value}, checkout=tmp_path)) for value in ("1", "yes")
    )
    assert good.verdict is Verdict.FINE
    assert (bad.verdict, bad.en) == (Verdict.WRONG, "HOTLINE_DEMO is 'yes': give one of 0, 1.")
