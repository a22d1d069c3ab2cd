"""Examines every part of a centre and says what is wrong and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hotline.operations import asterisk
from hotline.operations.certificate import certificate_files, has_certificate
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.findings import Finding, Verdict, fine, odd, wrong
from hotline.operations.judging import settings_judge
from hotline.operations.keys import KEY_NAMES, keys_open_to_others
from hotline.operations.places import Places
from hotline.operations.ports import is_connected_to
from hotline.operations.postgres import DATABASE, Postgres, postgres_for
from hotline.operations.preflight import MEGABYTE, PYTHON_FLOOR, RUNNING_MEGABYTES, ports_of
from hotline.operations.processes import ProcessFile, Running
from hotline.operations.python_packages import is_python_current
from hotline.operations.services import web_status
from hotline.operations.users import DATABASE_USER, owner_named
from hotline.operations.voices import VOICE_STAMP, espeak_find

UP_ZH, UP_EN = "请运行 ./hotline up", "run ./hotline up"
WORKERS_ALIVE = "select count(*) from procrastinate_workers where last_heartbeat > now() - interval '1 minute'"
MANAGE_LIMIT_SECONDS = 60
CERTIFICATE_WARN_SECONDS = 30 * 86400
Check = Callable[[Places], Finding]


def examine(places: Places, console: Console) -> int:
    """Run every check and show what it found; 1 where anything is wrong."""
    worst = 0
    # Several of them ask a process and wait: together they take as long as the slowest.
    with ThreadPoolExecutor() as pool:
        findings = list(pool.map(lambda check: check(places), CHECKS))
    for finding in findings:
        mark = finding.verdict.value
        console.say(zh=f"{mark} {finding.zh}", en=f"{mark} {finding.en}")
        worst = max(worst, int(finding.verdict is Verdict.WRONG))
    if worst:
        console.say(zh="发现问题，见上面带 ✗ 的行。", en="Something is wrong: see the lines marked ✗.")
    else:
        console.say(zh="一切正常。", en="All is well.")
    return worst


def check_settings(places: Places) -> Finding:
    """Every setting is one that there is, with a value that can be used."""
    try:
        settings_judge(places)
    except PlainError as error:
        return wrong(zh=error.zh, en=error.en)
    return fine(zh=f"设置 {len(places.settings)} 项", en=f"{len(places.settings)} settings")


def check_python(places: Places) -> Finding:
    """Python and the environment with our packages."""
    version = sys.version.split()[0]
    if sys.version_info < PYTHON_FLOOR:
        return wrong(zh=f"Python {version} 太旧，需要 3.11", en=f"Python {version} is too old, 3.11 is needed")
    if not places.python.exists():
        return wrong(zh=f"Python 软件包未安装：{UP_ZH}", en=f"Python packages are not installed: {UP_EN}")
    if not is_python_current(places):
        return odd(zh=f"Python 软件包与锁文件不一致：{UP_ZH}", en=f"Python packages differ from the lock: {UP_EN}")
    return fine(zh=f"Python {version}，软件包齐全", en=f"Python {version}, packages as locked")


def check_disk(places: Places) -> Finding:
    """Room for recordings and the record, which may lie on disks of their own."""
    for folder in (places.home, places.asterisk / "spool" / "monitor", places.files):
        free = shutil.disk_usage(_existing(folder)).free // MEGABYTE
        if free < RUNNING_MEGABYTES:
            return wrong(
                zh=f"磁盘只剩 {free} MB，录音会失败：请在 {folder} 腾出空间",
                en=f"Only {free} MB of disk left, recordings will fail: make room in {folder}",
            )
    free = shutil.disk_usage(_existing(places.home)).free // MEGABYTE
    return fine(zh=f"磁盘剩余 {free} MB", en=f"{free} MB of disk free")


def check_keys(places: Places) -> Finding:
    """The secrets are there and closed to others."""
    if not places.keys.is_dir() or not all((places.keys / name).is_file() for name in KEY_NAMES):
        return wrong(
            zh=f"密钥不全：从备份恢复 {places.keys}，新中心{UP_ZH}",
            en=f"Keys are missing: put {places.keys} back from its backup; for a new centre {UP_EN}",
        )
    loose = keys_open_to_others(places.keys)
    if loose:
        names = " ".join(loose)
        return wrong(
            zh=f"密钥可被他人读取：chmod 600 {places.keys}/{{{names}}}",
            en=f"Others can read keys ({names}): chmod 600 them in {places.keys}",
        )
    return fine(zh="密钥齐全且只有本用户可读", en="Keys are there and closed to others")


def check_ports(places: Places) -> Finding:
    """No foreign process sits on a port of ours."""
    for service, ports in ports_of(places).items():
        if _running(places, service) is not None:
            continue
        for port in ports:
            if port.is_taken():
                holder = port.holder()
                by = f" ({holder[0]} {holder[1]})" if holder else ""
                return wrong(
                    zh=f"端口 {port.number} 被别的程序占用{by}：停止它或改 HOTLINE_PORT",
                    en=f"Port {port.number} is taken by another program{by}: stop it or change HOTLINE_PORT",
                )
    return fine(zh=f"端口 {places.base_port} 起可用", en=f"Ports from {places.base_port} on are ours")


def check_database(places: Places) -> Finding:
    """PostgreSQL answers."""
    if not places.is_database_embedded:
        return _check_tables(places, zh="外部数据库", en="The database of your own")
    postgres = _postgres(places)
    if postgres is None or not postgres.is_ready():
        return wrong(zh=f"数据库没有响应：{UP_ZH}", en=f"PostgreSQL does not answer: {UP_EN}")
    return _check_tables(places, zh="数据库", en="PostgreSQL")


def _check_tables(places: Places, *, zh: str, en: str) -> Finding:
    command = [str(places.python), "-m", "hotline.config.manage", "migrate", "--check"]
    try:
        done = subprocess.run(
            command,
            env=places.child_environment(),
            cwd=places.home,
            capture_output=True,
            timeout=MANAGE_LIMIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return wrong(zh=f"{zh}无法检查：{UP_ZH}", en=f"{en} cannot be examined: {UP_EN}")
    if done.returncode != 0:
        return wrong(
            zh=f"{zh}的表不是最新或无法连接：{UP_ZH}", en=f"{en}: tables are not current, or no answer: {UP_EN}"
        )
    return fine(zh=f"{zh}正常，表是最新的", en=f"{en} answers, tables are current")


def check_asterisk(places: Places) -> Finding:
    """Asterisk is there, tested, and answers."""
    engine = asterisk.engine_find(places)
    if engine is None:
        return wrong(zh=f"没有 Asterisk，电话不通：{UP_ZH}", en=f"There is no Asterisk, so no telephone: {UP_EN}")
    if not (places.keys / "ari.password").is_file() or not asterisk.ari_answers(places):
        return wrong(zh=f"Asterisk 没有响应：{UP_ZH}", en=f"Asterisk does not answer: {UP_EN}")
    if not engine.is_tested:
        return odd(
            zh=f"Asterisk {engine.version} 可用但未经测试", en=f"Asterisk {engine.version} answers but is untested"
        )
    return fine(zh=f"Asterisk {engine.version} 正常", en=f"Asterisk {engine.version} answers")


def check_trunk(places: Places) -> Finding:
    """The provider's trunk, where one is set, is registered."""
    host = places.setting("TRUNK_HOST")
    engine = asterisk.engine_find(places)
    if not host or engine is None:
        return fine(zh="未设置运营商中继，只能本机拨打", en="No provider's trunk is set: calls from this machine only")
    if "Registered" in asterisk.console_run(places, engine, "pjsip show registration trunk"):
        return fine(zh=f"中继已注册：{host}", en=f"The trunk is registered with {host}")
    return wrong(
        zh=f"中继没有注册到 {host}：检查 HOTLINE_TRUNK_* 和网络",
        en=f"The trunk is not registered with {host}: check HOTLINE_TRUNK_*",
    )


