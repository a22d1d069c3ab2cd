"""The commands of `./hotline`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hotline.operations import doctor, logs, testing
from hotline.operations.centre import SERVICE_NAMES, Centre, folders_ensure
from hotline.operations.console import Console
from hotline.operations.dialplan import phones_named
from hotline.operations.errors import PlainError
from hotline.operations.keys import sip_password
from hotline.operations.logs import Journal
from hotline.operations.places import Places
from hotline.operations.postgres import postgres_for
from hotline.operations.processes import ProcessFile, stop
from hotline.operations.screen import padded, screen_facts, start_screen
from hotline.operations.services import python_command
from hotline.operations.supervisor import Supervisor, SupervisorLock
from hotline.operations.users import DATABASE_USER, owner_named

DESCRIPTION = """\
公共咨询热线：安装、启动、检查。  The public consultation hotline: install, start, examine.

第一次 / First time:      ./hotline up
出了问题 / In trouble:    ./hotline doctor
"""
EPILOG = """\
设置写在环境变量或本目录的 hotline.env 里，每行一个 HOTLINE_名称=值：
Settings are environment variables or lines in hotline.env beside this program:
  HOTLINE_PORT=12330        端口起点，网页在 +3  base of all ports, pages at +3
  HOTLINE_HOME=...          数据目录  folder of all data
  HOTLINE_CACHE=...         下载缓存  what was fetched, shared by checkouts
  HOTLINE_BIND=0.0.0.0      让别的电脑访问（启用 https）  open to other computers (with https)
  HOTLINE_DATABASE=...      使用已有的 PostgreSQL  use a PostgreSQL of your own
  HOTLINE_TRUNK_HOST, _USER, _PASSWORD, _CODECS, _MATCH   运营商 SIP 中继  your provider's SIP trunk
  HOTLINE_SIP_BIND, HOTLINE_EXTERNAL_ADDRESS              中继所需的地址  addresses for the trunk
  HOTLINE_FALLBACK_PHONES=desk1,desk2                     应急电话机  telephones that ring when all else is away
