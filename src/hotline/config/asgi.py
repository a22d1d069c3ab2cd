"""The web process: Django's pages, and beside them two small parts that keep connections open."""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator
from typing import cast

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.config.settings_web")
django_application = get_asgi_application()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from starlette.applications import Starlette  # noqa: E402  # Django first: what follows needs its applications
from starlette.routing import Mount, Route, WebSocketRoute  # noqa: E402
from starlette.types import ASGIApp, Receive, Scope, Send  # noqa: E402

from hotline.desk.live import LiveStreams  # noqa: E402
from hotline.kernel.bus import Listener  # noqa: E402
from hotline.kernel.pool import pool_renew  # noqa: E402
from hotline.knowledge.selectors import search_by_meaning_begin  # noqa: E402
from hotline.telephony.sip_gate import sip_gate  # noqa: E402

if settings.HOTLINE_SEARCH_MEANING:
    search_by_meaning_begin(settings.HOTLINE_HOME / "search")


class WithoutTickets(logging.Filter):
    """Keeps tickets out of the server's own log: it writes the whole address of each WebSocket."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut what follows the question mark of an address; never drop a line."""
        if isinstance(record.args, tuple):
            record.args = tuple(_without_query(argument) for argument in record.args)
        return True


def _without_query(argument: object) -> object:
    if isinstance(argument, str) and argument.startswith("/"):
        return argument.partition("?")[0]
    return argument


async def django_pages(scope: Scope, receive: Receive, send: Send) -> None:
    """Django, and its connection given back where a response breaks off.

    Django itself leaves it with the thread then, and it is lost to the pool.
    """
    async with ThreadSensitiveContext():
        try:
            await cast(ASGIApp, django_application)(scope, receive, send)
        except BaseException:
            await sync_to_async(close_old_connections)()
            raise


logging.getLogger("uvicorn.error").addFilter(WithoutTickets())
listener = Listener(on_listening=pool_renew)
streams = LiveStreams(listener=listener)


@contextlib.asynccontextmanager
async def lifespan(_application: Starlette) -> AsyncIterator[None]:
    """Listen to the bus as long as the process serves."""
    listening = asyncio.create_task(listener.run(), name="bus listener")
    try:
        yield
    finally:
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening
        streams.close()


application = Starlette(
    routes=[
        Route("/live", streams.serve, methods=["GET"]),
        WebSocketRoute("/sip", sip_gate),
        Mount("/", django_pages),
    ],
    lifespan=lifespan,
)
