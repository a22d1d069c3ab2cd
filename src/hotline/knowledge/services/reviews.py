"""Opening and closing what editors must look at again."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hotline.accounts.models import Staff
from hotline.kernel import clock
from hotline.knowledge.models import EntryVersion, Review
from hotline.knowledge.policy import LawVersion, Policy

DUE_DAYS = 7
"""Days in which an entry is to be looked at after its ground has changed."""


def reviews_open_for_parameter(*, key: str, at: datetime) -> int:
    """Every entry whose said versions name this parameter. Returns how many are new on the list."""
    entries = EntryVersion.objects.filter(said__upper_inf=True, parameters__parameter_id=key)
    return _open(entries.values_list("entry_id", flat=True), Review.Reason.PARAMETER_CHANGED, key, at)


def reviews_open_for_policy(*, policy: Policy, former: Policy | None, by_entry: uuid.UUID, at: datetime) -> int:
    """Every entry that rests on what this document repeals, or on an article that it words anew.

    `by_entry` is the document's own entry, which is not asked to look at itself. Returns how many are new on the list.
    """
    opened = 0
    for law in policy.repeals:
        resting = _resting_on(law, by_entry)
        opened += _open(resting, Review.Reason.BASIS_REPEALED, f"{law.law.zh} {law.version.isoformat()}", at)
    for number in _articles_changed(policy, former):
        resting = _resting_on(policy.document, by_entry, article=number)
        opened += _open(resting, Review.Reason.BASIS_CHANGED, f"{policy.document.law.zh} {number}", at)
    return opened


def reviews_open_when_due(*, day: date, at: datetime) -> int:
    """Every entry that holds and whose day of review has come. Returns how many are new on the list."""
    versions = EntryVersion.objects.filter(said__upper_inf=True, valid__contains=day)
    due = versions.filter(content__review_on__lte=day.isoformat())
    opened = 0
    for entry_id, review_on in due.values_list("entry_id", "content__review_on"):
        opened += _open([entry_id], Review.Reason.REVIEW_DUE, str(review_on), at)
    return opened


def review_close(*, review_id: uuid.UUID, by: Staff, outcome: str, at: datetime | None = None) -> bool:
    """Say what came of a review. False where it was closed before. Raises `ValueError` without an outcome."""
    if not outcome.strip():
        raise ValueError("say what came of the review")
    changed = Review.objects.filter(pk=review_id, closed_at=None).update(
        closed_at=at or clock.now(), closed_by=by, outcome=outcome.strip()
    )
    return changed == 1


def _open(entry_ids: Iterable[uuid.UUID], reason: Review.Reason, cause: str, at: datetime) -> int:
    due_on = at.date() + timedelta(days=DUE_DAYS)
    opened = 0
    for entry_id in sorted(set(entry_ids)):
        # A second cause of the same kind is a row of its own; the same cause again is already on the list.
        if Review.objects.filter(entry_id=entry_id, reason=reason, closed_at=None, cause=cause).exists():
            continue
        Review.objects.create(entry_id=entry_id, reason=reason, cause=cause, opened_at=at, due_on=due_on)
        opened += 1
    return opened


def _resting_on(law: LawVersion, but: uuid.UUID, *, article: str = "") -> list[uuid.UUID]:
    row: dict[str, object] = {"law": {"zh": law.law.zh}, "version": law.version.isoformat()}
    if article:
        row["article"] = {"zh": article}
    # Containment finds every version whose basis has such a row, whatever else it has.
    resting = EntryVersion.objects.filter(said__upper_inf=True, content__contains={"basis": [row]})
    return list(resting.exclude(entry_id=but).values_list("entry_id", flat=True))


def _articles_changed(policy: Policy, former: Policy | None) -> list[str]:
    if former is None or former.document != policy.document:
        return []
    now = {row.number.zh: row.gist for row in policy.articles}
    return [row.number.zh for row in former.articles if now.get(row.number.zh) != row.gist]