def check_switchboard(places: Places) -> Finding:
    """The switchboard drives Asterisk."""
    running = _running(places, "switchboard")
    if running is None:
        return wrong(
            zh=f"总机没有运行，来电走应急流程：{UP_ZH}",
            en=f"The switchboard does not run, calls take the fallback: {UP_EN}",
        )
    if not is_connected_to(running.pid, places.asterisk_http_port) or not asterisk.ari_answers(
        places, "/applications/hotline"
    ):
        return wrong(
            zh="总机没有连上 Asterisk：见 ./hotline logs switchboard",
            en="The switchboard is not connected to Asterisk: see ./hotline logs switchboard",
        )
    return fine(zh="总机已连接", en="The switchboard is connected")


def check_web(places: Places) -> Finding:
    """The pages answer."""
    status = web_status(places)
    if status is None:
        return wrong(zh=f"网页没有响应：{UP_ZH}", en=f"The pages do not answer: {UP_EN}")
    if status >= 500:
        return wrong(
            zh=f"网页出错（{status}）：见 ./hotline logs web", en=f"The pages fail ({status}): see ./hotline logs web"
        )
    return fine(
        zh=f"网页正常：http://127.0.0.1:{places.web_port}/", en=f"Pages answer at http://127.0.0.1:{places.web_port}/"
    )


