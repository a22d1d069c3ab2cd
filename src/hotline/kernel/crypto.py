"""Encryption at rest and keyed digests. Keys lie outside the database and its backup."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID = "1"
"""Written beside everything sealed. There is one key; the day there are two, rows say which opens them."""
_NONCE_BYTES = 12


class KeyMissingError(RuntimeError):
    """The file with the data key is not there: nothing encrypted can be read or written."""


def encrypt(plain: bytes, *, purpose: str) -> bytes:
    """AES-256-GCM of `plain`; only `decrypt` with the same purpose opens it."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_key()).encrypt(nonce, plain, purpose.encode())


def decrypt(sealed: bytes, *, purpose: str) -> bytes:
    """What `encrypt` sealed. Raises `cryptography.exceptions.InvalidTag` where key, purpose or content differ."""
    return AESGCM(_key()).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose.encode())


def digest(value: str, *, purpose: str) -> str:
    """A keyed digest (HMAC-SHA-256, hexadecimal): equal for equal values, worthless without the key."""
    return hmac.new(_key(), f"{purpose}\x1f{value}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _key() -> bytes:
    path = Path(settings.HOTLINE_KEYS) / "data.key"
    try:
        raw = path.read_bytes().strip()
    except FileNotFoundError as error:
        message = f"{path} is missing: put the data key back from your key backup, or run ./hotline up on a new centre"
        raise KeyMissingError(message) from error
    return hashlib.sha256(base64.b16decode(raw, casefold=True)).digest()
