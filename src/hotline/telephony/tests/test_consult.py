"""Questions of the flow: about topics, what was found and by which day; and those that the settings answer."""

import pytest
from django.conf import LazySettings

from hotline.knowledge.services import entry_publish
from hotline.knowledge.tests.drafts import draft, topics_make
from hotline.telephony.switchboard.consult import answer, answer_at_once

from .stage import Line, Time, centre_make

pytestmark = pytest.mark.django_db

TO_MIDNIGHT_SECONDS = 15 * 3600
"""From T0, which is nine in the morning."""


@pytest.fixture
def time(db: None, monkeypatch: pytest.MonkeyPatch) -> Time:
    """A centre whose clock stands still."""
    time = Time(monkeypatch)
    centre_make()
    return time


def test_a_topic_is_answered_with_the_day_it_was_looked_up_by(time: Time) -> None:
    topics_make()
    version = entry_publish(draft=draft())
    line = Line().opened()
    found = {"found": "found", "version": str(version.id), "paragraphs": 5}
    for day in ("2026-11-24", "2026-11-25"):
        reply = answer(interaction_id=line.id, question="topic", args={"code": "1001"})
        assert reply == {**found, "day": day}
        time.passes(TO_MIDNIGHT_SECONDS)


def test_a_code_gathered_in_secret_is_answered_like_any_other(time: Time) -> None:
    topics_make()
    entry_publish(draft=draft())
    line = Line().opened()
    openly = answer(interaction_id=line.id, question="topic", args={"code": "1001"})
    assert answer(interaction_id=line.id, question="topic", args={}, secret="1001") == openly
    assert openly["found"] == "found"


def test_a_code_that_leads_nowhere_is_answered_in_the_same_words(time: Time) -> None:
    line = Line().opened()
    reply = answer(interaction_id=line.id, question="topic", args={"code": "1001"})
    assert reply == {"found": "unknown", "version": "", "paragraphs": 0, "day": "2026-11-24"}


@pytest.mark.parametrize("is_on", [True, False])
def test_adviser_first_is_a_setting(settings: LazySettings, *, is_on: bool) -> None:
    settings.HOTLINE_ADVISER_FIRST = is_on
    assert answer_at_once(question="adviser_first") == {"on": is_on}


def test_all_else_is_looked_up() -> None:
    assert answer_at_once(question="open_now") is None
