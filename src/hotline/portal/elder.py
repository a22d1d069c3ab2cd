"""Larger type and targets: the same pages with other tokens, remembered by a cookie."""

from typing import Final

from django.http import HttpRequest

ELDER_COOKIE: Final = "hotline_elder"


def is_elder(request: HttpRequest) -> bool:
    """Whether this reader has chosen the larger type."""
    return request.COOKIES.get(ELDER_COOKIE) == "1"
