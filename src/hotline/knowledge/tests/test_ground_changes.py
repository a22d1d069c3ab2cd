"""When the ground under an entry changes: parameters, repealed laws, articles worded anew, levels left behind."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from hotline.accounts.models import Staff
from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.models import ParameterValue, Review
from hotline.knowledge.parameters import DatedValue, Parameter, Unit
from hotline.knowledge.policy import LawVersion, Policy, PolicyArticle
from hotline.knowledge.reading import EntryAsOf
from hotline.knowledge.selectors import entries_most_asked, entries_search, entry_as_of, topic_lookup, voice_paragraph
from hotline.knowledge.selectors.parameters import parameter_book
from hotline.knowledge.services import entry_publish, parameter_publish, review_close

from .drafts import DRAFT, draft, said, topics_make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, tzinfo=UTC)
LAW = LawVersion(law=DRAFT.basis[0].law, version=DRAFT.basis[0].version)


def benefit(*values: tuple[int, date, date | None]) -> Parameter:
    return Parameter(
        key="benefit",
        title=Bilingual(zh="失业金", en="Benefit"),
        unit=Unit.YUAN_PER_MONTH,
        decimals=0,
        values=tuple(
            DatedValue(Decimal(v), "cn", first, end, Bilingual(zh="通知", en="Notice")) for v, first, end in values
        ),
    )


OLD = benefit((2100, date(2020, 1, 1), date(2026, 1, 1)), (2200, date(2026, 1, 1), None))
NEW = benefit((2100, date(2020, 1, 1), date(2026, 1, 1)), (2300, date(2026, 1, 1), None))


def policy(*, gist: str = "登记后领取。", repeals: tuple[LawVersion, ...] = ()) -> Policy:
    return Policy(
        document=LAW,
        number=Bilingual(zh="主席令第35号", en="Order 35"),
        issuer=Bilingual(zh="全国人大常委会", en="Standing Committee"),
        issued_on=date(2010, 10, 28),
        effective_on=date(2011, 7, 1),
        articles=(PolicyArticle(number=DRAFT.basis[0].article, gist=Bilingual(zh=gist, en="Register, then claim.")),),
        repeals=repeals,
    )


def document(*, gist: str = "登记后领取。") -> None:
    entry_publish(draft=draft(code="1900", slug="law", kind="policy", rank=9, policy=policy(gist=gist)))


def read(day: date) -> EntryAsOf:
    entry = entry_as_of(code="1001", day=day)
    assert entry is not None
    return entry


class TestParameters:
    def test_an_entry_says_the_value_of_the_day_and_names_it(self) -> None:
        topics_make()
        parameter_publish(parameter=OLD, at=AT)
        entry_publish(draft=draft(bodies=said("每月{{benefit}}。")), at=AT)
        assert read(date(2025, 12, 31)).answer("zh") == "每月每月2100元。"
        held = read(date(2026, 1, 1))
        assert held.answer("en") == "每月2200 yuan a month。"
        assert [(used.key, used.value.value) for used in held.parameters] == [("benefit", Decimal(2200))]

    def test_a_new_value_changes_every_face_and_asks_for_a_look(self) -> None:
        topics_make()
        parameter_publish(parameter=OLD, at=AT)
        version = entry_publish(draft=draft(bodies=said("{{benefit}}。")), at=AT)
        assert not Review.objects.exists()
        assert parameter_publish(parameter=NEW) == 2
        assert read(date(2026, 2, 1)).answer("zh") == "每月2300元。"
        assert voice_paragraph(version_id=version.pk, index=1, language="zh", day=date(2026, 2, 1)) == "每月2300元。"
        assert entries_search(query="失业金", day=date(2026, 2, 1))[0].sentence == "每月2300元。"
        review = Review.objects.get()
        assert (review.reason, review.cause, review.entry.slug) == ("parameter_changed", "benefit", "benefit")

    def test_what_was_said_before_can_still_be_read(self) -> None:
        topics_make()
        parameter_publish(parameter=OLD, at=AT)
        entry_publish(draft=draft(bodies=said("{{benefit}}。")), at=AT)
        before = datetime(2026, 3, 2, tzinfo=UTC)
        parameter_publish(parameter=NEW, at=datetime(2026, 3, 3, tzinfo=UTC))
        entry = entry_as_of(code="1001", day=date(2026, 2, 1), said_at=before)
        assert entry is not None
        assert entry.answer("zh") == "每月2200元。"

    def test_the_same_values_again_change_nothing(self) -> None:
        parameter_publish(parameter=OLD, at=AT)
        assert parameter_publish(parameter=OLD) == 0
        assert ParameterValue.objects.count() == 2
        assert len(parameter_book()) == 1

    def test_days_that_overlap_are_refused_whole(self) -> None:
        parameter_publish(parameter=OLD, at=AT)
        wrong = benefit((1, date(2020, 1, 1), None), (2, date(2021, 1, 1), None))
        with pytest.raises(IntegrityError), transaction.atomic():
            parameter_publish(parameter=wrong)
        assert ParameterValue.objects.filter(said__upper_inf=True).count() == 2

    def test_a_text_cannot_name_a_parameter_that_does_not_exist(self) -> None:
        topics_make()
        with pytest.raises(LookupError, match="nothing"):
            entry_publish(draft=draft(bodies=said("{{nothing}}。")))

    def test_a_value_once_said_is_never_changed(self) -> None:
        parameter_publish(parameter=OLD, at=AT)
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            ParameterValue.objects.update(value=1)
        with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
            ParameterValue.objects.all().delete()


class TestLaws:
    def test_a_repealed_law_lists_what_rests_on_it(self) -> None:
        topics_make()
        entry_publish(draft=draft(), at=AT)
        other = LawVersion(law=Bilingual(zh="新法", en="New law"), version=date(2026, 1, 1))
        law = policy()
        successor = Policy(
            document=other,
            number=law.number,
            issuer=law.issuer,
            issued_on=law.issued_on,
            effective_on=law.effective_on,
            articles=law.articles,
            repeals=(LAW,),
        )
        entry_publish(
            draft=draft(code="1901", slug="new-law", kind="policy", rank=8, policy=successor, basis=()), at=AT
        )
        assert [(r.entry.slug, r.reason) for r in Review.objects.all()] == [("benefit", "basis_repealed")]

    def test_only_an_article_worded_anew_lists_what_rests_on_it(self) -> None:
        topics_make()
        entry_publish(draft=draft(), at=AT)
        document()
        assert not Review.objects.exists()
        document()
        assert not Review.objects.exists()
        document(gist="先登记，再申请。")
        assert [(r.entry.slug, r.reason) for r in Review.objects.all()] == [("benefit", "basis_changed")]
        document(gist="登记后六十日内申请。")
        assert Review.objects.count() == 1

    def test_a_review_is_closed_once_with_an_outcome(self) -> None:
        topics_make()
        entry_publish(draft=draft(), at=AT)
        document()
        document(gist="先登记。")
        review, editor = Review.objects.get(), Staff.objects.create_user("li", work_number="1")
        with pytest.raises(ValueError, match="what came of"):
            review_close(review_id=review.pk, by=editor, outcome=" ")
        assert review_close(review_id=review.pk, by=editor, outcome="内容不变")
        assert not review_close(review_id=review.pk, by=editor, outcome="再来一次")


class TestLevels:
    def test_a_translation_left_behind_is_marked_until_it_is_confirmed(self) -> None:
        topics_make()
        entry_publish(draft=draft(), at=AT)
        assert read(date(2026, 3, 2)).behind == frozenset()
        changed = draft(bodies={**DRAFT.bodies, "zh": ("现在不可以领。", "先登记。", "再申请。")})
        entry_publish(draft=changed)
        assert read(date(2026, 3, 2)).behind == {("plain", "en")}
        entry_publish(draft=changed, confirmed={("plain", "en")})
        assert read(date(2026, 3, 2)).behind == frozenset()

    def test_a_level_is_read_where_it_is_and_the_plain_one_elsewhere(self) -> None:
        topics_make()
        simple = {"very_plain": {"zh": ("能领。", "先登记。"), "en": ("Yes.", "Register.")}}
        entry_publish(draft=draft(levels=simple), at=AT)
        entry = read(date(2026, 3, 2))
        assert entry.body("zh", "very_plain") == ("能领。", "先登记。")
        assert entry.body("en", "official") == ("Yes.", "Register first.", "Then apply.")


class TestWhoMay:
    def test_nobody_approves_what_he_edited(self) -> None:
        topics_make()
        author = Staff.objects.create_user("wang", work_number="1", is_superuser=True)
        other = Staff.objects.create_user("sun", work_number="2")
        with pytest.raises(IntegrityError), transaction.atomic():
            entry_publish(draft=draft(), edited_by=[author.pk], approved_by=author)
        with pytest.raises(IntegrityError), transaction.atomic():
            entry_publish(draft=draft(), edited_by=[author.pk])
        version = entry_publish(draft=draft(), edited_by=[author.pk, uuid.uuid4()], approved_by=other)
        assert version.approved_by == other

    def test_what_is_for_advisers_is_on_no_face_of_citizens(self) -> None:
        topics_make()
        entry_publish(draft=draft(secrecy="staff"), at=AT)
        day = date(2026, 3, 2)
        assert entry_as_of(code="1001", day=day) is None
        assert type(topic_lookup(code="1001", day=day)).__name__ == "Unknown"
        assert entries_search(query="失业金", day=day) == ()
        assert entries_most_asked(limit=5, day=day) == ()
        assert entry_as_of(code="1001", day=day, for_staff=True) is not None
        assert len(entries_search(query="失业金", day=day, for_staff=True)) == 1
