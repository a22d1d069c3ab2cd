"""Tables of a printed page: lines whose runs of text stand under each other in columns."""

from collections.abc import Sequence
from typing import Protocol

_NEAR = 6.0
"""Points that the beginnings of a column may differ by."""


class Row(Protocol):
    """A printed line with its runs of text between wide gaps."""

    @property
    def cells(self) -> tuple[tuple[float, str], ...]:
        """Left edge and text of each run."""

    @property
    def size(self) -> float:
        """Height of the type in points."""

    @property
    def middle(self) -> float:
        """Half way down the line."""


def table_ends(lines: Sequence[Row], start: int) -> int:
    """Where the table that begins at `start` ends (exclusive); `start` where none begins there."""
    first = lines[start]
    if len(first.cells) < 2:
        return start
    columns = _edges(first)
    rows, end = 1, start + 1
    while end < len(lines) and (in_row := _in_columns(lines[end], lines[end - 1], columns)):
        rows += in_row == len(columns)
        end += 1
    return end if rows >= 2 else start


def rows_of(lines: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """The table's cells; a line that fills only some columns right under a row goes on with that row's cells."""
    columns = _edges(lines[0])
    rows: list[list[str]] = []
    for place, line in enumerate(lines):
        continues = place > 0 and len(line.cells) < len(columns) and _close(lines[place - 1], line)
        if not continues:
            rows.append([""] * len(columns))
        for left, text in line.cells:
            rows[-1][_column(left, columns)] += text
    return tuple(tuple(row) for row in rows)


def _edges(line: Row) -> list[float]:
    return [left for left, _ in line.cells]


def _in_columns(line: Row, above: Row, columns: Sequence[float]) -> int:
    """How many columns the line fills; 0 where it does not belong to them."""
    filled = {column for left, _ in line.cells for column, edge in enumerate(columns) if abs(left - edge) <= _NEAR}
    if len(filled) < len(line.cells):
        return 0
    if len(line.cells) < 2 and not (_close(above, line) and filled != {0}):
        return 0
    return len(filled)


def _close(above: Row, below: Row) -> bool:
    return below.middle - above.middle < 1.6 * max(above.size, below.size)


def _column(left: float, columns: Sequence[float]) -> int:
    return min(range(len(columns)), key=lambda column: abs(left - columns[column]))
