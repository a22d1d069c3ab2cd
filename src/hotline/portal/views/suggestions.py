"""What to read where nothing was found."""

from datetime import date

from hotline.kernel.words import Language
from hotline.knowledge.selectors import entries_most_asked

SUGGESTED = 5


def suggested(day: date, language: Language) -> list[tuple[str, str]]:
    """Code and title of the entries most asked on that day."""
    return [(entry.code, entry.title.in_language(language)) for entry in entries_most_asked(limit=SUGGESTED, day=day)]
