"""Encryption, digests and the file store."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings

from hotline.kernel import crypto
from hotline.kernel.blobs import BlobGoneError, blob_read, blob_store, blobs_delete_due
from hotline.kernel.models import Blob


def test_only_the_same_purpose_opens_it() -> None:
    sealed = crypto.encrypt(b"13800138000", purpose="contact")
    assert b"138" not in sealed
    assert crypto.decrypt(sealed, purpose="contact") == b"13800138000"
    with pytest.raises(InvalidTag):
        crypto.decrypt(sealed, purpose="note")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert crypto.encrypt(b"x", purpose="p") != crypto.encrypt(b"x", purpose="p")


def test_digests_are_equal_for_equal_values_and_differ_by_purpose() -> None:
    assert crypto.digest("a", purpose="p") == crypto.digest("a", purpose="p")
    assert crypto.digest("a", purpose="p") != crypto.digest("a", purpose="q")


@pytest.mark.django_db
def test_a_file_comes_back_as_it_was_and_lies_encrypted() -> None:
    blob = blob_store(content=b"voice" * 100, kind=Blob.Kind.RECORDING, media_type="audio/wav")
    assert blob_read(blob=blob) == b"voice" * 100
    on_disk = (Path(settings.HOTLINE_FILES) / blob.digest[:2] / blob.digest).read_bytes()
    assert b"voice" not in on_disk
    assert (blob.keep_until - blob.made_at).days == 180


@pytest.mark.django_db
def test_the_same_content_twice_is_two_rows_and_one_file() -> None:
    one, two = (blob_store(content=b"same voice", kind=Blob.Kind.RECORDING, media_type="audio/wav") for _ in range(2))
    assert one.id != two.id
    assert [file.name for file in (Path(settings.HOTLINE_FILES) / one.digest[:2]).iterdir()] == [two.digest]
    assert blob_read(blob=one) == blob_read(blob=two) == b"same voice"


@pytest.mark.django_db
def test_a_file_that_is_lost_is_said_to_be_lost() -> None:
    blob = blob_store(content=b"short lived", kind=Blob.Kind.RECORDING, media_type="audio/wav")
    (Path(settings.HOTLINE_FILES) / blob.digest[:2] / blob.digest).unlink()
    with pytest.raises(BlobGoneError):
        blob_read(blob=blob)


@pytest.mark.django_db
def test_a_file_goes_when_its_time_is_over_and_its_row_says_when() -> None:
    due, held, spared, young = (
        blob_store(content=content, kind=Blob.Kind.RECORDING, media_type="audio/wav")
        for content in (b"due", b"held", b"spared", b"young")
    )
    over = due.keep_until
    Blob.objects.filter(pk=held.pk).update(hold=True)
    Blob.objects.filter(pk=young.pk).update(keep_until=over + timedelta(seconds=1))
    Blob.objects.filter(pk__in=(held.pk, spared.pk)).update(keep_until=over)

    assert blobs_delete_due(at=over - timedelta(seconds=1)) == 0
    assert blobs_delete_due(at=over, spare=[spared.id]) == 1
    assert blobs_delete_due(at=over, spare=[spared.id]) == 0

    with pytest.raises(BlobGoneError):
        blob_read(blob=due)
    assert [blob_read(blob=blob) for blob in (held, spared, young)] == [b"held", b"spared", b"young"]
    assert dict(Blob.objects.values_list("id", "deleted_at")) == {
        due.id: over, held.id: None, spared.id: None, young.id: None
    }  # fmt: skip


@pytest.mark.django_db
def test_a_file_that_two_rows_keep_goes_with_the_second() -> None:
    first, second = (blob_store(content=b"twice", kind=Blob.Kind.MESSAGE, media_type="audio/wav") for _ in range(2))
    Blob.objects.filter(pk=second.pk).update(keep_until=first.keep_until + timedelta(days=1))
    assert blobs_delete_due(at=first.keep_until) == 1
    assert blob_read(blob=second) == b"twice"
    assert blobs_delete_due(at=first.keep_until + timedelta(days=1)) == 1
    with pytest.raises(BlobGoneError):
        blob_read(blob=second)
