"""Many callers in one process: SIP by hand over one socket, RTP from every call. For load, not for judging sound."""

import selectors
import socket
import statistics
import time
from dataclasses import dataclass, field

PACKET_SECONDS = 0.02
SAMPLES_A_PACKET = 160
SILENCE = b"\xd5" * SAMPLES_A_PACKET
PCMA = 8


@dataclass
class Caller:
    """One call."""

    n: int
    to: str
    media: socket.socket
    invited_at: float
    answered_at: float = 0.0
    ended_at: float = 0.0
    tag: str = ""
    peer: tuple[str, int] | None = None
    packets: int = 0
    is_over: bool = False


@dataclass
class Result:
    """What came of it."""

    calls: int
    rate: int
    failures: int = 0
    most_at_once: int = 0
    call_seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        """Seconds from INVITE to 200 within which so many percent were answered."""
        if len(self.latencies) < 2:
            return 0.0
        return statistics.quantiles(self.latencies, n=100, method="inclusive")[percent - 1]


def call_many(*, port: int, to: str, rate: int, calls: int, hold: float) -> Result:
    """Place so many calls, `rate` a second, all held for `hold` seconds more; return when all are over."""
    load = _Load(port=port, to=to)
    result = Result(calls=calls, rate=rate)
    began = time.monotonic()
    hold_until = began + calls / rate + hold
    tick = began
    while time.monotonic() < hold_until:
        due = min(calls, int((time.monotonic() - began) * rate) + 1)
        while len(load.callers) < due:
            load.invite()
        load.read()
        load.speak()
        result.most_at_once = max(result.most_at_once, load.count_up())
        tick += PACKET_SECONDS
        time.sleep(max(0.0, tick - time.monotonic()))
    load.hang_up_all()
    result.latencies = [caller.answered_at - caller.invited_at for caller in load.callers if caller.answered_at]
    dropped = sum(1 for caller in load.callers if caller.is_over and caller.ended_at < hold_until)
    result.failures = calls - len(result.latencies) + dropped
    result.call_seconds = sum(caller.ended_at - caller.answered_at for caller in load.callers if caller.answered_at)
    load.close()
    return result


class _Load:
    def __init__(self, *, port: int, to: str) -> None:
        self.callers: list[Caller] = []
        self._to = to
        self._server = ("127.0.0.1", port)
        self._mark = str(time.time_ns())
        self._sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sip.bind(("127.0.0.1", 0))
        self._sip.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._sip.setblocking(False)
        self._port = self._sip.getsockname()[1]
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._sip, selectors.EVENT_READ)

    def invite(self) -> None:
        media = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        media.bind(("127.0.0.1", 0))
        caller = Caller(len(self.callers), self._to, media, time.monotonic())
        self.callers.append(caller)
        audio = media.getsockname()[1]
        sdp = (
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {audio} RTP/AVP 8 101\r\n"
            "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:20\r\na=sendrecv\r\n"
        )
        self._send(caller, "INVITE", 1, sdp)

    def read(self) -> None:
        while self._ready.select(timeout=0):
            self._take(self._sip.recv(65536).decode("utf-8", "replace"))

    def speak(self) -> None:
        for caller in self.callers:
            if caller.peer and not caller.is_over:
                caller.packets += 1
                head = bytes((0x80, PCMA)) + (caller.packets & 0xFFFF).to_bytes(2, "big")
                stamp = (caller.packets * SAMPLES_A_PACKET & 0xFFFFFFFF).to_bytes(4, "big")
                caller.media.sendto(head + stamp + caller.n.to_bytes(4, "big") + SILENCE, caller.peer)

    def count_up(self) -> int:
        return sum(1 for caller in self.callers if caller.answered_at and not caller.is_over)

    def hang_up_all(self) -> None:
        now = time.monotonic()
        for caller in self.callers:
            if caller.answered_at and not caller.is_over:
                caller.is_over, caller.ended_at = True, now
                self._send(caller, "BYE", 2)
                time.sleep(0.002)
        end = time.monotonic() + 2
        while time.monotonic() < end:
            self.read()
            time.sleep(0.02)

    def close(self) -> None:
        for caller in self.callers:
            caller.media.close()
        self._ready.close()
        self._sip.close()

    def _take(self, message: str) -> None:
        head, _, body = message.partition("\r\n\r\n")
        lines = head.split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        n = int(fields["call-id"].split("-")[0])
        caller = self.callers[n]
        if lines[0].startswith("SIP/2.0 200") and "INVITE" in fields["cseq"]:
            self._answered(caller, fields["to"], body)
        elif lines[0].startswith("BYE"):
            caller.is_over, caller.ended_at = True, time.monotonic()
            keep = [
                line for line in lines[1:] if line.split(":")[0].lower() in {"via", "from", "to", "call-id", "cseq"}
            ]
            self._sip.sendto("\r\n".join(["SIP/2.0 200 OK", *keep, "Content-Length: 0", "", ""]).encode(), self._server)

    def _answered(self, caller: Caller, to: str, body: str) -> None:
        caller.tag = to
        if not caller.answered_at:
            caller.answered_at = time.monotonic()
            audio = next(line for line in body.split("\r\n") if line.startswith("m=audio"))
            caller.peer = ("127.0.0.1", int(audio.split()[1]))
        self._send(caller, "ACK", 1)

    def _send(self, caller: Caller, method: str, number: int, body: str = "") -> None:
        address = f"sip:{caller.to}@127.0.0.1:{self._server[1]}"
        kind = "Content-Type: application/sdp\r\n" if body else ""
        message = (
            f"{method} {address} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self._port};branch=z9hG4bK{self._mark}{caller.n}{method}\r\n"
            f"From: <sip:bench{caller.n}@127.0.0.1>;tag={caller.n}\r\nTo: {caller.tag or f'<{address}>'}\r\n"
            f"Call-ID: {caller.n}-{self._mark}\r\nCSeq: {number} {method}\r\nMax-Forwards: 5\r\n"
            f"Contact: <sip:bench@127.0.0.1:{self._port}>\r\n{kind}Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self._sip.sendto(message.encode(), self._server)