"""
DOWN_LIMIT_SECONDS = 90.0
LOOK_AT_PORTS = frozenset({"up", "doctor", "call", "phones"})
"""Commands that find, or would start, a centre by its ports. The others find it by its folder."""
EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 success, 1 something the operator has to look at, 2 a wrong command line."""
    console = Console()
    given = list(sys.argv[1:] if arguments is None else arguments)
    root = parser()
    if not given or (given[0] not in root.get_default("names") and not given[0].startswith("-")):
        return _refuse_word(root, console, " ".join(given[:1]))
    options, rest = root.parse_known_args(given)
    options.rest = rest
    if rest and not options.takes_more:
        console.say(zh=f"✗ 多余的参数：{' '.join(rest)}", en=f"✗ Too many arguments: {' '.join(rest)}")
        console.write(f"  ./hotline {given[0]} --help")
        return EXIT_USAGE
    try:
        places = Places.from_environment()
        if options.looks_at_ports:
            SupervisorLock(places).check_ports()
        return int(options.run(places, console, options))
    except PlainError as error:
        console.say(zh=f"✗ {error.zh}", en=f"✗ {error.en}")
        return 1
    except KeyboardInterrupt:
        console.say(zh="已中断。", en="Interrupted.")
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line."""
    form = argparse.RawDescriptionHelpFormatter
    root = argparse.ArgumentParser(prog="./hotline", description=DESCRIPTION, epilog=EPILOG, formatter_class=form)
    commands = root.add_subparsers(title="命令 commands", metavar="", required=True)

    def add(name: str, run: Callable[..., int], words: str, *, takes_more: bool = False) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words, add_help=not takes_more)
        command.set_defaults(run=run, takes_more=takes_more, looks_at_ports=name in LOOK_AT_PORTS)
        return command

    up = add("up", command_up, "安装所缺并启动全部  install what is missing and start everything")
    up.add_argument("--detach", action="store_true", help="就绪后留在后台  stay in the background once ready")
    add("down", command_down, "停止全部  stop everything")
    add("status", command_status, "各部分是否在运行  what runs")
    add("doctor", command_doctor, "检查每一部分并说明怎么办  examine every part and say what to do")
    log = add("logs", command_logs, "查看日志  read a log")
    log.add_argument("name", nargs="?", help="web, switchboard, worker, asterisk, postgres, supervisor, manage")
    log.add_argument("-n", "--lines", type=int, default=40, help="行数  how many lines (40)")
    log.add_argument("-f", "--follow", action="store_true", help="持续显示  go on showing what is added")
    more = {"takes_more": True}
    add("call", command_call, "从命令行拨打热线，如 call --keys 2,1001  place a call from here", **more)
    add("phones", command_phones, "应急电话机的账号  accounts of the telephones of last resort")
    add("manage", command_manage, "Django 管理命令  Django's own commands", **more)
    add("psql", command_psql, "打开数据库  open the database", **more)
    bench = add("bench", command_bench, "运行一项测量  run a measurement of bench/", **more)
    bench.add_argument("name")
    add(
        "test",
        command_test,
        "运行全部检查；给出路径则只跑其中的测试  run all checks; with a path, its tests only",
        **more,
    )
    root.set_defaults(names=tuple(commands.choices))
    return root


def _refuse_word(root: argparse.ArgumentParser, console: Console, word: str) -> int:
    """Say that this is no command, and which there are. The settings, which the help shows as well, are left out."""
    root.epilog = None
    console.write(root.format_help())
    if word:
        console.say(zh=f"✗ 没有命令 {word}，命令见上。", en=f"✗ There is no command {word}; see above.")
    else:
        console.say(zh="✗ 请写一个命令。", en="✗ Name a command.")
    return EXIT_USAGE


def command_up(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Install, start, and watch over a centre until it is told to end."""
    began = time.monotonic()
    folders_ensure(places)
    with SupervisorLock(places) as lock:
        supervisor = Supervisor(places, console, Journal(places.logs / "supervisor.log"))
        centre = Centre(places, console, supervisor)
        try:
            centre.install()
            centre.start()
        except BaseException:
            supervisor.stop_all(spare_adopted=True)
            raise
        # From here on Ctrl-C must stop what runs: also while the screen is still being put together.
        supervisor.end_on_signals()
        facts = screen_facts(places, centre.environment())
        seconds = time.monotonic() - began
        console.write(start_screen(places, console, facts=facts, missing=centre.missing, seconds=seconds))
        if options.detach and not _go_to_background(places, lock):
            return 0
        supervisor.keep(every_while=[lambda: logs.rotate_all(places)])
        supervisor.stop_all()
    return 0


def _go_to_background(places: Places, lock: SupervisorLock) -> bool:
    """Split in two: True in the one that stays and watches, False in the one that returns to the operator."""
    if os.fork():
        return False
    os.setsid()
    lock.claim()
    with (places.logs / "supervisor.log").open("ab") as out, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(out.fileno(), sys.stderr.fileno())
    return True


