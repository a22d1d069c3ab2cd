"""The file store: content-addressed, encrypted, described by a row."""

import hashlib
import os
import tempfile
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from . import clock, crypto
from .models import Blob


class BlobGoneError(LookupError):
    """The row is there and the file is not: deleted when its time was up, or lost."""


def blob_store(*, content: bytes, kind: Blob.Kind, media_type: str) -> Blob:
    """Keep `content` for HOTLINE_KEEP_RECORDINGS_DAYS.

    The file is on disk before the row exists; the same content twice takes its place once.
    """
    content_digest = hashlib.sha256(content).hexdigest()
    path = _path(content_digest)
    at = clock.now()
    with transaction.atomic():
        _hold(content_digest)
        if not path.exists():
            _write(path, crypto.encrypt(content, purpose=f"blob:{content_digest}"))
        return Blob.objects.create(
            digest=content_digest,
            key_id=crypto.KEY_ID,
            kind=kind,
            media_type=media_type,
            size=len(content),
            made_at=at,
            keep_until=at + timedelta(days=settings.HOTLINE_KEEP_RECORDINGS_DAYS),
        )


def blob_read(*, blob: Blob) -> bytes:
    """The plain content. Raises BlobGoneError where there is no file any more."""
    try:
        sealed = _path(blob.digest).read_bytes()
    except FileNotFoundError as error:
        raise BlobGoneError(str(blob.id)) from error
    return crypto.decrypt(sealed, purpose=f"blob:{blob.digest}")


def blobs_delete_due(*, at: datetime, spare: Collection[uuid.UUID] = ()) -> int:
    """Delete the files whose keeping time is over, but for those on hold and in `spare`; returns how many.

    The rows stay and say when. A file that another row keeps for longer stays as well. May be repeated: one that was
    cut short goes on.
    """
    due = Blob.objects.filter(keep_until__lte=at, hold=False, deleted_at=None).exclude(pk__in=spare)
    return sum(_delete(blob_id, digest, at=at) for blob_id, digest in due.values_list("id", "digest"))


def _delete(blob_id: uuid.UUID, content_digest: str, *, at: datetime) -> int:
    with transaction.atomic():
        _hold(content_digest)
        # Asked again, with the row: it may have been put on hold since we looked.
        if not Blob.objects.filter(pk=blob_id, hold=False).update(deleted_at=at):
            return 0
        if not Blob.objects.filter(digest=content_digest, deleted_at=None).exists():
            _path(content_digest).unlink(missing_ok=True)
    return 1


def _hold(content_digest: str) -> None:
    """Until the transaction ends nobody else stores or deletes this content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"blob:{content_digest}"])


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
