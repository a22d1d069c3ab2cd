"""Keys: made once, closed to others, derived the same everywhere."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest

from hotline.operations.keys import (
    DEMO_LETTERS,
    DEMO_PASSWORD_NAME,
    KEY_NAMES,
    key_read,
    keys_ensure,
    keys_open_to_others,
    sip_password,
)


def test_every_key_is_made_of_32_random_bytes_without_a_line_end(tmp_path: Path) -> None:
    keys_ensure(tmp_path / "keys")
    texts = [key_read(tmp_path / "keys", name) for name in KEY_NAMES]
    assert [len(bytes.fromhex(text)) for text in texts] == [32] * len(KEY_NAMES)
    assert len(set(texts)) == len(KEY_NAMES)


def test_keys_that_are_there_are_never_touched(tmp_path: Path) -> None:
    keys_ensure(tmp_path)
    before = {name: key_read(tmp_path, name) for name in (*KEY_NAMES, DEMO_PASSWORD_NAME)}
    (tmp_path / "sip.key").unlink()
    keys_ensure(tmp_path)
    after = {name: key_read(tmp_path, name) for name in (*KEY_NAMES, DEMO_PASSWORD_NAME)}
    assert {name for name in before if before[name] != after[name]} == {"sip.key"}


def test_nobody_else_may_look_and_no_draft_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys_ensure(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(file.name for file in folder.iterdir()) == sorted((*KEY_NAMES, DEMO_PASSWORD_NAME))
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert keys_open_to_others(folder) == []


def test_a_key_with_loose_rights_is_named(tmp_path: Path) -> None:
    keys_ensure(tmp_path)
    (tmp_path / "data.key").chmod(0o644)
    assert keys_open_to_others(tmp_path) == ["data.key"]


def test_the_demo_password_can_be_read_off_a_screen(tmp_path: Path) -> None:
    keys_ensure(tmp_path)
    password = key_read(tmp_path, DEMO_PASSWORD_NAME)
    assert len(password) == 10
    assert set(password) <= set(DEMO_LETTERS)
    assert not set("0o1il") & set(DEMO_LETTERS)


def test_a_sip_password_is_the_agreed_digest_of_the_file(tmp_path: Path) -> None:
    keys_ensure(tmp_path)
    expected = hmac.new((tmp_path / "sip.key").read_bytes(), b"browser-citizen", hashlib.sha256).hexdigest()[:32]
    assert sip_password(tmp_path, "browser-citizen") == expected
    assert sip_password(tmp_path, "desk1") != expected


def test_before_keys_are_made_reading_one_says_that_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        key_read(tmp_path, "secret.key")
