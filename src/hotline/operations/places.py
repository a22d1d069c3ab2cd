"""Where everything of one checkout lies and listens: folders, sockets, ports, and the environment its processes get."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline.operations.errors import PlainError

DEFAULT_BASE_PORT = 12330
HIGHEST_BASE_PORT = 62000
LONGEST_DAYS = 36_500
PUBLIC_NUMBER = "12333"
# A Unix socket path has at most 107 bytes; the longest name we put into a socket folder has 20.
LONGEST_SOCKET_FOLDER = 85
# It is part of channel ids and, through them, of file names.
NODE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
SETTINGS_FILE = "hotline.env"


def checkout_root() -> Path:
    """The checkout this code was started from."""
    return Path(__file__).resolve().parents[3]


def digest_of(text: str) -> str:
    """Eight hexadecimal characters that stand for a path, short enough for a socket folder."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def settings_read(file: Path) -> dict[str, str]:
    """The `HOTLINE_NAME=value` lines of a settings file; comments, blank lines and other names are left out."""
    if not file.is_file():
        return {}
    settings: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and name.strip().startswith("HOTLINE_"):
            settings[name.strip()] = value.strip().strip("\"'")
    return settings


@dataclass(frozen=True, kw_only=True)
class Places:
    """One centre's places, computed once and never changed while it runs."""

    checkout: Path
    home: Path
    cache: Path
    base_port: int
    is_root: bool
    settings: Mapping[str, str]

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        *,
        checkout: Path | None = None,
        is_root: bool | None = None,
    ) -> Places:
        """Resolve the places from `HOTLINE_*` variables, the checkout's `hotline.env`, and the defaults, in that order.

        Raises PlainError where a setting cannot be used.
        """
        checkout = (checkout or checkout_root()).resolve()
        is_root = os.geteuid() == 0 if is_root is None else is_root
        given = os.environ if environment is None else environment
        settings = settings_read(checkout / SETTINGS_FILE)
        settings |= {name: value for name, value in given.items() if name.startswith("HOTLINE_")}
        _check_node(settings.get("HOTLINE_NODE", ""))
        return cls(
            checkout=checkout,
            home=_home(settings, checkout=checkout, is_root=is_root),
            cache=_cache(settings, is_root=is_root),
            base_port=_base_port(settings.get("HOTLINE_PORT", "")),
            is_root=is_root,
            settings=settings,
        )

    def setting(self, name: str, default: str = "") -> str:
        """The value of `HOTLINE_<name>`, or `default` where it is not set or empty."""
        return self.settings.get(f"HOTLINE_{name}", "") or default

    # ports
    @property
    def web_port(self) -> int:
        """TCP port of the web pages over http."""
        return self.base_port + 3

    @property
    def https_port(self) -> int:
        """TCP port of the web pages over https."""
        return self.base_port + 4

    @property
    def asterisk_http_port(self) -> int:
        """TCP port of Asterisk's own http server (ARI, SIP over WebSocket); loopback only."""
        return self.base_port + 5

    @property
    def sip_port(self) -> int:
        """UDP port of SIP."""
        return self.base_port + 6

    @property
    def ami_port(self) -> int:
        """TCP port of Asterisk's manager interface; loopback only."""
        return self.base_port + 7

    @property
    def rtp_ports(self) -> tuple[int, int]:
        """First and last UDP port for sound."""
        return self.base_port + 1000, self.base_port + 2999

    @property
    def udptl_ports(self) -> tuple[int, int]:
        """First and last UDP port for fax over T.38."""
        return self.base_port + 3000, self.base_port + 3499

    # addresses
    @property
    def bind(self) -> str:
        """Address the web pages listen on; loopback unless the operator opens it."""
        return self.setting("BIND", "127.0.0.1")

    @property
    def is_open_to_others(self) -> bool:
        """Whether computers other than this one are to reach the web pages."""
        return self.bind not in {"127.0.0.1", "localhost", "::1"}

    @property
    def sip_bind(self) -> str:
        """Address SIP listens on; loopback unless the operator opens it."""
        return self.setting("SIP_BIND", "127.0.0.1")

    @property
    def node(self) -> str:
        """Name of this pair of Asterisk and switchboard; part of every channel's id."""
        return self.setting("NODE", "node1")

    @property
    def number(self) -> str:
        """The public number people dial."""
        return self.setting("NUMBER", PUBLIC_NUMBER)

    def days(self, name: str, at_first: int) -> int:
        """The whole number of days, one at least, that `HOTLINE_<name>` says. Raises PlainError for anything else."""
        text = self.setting(name, str(at_first))
        if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= LONGEST_DAYS:
            raise PlainError(
                zh=f"HOTLINE_{name} 的值 {text!r} 不能用：请写天数，1 到 {LONGEST_DAYS} 之间的整数。",
                en=f"HOTLINE_{name} is {text!r}: give a number of days, a whole number from 1 to {LONGEST_DAYS}.",
            )
        return int(text)

    # folders
    @property
    def keys(self) -> Path:
        """Secret files, readable by the owner alone."""
        return self.home / "keys"

    @property
    def logs(self) -> Path:
        """Log files of the processes."""
        return self.home / "logs"

    @property
    def run(self) -> Path:
        """Process files, which tell the next start what still runs."""
        return self.home / "run"

    @property
    def files(self) -> Path:
        """The blob store."""
        return self.home / "files"

    @property
    def prompts(self) -> Path:
        """Voice cache; `shipped/` below it is a copy of the prompts in the checkout."""
        return self.home / "prompts"

    @property
    def asterisk(self) -> Path:
        """Everything Asterisk reads and writes, apart from its programs."""
        return self.home / "asterisk"

    @property
    def asterisk_run(self) -> Path:
        """Folder of Asterisk's control socket."""
        return _short(self.asterisk / "run")

    @property
    def fallback_spool(self) -> Path:
        """Where the dialplan leaves a file for every call it served without us."""
        return self.asterisk / "spool" / "fallback"

    @property
    def postgres(self) -> Path:
        """Data of the embedded PostgreSQL."""
        return self.home / "postgres"

    @property
    def postgres_socket(self) -> Path:
        """Folder of the embedded PostgreSQL's socket."""
        return _short(self.home / "run" / "pg")

    @property
    def venv(self) -> Path:
        """The Python environment of the checkout."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """The Python that runs everything but this room."""
        return self.venv / "bin" / "python"

    @property
    def tree(self) -> Path:
        """The unpacked Asterisk packages, shared by checkouts."""
        return self.cache / "asterisk"

    # database
    @property
    def is_database_embedded(self) -> bool:
        """Whether we run PostgreSQL ourselves."""
        return not self.setting("DATABASE")

    @property
    def database(self) -> str:
        """The libpq connection string every process uses."""
        return self.setting("DATABASE", f"host={self.postgres_socket} user=hotline dbname=hotline")

    def child_environment(self, base: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of the Python processes: `base` (ours by default) with every place resolved."""
        environment = dict(os.environ if base is None else base)
        environment |= self.settings
        environment |= {
            "HOTLINE_HOME": str(self.home),
            "HOTLINE_CACHE": str(self.cache),
            "HOTLINE_PORT": str(self.base_port),
            "HOTLINE_DATABASE": self.database,
            "HOTLINE_BIND": self.bind,
            "HOTLINE_SIP_BIND": self.sip_bind,
            "HOTLINE_NODE": self.node,
            "HOTLINE_NUMBER": self.number,
            "PYTHONPATH": str(self.checkout / "src"),
            "PYTHONUNBUFFERED": "1",
        }
        return environment


