"""The outbox: in order, at least once, nothing skipped."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from hotline.kernel import clock, outbox


def _kinds(reader: str, *kinds: str) -> list[tuple[str, dict[str, object]]]:
    return [(fact.kind, fact.payload) for fact in outbox.read(reader=reader, kinds=kinds)]


@pytest.mark.django_db(transaction=True)
def test_a_reader_gets_its_kinds_in_order_until_it_has_dealt_with_them() -> None:
    for n in range(3):
        outbox.append(kind="offer.made", stream="s", payload={"n": n})
        outbox.append(kind="other", stream="s", payload={"n": n})
    expected = [("offer.made", {"n": n}) for n in range(3)]
    assert _kinds("one", "offer.made") == expected
    assert _kinds("one", "offer.made") == expected
    facts = outbox.read(reader="one", kinds=["offer.made"])
    outbox.advance(reader="one", position=facts[1].position)
    assert _kinds("one", "offer.made") == expected[2:]
    assert _kinds("two", "offer.made") == expected


@pytest.mark.django_db(transaction=True)
def test_a_cursor_never_goes_back() -> None:
    for n in range(3):
        outbox.append(kind="k", stream="s", payload={"n": n})
    places = [fact.position for fact in outbox.read(reader="one", kinds=["k"])]
    outbox.advance(reader="one", position=places[1])
    outbox.advance(reader="one", position=places[0])
    assert _kinds("one", "k") == [("k", {"n": 2})]


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_was_never_said() -> None:
    with transaction.atomic():
        outbox.append(kind="k", stream="s", payload={})
        transaction.set_rollback(True)
    assert _kinds("one", "k") == []


@pytest.mark.django_db(transaction=True)
def test_a_row_committed_late_gets_a_later_place_and_is_not_missed() -> None:
    began, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            outbox.append(kind="k", stream="s", payload={"who": "slow"})
            began.set()
            may_commit.wait(5)
        connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    began.wait(5)
    outbox.append(kind="k", stream="s", payload={"who": "quick"})
    first = outbox.read(reader="one", kinds=["k"])
    outbox.advance(reader="one", position=first[-1].position)
    may_commit.set()
    writer.join()
    assert [fact.payload["who"] for fact in first] == ["quick"]
    assert [fact.payload["who"] for fact in outbox.read(reader="one", kinds=["k"])] == ["slow"]


@pytest.mark.django_db(transaction=True)
def test_what_all_readers_have_dealt_with_is_forgotten_and_numbers_go_on() -> None:
    for n in range(4):
        outbox.append(kind="k", stream="s", payload={"n": n})
    places = [fact.position for fact in outbox.read(reader="one", kinds=["k"])]
    later = clock.now() + timedelta(seconds=1)
    assert outbox.forget(before=later) == 0, "nobody has dealt with anything"

    outbox.advance(reader="one", position=places[-1])
    outbox.advance(reader="slow", position=places[1])
    assert outbox.forget(before=clock.now() - timedelta(days=1)) == 0, "too young"
    assert outbox.forget(before=later) == 2
    assert _kinds("slow", "k") == [("k", {"n": 2}), ("k", {"n": 3})]

    outbox.advance(reader="slow", position=places[-1])
    assert outbox.forget(before=later) == 1
    outbox.append(kind="k", stream="s", payload={"n": 4})
    assert _kinds("one", "k") == _kinds("slow", "k") == [("k", {"n": 4})]


@pytest.mark.django_db(transaction=True)
def test_while_one_gives_places_nobody_else_does() -> None:
    outbox.append(kind="k", stream="s", payload={})
    began, may_commit = threading.Event(), threading.Event()

    def numbering() -> None:
        with transaction.atomic():
            outbox.number_committed()
            began.set()
            may_commit.wait(5)
        connection.close()

    first = threading.Thread(target=numbering)
    first.start()
    assert began.wait(5)
    outbox.number_committed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT position FROM outbox")
        seen_before_the_first_is_done = cursor.fetchall()
    may_commit.set()
    first.join()
    assert seen_before_the_first_is_done == [(None,)]
    assert [fact.position for fact in outbox.read(reader="one", kinds=["k"])] == [1]
