"""Numbers in English words."""

from typing import Final

SMALL: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS: Final = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GROUPS: Final = ("", " thousand", " million", " billion", " trillion")
ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST: Final = 15


def digits(figures: str) -> str:
    """Figure by figure: `one two three three three`."""
    return " ".join(SMALL[int(figure)] for figure in figures)


def cardinal(number: str) -> str:
    """The number `number` counts: `two thousand four hundred and twenty`, `twenty-six point four`.

    A number longer than 15 figures is said figure by figure.
    """
    whole, _, part = number.partition(".")
    if len(whole.lstrip("0")) > LONGEST:
        return digits(whole)
    part = part.rstrip("0")
    return _whole(int(whole or "0")) + (f" point {digits(part)}" if part else "")


def ordinal(number: str) -> str:
    """`first`, `twenty-first`, `one hundredth`."""
    head, hyphen, last = cardinal(number).rpartition("-")
    if not hyphen:
        head, hyphen, last = cardinal(number).rpartition(" ")
    if last in ORDINALS:
        last = ORDINALS[last]
    elif last.endswith("y"):
        last = f"{last[:-1]}ieth"
    else:
        last = f"{last}th"
    return f"{head}{hyphen}{last}"


def year(figures: str) -> str:
    """A year of four figures as it is said: `nineteen fifty-two`, `two thousand and eight`, `twenty twenty-four`."""
    century, rest = int(figures[:2]), int(figures[2:])
    if century == 20 and rest < 10:
        return "two thousand" + (f" and {SMALL[rest]}" if rest else "")
    if rest == 0:
        return f"{_whole(century)} hundred"
    if rest < 10:
        return f"{_whole(century)} oh {SMALL[rest]}"
    return f"{_whole(century)} {_whole(rest)}"


def _whole(number: int) -> str:
    if number < 1000:
        return _group(number)
    parts: list[str] = []
    rest, index = number, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            parts.append(_group(group) + GROUPS[index])
        index += 1
    last = number % 1000
    joiner = " and " if 0 < last < 100 else " "
    parts.reverse()
    return " ".join(parts[:-1]) + joiner + parts[-1] if len(parts) > 1 else parts[0]


def _group(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{SMALL[hundreds]} hundred" + (f" and {_group(rest)}" if rest else "")