def _home(settings: Mapping[str, str], *, checkout: Path, is_root: bool) -> Path:
    if settings.get("HOTLINE_HOME"):
        return Path(settings["HOTLINE_HOME"]).expanduser().absolute()
    if is_root:
        # Not in the checkout: one under /root is closed to the users that PostgreSQL and Asterisk run as.
        return Path("/var/lib/hotline") / digest_of(str(checkout))
    return checkout / ".hotline"


def _cache(settings: Mapping[str, str], *, is_root: bool) -> Path:
    if settings.get("HOTLINE_CACHE"):
        return Path(settings["HOTLINE_CACHE"]).expanduser().absolute()
    return Path("/var/cache/hotline") if is_root else Path.home() / ".cache" / "hotline"


def _check_node(name: str) -> None:
    if name and not NODE_NAME.fullmatch(name):
        raise PlainError(
            zh=f"HOTLINE_NODE 的值 {name!r} 不能用：请写不超过 20 个小写字母、数字或短横线。",
            en=f"HOTLINE_NODE is {name!r}: give at most 20 small letters, digits and hyphens.",
        )


def _base_port(text: str) -> int:
    if not text:
        return DEFAULT_BASE_PORT
    if not (text.isascii() and text.isdecimal()) or not 1024 <= int(text) <= HIGHEST_BASE_PORT:
        raise PlainError(
            zh=f"HOTLINE_PORT 的值 {text!r} 不能用：请写 1024 到 {HIGHEST_BASE_PORT} 之间的整数。",
            en=f"HOTLINE_PORT is {text!r}: give a whole number from 1024 to {HIGHEST_BASE_PORT}.",
        )
    return int(text)


def _short(folder: Path) -> Path:
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path(tempfile.gettempdir()) / f"hotline-{digest_of(str(folder))}"
