"""A whole centre of the tests' own: started, killed in parts, asked about, and stopped."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
from psycopg.rows import dict_row

from harness.flow import short_flow_write
from harness.waiting import soon
from hotline.operations.places import Places

CHECKOUT = Path(__file__).resolve().parents[2]
START_SECONDS = 300
STOP_SECONDS = 60
DOCTOR_SECONDS = 60
BACK_SECONDS = 15.0
RING_SECONDS = 4
LONGEST_WAIT_SECONDS = 60
# A plain telephone that may register; it rings where the engine has to serve alone.
FALLBACK_PHONE = "desk1"
BEGIN = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "hotline.config.settings"
django.setup()
"""
PARTS = ("postgres", "asterisk", "switchboard", "web", "worker")


@dataclass
class Centre:
    """One centre with its own folder and ports. `settings` are further `HOTLINE_*` variables."""

    base_port: int
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Not pytest's own folder: that one is closed to the users that PostgreSQL and Asterisk run as.
        self.home = Path(tempfile.gettempdir()) / f"hotline-calls-{self.base_port}"
        self.places = Places.from_environment(self.environment)

    @property
    def environment(self) -> dict[str, str]:
        """What every process of this centre is started with."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_")}
        cache = {"HOTLINE_CACHE": os.environ["HOTLINE_CACHE"]} if "HOTLINE_CACHE" in os.environ else {}
        return ours | cache | {
            "HOTLINE_HOME": str(self.home),
            "HOTLINE_PORT": str(self.base_port),
            "HOTLINE_FLOW": str(self.home / "flow.yaml"),
            "HOTLINE_VOICE_ENGINE": "tone",
            "HOTLINE_LOG_LEVEL": "DEBUG",
            "HOTLINE_FALLBACK_PHONES": FALLBACK_PHONE,
            **self.settings,
        }  # fmt: skip

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.places.web_port}"

    def up(self) -> None:
        """Start it with empty folders; whatever an earlier run left behind is stopped and removed."""
        if self.home.exists():
            self.down()
        self.home.mkdir(mode=0o711)
        short_flow_write(self.home / "flow.yaml")
        self._hotline("up", "--detach", limit=START_SECONDS)
        self.wait_ready()
        self.opens()
        self.rows("update queue set ring_seconds = %s, max_wait_seconds = %s", RING_SECONDS, LONGEST_WAIT_SECONDS)

    def opens(self) -> None:
        """Open day and night, whatever the sample's hours are."""
        whole_week = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
        self.rows("update calendar set weekly = %s, closed_dates = '[]'", json.dumps(whole_week))

    def closes(self) -> None:
        """Outside opening hours from now on."""
        self.rows("update calendar set weekly = '{}', open_dates = '{}'")

    def down(self) -> None:
        """Stop all of it and remove its folder."""
        self._hotline("down", limit=STOP_SECONDS)
        shutil.rmtree(self.home)

    def restart(self, *, settings: Mapping[str, str]) -> None:
        """Stop and start it with other settings; record and accounts stay."""
        self._hotline("down", limit=STOP_SECONDS)
        self.settings = settings
        self.places = Places.from_environment(self.environment)
        self._hotline("up", "--detach", limit=START_SECONDS)
        self.wait_ready()

    def wait_ready(self, *, limit: float = BACK_SECONDS) -> None:
        """Return when pages, database, engine and switchboard all answer."""
        soon(self.is_ready, limit=limit, what="the centre to be ready")

    def is_ready(self) -> bool:
        """Whether everything that a call needs answers now."""
        return self._answers_pages() and self._answers_sql() and self._answers_sip() and self._has_switchboard()

    def pid(self, part: str) -> int:
        """The process number of a part, 0 while it does not run."""
        file = self.places.run / f"{part}.json"
        try:
            pid = int(json.loads(file.read_text(encoding="ascii"))["pid"])
            os.kill(pid, 0)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return 0
        return pid

    def kill(self, part: str) -> None:
        """Kill a part as if its power had failed (`kill -9`)."""
        os.kill(self.pid(part), signal.SIGKILL)

    def stop_for(self, part: str) -> None:
        """Freeze a part: it runs, and answers nobody."""
        os.kill(self.pid(part), signal.SIGSTOP)

    def go_on(self, part: str) -> None:
        """Let a frozen part run again."""
        os.kill(self.pid(part), signal.SIGCONT)

    def wait_back(self, part: str, *, killed: int, limit: float = BACK_SECONDS) -> None:
        """Return when a part whose process was `killed` runs as a new one and the whole centre answers again."""
        soon(lambda: self.pid(part) not in {0, killed}, limit=limit, what=f"{part} to be started again")
        self.wait_ready(limit=limit)

    def rows(self, sql: str, *arguments: object) -> list[dict[str, Any]]:
        """Ask the database; each call is a connection of its own, so that a killed PostgreSQL leaves nothing behind."""
        with psycopg.connect(self.places.database, row_factory=dict_row, connect_timeout=3) as connection:
            cursor = connection.execute(sql, arguments)  # type: ignore[arg-type]  # the scenarios' own statements
            return cursor.fetchall() if cursor.description else []

    def python(self, source: str) -> Any:
        """Run Python inside the centre (its keys, its database); `answer(value)` in it is what is returned."""
        told = "def answer(value): print('ANSWER', json.dumps(value))"
        whole = f"{BEGIN}\n{told}\n{source}"
        done = subprocess.run(
            [sys.executable, "-c", whole], env=self.places.child_environment(self.environment), check=False,
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        answers = [line.removeprefix("ANSWER ") for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
        if done.returncode or len(answers) != 1:
            raise AssertionError(f"inside the centre:\n{done.stdout}{done.stderr}")
        return json.loads(answers[0])

    def engine_channels(self) -> list[str]:
        """The channels that Asterisk holds now."""
        listed = self._ari("channels")
        return sorted(str(channel["id"]) for channel in listed)

    def engine_bridges(self) -> list[str]:
        """The bridges that Asterisk holds now."""
        return sorted(str(bridge["id"]) for bridge in self._ari("bridges"))

    def log(self, part: str) -> str:
        """Everything a part has written."""
        return (self.places.logs / f"{part}.log").read_text(encoding="utf-8", errors="replace")

    def _ari(self, what: str) -> list[dict[str, Any]]:
        password = (self.places.keys / "ari.password").read_text(encoding="ascii")
        where = f"http://127.0.0.1:{self.places.asterisk_http_port}/ari/{what}?api_key=hotline:{password}"
        with urlopen(where, timeout=5) as answer:  # our own engine
            listed: list[dict[str, Any]] = json.load(answer)
            return listed

    def _answers_pages(self) -> bool:
        try:
            with urlopen(self.url, timeout=3):  # noqa: S310  # our own pages
                return True
        except HTTPError:
            return True
        except (URLError, OSError):
            return False

    def _answers_sql(self) -> bool:
        try:
            return bool(self.rows("select 1 as one"))
        except psycopg.OperationalError:
            return False

    def _answers_sip(self) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ask:
            ask.settimeout(1)
            ask.connect(("127.0.0.1", self.places.sip_port))
            host, port = ask.getsockname()
            ask.send(OPTIONS.format(host=host, port=port, mark=time.monotonic_ns()).encode())
            try:
                return ask.recv(2000).startswith(b"SIP/2.0")
            except OSError:
                return False

    def _has_switchboard(self) -> bool:
        if not self.pid("switchboard"):
            return False
        # Its application outlives it at the engine: only the node's own word says that this one is connected.
        started_at = (self.places.run / "switchboard.json").stat().st_mtime
        return bool(self.rows("select 1 from node where heard_at > to_timestamp(%s)", started_at))

    def doctor(self) -> str:
        """What `./hotline doctor` says, whatever it finds."""
        return self._run("doctor", limit=DOCTOR_SECONDS).stdout

    def _hotline(self, *arguments: str, limit: float) -> None:
        done = self._run(*arguments, limit=limit)
        if done.returncode:
            raise AssertionError(f"./hotline {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}")

    def _run(self, *arguments: str, limit: float) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(CHECKOUT / "hotline"), *arguments], env=self.environment, cwd=CHECKOUT, timeout=limit, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip


OPTIONS = (
    "OPTIONS sip:12333@127.0.0.1 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{mark}\r\n"
    "From: <sip:ready@127.0.0.1>;tag={mark}\r\nTo: <sip:12333@127.0.0.1>\r\n"
    "Call-ID: {mark}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
)
