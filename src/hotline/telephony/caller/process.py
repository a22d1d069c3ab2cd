"""The telephone as a program: JSON lines with orders on standard input, JSON lines with events on standard output.

pjsua2 is one global endpoint and under the GPL, so it lives in a process of its own. It ends by `quit` or with its
standard input, and hangs up first; a signal to the whole terminal is left to whoever started it. Orders, each an
object with `do`:

* `account` name, user, password, registrar, ring ("answer", "refuse", "never", "ask"), ring_seconds, record_folder
* `call` call, to, from (a number or ""), record (a path or "")
* `keys` call, keys, gap_seconds; `tone` call, hertz; `file` call, file, is_repeated; `hush` call
* `answer` call, code; `hangup` call, code; `quit`

Events, each an object with `event` and `at` (seconds of the wall clock): `ready`; `state` call, state (calling,
ringing, answered, ended), code; `incoming` account, call; `sound` call, loud; `key` call; `registered` account, code,
is_active; `trouble` text.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pjsua2 as pj

from hotline.telephony.caller.legs import SAMPLE_RATE, Leg, Line
from hotline.telephony.caller.wire import CALLS_AT_ONCE

LOOPBACK = "127.0.0.1"
TICK_MILLISECONDS = 20
REFUSAL = 486
# Another for every telephone: the engine goes on sending to one that has vanished, and a newcomer at its port would be
# heard in its place.
FIRST_SOUND_PORT = 10000 + os.getpid() % 10000 * 2
# pjsua2 writes its log to standard output before it can be told not to: the events keep the pipe, the log gets nothing.
EVENTS = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def tell(event: str, **facts: object) -> None:
    """Write one event line."""
    os.write(EVENTS, (json.dumps({"event": event, "at": time.time(), **facts}) + "\n").encode())


class Telephone:
    """All calls and accounts of this process."""

    def __init__(self) -> None:
        self.is_wanted = True
        self._endpoint = _endpoint_start()
        self._legs: dict[str, Leg] = {}
        self._lines: dict[str, Line] = {}
        self._settings: dict[str, dict[str, Any]] = {}
        self._orders: dict[str, Callable[[dict[str, Any]], None]] = {
            "account": self._account,
            "call": self._call,
            "keys": lambda order: self._leg(order).keys_press(order["keys"], gap_seconds=order["gap_seconds"]),
            "tone": lambda order: self._leg(order).tone_play(order["hertz"]),
            "file": lambda order: self._leg(order).file_play(order["file"], is_repeated=order["is_repeated"]),
            "hush": lambda order: self._leg(order).hush(),
            "answer": lambda order: self._leg(order).answer_with(order["code"]),
            "hangup": lambda order: self._leg(order).end(order["code"]),
            "quit": lambda order: setattr(self, "is_wanted", False),
        }
        self._account({"name": "caller", "user": "caller"})

    def obey(self, order: dict[str, Any]) -> None:
        """Carry out one order; what cannot be done is told and changes nothing else."""
        try:
            self._orders[order["do"]](order)
        except (pj.Error, KeyError) as error:
            text = error.info() if isinstance(error, pj.Error) else f"missing {error}"
            tell("trouble", text=text, order=order.get("do"), call=order.get("call"))

    def tick(self) -> None:
        """Let pjsua2 work for a moment, then look after every call."""
        self._endpoint.libHandleEvents(TICK_MILLISECONDS)
        for leg in list(self._legs.values()):
            leg.tick()
            if leg.is_over:
                del self._legs[leg.name]

    def close(self) -> None:
        """Hang up everything and wait a moment for the goodbyes."""
        for name in self._legs:
            self._legs[name].end()
        end = time.monotonic() + 1.0
        while self._legs and time.monotonic() < end:
            self.tick()
        # No call and no account may outlive the library, not even as a local name.
        self._legs.clear()
        self._lines.clear()
        self._endpoint.libDestroy()

    def _leg(self, order: dict[str, Any]) -> Leg:
        return self._legs[order["call"]]

    def _account(self, order: dict[str, Any]) -> None:
        config = pj.AccountConfig()
        config.idUri = f"sip:{order['user']}@{LOOPBACK}"
        transport = config.mediaConfig.transportConfig
        transport.boundAddress = transport.publicAddress = LOOPBACK
        transport.port = FIRST_SOUND_PORT
        if order.get("registrar"):
            config.regConfig.registrarUri = f"sip:{order['registrar']}"
            config.regConfig.timeoutSec = 60
            config.regConfig.retryIntervalSec = 2
            config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", order["user"], 0, order["password"]))
        line = Line(name=order["name"], tell=tell, incoming=self._incoming)
        self._settings[order["name"]] = order
        line.create(config)
        self._lines[order["name"]] = line

    def _call(self, order: dict[str, Any]) -> None:
        record = Path(order["record"]) if order["record"] else None
        leg = Leg(self._lines["caller"], name=order["call"], tell=tell, record=record)
        self._legs[leg.name] = leg
        how = pj.CallOpParam(True)
        how.txOption.localUri = f"sip:{order['from'] or 'anonymous'}@{LOOPBACK}"
        try:
            leg.makeCall(order["to"], how)
        except pj.Error:
            del self._legs[leg.name]
            tell("state", call=leg.name, state="ended", code=0)
            raise

    def _incoming(self, line: Line, call_id: int) -> None:
        settings = self._settings[line.name]
        name = f"{line.name}-{call_id}-{time.monotonic_ns()}"
        folder = settings.get("record_folder")
        leg = Leg(line, name=name, tell=tell, record=Path(folder) / f"{name}.wav" if folder else None, call_id=call_id)
        self._legs[name] = leg
        tell("incoming", account=line.name, call=name)
        ring = settings.get("ring", "refuse")
        leg.answer_with(REFUSAL if ring == "refuse" else 180)
        if ring == "answer":
            leg.answer_later(settings.get("ring_seconds", 0.0))


def _endpoint_start() -> Any:
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt, config.uaConfig.mainThreadOnly, config.uaConfig.maxCalls = 0, True, CALLS_AT_ONCE
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.medConfig.noVad, config.medConfig.ecTailLen, config.medConfig.quality = True, 0, 4
    config.medConfig.clockRate = config.medConfig.sndClockRate = SAMPLE_RATE
    # Late packets of a busy machine are waited for: a pause that only haste has made would split what is heard.
    config.medConfig.jbInit, config.medConfig.jbMinPre, config.medConfig.jbMaxPre = 160, 100, 300
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.port, transport.boundAddress, transport.publicAddress = 0, LOOPBACK, LOOPBACK
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    for codec in endpoint.codecEnum2():
        endpoint.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("PCM") else 0)
    return endpoint


def _orders_read(unread: bytearray) -> Iterator[dict[str, Any]]:
    """Give the orders that have come; a closed standard input is an order to quit."""
    try:
        while chunk := os.read(0, 65536):
            unread += chunk
        yield {"do": "quit"}
    except BlockingIOError:
        pass
    while (end := unread.find(b"\n")) >= 0:
        line = bytes(unread[:end])
        del unread[: end + 1]
        yield json.loads(line)


def main() -> None:
    """Serve orders until `quit`, or until whoever started us has gone."""
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, signal.SIG_IGN)
    os.set_blocking(0, False)
    telephone = Telephone()
    tell("ready")
    unread = bytearray()
    while telephone.is_wanted:
        for order in _orders_read(unread):
            telephone.obey(order)
        telephone.tick()
    telephone.close()
    # pjsua2's objects have been told to close; the interpreter must not take them apart once more.
    os._exit(0)


if __name__ == "__main__":
    main()
