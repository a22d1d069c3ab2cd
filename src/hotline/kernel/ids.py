"""Identifiers: time-ordered for rows, derived for everything that must be the same when it is done again."""

import uuid

import uuid_utils

_DERIVED = uuid.UUID("6d1f0b6e-3b7c-5f0e-9a43-0f2a12333000")


def new_id() -> uuid.UUID:
    """A fresh UUIDv7 (RFC 9562): sorts by the time it was made."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


def derived_id(*parts: object) -> uuid.UUID:
    """The same UUID for the same parts, on every machine: a repeated command carries the id it had the first time."""
    return uuid.uuid5(_DERIVED, "\x1f".join(str(part) for part in parts))
