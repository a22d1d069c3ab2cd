"""Publishing: immutable versions in two times."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from hotline.kernel import clock
from hotline.knowledge.models import EntryText, EntryVersion, VoiceCode
from hotline.knowledge.selectors import entry_as_of, entry_of_version
from hotline.knowledge.services import entry_publish, entry_withdraw

from .drafts import draft, said, topics_make

pytestmark = pytest.mark.django_db

JANUARY = datetime(2026, 1, 1, 8, tzinfo=UTC)
MARCH = datetime(2026, 3, 1, 8, tzinfo=UTC)
DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _topics() -> None:
    topics_make()


def answer(day: date, said_at: datetime | None = None) -> str | None:
    entry = entry_as_of(code="1001", day=day, said_at=said_at)
    return entry.answer("zh") if entry else None


def test_a_published_entry_reads_back_whole() -> None:
    version = entry_publish(draft=draft(), at=JANUARY)
    entry = entry_as_of(code="1001", day=DAY)
    assert entry is not None
    assert (entry.version_id, entry.n, entry.code, entry.slug) == (version.pk, 1, "1001", "benefit")
    assert (entry.kind, entry.topic, entry.audience, entry.rank) == ("answer", "insurance/unemployment", "citizen", 1)
    assert (entry.title, entry.basis, entry.words) == (draft().title, draft().basis, draft().words)
    assert entry.paragraphs == draft().bodies
    assert (entry.valid_from, entry.valid_to, entry.said_from) == (date(2020, 1, 1), None, JANUARY)


def test_a_new_version_closes_the_former_and_the_record_keeps_it() -> None:
    first = entry_publish(draft=draft(), at=JANUARY)
    second = entry_publish(draft=draft(bodies=said("新的。")), at=MARCH)
    assert second.n == 2
    assert answer(DAY) == "新的。"
    assert answer(DAY, said_at=MARCH - timedelta(seconds=1)) == "可以领。"
    assert answer(DAY, said_at=MARCH) == "新的。"
    kept = entry_of_version(version_id=first.pk)
    assert kept is not None
    assert kept.answer("zh") == "可以领。"


def test_a_coming_law_is_published_ahead_of_its_day() -> None:
    entry_publish(draft=draft(), at=JANUARY)
    entry_publish(draft=draft(valid_from=date(2027, 1, 1), bodies=said("明年的。")), at=MARCH)
    assert answer(date(2026, 12, 31)) == "可以领。"
    assert answer(date(2027, 1, 1)) == "明年的。"
    assert EntryVersion.objects.filter(said__upper_inf=True).count() == 2


def test_a_wording_for_some_days_leaves_the_days_around_it() -> None:
    entry_publish(draft=draft(), at=JANUARY)
    spring = draft(valid_from=date(2026, 3, 1), valid_to=date(2026, 6, 1), bodies=said("春天的。"))
    entry_publish(draft=spring, at=MARCH)
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [answer(day) for day in days] == ["可以领。", "春天的。", "春天的。", "可以领。"]


def test_withdrawn_entries_are_no_longer_said() -> None:
    version = entry_publish(draft=draft(), at=JANUARY)
    assert entry_withdraw(entry_id=version.entry_id, at=MARCH) == 1
    assert answer(DAY) is None
    assert answer(DAY, said_at=JANUARY) == "可以领。"
    assert entry_withdraw(entry_id=version.entry_id) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda version: EntryVersion.objects.filter(pk=version.pk).update(content={}),
        lambda version: EntryVersion.objects.filter(pk=version.pk).update(n=7),
        lambda version: EntryVersion.objects.filter(pk=version.pk).update(digest="x"),
        lambda version: EntryVersion.objects.filter(pk=version.pk).update(valid=DateRange(date(2021, 1, 1), None)),
        lambda version: EntryVersion.objects.filter(pk=version.pk).update(said=DateTimeTZRange(MARCH, None)),
        lambda version: EntryVersion.objects.filter(pk=version.pk).delete(),
        lambda version: EntryText.objects.filter(version=version).update(body=["x"]),
        lambda version: EntryText.objects.filter(version=version).delete(),
    ],
)
def test_the_database_keeps_a_version_as_it_was_published(change: Callable[[EntryVersion], object]) -> None:
    version = entry_publish(draft=draft(), at=JANUARY)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(version)
    assert answer(DAY) == "可以领。"


def test_the_end_of_said_is_set_once() -> None:
    version = entry_publish(draft=draft(), at=JANUARY)
    ended = EntryVersion.objects.filter(pk=version.pk)
    ended.update(said=DateTimeTZRange(JANUARY, MARCH))
    for end in (None, MARCH + timedelta(days=1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            ended.update(said=DateTimeTZRange(JANUARY, end))


def test_two_versions_never_answer_for_the_same_day_at_once() -> None:
    version = entry_publish(draft=draft(), at=JANUARY)
    with pytest.raises(IntegrityError, match="entry_version_one_answer"), transaction.atomic():
        EntryVersion.objects.create(
            entry=version.entry,
            n=2,
            valid=DateRange(date(2025, 1, 1), None),
            said=DateTimeTZRange(MARCH, None),
            content={},
            digest="x",
        )


def test_a_code_leads_to_one_entry_on_a_day() -> None:
    entry_publish(draft=draft(), at=JANUARY)
    with pytest.raises(IntegrityError, match="voice_code_leads_to_one_entry"), transaction.atomic():
        entry_publish(draft=draft(slug="other", rank=2), at=JANUARY)
    assert VoiceCode.objects.count() == 1


def test_a_code_serves_another_entry_after_the_first_has_ended() -> None:
    entry_publish(draft=draft(valid_to=date(2026, 1, 1)), at=JANUARY)
    entry_publish(draft=draft(slug="other", rank=2, valid_from=date(2026, 1, 1), bodies=said("另一条。")), at=JANUARY)
    assert answer(date(2025, 12, 31)) == "可以领。"
    assert answer(date(2026, 1, 1)) == "另一条。"


def test_ranks_are_distinct() -> None:
    entry_publish(draft=draft(), at=JANUARY)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS entry_rank_once IMMEDIATE")
    with pytest.raises(IntegrityError, match="entry_rank_once"), transaction.atomic():
        entry_publish(draft=draft(code="1002", slug="other"), at=JANUARY)


def test_an_entry_keeps_one_code() -> None:
    entry_publish(draft=draft(), at=JANUARY)
    entry_publish(draft=draft(code="1009"), at=MARCH)
    assert list(VoiceCode.objects.values_list("code", flat=True)) == ["1009"]
    assert answer(DAY) is None


def test_publishing_without_a_time_is_said_from_now() -> None:
    before = clock.now()
    version = entry_publish(draft=draft())
    assert before <= version.said.lower <= clock.now()
