"""Calls served, or lost, without any of us: each left a file in the spool and is taken into the record once."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import transaction

from hotline.acd.services import callback_request
from hotline.citizens.services import caller_recognise
from hotline.inquiries import services as inquiries
from hotline.kernel.ids import derived_id
from hotline.telephony.services.recordings import fallback_message_take_in

log = logging.getLogger(__name__)

FINISHED_SUFFIX = ".call"
UNFINISHED_SUFFIX = ".part"
_END_REASONS = {"missed": "missed", "phones": "served", "voicemail": "message_left"}


@dataclass(frozen=True, slots=True)
class SpooledCall:
    """What the dialplan wrote down of one call."""

    channel: str
    kind: str
    started_at: datetime
    ended_at: datetime
    number: str
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
            dialled=fields.get("dialled", ""),
            language=fields.get("language", "zh"),
            recording=file.parent / Path(fields["recording"]).name if fields.get("recording") else None,
        )


def spool_take_in(*, is_channel_alive: Callable[[str], bool]) -> int:
    """Take every finished file into the record and remove it; returns how many.

    A file still marked unfinished is finished when its channel is not in the engine any more: the engine died in it.
    """
    folder = Path(settings.HOTLINE_SPOOL) / "fallback"
    taken = 0
    for file in sorted(folder.glob("*")):
        is_orphan = file.suffix == UNFINISHED_SUFFIX and not is_channel_alive(file.stem)
        if file.suffix != FINISHED_SUFFIX and not is_orphan:
            continue
        try:
            spooled = SpooledCall.read(file)
        except (ValueError, KeyError, OSError):
            log.warning("a fallback file cannot be read", extra={"file": file.name})
            file.rename(file.with_suffix(".unreadable"))
            continue
        _take_in(spooled)
        file.unlink(missing_ok=True)
        taken += 1
    return taken


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
