"""Publishing and withdrawing: the only ways in which what an entry says changes."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import QuerySet

from hotline.accounts.models import Staff
from hotline.kernel import clock
from hotline.knowledge.drafts import EntryDraft
from hotline.knowledge.models import Entry, EntryText, EntryVersion, VoiceCode


@transaction.atomic
def entry_publish(*, draft: EntryDraft, published_by: Staff | None = None, at: datetime | None = None) -> EntryVersion:
    """Write a new version of the entry named by `draft.slug`, making the entry and its code where they are new.

    Versions that answered for the same days stop being said at that instant; the days before and after the draft's
    own stay answered as they were, by a version of the same words for those days. So a coming law can be
    published ahead of its day. Raises `django.db.IntegrityError` when the code leads to another entry on these days.
    """
    said_from = at or clock.now()
    entry = _entry_with_place(draft, said_from)
    valid = DateRange(draft.valid_from, draft.valid_to)
    for former in _open_versions(entry).filter(valid__overlap=valid):
        _version_close(former, said_from)
        for rest in _days_outside(former.valid, valid):
            _version_continue(former, rest, said_from)
    version = _version_write(entry, draft, valid, said_from, published_by)
    _code_follow(entry, draft.code)
    return version


@transaction.atomic
def entry_withdraw(*, entry_id: uuid.UUID, at: datetime | None = None) -> int:
    """Stop saying every version of the entry. Returns how many were still said. The record keeps them."""
    moment = at or clock.now()
    Entry.objects.select_for_update().get(pk=entry_id)
    versions = list(EntryVersion.objects.filter(entry_id=entry_id, said__upper_inf=True))
    for version in versions:
        _version_close(version, moment)
    return len(versions)


def entry_place(*, entry: Entry, draft: EntryDraft, at: datetime) -> None:
    """Bring kind, audience, topic and rank to what the draft says. They are no part of a version."""
    place = _place_of(draft)
    if any(getattr(entry, name) != value for name, value in place.items()):
        Entry.objects.filter(pk=entry.pk).update(changed_at=at, **place)


def _place_of(draft: EntryDraft) -> dict[str, Any]:
    return {"kind": draft.kind, "audience": draft.audience, "topic_id": draft.topic, "rank": draft.rank}


def _entry_with_place(draft: EntryDraft, at: datetime) -> Entry:
    # The row's lock orders publications of one entry: the second sees what the first wrote.
    entry = Entry.objects.select_for_update().filter(slug=draft.slug).first()
    if entry is None:
        return Entry.objects.create(slug=draft.slug, changed_at=at, **_place_of(draft))
    entry_place(entry=entry, draft=draft, at=at)
    return entry


def _open_versions(entry: Entry) -> QuerySet[EntryVersion]:
    return EntryVersion.objects.filter(entry=entry, said__upper_inf=True)


def _version_close(version: EntryVersion, at: datetime) -> None:
    said = DateTimeTZRange(version.said.lower, at)
    EntryVersion.objects.filter(pk=version.pk).update(said=said)


def _days_outside(former: DateRange, new: DateRange) -> list[DateRange]:
    rest = []
    if former.lower < new.lower:
        rest.append(DateRange(former.lower, new.lower))
    if new.upper is not None and (former.upper is None or new.upper < former.upper):
        rest.append(DateRange(new.upper, former.upper))
    return rest


def _version_continue(former: EntryVersion, valid: DateRange, at: datetime) -> None:
    version = EntryVersion.objects.create(
        entry_id=former.entry_id,
        n=_next_n(former.entry_id),
        valid=valid,
        said=DateTimeTZRange(at, None),
        content=former.content,
        digest=former.digest,
        published_by_id=former.published_by_id,
    )
    EntryText.objects.bulk_create(
        EntryText(
            version=version,
            language=text.language,
            level=text.level,
            body=text.body,
            source_digest=text.source_digest,
        )
        for text in former.texts.all()
    )


def _version_write(
    entry: Entry, draft: EntryDraft, valid: DateRange, at: datetime, published_by: Staff | None
) -> EntryVersion:
    version = EntryVersion.objects.create(
        entry=entry,
        n=_next_n(entry.pk),
        valid=valid,
        said=DateTimeTZRange(at, None),
        content=draft.content(),
        digest=draft.digest(),
        published_by=published_by,
    )
    EntryText.objects.bulk_create(
        EntryText(version=version, language=language, body=list(body), source_digest=draft.source_digest())
        for language, body in draft.bodies.items()
    )
    return version


def _next_n(entry_id: uuid.UUID) -> int:
    last = EntryVersion.objects.filter(entry_id=entry_id).order_by("-n").values_list("n", flat=True).first()
    return (last or 0) + 1


def _code_follow(entry: Entry, code: str) -> None:
    """Let the code lead to the entry on all days that its versions answer for, from the first to the last."""
    days = list(_open_versions(entry).values_list("valid", flat=True))
    first: date = min(valid.lower for valid in days)
    last: date | None = None if any(valid.upper is None for valid in days) else max(valid.upper for valid in days)
    VoiceCode.objects.filter(entry=entry).exclude(code=code).delete()
    VoiceCode.objects.update_or_create(entry=entry, code=code, defaults={"valid": DateRange(first, last)})
