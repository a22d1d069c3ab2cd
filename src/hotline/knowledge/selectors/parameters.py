"""The parameters as they are said, or were said at an instant."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from threading import Lock

from django.db import connection

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.models import ParameterValue
from hotline.knowledge.parameters import DatedValue, Parameter, ParameterBook, Unit

Mark = tuple[object, ...]

_lock = Lock()
_held: list[tuple[Mark, ParameterBook]] = []


def parameter_book(*, said_at: datetime | None = None) -> ParameterBook:
    """Every parameter with the values said at `said_at`; those said now are kept in memory while they stand."""
    if said_at is not None:
        return _book(said_at)
    mark = parameters_mark()
    with _lock:
        if not _held or _held[0][0] != mark:
            _held[:] = [(mark, _book(None))]
        return _held[0][1]


def parameters_mark() -> Mark:
    """Equal marks, equal values: values are only added or ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_database(), count(*), max(id::text), count(*) FILTER (WHERE NOT upper_inf(said))
            FROM parameter_value
            """
        )
        return tuple(cursor.fetchone() or ())


def _book(said_at: datetime | None) -> ParameterBook:
    values = ParameterValue.objects.select_related("parameter").order_by("parameter", "region", "valid")
    said = values.filter(said__upper_inf=True) if said_at is None else values.filter(said__contains=said_at)
    return ParameterBook(_parameters(said))


def _parameters(values: Iterable[ParameterValue]) -> Iterable[Parameter]:
    for row, history in groupby(values, key=lambda value: value.parameter):
        yield Parameter(
            key=row.key,
            title=Bilingual(zh=row.title_zh, en=row.title_en),
            unit=Unit(row.unit),
            decimals=row.decimals,
            values=tuple(_dated(value) for value in history),
        )


def _dated(value: ParameterValue) -> DatedValue:
    return DatedValue(
        value=value.value,
        region=value.region,
        valid_from=value.valid.lower,
        valid_to=value.valid.upper,
        source=Bilingual(zh=value.source_zh, en=value.source_en),
        document=value.document,
        is_sample=value.is_sample,
    )
