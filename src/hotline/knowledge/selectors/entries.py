"""Entries as of a day."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from hotline.kernel import clock
from hotline.knowledge.bilingual import LANGUAGES, Bilingual
from hotline.knowledge.drafts import Basis
from hotline.knowledge.filling import entry_filled
from hotline.knowledge.guide import Guide
from hotline.knowledge.kinds import Level, Secrecy
from hotline.knowledge.models import EntryText, EntryVersion
from hotline.knowledge.policy import Policy
from hotline.knowledge.reading import EntryAsOf

from .parameters import parameter_book


def entry_as_of(*, code: str, day: date, said_at: datetime | None = None, for_staff: bool = False) -> EntryAsOf | None:
    """What the code answers for `day`, in the wording and with the parameters said at `said_at` (now when omitted).

    None where nothing is. Entries kept for advisers are given only `for_staff`.
    """
    versions = versions_said(said_at, for_staff=for_staff).filter(
        entry__voice_codes__code=code, entry__voice_codes__valid__contains=day, valid__contains=day
    )
    return next(iter(entries_from(versions, day=day, said_at=said_at)), None)


def entry_of_version(
    *, version_id: uuid.UUID, day: date | None = None, said_at: datetime | None = None
) -> EntryAsOf | None:
    """What this very version says, whether or not it is still said: for the record of what someone was told.

    Its parameters are those of `day` (today when omitted) as said at `said_at` (now when omitted).
    """
    versions = EntryVersion.objects.filter(pk=version_id)
    return next(iter(entries_from(versions, day=day or clock.local_day(), said_at=said_at)), None)


def entries_most_asked(
    *, limit: int, field: str = "", day: date | None = None, for_staff: bool = False
) -> tuple[EntryAsOf, ...]:
    """The entries that hold on `day` (today when omitted), most asked first.

    `field` keeps those of one field, named by the first digit of its codes.
    """
    asked = day or clock.local_day()
    versions = versions_said(None, for_staff=for_staff).filter(valid__contains=asked).order_by("entry__rank")
    if field:
        versions = versions.filter(entry__topic__field=int(field))
    return tuple(entries_from(versions[:limit], day=asked))


def entries_by_topic(*, topic: str, day: date | None = None, for_staff: bool = False) -> tuple[EntryAsOf, ...]:
    """The entries of a topic and of the topics below it that hold on `day` (today when omitted), by rank."""
    below = Q(entry__topic_id=topic) | Q(entry__topic__path__startswith=f"{topic}/")
    asked = day or clock.local_day()
    versions = versions_said(None, for_staff=for_staff).filter(below, valid__contains=asked).order_by("entry__rank")
    return tuple(entries_from(versions, day=asked))


def versions_said(said_at: datetime | None, *, for_staff: bool = False) -> QuerySet[EntryVersion]:
    """The versions said at this instant (now when omitted), whatever days they are valid on."""
    versions = EntryVersion.objects.filter(said__contains=said_at or clock.now())
    return versions if for_staff else versions.filter(entry__secrecy=Secrecy.PUBLIC)


def entries_from(
    versions: QuerySet[EntryVersion], *, day: date, said_at: datetime | None = None
) -> Iterable[EntryAsOf]:
    """Read these versions in the given order, their parameters filled in as of `day`."""
    book = parameter_book(said_at=said_at)
    for entry in entries_written(versions):
        yield entry_filled(entry, book=book, day=day)


def entries_written(versions: QuerySet[EntryVersion]) -> Iterable[EntryAsOf]:
    """Read these versions with their entries, codes and texts as written, `{{key}}` where a parameter stands."""
    for version in versions.select_related("entry").prefetch_related("texts", "entry__voice_codes"):
        yield _entry_written(version)


def _entry_written(version: EntryVersion) -> EntryAsOf:
    entry, content = version.entry, version.content
    codes = [code for code in entry.voice_codes.all() if version.valid.lower in code.valid]
    texts = list(version.texts.all())
    levels = _by_level(texts)
    return EntryAsOf(
        version_id=version.pk,
        entry_id=entry.pk,
        n=version.n,
        code=codes[0].code if codes else "",
        slug=entry.slug,
        kind=entry.kind,
        topic=entry.topic_id,
        audience=entry.audience,
        rank=entry.rank,
        title=Bilingual.from_json(content["title"]),
        basis=tuple(Basis.from_json(row) for row in content["basis"]),
        words=tuple(content["words"]),
        paragraphs=levels.pop(Level.PLAIN.value),
        valid_from=version.valid.lower,
        valid_to=version.valid.upper,
        said_from=version.said.lower,
        as_of=version.valid.lower,
        levels=levels,
        region=content.get("region", entry.region),
        owner=entry.owner,
        secrecy=entry.secrecy,
        sample=content.get("sample", False),
        review_on=_day(content.get("review_on")),
        guide=Guide.from_json(content["guide"]) if content.get("guide") else None,
        policy=Policy.from_json(content["policy"]) if content.get("policy") else None,
        behind=_behind(texts),
    )


def _by_level(texts: Iterable[EntryText]) -> dict[str, dict[str, tuple[str, ...]]]:
    levels: dict[str, dict[str, tuple[str, ...]]] = {}
    for text in texts:
        levels.setdefault(text.level, {})[text.language] = tuple(text.body)
    return levels


def _behind(texts: Iterable[EntryText]) -> frozenset[tuple[str, str]]:
    by_name = {(text.level, text.language): text.source_digest for text in texts}
    source = by_name[Level.PLAIN.value, LANGUAGES[0]]
    return frozenset(name for name, digest in by_name.items() if digest != source)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
