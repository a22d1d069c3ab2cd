"""The real PostgreSQL and the real Asterisk, started as a centre starts them."""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from hotline.operations import asterisk, keys
from hotline.operations.centre import folders_ensure, prompts_copy
from hotline.operations.doctor import check_trunk
from hotline.operations.findings import Verdict
from hotline.operations.places import Places
from hotline.operations.postgres import DATABASE, ROLE, Postgres, postgres_for
from hotline.operations.processes import Running, start_detached, stop
from hotline.operations.services import Service, asterisk_service, postgres_service
from hotline.operations.users import DATABASE_USER, ENGINE_USER, owner_named

from .conftest import free_base_port

pytestmark = pytest.mark.slow

CALLER = "13800000000"
PACKET_SECONDS = 0.02
SAMPLES_A_PACKET = 160


def centre_at(home: Path, *, port: int, **settings: str) -> Places:
    """Places with keys and folders, and the cache that the machine has already."""
    settings |= {"HOTLINE_HOME": str(home), "HOTLINE_PORT": str(port)}
    if "HOTLINE_CACHE" in os.environ:
        settings["HOTLINE_CACHE"] = os.environ["HOTLINE_CACHE"]
    places = Places.from_environment(settings)
    folders_ensure(places)
    keys.keys_ensure(places.keys)
    return places


@pytest.fixture
def centre(home: Path) -> Places:
    """A centre with nothing set."""
    return centre_at(home, port=free_base_port())


@contextmanager
def running(places: Places, service: Service) -> Iterator[Running]:
    """The service, ready, for as long as it is needed."""
    process = start_detached(
        service.command,
        log=places.logs / f"{service.name}.log",
        folder=service.folder,
        environment=service.environment,
        owner=service.owner,
    )
    try:
        wait_until(lambda: service.is_ready(process), limit_seconds=service.ready_limit_seconds)
        yield process
    finally:
        stop(process, with_signal=service.stop_signal, limit_seconds=20)


def wait_until(condition: Callable[[], bool], *, limit_seconds: float) -> None:
    deadline = time.monotonic() + limit_seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


# PostgreSQL


def database_of(places: Places) -> Postgres:
    return postgres_for(places, owner_named(DATABASE_USER, is_root=places.is_root))


def test_postgres_keeps_committed_rows_through_a_kill(centre: Places) -> None:
    postgres = database_of(centre)
    postgres.initialise()
    service = postgres_service(postgres)
    with running(centre, service) as process:
        postgres.create_database()
        postgres.create_database()
        postgres.ask(DATABASE, "create table t as select 7 as n")
        process.signal(signal.SIGKILL)
    with running(centre, service):
        assert postgres.ask(DATABASE, "select n from t") == "7"
        assert postgres.ask(DATABASE, "select current_user") == ROLE
        assert postgres.ask(DATABASE, "select no_such_column") is None
    assert postgres.ask(DATABASE, "select 1") is None


def test_postgres_has_what_the_tables_need_and_listens_to_nobody_else(centre: Places) -> None:
    postgres = database_of(centre)
    postgres.initialise()
    with running(centre, postgres_service(postgres)):
        postgres.create_database()
        for extension in ("btree_gist", "pg_trgm"):
            assert postgres.ask(DATABASE, f"create extension {extension}") == ""
        assert postgres.ask(DATABASE, "show listen_addresses") == ""
        assert postgres.ask(DATABASE, "show server_encoding") == "UTF8"
        assert (postgres.socket / ".s.PGSQL.5432").stat().st_mode & 0o777 == 0o700


def test_what_people_wrote_does_not_reach_the_log_of_postgres(centre: Places) -> None:
    postgres = database_of(centre)
    postgres.initialise()
    with running(centre, postgres_service(postgres)):
        postgres.create_database()
        assert postgres.ask(DATABASE, f"select '{CALLER}'::date") is None
        assert postgres.ask(DATABASE, f"select no_such_function('{CALLER}')") is None
    assert "select" not in (centre.logs / "postgres.log").read_text(encoding="utf-8")


