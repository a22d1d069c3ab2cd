"""What people see when a page cannot be made: what happened and what to do, in their language."""

import logging
import sys
from http import HTTPStatus

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from psycopg.errors import QueryCanceled

from hotline.kernel.words import Words

log = logging.getLogger(__name__)

TOO_LONG = Words(
    "查询用时太长，已中止，没有任何改动。请把范围缩小一些，或稍后再试。",
    "This took too long and was given up; nothing was changed. Ask for less, or try again later.",
)
NO_DATABASE = Words(
    "数据库暂时没有响应。通常几秒钟就会恢复，请稍候再试。",
    "The database does not answer at the moment. It is usually back within seconds: try again.",
)
OUR_FAULT = Words(
    "系统出了错，已记入日志。请再试一次；若仍不行，请告诉管理员时间和页面。",
    "Something went wrong here and was logged. Try again; if it fails, tell an administrator when and where.",
)
RETRY_SECONDS = "5"


class DatabaseTroubles(MiddlewareMixin):
    """Answers a request whose statement was given up, or whose database is away, by words instead of a traceback."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer, or None for an error that is of another kind."""
        words = _words_for(exception)
        if words is None:
            return None
        log.warning("%s %s: %s", request.method, request.path, type(exception.__cause__ or exception).__name__)
        return _answer(request, words, status=HTTPStatus.SERVICE_UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's last resort (`handler500`): also for what happens outside of a view. Django has logged it."""
    error = sys.exc_info()[1]
    words = _words_for(error) if error else None
    if words is not None:
        return _answer(request, words, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(request, OUR_FAULT, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _words_for(error: BaseException) -> Words | None:
    if isinstance(error, DatabaseError) and isinstance(error.__cause__, QueryCanceled):
        return TOO_LONG
    return NO_DATABASE if isinstance(error, OperationalError | InterfaceError) else None


def _answer(request: HttpRequest, words: Words, *, status: HTTPStatus) -> HttpResponse:
    """JSON for scripts, as the desk shows it; a page for people."""
    response: HttpResponse
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse({"problem": {"zh": words.zh, "en": words.en}}, status=status)
    else:
        response = render(request, "500.html", {"trouble": words}, status=status)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = RETRY_SECONDS
    return response
