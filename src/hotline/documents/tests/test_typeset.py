"""Lines as Chinese printing wants them."""

from hypothesis import given
from hypothesis import strategies as st

from hotline.documents.typeset import lines_broken


def broken(text: str, width: float) -> list[str]:
    return lines_broken(
        text, width=width, measure=lambda piece: sum(1.0 if ord(char) > 0x7F else 0.5 for char in piece)
    )


def test_closing_marks_do_not_begin_a_line() -> None:
    assert broken("一二三四五，六", 5) == ["一二三四", "五，六"]
    assert broken("一二三四》。五", 4) == ["一二三", "四》。五"]


def test_opening_marks_do_not_end_a_line() -> None:
    assert broken("一二三《四五》", 4) == ["一二三", "《四五》"]


def test_latin_words_and_figures_stay_whole() -> None:
    assert broken("拨打 12333 咨询", 4) == ["拨打", "12333 咨", "询"]


def test_long_addresses_are_parted_at_their_marks() -> None:
    assert broken("https://a.example.cn/abcdef/ghijkl", 8) == ["https://a.", "example.cn/", "abcdef/ghijkl"]


def test_line_breaks_stay() -> None:
    assert broken("一\n\n二", 9) == ["一", "", "二"]


@given(st.text(alphabet="一二，。《》（）ab 1/", max_size=60), st.integers(min_value=4, max_value=20))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    lines = broken(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    # What is carried down with a mark may be as wide as a line and three marks at most.
    assert all(sum(1.0 if ord(char) > 0x7F else 0.5 for char in line) <= width + 3 for line in lines)
