"""Pages that take long, break off or find no database: for the tests of the web process."""

from collections.abc import AsyncIterator

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from hotline.config.urls import urlpatterns as centre_urls
from hotline.kernel.statements import statements_may_take


class BrokenOffError(Exception):
    """A response cannot be finished."""


def _sleep(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def quick(_request: HttpRequest) -> HttpResponse:
    """One question."""
    _sleep(0)
    return HttpResponse("there")


def slow(request: HttpRequest) -> HttpResponse:
    """A question that takes its time."""
    _sleep(float(request.GET.get("seconds", "0.3")))
    return HttpResponse("there")


@statements_may_take(seconds=5)
def patient(_request: HttpRequest) -> HttpResponse:
    """A question for which there is more time."""
    _sleep(1.5)
    return HttpResponse("there")


def breaking(_request: HttpRequest) -> StreamingHttpResponse:
    """A response that fails in its middle."""

    async def parts() -> AsyncIterator[bytes]:
        yield b"half"
        raise BrokenOffError

    _sleep(0)
    return StreamingHttpResponse(parts())


def away(_request: HttpRequest) -> HttpResponse:
    """No database."""
    raise OperationalError


def wrong(_request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise ValueError


urlpatterns = [
    path("quick", quick),
    path("slow", slow),
    path("patient", patient),
    path("breaking", breaking),
    path("away", away),
    path("wrong", wrong),
    *centre_urls,
]
handler500 = "hotline.config.troubles.server_error"
