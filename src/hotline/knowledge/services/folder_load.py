"""Loading a folder of files: as often as one likes, writing only what changed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hotline.kernel import clock
from hotline.knowledge.drafts import EntryDraft, TopicDraft
from hotline.knowledge.folder import folder_read
from hotline.knowledge.models import Entry, EntryVersion, Topic

from .parameters import parameter_publish
from .publish import entry_place, entry_publish, entry_withdraw


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many entries a load found new, changed and unchanged, and how many topics there are."""

    topics: int
    new: int
    changed: int
    unchanged: int

    @property
    def entries(self) -> int:
        """All entries of the folder."""
        return self.new + self.changed + self.unchanged


@transaction.atomic
def folder_load(*, folder: Path) -> LoadReport:
    """Bring the database to what the files say; all of them or none. Entries that have no file are left alone.

    A file is the whole truth about its entry: where it changed, everything the entry said before is withdrawn.
    Raises `FaultsFoundError` when the folder has faults, and `django.db.IntegrityError` when a code or rank belongs to
    an entry that has no file here.
    """
    content = folder_read(folder)
    for place, topic in enumerate(content.topics, 1):
        _topic_write(topic, place)
    at = clock.now()
    for parameter in content.parameters:
        parameter_publish(parameter=parameter, at=at)
    outcomes = [_entry_load(draft, at) for draft in content.entries]
    return LoadReport(
        topics=len(content.topics),
        new=outcomes.count("new"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
    )


def _topic_write(topic: TopicDraft, place: int) -> None:
    Topic.objects.update_or_create(
        path=topic.path,
        defaults={
            "parent_id": topic.parent,
            "field": topic.field,
            "title_zh": topic.title.zh,
            "title_en": topic.title.en,
            "words": list(topic.words),
            "place": place,
        },
    )


def _entry_load(draft: EntryDraft, at: datetime) -> str:
    entry = Entry.objects.filter(slug=draft.slug).first() or _entry_renamed(draft, at)
    if entry is None:
        entry_publish(draft=draft, at=at)
        return "new"
    said = list(EntryVersion.objects.filter(entry=entry, said__upper_inf=True).values_list("digest", flat=True))
    if said == [draft.digest()]:
        entry_place(entry=entry, draft=draft, at=at)
        return "unchanged"
    entry_withdraw(entry_id=entry.pk, at=at)
    entry_publish(draft=draft, at=at)
    return "changed"


def _entry_renamed(draft: EntryDraft, at: datetime) -> Entry | None:
    # A file renamed keeps its code: it is the same entry under a new slug, not a second one with the same code.
    entry = Entry.objects.filter(voice_codes__code=draft.code, versions__said__upper_inf=True).distinct().first()
    if entry is None or entry.versions.filter(valid__overlap=DateRange(draft.valid_from, draft.valid_to)).count() == 0:
        return None
    entry.slug, entry.changed_at = draft.slug, at
    entry.save(update_fields=["slug", "changed_at"])
    return entry
