"""How long a statement may take."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def statements_may_take(*, seconds: int) -> Iterator[None]:
    """Inside of this, or of a function it decorates, each statement may take so long, whatever the process allows.

    It is one transaction: the limit ends with it. A statement that is given up raises Django's OperationalError.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds}s"])
        yield
