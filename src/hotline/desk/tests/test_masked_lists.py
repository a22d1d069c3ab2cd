"""Lists show each citizen's number masked, and ask for all of them at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotline.accounts.models import Staff
from hotline.desk.selectors import todo_now

from .stage import browser_of, call_arrives, callback_asked, voice_left

NUMBERS = ["13800138000", "13900139001", "13700137002"]
MASKED = ["138****8000", "139****9001", "137****7002"]


def asked_for_numbers(work: Callable[[], Any]) -> tuple[Any, int]:
    """What the work gives, and how often it read contact points for their numbers."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        given = work()
    return given, sum('FROM "contact_point"' in query["sql"] for query in queries.captured_queries)


@pytest.mark.usefixtures("queue")
def test_what_is_left_to_do_reads_all_numbers_in_one_query() -> None:
    for number in NUMBERS:
        callback_asked(number=number)
    voice_left(number=NUMBERS[1])
    page, asked = asked_for_numbers(todo_now)
    assert [row["citizen"] for row in page["callbacks"]] == MASKED
    assert [row["citizen"] for row in page["messages"]] == [MASKED[1]]
    assert asked == 1
    assert [number for number in NUMBERS if number in json.dumps(page)] == []


def test_the_list_of_interactions_does_too(zhao: Staff) -> None:
    for number in [*NUMBERS, NUMBERS[0], "anonymous"]:
        call_arrives(number=number)
    browser = browser_of(zhao)
    page, asked = asked_for_numbers(lambda: browser.get("/desk/interactions"))
    assert [row.citizen for row in page.context["rows"]] == [None, MASKED[0], *reversed(MASKED)]
    assert asked == 1
