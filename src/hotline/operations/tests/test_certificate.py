"""The certificate: made where other computers are to come, and only then."""

from __future__ import annotations

import shutil
import ssl
from pathlib import Path

import pytest

from hotline.operations.certificate import certificate_ensure, certificate_files, has_certificate, names_of_machine
from hotline.operations.errors import PlainError
from hotline.operations.keys import keys_ensure
from hotline.operations.places import Places

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")


@pytest.fixture
def opened(home: Path) -> Places:
    places = Places.from_environment({"HOTLINE_HOME": str(home), "HOTLINE_BIND": "192.0.2.7"})
    keys_ensure(places.keys)
    return places


def test_a_centre_for_this_machine_alone_needs_none(places: Places) -> None:
    keys_ensure(places.keys)
    certificate_ensure(places)
    assert not has_certificate(places)


@needs_openssl
def test_it_is_made_once_for_the_names_of_this_machine(opened: Places) -> None:
    certificate_ensure(opened)
    certificate, key = certificate_files(opened)
    assert key.stat().st_mode & 0o777 == 0o600
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    before = certificate.read_bytes()
    certificate_ensure(opened)
    assert certificate.read_bytes() == before


@needs_openssl
def test_an_operators_own_certificate_is_left_alone(opened: Places) -> None:
    for file in certificate_files(opened):
        file.write_text("own", encoding="ascii")
    certificate_ensure(opened)
    assert [file.read_text(encoding="ascii") for file in certificate_files(opened)] == ["own", "own"]


def test_without_openssl_the_operator_hears_where_to_put_one(opened: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(PlainError) as caught:
        certificate_ensure(opened)
    assert str(certificate_files(opened)[0]) in caught.value.zh


def test_the_names_include_this_machine_itself() -> None:
    assert {"localhost", "127.0.0.1"} <= set(names_of_machine())
