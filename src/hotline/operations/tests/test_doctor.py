"""The doctor: every check by itself, and the whole of it on a centre that does not run."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pytest

from hotline.operations import doctor
from hotline.operations.console import Console
from hotline.operations.findings import Verdict
from hotline.operations.keys import keys_ensure
from hotline.operations.places import Places


@pytest.fixture
def bare(tmp_path: Path) -> Places:
    """A checkout in which nothing was installed."""
    return Places.from_environment(
        {"HOTLINE_HOME": str(tmp_path / "home"), "HOTLINE_CACHE": str(tmp_path / "cache"), "HOTLINE_PORT": "31500"},
        checkout=tmp_path / "checkout",
        is_root=False,
    )


@pytest.mark.parametrize(
    "check",
    [
        doctor.check_python,
        doctor.check_keys,
        doctor.check_database,
        doctor.check_switchboard,
        doctor.check_web,
        doctor.check_worker,
        doctor.check_prompts,
    ],
)
def test_on_a_bare_checkout_every_part_says_what_to_do(bare: Places, check: doctor.Check) -> None:
    finding = check(bare)
    assert finding.verdict is Verdict.WRONG
    assert "./hotline up" in finding.zh
    assert "./hotline up" in finding.en


@pytest.mark.parametrize("check", [doctor.check_disk, doctor.check_ports, doctor.check_trunk, doctor.check_certificate])
def test_on_a_bare_checkout_what_needs_nothing_is_fine(bare: Places, check: doctor.Check) -> None:
    assert check(bare).verdict is Verdict.FINE


def test_nothing_wrong_is_missed_in_the_exit_code(bare: Places, console: Console, out: io.StringIO) -> None:
    assert doctor.examine(bare, console) == 1
    assert out.getvalue().count("✗") >= 7
    assert "Traceback" not in out.getvalue()


def test_keys_that_others_can_read_are_named(bare: Places) -> None:
    keys_ensure(bare.keys)
    assert doctor.check_keys(bare).verdict is Verdict.FINE
    (bare.keys / "data.key").chmod(0o604)
    finding = doctor.check_keys(bare)
    assert finding.verdict is Verdict.WRONG
    assert "data.key" in finding.en


def test_a_foreign_program_on_our_port_is_found(bare: Places) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.1", bare.web_port))
        other.listen()
        finding = doctor.check_ports(bare)
    assert finding.verdict is Verdict.WRONG
    assert str(bare.web_port) in finding.en


def test_a_full_disk_is_found(bare: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "RUNNING_MEGABYTES", 10**12)
    assert doctor.check_disk(bare).verdict is Verdict.WRONG


def test_a_centre_open_to_others_without_a_certificate_is_wrong(bare: Places) -> None:
    opened = Places.from_environment({**bare.settings, "HOTLINE_BIND": "192.0.2.7"}, checkout=bare.checkout)
    assert doctor.check_certificate(opened).verdict is Verdict.WRONG


def test_the_notice_that_needs_no_python_must_be_there(bare: Places) -> None:
    shipped = bare.prompts / "shipped"
    (shipped / "zh").mkdir(parents=True)
    (shipped / "zh" / "welcome.wav").touch()
    assert "fallback_notice" in doctor.check_prompts(bare).en
    for language in ("zh", "en"):
        (shipped / language).mkdir(exist_ok=True)
        (shipped / language / "fallback_notice.wav").touch()
    assert doctor.check_prompts(bare).en == "3 prompts"
