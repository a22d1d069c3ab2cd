"""Topics as the voice reads them: paragraphs of an entry version, which never change."""

import hashlib
import uuid
from functools import lru_cache

from hotline.knowledge.renderings import voice_script
from hotline.knowledge.selectors import entry_of_version


class TopicMissingError(LookupError):
    """There is no such entry version."""


@lru_cache(maxsize=512)
def topic_script(*, version_id: uuid.UUID, language: str) -> tuple[str, ...]:
    """The paragraphs of this version in this language. Raises TopicMissingError."""
    entry = entry_of_version(version_id=version_id)
    if entry is None:
        raise TopicMissingError(str(version_id))
    return voice_script(entry, language)


def topic_digest(*, version_id: uuid.UUID, language: str) -> str:
    """SHA-256 of what is read aloud, hexadecimal: kept as proof of the wording."""
    text = "\n".join(topic_script(version_id=version_id, language=language))
    return hashlib.sha256(text.encode()).hexdigest()
