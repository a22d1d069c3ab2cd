"""Chinese numerals as laws write them: 第一百零八条, 第1001条, 二〇二四年."""

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN = "零一二三四五六七八九"
LARGEST = 9999

NUMERAL = "[〇零○一二两三四五六七八九十百千]+"
"""A pattern for a run of Chinese numerals; `numeral_read` decides whether it is a number."""


def numeral_read(text: str) -> int | None:
    """The number that `text` writes, in Chinese numerals (一百零八, 二〇二四) or in digits of any width; None
    where it is none.
    """
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _units_read(text)


def _units_read(text: str) -> int | None:
    """Read 三百二十一: each digit before a falling unit. 十二 means 一十二, 一百一 is not used in laws and means
    101 here.
    """
    total = 0
    digit: int | None = None
    last_unit = 10_000
    for char in text:
        if char in _DIGITS:
            if digit:  # two digits without a unit between: 二三十 is "twenty or thirty", not a number
                return None
            digit = _DIGITS[char]
            continue
        unit = _UNITS[char]
        if unit >= last_unit:
            return None
        total += (1 if digit is None else digit) * unit
        digit, last_unit = None, unit
    return total + (digit or 0)


def numeral_write(number: int) -> str:
    """`number` (0 to 9999) as a law writes it: 12 is 十二, 108 is 一百零八, 1010 is 一千零一十. Raises ValueError
    outside.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is outside 0 to {LARGEST}")
    if number == 0:
        return "零"
    written = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + _WRITTEN[digit] + name
        gap = False
    return written[1:] if written.startswith("一十") else written
