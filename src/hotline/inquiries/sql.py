"""Plain SQL over Django's own connection: one way to write, so that it joins whatever transaction is open."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

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