def check_worker(places: Places) -> Finding:
    """The worker lives and shows it in the database."""
    if _running(places, "worker") is None:
        return wrong(zh=f"后台任务没有运行：{UP_ZH}", en=f"The worker does not run: {UP_EN}")
    postgres = _postgres(places) if places.is_database_embedded else None
    if postgres is None:
        return fine(zh="后台任务在运行", en="The worker runs")
    if postgres.ask(DATABASE, WORKERS_ALIVE) in {None, "0"}:
        return wrong(
            zh="后台任务没有心跳：见 ./hotline logs worker",
            en="The worker shows no heartbeat: see ./hotline logs worker",
        )
    return fine(zh="后台任务有心跳", en="The worker's heart beats")


def check_voice(places: Places) -> Finding:
    """A voice to speak with: the neural one, or the fallback alone."""
    is_neural_there = (places.cache / VOICE_STAMP).is_file()
    spare = espeak_find(places)
    if not is_neural_there and spare is None:
        return wrong(
            zh=f"没有任何语音引擎：{UP_ZH}，或安装 espeak-ng", en=f"There is no voice: {UP_EN}, or install espeak-ng"
        )
    if not is_neural_there:
        return odd(zh=f"只有备用语音 espeak-ng:{UP_ZH}", en=f"Only the spare voice, espeak-ng: {UP_EN}")
    if spare is None:
        return odd(zh="没有备用语音：请安装 espeak-ng", en="No spare voice: install espeak-ng")
    return fine(zh="语音引擎齐全", en="Voice and spare voice are there")


def check_prompts(places: Places) -> Finding:
    """The prompts of the flow, and the notice that needs nothing but Asterisk."""
    shipped = places.prompts / "shipped"
    count = sum(1 for _ in shipped.rglob("*.wav"))
    if count == 0:
        return wrong(zh=f"没有提示音：{UP_ZH}", en=f"There are no prompts: {UP_EN}")
    if not all((shipped / language / "fallback_notice.wav").is_file() for language in ("zh", "en")):
        return wrong(zh="缺应急提示音 fallback_notice", en="The prompt fallback_notice is missing")
    return fine(zh=f"提示音 {count} 个", en=f"{count} prompts")


def check_certificate(places: Places) -> Finding:
    """The certificate, where other computers are to come."""
    if not places.is_open_to_others:
        return fine(zh="只供本机访问，不需要证书", en="For this machine only: no certificate needed")
    certificate, _ = certificate_files(places)
    if not has_certificate(places):
        return wrong(zh=f"没有 https 证书：{UP_ZH}", en=f"There is no certificate: {UP_EN}")
    command = ["openssl", "x509", "-checkend", str(CERTIFICATE_WARN_SECONDS), "-noout", "-in", str(certificate)]
    if shutil.which("openssl") and subprocess.run(command, capture_output=True, check=False).returncode != 0:
        return wrong(
            zh=f"证书将在 30 天内过期：{certificate}", en=f"The certificate ends within 30 days: {certificate}"
        )
    return fine(zh="https 证书有效", en="The certificate is valid")


CHECKS: tuple[Check, ...] = (
    check_settings,
    check_python,
    check_disk,
    check_keys,
    check_ports,
    check_database,
    check_asterisk,
    check_trunk,
    check_switchboard,
    check_web,
    check_worker,
    check_voice,
    check_prompts,
    check_certificate,
)


def _running(places: Places, name: str) -> Running | None:
    return ProcessFile(places.run / f"{name}.json").read()


def _postgres(places: Places) -> Postgres | None:
    # Without data there is nothing to ask, and no reason to make a user for it.
    if not (places.postgres / "PG_VERSION").is_file():
        return None
    try:
        return postgres_for(places, owner_named(DATABASE_USER, is_root=places.is_root))
    except PlainError:
        return None


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder
