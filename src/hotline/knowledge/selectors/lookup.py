"""What a pressed code leads to: every case has its own answer, so that the voice can say it."""

from datetime import date, timedelta

from hotline.knowledge.reading import Expired, Found, Lookup, NotYetValid, Unknown

from .entries import entries_from, versions_said


def topic_lookup(*, code: str, day: date) -> Lookup:
    """The entry that the code leads to on `day`, or why there is none.

    Where a code has both a past and a coming entry, the coming one is named: it is what the caller can still use.
    """
    versions = list(entries_from(versions_said(None).filter(entry__voice_codes__code=code), day=day))
    # An entry whose code moved on keeps answering under its new code only.
    known = [entry for entry in versions if entry.code == code]
    for entry in known:
        if entry.holds_on(day):
            return Found(entry)
    coming = min((entry for entry in known if entry.valid_from > day), key=lambda e: e.valid_from, default=None)
    if coming is not None:
        return NotYetValid(code=code, title=coming.title, first_day=coming.valid_from)
    past = [(entry.valid_to, entry) for entry in known if entry.valid_to is not None]
    if not past:
        return Unknown(code)
    ended, last = max(past, key=lambda pair: pair[0])
    return Expired(code=code, title=last.title, last_day=ended - timedelta(days=1))