# Asterisk


class Phone:
    """The least of a SIP telephone: it calls, hears that it is answered, sends silence, and hangs up."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect(("127.0.0.1", port))
        self._socket.settimeout(10)
        self._own = self._socket.getsockname()[1]
        self._voice = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._voice.bind(("127.0.0.1", 0))
        self._is_over = threading.Event()
        self._speaking = threading.Thread(target=self._send_silence, daemon=True)
        self._to = f"<sip:12333@127.0.0.1:{port}>"

    def call(self) -> None:
        """Call and wait for the answer."""
        sound = (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self._voice.getsockname()[1]} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
        )
        self._send("INVITE", 1, f"Content-Type: application/sdp\r\nContent-Length: {len(sound)}\r\n\r\n{sound}")
        while not (answer := self._socket.recv(4096).decode()).startswith("SIP/2.0 200"):
            assert answer.startswith("SIP/2.0 1"), answer
        found = re.search(r"^To: (.*)\r$", answer, re.MULTILINE)
        assert found is not None
        self._to = found[1]
        self._send("ACK", 1)
        port = re.search(r"^m=audio (\d+)", answer, re.MULTILINE)
        assert port is not None
        self._voice.connect(("127.0.0.1", int(port[1])))
        self._speaking.start()

    def hang_up(self) -> None:
        """End the call."""
        self._send("BYE", 2)
        while not self._socket.recv(4096).decode().startswith("SIP/2.0 200"):
            pass
        self._is_over.set()
        self._speaking.join()
        self._voice.close()
        self._socket.close()

    def _send_silence(self) -> None:
        # A caller from whom nothing comes for half a minute counts as cut off.
        number = 0
        while not self._is_over.wait(PACKET_SECONDS):
            number += 1
            head = struct.pack("!BBHII", 0x80, 8, number & 0xFFFF, number * SAMPLES_A_PACKET, self._own)
            with suppress(ConnectionRefusedError):
                self._voice.send(head + b"\xd5" * SAMPLES_A_PACKET)

    def _send(self, method: str, number: int, rest: str = "Content-Length: 0\r\n\r\n") -> None:
        head = (
            f"{method} {self._to.partition('<')[2].partition('>')[0]} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self._own};branch=z9hG4bK{self._own}{method}\r\n"
            f"From: <sip:{CALLER}@127.0.0.1>;tag={self._own}\r\nTo: {self._to}\r\n"
            f"Call-ID: {self._own}@test\r\nCSeq: {number} {method}\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:{CALLER}@127.0.0.1:{self._own}>\r\n"
        )
        self._socket.send((head + rest).encode())


def configured(places: Places) -> asterisk.Engine:
    """The Asterisk of this machine, configured for a centre."""
    engine = asterisk.engine_find(places)
    assert engine is not None, "run ./hotline up or ./hotline test once: no Asterisk is unpacked"
    owner = owner_named(ENGINE_USER, is_root=places.is_root)
    prompts_copy(places)
    asterisk.folders_make(places, owner)
    asterisk.configuration_write(places, engine, owner)
    return engine


@pytest.fixture
def engine(centre: Places) -> asterisk.Engine:
    """The Asterisk of this machine, configured for the centre."""
    return configured(centre)


@pytest.fixture
def service(centre: Places, engine: asterisk.Engine) -> Service:
    return asterisk_service(centre, engine, owner_named(ENGINE_USER, is_root=centre.is_root))


def left_by_calls(places: Places) -> dict[str, str]:
    """The fields of the one file that the dialplan has left."""
    files = list(places.fallback_spool.glob("*.call"))
    assert len(files) == 1
    return dict(line.split("=", 1) for line in files[0].read_text(encoding="utf-8").splitlines())


def complaints(places: Places) -> list[str]:
    text = (places.asterisk / "log" / "messages.log").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if re.search(r"\] (WARNING|ERROR)\[", line)]


def test_asterisk_comes_up_from_the_templates_without_a_complaint(centre: Places, service: Service) -> None:
    with running(centre, service):
        assert asterisk.ari_get(centre, "/applications") == b"[]"
        assert asterisk.ari_get(centre, "/applications/hotline") is None
        assert complaints(centre) == []
    assert not asterisk.ari_answers(centre)


def test_asterisk_has_every_module_it_is_told_to_load(
    centre: Places, engine: asterisk.Engine, service: Service
) -> None:
    wanted = set(re.findall(r"^load = (\S+)", (centre.asterisk / "etc/modules.conf").read_text(), re.MULTILINE))
    with running(centre, service):
        shown = asterisk.console_run(centre, engine, "module show")
    assert {name for name in wanted if not re.search(rf"^{name} .* Running ", shown, re.MULTILINE)} == set()


def test_ari_lets_nobody_in_without_the_password(centre: Places, service: Service) -> None:
    with running(centre, service):
        (centre.keys / "ari.password").write_text("wrong", encoding="ascii")
        assert asterisk.ari_get(centre, "/applications") is None


def test_a_caller_who_hangs_up_while_the_application_is_away_is_not_lost(centre: Places, service: Service) -> None:
    with running(centre, service):
        phone = Phone(centre.sip_port)
        phone.call()
        wait_until(lambda: bool(list(centre.fallback_spool.glob("*.part"))), limit_seconds=5)
        phone.hang_up()
        wait_until(lambda: bool(list(centre.fallback_spool.glob("*.call"))), limit_seconds=5)
    left = left_by_calls(centre)
    assert (left["kind"], left["caller"], left["dialled"]) == ("missed", CALLER, "12333")
    assert left["channel"].startswith("node1-")
    assert abs(int(left["started"]) - time.time()) < 60
    assert "recording" not in left
    assert list(centre.fallback_spool.glob("*.part")) == []


@pytest.mark.usefixtures("engine")
def test_the_files_of_calls_are_closed_to_others(centre: Places) -> None:
    assert centre.fallback_spool.stat().st_mode & 0o007 == 0


def test_a_caller_without_an_application_hears_the_notice_and_leaves_a_message(
    centre: Places, service: Service
) -> None:
    with running(centre, service):
        phone = Phone(centre.sip_port)
        phone.call()
        wait_until(lambda: bool(list(centre.fallback_spool.glob("*.wav"))), limit_seconds=90)
        time.sleep(1)
        phone.hang_up()
        wait_until(lambda: bool(list(centre.fallback_spool.glob("*.call"))), limit_seconds=5)
    left = left_by_calls(centre)
    assert left["kind"] == "voicemail"
    assert Path(left["recording"]).is_file()
    assert [line for line in complaints(centre) if "tasis app" not in line and "per-call config" not in line] == []


def test_a_trunk_registers_and_a_telephone_of_last_resort_rings(home: Path) -> None:
    # The second centre stands for both: it registers with the first as a telephone, through its trunk.
    port = free_base_port()
    first = centre_at(home / "first", port=port, HOTLINE_FALLBACK_PHONES="desk1")
    trunk = {
        "HOTLINE_TRUNK_HOST": f"127.0.0.1:{first.sip_port}",
        "HOTLINE_TRUNK_USER": "desk1",
        "HOTLINE_TRUNK_PASSWORD": keys.sip_password(first.keys, "desk1"),
    }
    second = centre_at(home / "second", port=port + 4000, **trunk)
    owner = owner_named(ENGINE_USER, is_root=first.is_root)
    services = [asterisk_service(places, configured(places), owner) for places in (first, second)]
    with running(first, services[0]), running(second, services[1]):
        wait_until(lambda: check_trunk(second).verdict is Verdict.FINE, limit_seconds=40)
        phone = Phone(first.sip_port)
        phone.call()
        wait_until(lambda: bool(list(second.fallback_spool.glob("*.part"))), limit_seconds=60)
        time.sleep(0.5)
        phone.hang_up()
        wait_until(lambda: bool(list(first.fallback_spool.glob("*.call"))), limit_seconds=5)
    assert left_by_calls(first)["kind"] == "phones"
