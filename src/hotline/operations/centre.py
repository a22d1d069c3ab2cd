"""One centre brought up: everything installed, the database prepared, all services started in their order."""

from __future__ import annotations

import shutil
import subprocess

from hotline.operations import asterisk, keys
from hotline.operations.certificate import certificate_ensure
from hotline.operations.console import Console
from hotline.operations.engine_install import engine_ensure
from hotline.operations.errors import PlainError
from hotline.operations.frontend import frontend_ensure
from hotline.operations.installing import source_digest
from hotline.operations.logs import tail
from hotline.operations.places import Places
from hotline.operations.postgres import postgres_for
from hotline.operations.preflight import preflight
from hotline.operations.processes import ProcessFile
from hotline.operations.python_packages import python_ensure
from hotline.operations.services import (
    Service,
    asterisk_service,
    postgres_service,
    switchboard_service,
    web_service,
    worker_service,
)
from hotline.operations.supervisor import Supervisor
from hotline.operations.users import DATABASE_USER, ENGINE_USER, owner_named
from hotline.operations.voices import espeak_find, voice_ensure

# The order of starting; stopping goes the other way.
SERVICE_NAMES = ("postgres", "asterisk", "web", "switchboard", "worker")
PREPARED_STAMP = "hotline-prepared"
PREPARE_LIMIT_SECONDS = 600


def services_running(places: Places) -> frozenset[str]:
    """The services of this centre that run now, whoever started them."""
    return frozenset(name for name in SERVICE_NAMES if ProcessFile(places.run / f"{name}.json").read())


def folders_ensure(places: Places) -> None:
    """Make the centre's folders. What PostgreSQL and Asterisk have to pass through stays open for passing."""
    for folder, mode in (
        (places.home, 0o711),
        (places.run, 0o711),
        (places.logs, 0o700),
        (places.files, 0o700),
        (places.prompts, 0o755),
        (places.cache, 0o755),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)


def prompts_copy(places: Places) -> None:
    """Copy the prompts of the checkout to where Asterisk may read them."""
    source = places.checkout / "asterisk" / "prompts"
    if source.is_dir():
        shutil.copytree(source, places.prompts / "shipped", dirs_exist_ok=True)


class Centre:
    """Brings one centre up, step by step. What could not be had is in `missing`."""

    def __init__(self, places: Places, console: Console, supervisor: Supervisor) -> None:
        self.places = places
        self.missing: list[PlainError] = []
        self._console = console
        self._supervisor = supervisor
        self._engine: asterisk.Engine | None = None

    def install(self) -> None:
        """See that nothing is in the way, and install what is missing. Raises PlainError where that cannot be done."""
        preflight(self.places, running=services_running(self.places))
        folders_ensure(self.places)
        python_ensure(self.places, self._console)
        frontend_ensure(self.places, self._console)
        try:
            self._engine = engine_ensure(self.places, self._console)
        except PlainError as error:
            # A centre without telephones still answers on the Internet.
            self.missing.append(error)
        try:
            voice_ensure(self.places, self._console, self.environment())
        except PlainError as error:
            # The spare voice speaks meanwhile.
            self.missing.append(error)
        keys.keys_ensure(self.places.keys)
        certificate_ensure(self.places)

    def start(self) -> None:
        """Start every service. Raises PlainError with the reason for the first that does not come up."""
        places = self.places
        environment = self.environment()
        if places.is_database_embedded:
            self._start_database()
        if self._engine is not None:
            self._supervisor.start(self._prepare_engine(self._engine))
        self._prepare_database(environment)
        parts = [web_service(places, environment), worker_service(places, environment)]
        if self._engine is not None:
            parts.insert(1, switchboard_service(places, environment))
        self._supervisor.start(*parts)

    def environment(self) -> dict[str, str]:
        """The environment of the Python services."""
        environment = self.places.child_environment()
        voice = espeak_find(self.places)
        if voice is not None:
            environment.setdefault("HOTLINE_ESPEAK", str(voice))
        return environment

    def _start_database(self) -> None:
        owner = owner_named(DATABASE_USER, is_root=self.places.is_root)
        postgres = postgres_for(self.places, owner)
        if not postgres.is_initialised():
            with self._console.step(zh="建立数据库目录", en="Making the database folder"):
                postgres.initialise()
        self._supervisor.start(postgres_service(postgres))
        postgres.create_database()

    def _prepare_engine(self, engine: asterisk.Engine) -> Service:
        owner = owner_named(ENGINE_USER, is_root=self.places.is_root)
        prompts_copy(self.places)
        asterisk.folders_make(self.places, owner)
        asterisk.configuration_write(self.places, engine, owner)
        return asterisk_service(self.places, engine, owner)

    def _prepare_database(self, environment: dict[str, str]) -> None:
        stamp = self.places.postgres / PREPARED_STAMP
        wanted = source_digest(self.places.checkout / "src" / "hotline")
        # Beside the data it speaks of: whoever takes the data away takes the stamp with it.
        if self.places.is_database_embedded and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
            return
        with self._console.step(zh="准备数据表", en="Preparing tables", seconds=10):
            manage(self.places, environment, "migrate", "--no-input")
        with self._console.step(zh="装入示范中心", en="Loading the sample centre", seconds=10):
            manage(self.places, environment, "load_sample")
        if self.places.is_database_embedded:
            stamp.write_text(wanted, encoding="ascii")


def manage(places: Places, environment: dict[str, str], *arguments: str) -> None:
    """Run one of Django's commands, its output in a log. Raises PlainError with the log's end where it fails."""
    log = places.logs / "manage.log"
    command = [str(places.python), "-m", "hotline.config.manage", *arguments]
    with log.open("ab") as out:
        try:
            done = subprocess.run(
                command,
                env=environment,
                cwd=places.home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                timeout=PREPARE_LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            minutes = PREPARE_LIMIT_SECONDS // 60
            raise PlainError(
                zh=f"{arguments[0]} {minutes} 分钟还没有完成，已中止。日志：{log}",
                en=f"{arguments[0]} did not end within {minutes} minutes and was ended. Its log: {log}",
            ) from error
    if done.returncode != 0:
        raise PlainError(
            zh=f"{arguments[0]} 失败。日志：{log}",
            en=f"{arguments[0]} failed. Its log, {log}, ends:\n{tail(log, 8)}",
        )
