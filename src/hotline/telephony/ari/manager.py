"""Asterisk's manager interface, for the one thing ARI lacks: recording both directions of a channel in stereo."""

import asyncio
import contextlib
import itertools

from .client import USER, AriGoneError, AriUnreachableError

ACTION_LIMIT_SECONDS = 3.0
_HOST = "127.0.0.1"


_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Manager:
    """Sends actions one at a time over one connection, opened when first needed and again when it was lost."""

    def __init__(self, *, port: int, password: str) -> None:
        self._port = port
        self._password = password
        self._lock = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._streams: _Streams | None = None

    async def action(self, name: str, **fields: str) -> None:
        """Carry out one action. Raises AriGoneError without the channel, AriUnreachableError without an engine."""
        async with self._lock:
            try:
                async with asyncio.timeout(ACTION_LIMIT_SECONDS):
                    answer = await self._send(await self._connected(), name, fields)
            except (OSError, EOFError, TimeoutError, ValueError, asyncio.LimitOverrunError) as error:
                # ValueError and LimitOverrunError: what answers there is not a manager interface.
                await self._drop()
                raise AriUnreachableError(f"manager action {name}") from error
        if answer.get("Response") == "Error":
            raise AriGoneError(f"manager action {name}: {answer.get('Message', '')}")

    async def close(self) -> None:
        """Close the connection."""
        async with self._lock:
            await self._drop()

    async def _connected(self) -> _Streams:
        if self._streams and self._streams[0].at_eof():
            # Closed since the last action: said on the old connection, this one would be lost.
            await self._drop()
        if self._streams is None:
            self._streams = await self._logged_in()
        return self._streams

    async def _logged_in(self) -> _Streams:
        streams = await asyncio.open_connection(_HOST, self._port)
        try:
            await self._log_in(streams)
        except BaseException:  # cancelled too: a connection that is not logged in must not be taken for one that is
            streams[1].close()
            raise
        return streams

    async def _log_in(self, streams: _Streams) -> None:
        await streams[0].readline()  # the greeting
        login = {"Username": USER, "Secret": self._password, "Events": "off"}
        answer = await self._send(streams, "Login", login)
        if answer.get("Response") != "Success":
            raise ConnectionRefusedError("the manager interface refused our password")

    async def _send(self, streams: _Streams, name: str, fields: dict[str, str]) -> dict[str, str]:
        reader, writer = streams
        number = str(next(self._numbers))
        lines = {"Action": name, "ActionID": number, **fields}
        # Values are our own ids and file names; a line break in one would be a second header.
        text = "".join(f"{key}: {value.replace(chr(13), '').replace(chr(10), '')}\r\n" for key, value in lines.items())
        writer.write(f"{text}\r\n".encode())
        await writer.drain()
        while True:
            answer = await _answer(reader)
            if answer.get("ActionID") == number:
                return answer

    async def _drop(self) -> None:
        if self._streams:
            self._streams[1].close()
            with contextlib.suppress(OSError):
                await self._streams[1].wait_closed()
        self._streams = None


async def _answer(reader: asyncio.StreamReader) -> dict[str, str]:
    block = (await reader.readuntil(b"\r\n\r\n")).decode(errors="replace")
    return dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
