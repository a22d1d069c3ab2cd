"""Entries as of a day."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from hotline.kernel import clock
from hotline.knowledge.drafts import Basis, Bilingual
from hotline.knowledge.models import EntryVersion
from hotline.knowledge.reading import EntryAsOf

LEVEL = "plain"
"""The language level that faces read."""


def entry_as_of(*, code: str, day: date, said_at: datetime | None = None) -> EntryAsOf | None:
    """What the code answers for `day`, in the wording said at `said_at` (now when omitted); None where nothing is."""
    versions = versions_said(said_at).filter(
        entry__voice_codes__code=code, entry__voice_codes__valid__contains=day, valid__contains=day
    )
    return next(iter(entries_from(versions)), None)


def entry_of_version(*, version_id: uuid.UUID) -> EntryAsOf | None:
    """What this very version says, whether or not it is still said: for the record of what someone was told."""
    return next(iter(entries_from(EntryVersion.objects.filter(pk=version_id))), None)


def entries_most_asked(*, limit: int, field: str = "", day: date | None = None) -> tuple[EntryAsOf, ...]:
    """The entries that hold on `day` (today when omitted), most asked first.

    `field` keeps those of one field, named by the first digit of its codes.
    """
    versions = versions_said(None).filter(valid__contains=day or clock.local_day()).order_by("entry__rank")
    if field:
        versions = versions.filter(entry__topic__field=int(field))
    return tuple(entries_from(versions[:limit]))


def entries_by_topic(*, topic: str, day: date | None = None) -> tuple[EntryAsOf, ...]:
    """The entries of a topic and of the topics below it that hold on `day` (today when omitted), by rank."""
    below = Q(entry__topic_id=topic) | Q(entry__topic__path__startswith=f"{topic}/")
    versions = versions_said(None).filter(below, valid__contains=day or clock.local_day()).order_by("entry__rank")
    return tuple(entries_from(versions))


def versions_said(said_at: datetime | None) -> QuerySet[EntryVersion]:
    """The versions said at this instant (now when omitted), whatever days they are valid on."""
    return EntryVersion.objects.filter(said__contains=said_at or clock.now())


def entries_from(versions: QuerySet[EntryVersion]) -> Iterable[EntryAsOf]:
    """Read these versions with their entries, codes and texts, in the given order."""
    for version in versions.select_related("entry").prefetch_related("texts", "entry__voice_codes"):
        entry = version.entry
        codes = [code for code in entry.voice_codes.all() if version.valid.lower in code.valid]
        yield EntryAsOf(
            version_id=version.pk,
            entry_id=entry.pk,
            n=version.n,
            code=codes[0].code if codes else "",
            slug=entry.slug,
            kind=entry.kind,
            topic=entry.topic_id,
            audience=entry.audience,
            rank=entry.rank,
            title=Bilingual(**version.content["title"]),
            basis=tuple(Basis.from_json(row) for row in version.content["basis"]),
            words=tuple(version.content["words"]),
            paragraphs={text.language: tuple(text.body) for text in version.texts.all() if text.level == LEVEL},
            valid_from=version.valid.lower,
            valid_to=version.valid.upper,
            said_from=version.said.lower,
        )
