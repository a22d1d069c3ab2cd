"""What is wrong with the days and places of parameters: gaps, overlaps, ends before beginnings, unknown regions."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from .faults import Fault
from .parameters import DatedValue, Parameter


def parameter_faults(parameter: Parameter, *, file: str, regions: Collection[str]) -> tuple[Fault, ...]:
    """Every fault of one parameter; `file` is the name that messages give, `regions` are the paths that exist.

    The field of a fault counts values as the parameter lists them: `values[2].valid_to`.
    """
    return tuple(_faults(parameter, file, regions))


def _faults(parameter: Parameter, file: str, regions: Collection[str]) -> Iterator[Fault]:
    if not parameter.values:
        yield Fault(file, "values", "至少写一个数值。", "Give at least one value.")
    by_region: dict[str, list[tuple[int, DatedValue]]] = {}
    for number, row in enumerate(parameter.values, 1):
        yield from _faults_of_value(parameter, number, row, file, regions)
        by_region.setdefault(row.region, []).append((number, row))
    for rows in by_region.values():
        yield from _faults_between(sorted(rows, key=lambda pair: (pair[1].valid_from, pair[0])), file)


def _faults_of_value(
    parameter: Parameter, number: int, row: DatedValue, file: str, regions: Collection[str]
) -> Iterator[Fault]:
    if row.region not in regions:
        yield Fault(
            file,
            f"values[{number}].region",
            f"没有“{row.region}”这个地区，请先登记地区或改正。",
            f"There is no region “{row.region}”: add it or correct this.",
        )
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        yield Fault(file, f"values[{number}].valid_to", "失效日要晚于生效日。", "It must be later than valid_from.")
    exponent = row.value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > parameter.decimals:
        yield Fault(
            file,
            f"values[{number}].value",
            f"最多{parameter.decimals}位小数。",
            f"At most {parameter.decimals} decimal places.",
        )
    if not row.value.is_finite() or row.value < 0:
        yield Fault(file, f"values[{number}].value", "请写0或正数。", "Write zero or a positive number.")


def _faults_between(rows: Sequence[tuple[int, DatedValue]], file: str) -> Iterator[Fault]:
    for (before, earlier), (after, later) in pairwise(rows):
        end, start = earlier.valid_to, later.valid_from
        if end is None or end > start:
            yield Fault(
                file,
                f"values[{after}].valid_from",
                f"与第{before}个数值的日期重叠：那一个到{end or '没有期限'}为止。",
                f"It overlaps value {before}, which ends {f'on {end}' if end else 'never'}.",
            )
        elif end < start:
            yield Fault(
                file,
                f"values[{after}].valid_from",
                f"与第{before}个数值之间有空档：{end}到{start}没有数值。",
                f"There is a gap after value {before}: nothing holds from {end} to {start}.",
            )
