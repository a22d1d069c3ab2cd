"""Publishing what a parameter is: the only way in which a value changes."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from hotline.kernel import clock
from hotline.knowledge.models import ParameterRow, ParameterValue, VersionParameter
from hotline.knowledge.parameters import DatedValue, Parameter

from .reviews import reviews_open_for_parameter


@transaction.atomic
def parameter_publish(
    *,
    parameter: Parameter,
    edited_by: Sequence[uuid.UUID] = (),
    approved_by: uuid.UUID | None = None,
    at: datetime | None = None,
) -> int:
    """Bring what is said of a parameter to `parameter`, its whole history. Returns how many values are new or gone.

    Values that stay are not touched; the others stop being said at that instant. Entries whose text names the parameter
    are put on the list for review where something changed. Raises `django.db.IntegrityError` where days overlap and
    where the approver had a hand in the values.
    """
    moment = at or clock.now()
    row = _row(parameter)
    open_values = list(ParameterValue.objects.select_for_update().filter(parameter=row, said__upper_inf=True))
    wanted = {_key(value): value for value in parameter.values}
    kept = {_key_of_row(value) for value in open_values} & wanted.keys()
    ended = [value for value in open_values if _key_of_row(value) not in kept]
    for value in ended:
        ParameterValue.objects.filter(pk=value.pk).update(said=DateTimeTZRange(value.said.lower, moment))
    new = [value for key, value in wanted.items() if key not in kept]
    ParameterValue.objects.bulk_create(_value(row, value, moment, edited_by, approved_by) for value in new)
    if open_values and (new or ended):
        reviews_open_for_parameter(key=row.key, at=moment)
    return len(new) + len(ended)


def parameters_named(*, version_id: uuid.UUID, keys: Sequence[str]) -> None:
    """Note which parameters a version names, in the transaction that publishes it.

    Raises `LookupError` for a key that is no parameter.
    """
    unknown = set(keys) - set(ParameterRow.objects.filter(key__in=keys).values_list("key", flat=True))
    if unknown:
        raise LookupError(f"no such parameter: {', '.join(sorted(unknown))}")
    VersionParameter.objects.bulk_create(VersionParameter(version_id=version_id, parameter_id=key) for key in keys)


def _row(parameter: Parameter) -> ParameterRow:
    row, _ = ParameterRow.objects.update_or_create(
        key=parameter.key,
        defaults={
            "title_zh": parameter.title.zh,
            "title_en": parameter.title.en,
            "unit": parameter.unit.value,
            "decimals": parameter.decimals,
        },
    )
    return row


def _key(value: DatedValue) -> tuple[object, ...]:
    source = (value.source.zh, value.source.en, value.document, value.is_sample)
    return (value.region, value.valid_from, value.valid_to, value.value, *source)


def _key_of_row(value: ParameterValue) -> tuple[object, ...]:
    source = (value.source_zh, value.source_en, value.document, value.is_sample)
    return (value.region, value.valid.lower, value.valid.upper, value.value, *source)


def _value(
    row: ParameterRow, value: DatedValue, at: datetime, edited_by: Sequence[uuid.UUID], approved_by: uuid.UUID | None
) -> ParameterValue:
    return ParameterValue(
        parameter=row,
        region=value.region,
        value=value.value,
        valid=DateRange(value.valid_from, value.valid_to),
        said=DateTimeTZRange(at, None),
        source_zh=value.source.zh,
        source_en=value.source.en,
        document=value.document,
        is_sample=value.is_sample,
        edited_by=list(edited_by),
        approved_by_id=approved_by,
    )
