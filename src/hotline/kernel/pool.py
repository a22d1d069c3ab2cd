"""The pool of database connections, in a process that has one (Django's `OPTIONS["pool"]`)."""

from typing import cast

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper


def pool_renew() -> None:
    """Replace all connections that are not lent, at once: they went down with the server, though nobody tried them yet.

    Without this, each would be found dead by a request of its own. Does nothing in a process without a pool.
    """
    pool = _database().pool
    if pool is not None:
        pool.drain()


def pool_close() -> None:
    """Close all connections for good, before the process ends. Does nothing in a process without a pool."""
    _database().close_pool()


def _database() -> DatabaseWrapper:
    return cast(DatabaseWrapper, connections["default"])