def command_down(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Stop the supervisor, which stops all; then whatever a killed supervisor left running."""
    supervisor = SupervisorLock(places).holder()
    files = {name: ProcessFile(places.run / f"{name}.json") for name in reversed(SERVICE_NAMES)}
    if supervisor is None and not any(file.read() for file in files.values()):
        console.say(zh="没有在运行。", en="Nothing is running.")
        return 0
    with console.step(zh="停止热线", en="Stopping the hotline", seconds=5):
        if supervisor is not None:
            stop(supervisor, limit_seconds=DOWN_LIMIT_SECONDS)
        for name, file in files.items():
            running = file.read()
            if running is not None:
                stop(running, with_signal=signal.SIGINT if name == "postgres" else signal.SIGTERM, limit_seconds=15)
            file.remove()
    return 0


def command_status(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Show what runs; 1 where something does not."""
    supervisor = SupervisorLock(places).holder()
    rows = {"supervisor": supervisor}
    rows |= {name: ProcessFile(places.run / f"{name}.json").read() for name in SERVICE_NAMES}
    if not places.is_database_embedded:
        del rows["postgres"]
    for name, running in rows.items():
        state = console.text(zh="未运行", en="not running")
        if running is not None:
            minutes = running.seconds_old() / 60
            state = f"{console.text(zh='运行中', en='running')}  pid {running.pid}  {minutes:.0f} min"
        console.write(f"{'✓' if running else '✗'} {padded(name, 12)} {state}")
    return 0 if all(rows.values()) else 1


def command_doctor(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Examine everything; 1 where something is wrong."""
    return doctor.examine(places, console)


def command_logs(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Show the end of a log, or the names of all."""
    files = logs.log_files(places)
    if options.name is None:
        for name, file in files.items():
            console.write(f"{padded(name, 14)} {file}")
        return 0
    if options.name not in files:
        raise PlainError(
            zh=f"没有日志 {options.name}。", en=f"There is no log {options.name}; ./hotline logs lists them."
        )
    console.write(logs.tail(files[options.name], options.lines))
    if options.follow:
        logs.follow(files[options.name])
    return 0


def command_call(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Hand over to the scripted telephone."""
    return _become(places, python_command(places, "call", *options.rest))


def command_phones(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Show the accounts of the telephones that ring when nothing but Asterisk is there."""
    phones = phones_named(places.setting("FALLBACK_PHONES"))
    if not phones:
        raise PlainError(
            zh="没有设置应急电话机：HOTLINE_FALLBACK_PHONES=名称,名称",
            en="No telephones of last resort are set: HOTLINE_FALLBACK_PHONES=name,name",
        )
    for phone in phones:
        password = sip_password(places.keys, phone)
        console.write(f"{padded(phone, 16)} {password}  sip:{phone}@{places.sip_bind}:{places.sip_port}")
    return 0


def command_manage(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Hand over to Django."""
    return _become(places, [str(places.python), "-m", "hotline.config.manage", *options.rest])


def command_psql(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Hand over to psql."""
    programs = postgres_for(places, owner_named(DATABASE_USER, is_root=places.is_root)).programs
    return _become(places, [str(programs / "psql"), places.database, *options.rest])


def command_bench(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Hand over to a program in `bench/`."""
    folder = places.checkout / "bench"
    program = folder / options.name
    if program.is_dir():
        program = program / "run"
    if not program.is_file() or folder not in program.resolve().parents:
        there = ", ".join(sorted(path.name for path in folder.glob("[a-z]*"))) if folder.is_dir() else "-"
        raise PlainError(
            zh=f"没有测量 {options.name}；现有：{there}", en=f"No measurement {options.name}; there are: {there}"
        )
    return _become(places, [str(program), *options.rest])


def command_test(places: Places, console: Console, options: argparse.Namespace) -> int:
    """Install what the tests need and run every check."""
    return testing.run_all(places, console, pytest_arguments=options.rest)


def _become(places: Places, command: list[str]) -> int:
    """Become another program, which has the terminal to itself."""
    if not places.python.exists():
        raise PlainError(
            zh="还没有安装，请先运行 ./hotline up。", en="Nothing is installed yet: run ./hotline up first."
        )
    environment = places.child_environment()
    environment["PATH"] = f"{places.venv / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    try:
        os.execve(command[0], command, environment)  # noqa: S606  # a program of ours, arguments as a list
    except OSError as error:
        raise PlainError(
            zh=f"无法运行 {command[0]}:{error.strerror}", en=f"{command[0]} cannot be run: {error.strerror}"
        ) from error
