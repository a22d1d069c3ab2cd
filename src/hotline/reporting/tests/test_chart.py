"""The chart: bars from zero, in their order, with room for their words."""

import pytest

from hotline.reporting.chart import Stack, chart_of

HOURS = [f"{hour:02d}:00" for hour in range(24)]


def test_a_stack_stands_on_the_axis_and_the_next_upon_it() -> None:
    chart = chart_of(
        labels=["08:00", "09:00"],
        stacks=[Stack("answered", "人工接听", [3, 0]), Stack("lost", "中断", [0, 0]), Stack("left", "放弃", [1, 2])],
    )
    assert [stack.key for stack in chart.legend] == ["answered", "left"]
    assert [tick.value for tick in chart.ticks] == [0, 1, 2, 3, 4]
    assert [(piece.key, piece.top, piece.height, piece.words) for piece in chart.bars[0].pieces] == [
        ("answered", "25.00%", "75.00%", "08:00 人工接听 3"),
        ("left", "0.00%", "25.00%", "08:00 放弃 1"),
    ]
    assert (chart.bars[0].total, chart.bars[1].total, chart.bars[1].top) == ("4", "2", "50.00%")


@pytest.mark.parametrize(
    ("largest", "values"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (6, [0, 2, 4, 6]),
        (11, [0, 5, 10, 15]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_the_axis_begins_at_zero_and_ends_above_the_highest(largest: int, values: list[int]) -> None:
    chart = chart_of(labels=["08:00"], stacks=[Stack("answered", "人工接听", [largest])])
    assert [tick.value for tick in chart.ticks] == values


def test_words_are_left_out_where_there_is_no_room() -> None:
    day = chart_of(labels=HOURS, stacks=[Stack("answered", "人工接听", [1] * 24)])
    assert [bar.label for bar in day.bars[:4]] == ["00:00", "", "02:00", ""]
    assert {bar.total for bar in day.bars} == {"1"}
    quarter = chart_of(labels=["x"] * 92, stacks=[Stack("answered", "人工接听", [1] * 92)])
    assert sum(bool(bar.label) for bar in quarter.bars) <= 12
    assert {bar.total for bar in quarter.bars} == {""}
