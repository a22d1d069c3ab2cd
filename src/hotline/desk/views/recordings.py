"""Listening: each time is written to the audit trail before a sound is given."""

import re
import uuid
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from hotline.accounts.models import Staff
from hotline.accounts.services import audit_record_once
from hotline.desk.access import RECORD_ROLES, reading_for
from hotline.desk.refusals import RefusedError, not_found
from hotline.desk.selectors import may_see, recording_interaction
from hotline.kernel.blobs import BlobGoneError
from hotline.telephony.selectors import recording_peaks, recording_wav

WAVE_BUCKETS = 600
ONE_LISTENING = timedelta(minutes=5)
"""A browser fetches one sound in many parts: those of so long are one line of the audit trail."""
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


@never_cache
@reading_for(RECORD_ROLES)
def wav(request: HttpRequest, staff: Staff, recording_id: uuid.UUID) -> HttpResponse:
    """The sound, whole or in part. Whichever part is asked for, it is a listening, and is logged."""
    _check(staff, recording_id)
    subject = f"recording:{recording_id}"
    audit_record_once(staff_id=staff.id, action="recording.listened", subject=subject, within=ONE_LISTENING)
    begin, end = _range(request)
    try:
        content = recording_wav(recording_id=recording_id)
    except BlobGoneError as error:
        raise _gone() from error
    return _part(content, begin=begin, end=end, is_range="Range" in request.headers)


@never_cache
@reading_for(RECORD_ROLES)
def peaks(_request: HttpRequest, staff: Staff, recording_id: uuid.UUID) -> HttpResponse:
    """The wave picture: for each channel values from 0 to 1."""
    _check(staff, recording_id)
    try:
        channels = recording_peaks(recording_id=recording_id, buckets=WAVE_BUCKETS)
    except BlobGoneError as error:
        raise _gone() from error
    return JsonResponse({"channels": channels})


def _check(staff: Staff, recording_id: uuid.UUID) -> None:
    interaction_id = recording_interaction(recording_id=recording_id)
    if interaction_id is None or not may_see(staff=staff, interaction_id=interaction_id):
        raise not_found()


def _gone() -> RefusedError:
    return RefusedError(
        "录音已不在：保存期已过，或文件丢失。请联系管理员。",
        "The recording is gone: its keeping time is over or the file is lost. Ask an administrator.",
        status=HTTPStatus.GONE,
    )


def _range(request: HttpRequest) -> tuple[int, int | None]:
    """First byte and last byte asked for. A header that is not understood asks for everything (RFC 9110)."""
    found = _RANGE.match(request.headers.get("Range", ""))
    if found is None:
        return 0, None
    return int(found[1]), int(found[2]) if found[2] else None


def _part(content: bytes, *, begin: int, end: int | None, is_range: bool) -> HttpResponse:
    if not is_range:
        response = HttpResponse(content, content_type="audio/wav")
    elif begin >= len(content):
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{len(content)}"
    else:
        last = min(len(content) - 1, end if end is not None else len(content) - 1)
        response = HttpResponse(content[begin : last + 1], content_type="audio/wav", status=HTTPStatus.PARTIAL_CONTENT)
        response["Content-Range"] = f"bytes {begin}-{last}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    return response
