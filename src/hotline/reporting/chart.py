"""The chart of outcomes as lengths: stacked bars from an axis at zero, in shares of the picture's width and height."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_SHARE = 0.7
"""Of its place, so that bars stand apart."""
TICKS_AT_MOST = 5
LABELS_AT_MOST = 12
SUMS_AT_MOST = 31
"""With more bars the sums above them would run into each other."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One outcome over all labels: its key (which names its look), its name and how many calls for each label."""

    key: str
    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One outcome in one bar; `top` and `height` in percent of the plot, `words` for who points at it."""

    key: str
    top: str
    height: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour or day. `label` and `total` are empty where there is no room for them; places in percent."""

    left: str
    width: str
    middle: str
    top: str
    label: str
    total: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the vertical axis, `top` in percent."""

    top: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What the picture is drawn from. `legend` holds the outcomes that occur, in the order of the stack."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    legend: Sequence[Stack]


def chart_of(*, labels: Sequence[str], stacks: Sequence[Stack]) -> Chart:
    """The chart of these outcomes; every stack has one value for each label."""
    legend = [stack for stack in stacks if any(stack.values)]
    sums = [sum(stack.values[place] for stack in legend) for place in range(len(labels))]
    step = _step(max(sums, default=0))
    top = step * -(-max(sums, default=0) // step) or step
    ticks = [Tick(_percent(1 - value / top), value) for value in range(0, top + 1, step)]
    bars = [_bar(place, labels=labels, legend=legend, top=top) for place in range(len(labels))]
    return Chart(bars=bars, ticks=ticks, legend=legend)


def _bar(place: int, *, labels: Sequence[str], legend: Sequence[Stack], top: int) -> Bar:
    width = 1 / len(labels)
    every = -(-len(labels) // LABELS_AT_MOST)
    pieces, below = [], 0
    for stack in legend:
        if value := stack.values[place]:
            words = f"{labels[place]} {stack.name} {value:,}"
            pieces.append(Piece(stack.key, _percent(1 - (below + value) / top), _percent(value / top), words))
            below += value
    return Bar(
        left=_percent((place + (1 - BAR_SHARE) / 2) * width),
        width=_percent(BAR_SHARE * width),
        middle=_percent((place + 0.5) * width),
        top=_percent(1 - below / top),
        label=labels[place] if place % every == 0 else "",
        total=f"{below:,}" if below and len(labels) <= SUMS_AT_MOST else "",
        pieces=pieces,
    )


def _step(largest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50... with which the axis has few enough lines."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if largest <= factor * power * TICKS_AT_MOST:
                return factor * power
        power *= 10


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
