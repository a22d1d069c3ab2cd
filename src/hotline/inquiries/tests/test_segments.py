"""The citizen's time: one segment at a time, without a gap."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hotline.inquiries.models import Segment
from hotline.inquiries.services import interaction_close, segment_change

from .stage import at, call_open, segments_of


@pytest.mark.django_db
def test_change_ends_one_and_begins_the_next() -> None:
    interaction_id = call_open()
    segment_change(interaction_id=interaction_id, kind="queue", at=at(20))
    segment_change(interaction_id=interaction_id, kind="served", at=at(35))
    assert segments_of(interaction_id) == [("flow", 0.0, 20.0), ("queue", 20.0, 35.0), ("served", 35.0, None)]


@pytest.mark.django_db
def test_same_kind_again_changes_nothing() -> None:
    interaction_id = call_open()
    segment_change(interaction_id=interaction_id, kind="flow", at=at(20))
    assert segments_of(interaction_id) == [("flow", 0.0, None)]


@pytest.mark.django_db
def test_nothing_begins_after_the_end() -> None:
    interaction_id = call_open()
    interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(5))
    segment_change(interaction_id=interaction_id, kind="queue", at=at(6))
    assert segments_of(interaction_id) == [("flow", 0.0, 5.0)]


@pytest.mark.django_db
def test_two_changes_in_one_instant_keep_both_segments() -> None:
    interaction_id = call_open()
    segment_change(interaction_id=interaction_id, kind="queue", at=at(7))
    segment_change(interaction_id=interaction_id, kind="served", at=at(7))
    assert segments_of(interaction_id) == [("flow", 0.0, 7.0), ("queue", 7.0, 7.000001), ("served", 7.000001, None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "during",
    [
        DateTimeTZRange(at(5), at(6)),
        DateTimeTZRange(at(30), None),
        DateTimeTZRange(at(40), at(41)),
        DateTimeTZRange(None, at(0)),
        DateTimeTZRange(at(1), at(1)),
    ],
    ids=["inside", "second open", "inside the open one", "without a beginning", "empty"],
)
def test_database_refuses_overlap_and_emptiness(during: DateTimeTZRange) -> None:
    interaction_id = call_open()
    segment_change(interaction_id=interaction_id, kind="queue", at=at(20))
    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.create(interaction_id=interaction_id, kind="away", during=during)


class AnyChanges(TestCase):
    """Whatever kinds at whatever instants: the segments cover the interaction exactly."""

    @settings(max_examples=60, deadline=None)
    @given(
        changes=st.lists(st.tuples(st.sampled_from(Segment.Kind.values), st.integers(-5, 40))),
        end=st.integers(-5, 60),
    )
    def test_segments_cover_the_interaction(self, changes: list[tuple[str, int]], end: int) -> None:
        interaction_id = call_open()
        for kind, second in changes:
            segment_change(interaction_id=interaction_id, kind=kind, at=at(second))
            assert sum(until is None for _, _, until in segments_of(interaction_id)) == 1
        interaction_close(interaction_id=interaction_id, reason="caller_hung_up", at=at(end))
        segments = segments_of(interaction_id)
        assert segments[0][1] == 0.0
        assert [until for _, _, until in segments[:-1]] == [since for _, since, _ in segments[1:]]
        ended_at = Segment.objects.get(during__endswith=at(segments[-1][2] or 0)).interaction.ended_at
        assert ended_at == at(segments[-1][2] or 0)
        assert all(one[0] != two[0] for one, two in itertools.pairwise(segments))
