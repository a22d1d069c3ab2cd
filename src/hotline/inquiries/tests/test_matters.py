"""Questions, the entries used for them, messages, and the mark."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from hotline.inquiries.models import Inquiry, Matter, Message, Provenance, SurveyMark
from hotline.inquiries.selectors import message_body, note_of, survey_level
from hotline.inquiries.services import (
    interaction_close,
    matter_record,
    message_add,
    provenance_add,
    survey_answer,
    survey_offer,
)

from .stage import at, call_open, staff_make, version_make

pytestmark = pytest.mark.django_db


def test_a_question_with_its_entries() -> None:
    interaction_id, li = call_open(language="en"), staff_make("li")
    one, two = version_make("claim"), version_make("move")
    matter_record(
        interaction_id=interaction_id,
        n=1,
        type_code="insurance/unemployment",
        disposition="answered",
        note="问了失业金",
        entry_version_ids=[one.id, two.id],
        staff_id=li.id,
        at=at(90),
    )
    matter = Matter.objects.get()
    assert (matter.n, matter.type_code, matter.disposition) == (1, "insurance/unemployment", "answered")
    assert (matter.recorded_by, matter.recorded_at) == (li, at(90))
    assert "问了失业金".encode() not in bytes(matter.note or b"")
    assert note_of(interaction_id=interaction_id, n=1) == "问了失业金"
    used = Provenance.objects.order_by("id").values_list("entry_version", "rendering", "language", "as_of", "digest")
    day = at(0).date()
    # Of the words before the adviser in that language, not of all that the version says.
    claim, move = (sha256(f"How to {slug}\nYes.\nRegister first.".encode()).hexdigest() for slug in ("claim", "move"))
    assert list(used) == [(one.id, "card", "en", day, claim), (two.id, "card", "en", day, move)]


def test_writing_a_question_down_again_replaces_it_and_keeps_what_was_used() -> None:
    interaction_id, li, version = call_open(), staff_make("li"), version_make()
    for disposition, note, used in (("answered", "one", [version.id]), ("other", "", [])):
        matter_record(
            interaction_id=interaction_id,
            n=1,
            type_code="x",
            disposition=disposition,
            note=note,
            entry_version_ids=used,
            staff_id=li.id,
        )
    assert (Matter.objects.get().disposition, note_of(interaction_id=interaction_id, n=1)) == ("other", "")
    assert Provenance.objects.count() == 1


@pytest.mark.parametrize(
    ("disposition", "state"), [("answered", "closed"), ("referred", "open"), ("callback_promised", "open")]
)
def test_what_remains_to_be_done_keeps_the_inquiry_open(disposition: str, state: str) -> None:
    interaction_id, li = call_open(), staff_make("li")
    interaction_close(interaction_id=interaction_id, reason="served", at=at(1))
    matter_record(
        interaction_id=interaction_id,
        n=1,
        type_code="x",
        disposition=disposition,
        note="",
        entry_version_ids=[],
        staff_id=li.id,
    )
    assert Inquiry.objects.get().state == state


def test_an_unknown_disposition_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="请选择处理结果"):
        matter_record(
            interaction_id=call_open(),
            n=1,
            type_code="x",
            disposition="done",
            note="",
            entry_version_ids=[],
            staff_id=staff_make("li").id,
        )
    assert Matter.objects.count() == 0


def test_provenance_again_keeps_the_most_that_was_heard() -> None:
    interaction_id, version = call_open(), version_make()
    for paragraphs, seconds in ((1, 10), (3, 20), (2, 30)):
        provenance_add(
            interaction_id=interaction_id,
            entry_version_id=version.id,
            rendering="voice",
            language="zh",
            level="plain",
            as_of=at(0).date(),
            digest="e" * 64,
            paragraphs=paragraphs,
            at=at(seconds),
        )
    assert [(row.paragraphs, row.at) for row in Provenance.objects.all()] == [(3, at(10))]


def test_a_version_that_was_used_cannot_be_deleted() -> None:
    interaction_id, version = call_open(), version_make()
    provenance_add(
        interaction_id=interaction_id,
        entry_version_id=version.id,
        rendering="page",
        language="zh",
        level="plain",
        as_of=at(0).date(),
        digest="e" * 64,
    )
    with pytest.raises(ProtectedError) as refused:
        version.delete()
    assert Provenance.objects.get() in refused.value.protected_objects


def test_messages_are_numbered_encrypted_and_kept_once() -> None:
    interaction_id = call_open()
    first = message_add(interaction_id=interaction_id, client_token="a", author="citizen", kind="text", body="你好")
    again = message_add(interaction_id=interaction_id, client_token="a", author="citizen", kind="text", body="别的")
    second = message_add(interaction_id=interaction_id, client_token="b", author="system", kind="voice")
    assert (first.seq, again, second.seq) == (1, first, 2)
    assert "你好".encode() not in bytes(Message.objects.get(pk=first.id).body or b"")
    assert (message_body(message_id=first.id), message_body(message_id=second.id)) == ("你好", "")


def test_the_first_mark_stands() -> None:
    interaction_id = call_open()
    assert survey_answer(interaction_id=interaction_id, level=5, at=at(1)) is False
    survey_offer(interaction_id=interaction_id, at=at(2))
    survey_offer(interaction_id=interaction_id, at=at(3))
    assert survey_level(interaction_id=interaction_id) is None
    assert survey_answer(interaction_id=interaction_id, level=4, at=at(5)) is True
    assert survey_answer(interaction_id=interaction_id, level=1, at=at(6)) is False
    mark = SurveyMark.objects.get()
    assert (mark.offered_at, mark.answered_at, mark.level) == (at(2), at(5), 4)
    assert survey_level(interaction_id=interaction_id) == 4


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_mark_is_one_to_five(level: int) -> None:
    interaction_id = call_open()
    survey_offer(interaction_id=interaction_id)
    with pytest.raises(ValueError, match="1 到 5"):
        survey_answer(interaction_id=interaction_id, level=level)


def test_a_mark_without_its_time_is_refused_by_the_database() -> None:
    survey_offer(interaction_id=call_open(), at=at(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyMark.objects.update(level=3)


def test_the_mark_has_no_column_for_the_adviser() -> None:
    assert {field.name for field in SurveyMark._meta.get_fields()} == {
        "interaction",
        "offered_at",
        "answered_at",
        "level",
    }
