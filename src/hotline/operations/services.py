"""The processes of a centre: what each is started with, when it is ready, and how it is asked to end."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hotline.operations import asterisk
from hotline.operations.places import Places
from hotline.operations.ports import is_connected_to
from hotline.operations.postgres import Postgres
from hotline.operations.processes import Running
from hotline.operations.users import Owner

ASK_LIMIT_SECONDS = 3.0
SETTLED_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """One process that is kept running."""

    name: str
    zh: str
    en: str
    command: list[str]
    environment: Mapping[str, str]
    folder: Path
    is_ready: Callable[[Running], bool]
    ready_limit_seconds: float
    owner: Owner | None = None
    stop_signal: int = signal.SIGTERM
    stop_limit_seconds: float = 10
    # Whether it still answers; one that has not for `hung_after_seconds` is killed and started again.
    answers: Callable[[], bool] | None = None
    hung_after_seconds: float = field(default=30)


def postgres_service(postgres: Postgres) -> Service:
    """The embedded database."""
    return Service(
        name="postgres",
        zh="数据库",
        en="PostgreSQL",
        command=postgres.command_line(),
        environment={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
        folder=Path("/"),
        owner=postgres.owner,
        is_ready=lambda _: postgres.is_ready(),
        ready_limit_seconds=60,
        # Fast shutdown: open sessions are ended, nothing committed is lost.
        stop_signal=signal.SIGINT,
        stop_limit_seconds=30,
    )


def asterisk_service(places: Places, engine: asterisk.Engine, owner: Owner) -> Service:
    """The telephone engine."""
    return Service(
        name="asterisk",
        zh="电话引擎",
        en="Asterisk",
        command=asterisk.command_line(places, engine),
        environment={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        folder=Path("/"),
        owner=owner,
        is_ready=lambda _: asterisk.ari_answers(places),
        ready_limit_seconds=60,
        answers=lambda: asterisk.ari_answers(places),
    )


def web_service(places: Places, environment: Mapping[str, str]) -> Service:
    """The pages and the streams behind them."""
    return Service(
        name="web",
        zh="网页",
        en="Web",
        is_ready=lambda _: web_status(places) in range(200, 500),
        answers=lambda: web_status(places) is not None,
        ready_limit_seconds=60,
        command=python_command(places, "web"),
        environment=environment,
        folder=places.home,
    )


def switchboard_service(places: Places, environment: Mapping[str, str]) -> Service:
    """The process that drives the telephone engine."""
    return Service(
        name="switchboard",
        zh="总机",
        en="Switchboard",
        is_ready=lambda running: is_connected_to(running.pid, places.asterisk_http_port),
        ready_limit_seconds=60,
        command=python_command(places, "switchboard"),
        environment=environment,
        folder=places.home,
    )


def worker_service(places: Places, environment: Mapping[str, str]) -> Service:
    """The process that does what may take its time."""
    return Service(
        name="worker",
        zh="后台任务",
        en="Worker",
        # It answers nobody: one that has not fallen over at once is taken to have started.
        is_ready=lambda running: running.seconds_old() > SETTLED_SECONDS,
        ready_limit_seconds=30,
        # A job that is cut off is taken up again by the next worker.
        stop_limit_seconds=4,
        command=python_command(places, "worker"),
        environment=environment,
        folder=places.home,
    )


def web_status(places: Places) -> int | None:
    """The http status of the start page; None where nobody answers."""
    host = "127.0.0.1" if places.bind in {"0.0.0.0", "localhost"} else places.bind  # noqa: S104  # every address includes loopback
    connection = http.client.HTTPConnection(host, places.web_port, timeout=ASK_LIMIT_SECONDS)
    try:
        connection.request("GET", "/", headers={"Host": f"127.0.0.1:{places.web_port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def python_command(places: Places, part: str, *arguments: str) -> list[str]:
    """The command of one of our Python processes."""
    return [str(places.python), "-m", "hotline.config.serve", part, *arguments]
