"""Publishing and withdrawing: the only ways in which what an entry says changes."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import QuerySet

from hotline.accounts.models import Staff
from hotline.kernel import clock
from hotline.knowledge.bilingual import LANGUAGES
from hotline.knowledge.drafts import EntryDraft
from hotline.knowledge.filling import keys_in
from hotline.knowledge.kinds import Level
from hotline.knowledge.models import Entry, EntryText, EntryVersion, VoiceCode
from hotline.knowledge.policy import Policy

from .parameters import parameters_named
from .reviews import reviews_open_for_policy

TextName = tuple[str, str]
"""Level and language."""

SOURCE: TextName = (Level.PLAIN.value, LANGUAGES[0])
"""The text that all others are made from."""


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who had a hand in a version, and who approved it."""

    edited_by: tuple[uuid.UUID, ...]
    approved_by: Staff | None


@transaction.atomic
def entry_publish(
    *,
    draft: EntryDraft,
    edited_by: Collection[uuid.UUID] = (),
    approved_by: Staff | None = None,
    confirmed: Collection[TextName] = (),
    at: datetime | None = None,
) -> EntryVersion:
    """Write a new version of the entry named by `draft.slug`, making the entry and its code where they are new.

    `edited_by` are those who had a hand in the wording, none of whom may be `approved_by`; nobody where it comes from a
    file. A level or translation that stays as it was while the plain Chinese text changes counts as older than its
    source, unless it is among `confirmed`.

    Versions that answered for the same days stop being said at that instant; the days before and after the draft's
    own stay answered as they were, by a version of the same words for those days. So a coming law can be
    published ahead of its day. Entries that rest on what a policy document repeals or words anew are put on the list
    for review. Raises `django.db.IntegrityError` when the code leads to another entry on these days, when the approver
    had a hand in it, and `LookupError` when a text names a parameter that does not exist.
    """
    said_from = at or clock.now()
    entry = _entry_with_place(draft, said_from)
    valid = DateRange(draft.valid_from, draft.valid_to)
    for former in _open_versions(entry).filter(valid__overlap=valid):
        _version_close(former, said_from)
        for rest in _days_outside(former.valid, valid):
            _version_continue(former, rest, said_from)
    last = EntryVersion.objects.filter(entry=entry).order_by("-n").first()
    version = _version_write(
        entry, draft, valid, said_from, _Hands(edited_by=tuple(sorted(edited_by)), approved_by=approved_by)
    )
    _texts_write(version, draft, last, frozenset(confirmed))
    parameters_named(version_id=version.pk, keys=keys_in(draft.all_texts()))
    _code_follow(entry, draft.code)
    if draft.policy is not None:
        past = Policy.from_json(last.content["policy"]) if last and last.content.get("policy") else None
        reviews_open_for_policy(policy=draft.policy, former=past, by_entry=entry.pk, at=said_from)
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
    """Bring where the entry belongs, and who may read it, to what the draft says. These are no part of a version."""
    place = _place_of(draft)
    if any(getattr(entry, name) != value for name, value in place.items()):
        Entry.objects.filter(pk=entry.pk).update(changed_at=at, **place)


def _place_of(draft: EntryDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "audience": draft.audience,
        "topic_id": draft.topic,
        "rank": draft.rank,
        "region": draft.region,
        "owner": draft.owner,
        "secrecy": draft.secrecy,
    }


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
        edited_by=former.edited_by,
        approved_by_id=former.approved_by_id,
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
    named = former.parameters.order_by("parameter_id").values_list("parameter_id", flat=True)
    parameters_named(version_id=version.pk, keys=list(named))


def _version_write(
    entry: Entry,
    draft: EntryDraft,
    valid: DateRange,
    at: datetime,
    hands: "_Hands",
) -> EntryVersion:
    return EntryVersion.objects.create(
        entry=entry,
        n=_next_n(entry.pk),
        valid=valid,
        said=DateTimeTZRange(at, None),
        content=draft.content(),
        digest=draft.digest(),
        edited_by=list(hands.edited_by),
        approved_by=hands.approved_by,
    )


def _texts_write(
    version: EntryVersion, draft: EntryDraft, former: EntryVersion | None, confirmed: frozenset[TextName]
) -> None:
    source = draft.source_digest()
    past = {(text.level, text.language): text for text in former.texts.all()} if former else {}

    def made_from(name: TextName, body: list[str]) -> str:
        same = past.get(name)
        if same is None or same.body != body or name == SOURCE or name in confirmed:
            return source
        return same.source_digest

    EntryText.objects.bulk_create(
        EntryText(
            version=version,
            level=level,
            language=language,
            body=list(body),
            source_digest=made_from((level, language), list(body)),
        )
        for (level, language), body in draft.texts().items()
    )


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
