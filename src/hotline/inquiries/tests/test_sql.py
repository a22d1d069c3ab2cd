"""Statements beside the models: in the transaction that is open, with Django's errors."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from hotline.inquiries.models import Step
from hotline.inquiries.services import step_add
from hotline.kernel.ids import new_id
from hotline.kernel.sql import prepared, script

from .stage import at, call_open

pytestmark = pytest.mark.django_db

_DOUBLE = "SELECT 2 * %(n)s::integer"


def test_the_rows_of_the_last_statement_are_given() -> None:
    assert script("SELECT 1; SELECT n FROM generate_series(1, %(n)s) n", {"n": 2}) == [(1,), (2,)]
    assert script("SELECT 1; NOTIFY hotline", {}) == []


def test_a_statement_is_planned_once_for_a_connection() -> None:
    assert [prepared(_DOUBLE, {"n": n})[0][0] for n in (1, 2, 3)] == [2, 4, 6]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 2 *%'")
        assert cursor.fetchone() == (1,)


def test_what_gives_no_rows_gives_none() -> None:
    assert prepared("UPDATE interaction SET elder = true WHERE id = %(id)s", {"id": new_id()}) == []


def test_a_statement_belongs_to_the_open_transaction() -> None:
    interaction_id = call_open()
    with transaction.atomic():
        step_add(interaction_id=interaction_id, kind="menu", at=at(1))
        transaction.set_rollback(True)
    assert Step.objects.count() == 0


def test_an_error_is_djangos_and_nothing_more_is_asked_in_its_transaction() -> None:
    interaction_id = call_open()
    row = {"id": interaction_id, "at": at(1)}
    step_add(interaction_id=interaction_id, kind="menu", at=at(1))
    again = "INSERT INTO step (interaction_id, seq, at, kind, data) VALUES (%(id)s, 1, %(at)s, 'menu', '{}')"
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            prepared(again, row)
        with pytest.raises(TransactionManagementError):
            prepared(_DOUBLE, {"n": 1})
        transaction.set_rollback(True)
