"""What would make a start fail, found before anything is started and said plainly."""

from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path

from hotline.operations.certificate import has_certificate
from hotline.operations.errors import PlainError
from hotline.operations.judging import settings_judge
from hotline.operations.places import Places
from hotline.operations.ports import Port

PYTHON_FLOOR = (3, 11)
# What a first start writes below cache and checkout, and what a centre needs free to go on recording.
FIRST_START_MEGABYTES = 3500
RUNNING_MEGABYTES = 300
MEGABYTE = 1024 * 1024


def preflight(places: Places, *, running: frozenset[str]) -> None:
    """Raise PlainError for the first thing that is in the way. `running` names the services that run already."""
    check_system()
    settings_judge(places)
    check_disk(places)
    check_ports(places, running=running)


def check_system() -> None:
    """Linux with a new enough Python."""
    if sys.version_info < PYTHON_FLOOR:
        raise PlainError(
            zh=f"需要 Python 3.11 以上，这里是 {sys.version.split()[0]}。请安装后用 python3.11 hotline up 启动。",
            en=f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.",
        )
    if not Path("/proc/self/stat").is_file():
        raise PlainError(zh="只支持 Linux（需要 /proc）。", en="Only Linux is supported (/proc is needed).")


def check_disk(places: Places) -> None:
    """Room on every disk we write to, and the right to write there."""
    needed: dict[Path, int] = {places.home: RUNNING_MEGABYTES}
    if not places.python.exists():
        needed[places.checkout] = FIRST_START_MEGABYTES
    if not places.tree.exists():
        needed[places.cache] = FIRST_START_MEGABYTES // 3
    for folder, megabytes in needed.items():
        _make_or_explain(folder)
        free = shutil.disk_usage(folder).free // MEGABYTE
        if free < megabytes:
            raise PlainError(
                zh=f"磁盘快满了：{folder} 只剩 {free} MB，需要 {megabytes} MB。请腾出空间，"
                "或用 HOTLINE_HOME / HOTLINE_CACHE 换到别的磁盘。",
                en=f"The disk is nearly full: {free} MB left in {folder}, {megabytes} MB are needed. Make room, or "
                "move to another disk with HOTLINE_HOME / HOTLINE_CACHE.",
            )


def ports_of(places: Places) -> dict[str, list[Port]]:
    """The ports each service listens on."""
    tcp, udp = socket.SOCK_STREAM, socket.SOCK_DGRAM
    web = [Port(places.web_port, tcp, places.bind, "网页", "web pages")]
    if places.is_open_to_others or has_certificate(places):
        web.append(Port(places.https_port, tcp, places.bind, "加密网页", "web pages over https"))
    return {
        "web": web,
        "asterisk": [
            Port(places.asterisk_http_port, tcp, "127.0.0.1", "电话引擎控制", "engine control"),
            Port(places.ami_port, tcp, "127.0.0.1", "电话引擎管理", "engine manager"),
            Port(places.sip_port, udp, places.sip_bind, "SIP 电话", "SIP"),
        ],
    }


def check_ports(places: Places, *, running: frozenset[str]) -> None:
    """No port of a service that we are about to start is somebody else's."""
    for service, ports in ports_of(places).items():
        for port in ports if service not in running else ():
            if port.is_taken():
                raise _taken(port, places.base_port)


def _taken(port: Port, base_port: int) -> PlainError:
    holder = port.holder()
    by_zh = f"（进程 {holder[0]}：{holder[1]}）" if holder else ""
    by_en = f" (process {holder[0]}: {holder[1]})" if holder else ""
    other = base_port + 5000 if base_port + 5000 < 60000 else 12330
    return PlainError(
        zh=f"端口 {port.number}（{port.zh}）已被占用{by_zh}。请先停止它，"
        f"或换一组端口：HOTLINE_PORT={other} ./hotline up",
        en=f"Port {port.number} ({port.en}) is taken{by_en}. Stop it, or use other ports: "
        f"HOTLINE_PORT={other} ./hotline up",
    )


def _make_or_explain(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-test"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise PlainError(
            zh=f"不能写入 {folder}：{error.strerror}。请检查权限，或用 HOTLINE_HOME / HOTLINE_CACHE 指定别处。",
            en=f"Cannot write to {folder}: {error.strerror}. Check the rights, or set HOTLINE_HOME / HOTLINE_CACHE.",
        ) from error
