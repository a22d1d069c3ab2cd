"""The figures as a spreadsheet file."""

import csv
import io
from fractions import Fraction

from hotline.kernel.words import Words

from .counts import Counts
from .definitions import DEFINITIONS, Definition
from .measures import Count, MeanTime, Measure, Share
from .selectors import Report

BYTE_ORDER_MARK = "\ufeff"
"""Without it, common spreadsheet programs take Chinese UTF-8 for something else."""

_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet_text(report: Report) -> str:
    """The report as CSV in the language of the present request: a heading, the rows, the total.

    Shares are decimal fractions, times are seconds, both to four places; a figure that does not exist is an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(Words("时间", "Time")), *map(_heading, DEFINITIONS)])
    for row in report.rows:
        writer.writerow(_cells(row.label, row.counts))
    writer.writerow(_cells(str(Words("合计", "Total")), report.total))
    return BYTE_ORDER_MARK + out.getvalue()


def cell_safe(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe stands before what could be one."""
    return f"'{text}" if text.startswith(_FORMULA_BEGINS) else text


def _heading(definition: Definition) -> str:
    unit = _unit(definition.measure(Counts()))
    return cell_safe(f"{definition.name} [{unit}]" if unit else str(definition.name))


def _unit(measure: Measure) -> str:
    match measure:
        case Count():
            return ""
        case Share():
            return "0-1"
        case MeanTime():
            return str(Words("秒", "s"))


def _cells(label: str, counts: Counts) -> list[str]:
    return [cell_safe(label), *(_cell(definition.measure(counts)) for definition in DEFINITIONS)]


def _cell(measure: Measure) -> str:
    match measure:
        case Count(n):
            return str(n)
        case Share():
            return _decimal(measure.value)
        case MeanTime():
            return _decimal(measure.seconds)


def _decimal(number: Fraction | None) -> str:
    if number is None:
        return ""
    whole, rest = divmod(int(number * 10_000 + Fraction(1, 2)), 10_000)
    return f"{whole}.{rest:04d}"
