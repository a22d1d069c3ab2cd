"""The fields at the head of an entry file, read one by one; what is wrong with them is gathered."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from .bilingual import LANGUAGES, Bilingual
from .faults import Fault

Row = TypeVar("Row")


class FrontMatter:
    """Reads fields of one mapping and gathers what is wrong with them in `faults`.

    A field that is wrong gives a harmless value of its type, so that reading goes on to the next fault. `inside` and
    `rows` give readers of what lies deeper; they gather in the same list and name the whole path of a field.
    """

    def __init__(
        self, file: str, front: Mapping[str, Any], *, path: str = "", faults: list[Fault] | None = None
    ) -> None:
        self.file = file
        self.front = front
        self.faults: list[Fault] = [] if faults is None else faults
        self._path = path

    def fault(self, field: str, zh: str, en: str) -> None:
        """Note what is wrong with a field and what to do."""
        self.faults.append(Fault(self.file, f"{self._path}{field}".rstrip("."), zh, en))

    def only(self, known: Collection[str]) -> None:
        """Note every field that is none of these."""
        for name in sorted(set(self.front) - set(known), key=str):
            self.fault(str(name), "没有这个字段，请删除或改名。", "There is no such field: remove or rename it.")

    def inside(self, field: str) -> "FrontMatter":
        """The mapping under a field."""
        value = self.front.get(field)
        if not isinstance(value, dict):
            self.fault(field, "请写成 字段: 值。", "Write its fields as name: value.")
            value = {}
        return self._deeper(field, value)

    def rows(self, field: str, read: Callable[["FrontMatter"], Row], *, missing: Bilingual | None) -> tuple[Row, ...]:
        """Every row of the list under a field, each read by `read`. An empty list is a fault that says `missing`."""
        value = self.front.get(field)
        if not value and missing is not None:
            self.fault(field, missing.zh, missing.en)
            return ()
        if value is not None and not isinstance(value, list):
            self.fault(field, "请写成列表，每项一行，以 - 开头。", "Write a list, one item a line, each with -.")
            return ()
        return tuple(read(self._row(field, number, row)) for number, row in enumerate(value or [], 1))

    def matching(self, field: str, pattern: str, zh: str, en: str, *, default: str | None = None) -> str:
        """A text of this pattern; `default` where the field is left out."""
        value = self.front.get(field, default)
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        self.fault(field, zh, en)
        return ""

    def choice(self, field: str, choices: list[str], *, default: str | None = None) -> str:
        """One of these words; `default` where the field is left out."""
        value = self.front.get(field, default)
        if value in choices:
            return str(value)
        allowed = ", ".join(choices)
        self.fault(field, f"只能是 {allowed}。", f"Write one of {allowed}.")
        return choices[0]

    def day(self, field: str, *, may_be_empty: bool) -> date | None:
        """A date, or None where it may be empty."""
        value = self.front.get(field)
        if isinstance(value, date):
            return value
        if value is not None or not may_be_empty:
            self.fault(field, "请写成 2026-01-31 这样的日期。", "Write a date like 2026-01-31.")
        return None

    def yes(self, field: str) -> bool:
        """True or false, false where it is left out."""
        value = self.front.get(field, False)
        if not isinstance(value, bool):
            self.fault(field, "请写 true 或 false。", "Write true or false.")
            return False
        return value

    def count(self, field: str, *, at_least: int, default: int | None = None) -> int:
        """A whole number from `at_least` on; `default` where the field is left out."""
        value = self.front.get(field, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return value
        self.fault(field, f"请写{at_least}以上的整数。", f"Write a whole number from {at_least}.")
        return 0

    def both(self, field: str) -> Bilingual:
        """A text in both languages."""
        return self._both(field, self.front.get(field))

    def texts(self, field: str, *, missing: Bilingual | None) -> tuple[Bilingual, ...]:
        """A list of texts in both languages; an empty one is a fault that says `missing`."""
        return self.rows(field, lambda row: row.itself(), missing=missing)

    def itself(self) -> Bilingual:
        """The mapping read as one text in both languages."""
        return self._both("", self.front)

    def words(self, field: str) -> tuple[str, ...]:
        """A list of words."""
        value = self.front.get(field)
        if isinstance(value, list) and value and all(isinstance(word, str) and word.strip() for word in value):
            return tuple(word.strip() for word in value)
        self.fault(
            field,
            "至少写一个百姓会说的词，数字要加引号。",
            "List at least one everyday word; put quotes around numbers.",
        )
        return ()

    def _both(self, field: str, value: Any) -> Bilingual:
        if isinstance(value, Mapping) and all(isinstance(value.get(k), str) and value[k].strip() for k in LANGUAGES):
            return Bilingual(zh=value["zh"].strip(), en=value["en"].strip())
        self.fault(field, "中文和英文都要写：{zh: …, en: …}。", "Give both languages: {zh: …, en: …}.")
        return Bilingual(zh="", en="")

    def _row(self, field: str, number: int, row: Any) -> "FrontMatter":
        return self._deeper(f"{field}[{number}]", row if isinstance(row, dict) else {})

    def _deeper(self, field: str, value: Mapping[str, Any]) -> "FrontMatter":
        return FrontMatter(self.file, value, path=f"{self._path}{field}.", faults=self.faults)
