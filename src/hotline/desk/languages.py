"""The language of a member of staff, on every page and from one day to the next."""

from django.conf import settings
from django.http import HttpResponse

from hotline.accounts.models import Staff
from hotline.kernel.words import language_from_django

_DJANGO_CODES = {"zh": "zh-hans", "en": "en"}
_YEAR_SECONDS = 365 * 24 * 3600


def language_keep(response: HttpResponse, *, staff: Staff, language: str | None) -> None:
    """Remember the choice with the person, and in the cookie that pages go by."""
    code = language_from_django(language)
    if staff.language != code:
        staff.language = code
        staff.save(update_fields=["language"])
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, _DJANGO_CODES[code], max_age=_YEAR_SECONDS, samesite="Lax")
