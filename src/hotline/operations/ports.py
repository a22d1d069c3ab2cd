"""Which ports are taken, and by whom, as far as this machine tells us."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LISTENING = "0A"
ESTABLISHED = "01"


@dataclass(frozen=True)
class Port:
    """A port we want to listen on."""

    number: int
    kind: socket.SocketKind
    address: str
    zh: str
    en: str

    def is_taken(self) -> bool:
        """Whether somebody listens there already."""
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family, self.kind) as probe:
            if self.kind is socket.SOCK_STREAM:
                # As servers do: a port whose last connections are only waiting to be forgotten is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.address, self.number))
            except OSError:
                return True
        return False

    def holder(self) -> tuple[int, str] | None:
        """Number and name of the process that has the port; None where the system does not tell us."""
        table = "tcp" if self.kind is socket.SOCK_STREAM else "udp"
        states = {LISTENING} if table == "tcp" else {"07", ESTABLISHED}
        inodes = {row.inode for row in socket_rows(table) if row.local_port == self.number and row.state in states}
        return process_with_sockets(inodes)


@dataclass(frozen=True)
class SocketRow:
    """One line of the system's table of sockets."""

    local_port: int
    remote_port: int
    state: str
    inode: str


def socket_rows(table: str) -> Iterable[SocketRow]:
    """All sockets of a kind (`tcp` or `udp`), both families."""
    for name in (table, f"{table}6"):
        try:
            lines = Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]
        except FileNotFoundError:
            continue
        for line in lines:
            words = line.split()
            local, remote = (int(words[place].rpartition(":")[2], 16) for place in (1, 2))
            yield SocketRow(local, remote, words[3], words[9])


def process_with_sockets(inodes: set[str]) -> tuple[int, str] | None:
    """The first process that has one of the sockets open, as number and name."""
    if not inodes:
        return None
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and inodes & sockets_of(int(folder.name)):
            return int(folder.name), (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
    return None


def sockets_of(pid: int) -> set[str]:
    """Inode numbers of the sockets that a process has open; empty where we may not look."""
    found = set()
    try:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            target = str(link.readlink())
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except OSError:
        return found
    return found


def is_connected_to(pid: int, port: int) -> bool:
    """Whether a process has an open TCP connection to a port."""
    inodes = {row.inode for row in socket_rows("tcp") if row.remote_port == port and row.state == ESTABLISHED}
    return bool(inodes & sockets_of(pid))
