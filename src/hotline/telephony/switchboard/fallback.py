"""Calls served, or lost, without any of us: each left a file in the spool and is taken into the record once."""

import itertools
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from hotline.acd.services import callback_request
from hotline.citizens.services import caller_recognise
from hotline.inquiries import services as inquiries
from hotline.inquiries.models import Interaction
from hotline.kernel.ids import derived_id
from hotline.telephony.services.recordings import fallback_message_take_in

from .record import LONGEST_CALLED_NUMBER

log = logging.getLogger(__name__)

FINISHED_SUFFIX = ".call"
UNFINISHED_SUFFIX = ".part"
UNREADABLE_SUFFIX = ".unreadable"
RECORDING_SUFFIX = ".wav"
FILES_AT_ONCE = 50
YOUNG_SECONDS = 10
"""An unfinished file so young is let alone: its channel may have come after the engine was asked for them all."""
_LEFT_TO_IT = ("trouble", "flow_trouble")
"""How a call ended with us whose citizen was led to the fallback then: what it did for him is a call of its own."""
_END_REASONS = {"missed": "missed", "phones": "served", "voicemail": "message_left"}


@dataclass(frozen=True, slots=True)
class SpooledCall:
    """What the dialplan wrote down of one call."""

    channel: str
    kind: str
    started_at: datetime
    ended_at: datetime
    number: str = field(repr=False)
    dialled: str
    language: str
    recording: Path | None

    @classmethod
    def read(cls, file: Path) -> Self:
        """Parse one file. Raises ValueError or KeyError where it is not what the dialplan writes."""
        fields = dict(line.split("=", 1) for line in file.read_text(errors="replace").splitlines() if "=" in line)
        started = datetime.fromtimestamp(int(fields["started"]), UTC)
        return cls(
            channel=fields["channel"],
            kind=fields["kind"] if fields["kind"] in _END_REASONS else "missed",
            started_at=started,
            ended_at=max(started, datetime.fromtimestamp(int(fields["ended"]), UTC)),
            number=fields.get("caller", ""),
            dialled=fields.get("dialled", "")[:LONGEST_CALLED_NUMBER],
            language="en" if fields.get("language") == "en" else "zh",
            # The dialplan names it like the file itself; no path is taken from what the file says.
            recording=file.with_suffix(RECORDING_SUFFIX) if fields.get("recording") else None,
        )


def spool_take_in(*, is_channel_alive: Callable[[str], bool]) -> int:
    """Take finished files into the record and remove them, FILES_AT_ONCE at most; returns how many.

    A file still marked unfinished is finished when its channel is not in the engine any more: the engine died in it.
    """
    folder = Path(settings.HOTLINE_SPOOL) / "fallback"
    due = (file for file in sorted(folder.glob("*")) if _is_due(file, is_channel_alive))
    return sum(_take_in_file(file) for file in itertools.islice(due, FILES_AT_ONCE))


def _is_due(file: Path, is_channel_alive: Callable[[str], bool]) -> bool:
    if file.suffix == FINISHED_SUFFIX:
        return True
    if file.suffix != UNFINISHED_SUFFIX or is_channel_alive(file.stem):
        return False
    try:
        return time.time() - file.stat().st_mtime > YOUNG_SECONDS
    except FileNotFoundError:  # finished at this moment
        return False


def _take_in_file(file: Path) -> bool:
    try:
        spooled = SpooledCall.read(file)
        if file.suffix == FINISHED_SUFFIX or not _came_to_us(spooled):
            _take_in(spooled)
    except FileNotFoundError:  # renamed at this moment: its caller has just hung up
        return False
    except (KeyError, ValueError, OverflowError, DataError, IntegrityError):
        # It would be wrong again the next time.
        log.exception("a fallback file cannot be taken in", extra={"file": file.name})
        file.rename(file.with_suffix(UNREADABLE_SUFFIX))
        return False
    except OSError:
        log.exception("a fallback file waits", extra={"file": file.name})
        return False
    file.unlink(missing_ok=True)
    return True


def _came_to_us(spooled: SpooledCall) -> bool:
    """Whether the engine died when the caller was with us: then his call is in the record already."""
    return Interaction.objects.filter(origin_ref=spooled.channel).exclude(end_reason__in=_LEFT_TO_IT).exists()


def _take_in(spooled: SpooledCall) -> None:
    interaction_id = derived_id("fallback", spooled.channel)
    with transaction.atomic():
        caller = caller_recognise(number=spooled.number)
        inquiries.interaction_open(
            interaction_id=interaction_id,
            medium="voice",
            origin_ref=f"fallback:{spooled.channel}",
            node=settings.HOTLINE_NODE,
            called_number=spooled.dialled,
            citizen_id=caller.citizen_id if caller else None,
            language=spooled.language,
            origin="fallback",
            at=spooled.started_at,
        )
        if spooled.recording and spooled.recording.exists():
            _keep_message(interaction_id, spooled)
        if spooled.kind != "phones" and caller:
            callback_request(
                interaction_id=interaction_id,
                contact_id=caller.contact_id,
                source="missed",
                language=spooled.language,
                at=spooled.ended_at,
            )
        inquiries.interaction_close(
            interaction_id=interaction_id, reason=_END_REASONS[spooled.kind], at=spooled.ended_at
        )
    if spooled.recording:
        spooled.recording.unlink(missing_ok=True)


def _keep_message(interaction_id: uuid.UUID, spooled: SpooledCall) -> None:
    if spooled.recording is None:
        return
    fallback_message_take_in(
        interaction_id=interaction_id,
        name=f"{interaction_id}-fallback",
        path=spooled.recording,
        at=spooled.started_at,
    )
