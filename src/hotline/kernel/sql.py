"""Plain SQL over Django's own connection: one way to write, so that it joins whatever transaction is open."""

from collections.abc import Mapping
from typing import Any, cast

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]


def script(statements: str, params: Mapping[str, Any]) -> list[Row]:
    """Run one or more statements, separated by semicolons, in one round trip; give the rows of the last.

    Outside a transaction they are one by themselves. Each statement sees what was committed before it began: a lock
    taken by the first is therefore honoured by the next, which a single statement with the same parts would not do.
    """
    with connection.cursor() as cursor:
        cursor.execute(statements, params)
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []


def prepared(statement: str, params: Mapping[str, Any]) -> list[Row]:
    """Run one statement that every call repeats, and give its rows: each connection parses and plans it once.

    It joins the open transaction and raises Django's errors as `script` does. Values have the types that PostgreSQL
    finds for their places: where it cannot tell, the statement casts.
    """
    connection.ensure_connection()
    own: psycopg.Connection[Row] = connection.connection
    own.prepare_threshold = 0
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    # Django's usual cursors write the values into the text, which makes every statement a new one.
    with wrap(cast("CursorWrapper", psycopg.Cursor(own))) as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []
