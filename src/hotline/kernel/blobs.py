"""The file store: content-addressed, encrypted, described by a row."""

import hashlib
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from . import clock, crypto
from .models import Blob

KEEP_DAYS = {Blob.Kind.RECORDING: 180, Blob.Kind.MESSAGE: 180}
"""Half a year: the keeping time for logs in the Cybersecurity Law, article 21."""


class BlobGoneError(LookupError):
    """The row is there and the file is not: deleted when its time was up, or lost."""


def blob_store(*, content: bytes, kind: Blob.Kind, media_type: str) -> Blob:
    """Keep `content`. The file is on disk before the row exists; the same content twice takes its place once."""
    content_digest = hashlib.sha256(content).hexdigest()
    path = _path(content_digest)
    if not path.exists():
        _write(path, crypto.encrypt(content, purpose=f"blob:{content_digest}"))
    at = clock.now()
    return Blob.objects.create(
        digest=content_digest,
        key_id=crypto.KEY_ID,
        kind=kind,
        media_type=media_type,
        size=len(content),
        made_at=at,
        keep_until=at + timedelta(days=KEEP_DAYS[kind]),
    )


def blob_read(*, blob: Blob) -> bytes:
    """The plain content. Raises BlobGoneError where there is no file any more."""
    try:
        sealed = _path(blob.digest).read_bytes()
    except FileNotFoundError as error:
        raise BlobGoneError(str(blob.id)) from error
    return crypto.decrypt(sealed, purpose=f"blob:{blob.digest}")


def _path(content_digest: str) -> Path:
    return Path(settings.HOTLINE_FILES) / content_digest[:2] / content_digest


def _write(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="draft.", delete=False) as draft:
        # A draft that was not finished says so by its name; no row ever points at it.
        draft.write(sealed)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
