"""Encryption, digests and the file store."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings

from hotline.kernel import crypto
from hotline.kernel.blobs import BlobGoneError, blob_read, blob_store
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
