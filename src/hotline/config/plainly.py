"""Programs of this room end with plain words where the operator can mend what is wrong."""

import sys
from collections.abc import Callable

import psycopg
from django.db import OperationalError

from hotline.operations.console import Console
from hotline.operations.errors import PlainError


def run_plainly(work: Callable[[], int]) -> int:
    """The exit code of `work`; 1, with words on standard error, where a setting or the database stands in its way."""
    try:
        return work()
    except PlainError as error:
        problem = error
    except OperationalError as error:
        unreachable = _unreachable(error)
        if unreachable is None:
            raise
        problem = unreachable
    Console(out=sys.stderr).say(zh=f"✗ {problem.zh}", en=f"✗ {problem.en}")
    return 1


def _unreachable(error: OperationalError) -> PlainError | None:
    """Words for a database that does not answer or does not let us in; None for anything that it did answer."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.OperationalError) or cause.sqlstate is not None:
        return None
    said = " ".join(str(cause).split())  # names host, port, user and database, never the password
    return PlainError(
        zh=f"数据库连接不上：{said} 请检查数据库是否在运行，以及 HOTLINE_DATABASE。",
        en=f"The database cannot be reached: {said} See that it runs, and check HOTLINE_DATABASE.",
    )
