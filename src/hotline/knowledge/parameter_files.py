"""Parameters as files: a folder with `regions.yaml` and lists of parameters, each with its history.

Reading reports every fault of all files at once, so that an editor mends them in one go.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from .bilingual import LANGUAGES, Bilingual
from .faults import Fault, FaultsFoundError
from .parameter_faults import parameter_faults
from .parameters import KEY_PATTERN, NATION, DatedValue, Parameter, ParameterBook, Unit, region_and_above

SAMPLE_PARAMETERS = Path(__file__).parent / "sample" / "parameters"
"""The parameters of the sample centre: national ones by law, the sample city's invented."""

REGIONS_FILE = "regions.yaml"

DECIMALS_AT_MOST = 4
"""Places after the point that a parameter may have."""

_AT_MOST = {"key": (60, 60), "title": (60, 120), "source": (200, 300), "document": (80, 80)}
"""Characters of a field in Chinese and in English: what a table of an answer has room for."""

_FIELDS = frozenset(("key", "title", "unit", "decimals", "values"))
_VALUE_FIELDS = frozenset(("region", "value", "valid_from", "valid_to", "source", "document", "sample"))
_REGION = re.compile(r"[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)*")


@dataclass(frozen=True, slots=True)
class Region:
    """A place that may have parameters of its own; `path` names it below those above it."""

    path: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class ParameterFolder:
    """What a folder holds, without faults: regions with those above first, parameters in the order of the files."""

    regions: tuple[Region, ...]
    parameters: tuple[Parameter, ...]

    def book(self) -> ParameterBook:
        """The parameters, ready to be asked."""
        return ParameterBook(self.parameters)


def parameters_read(folder: Path) -> ParameterFolder:
    """Everything in the folder. Raises `FaultsFoundError` with the faults of all its files."""
    found, faults = _parsed(folder)
    if faults:
        raise FaultsFoundError(tuple(faults))
    return found


def parameters_check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the folder, empty when it can be loaded."""
    return tuple(_parsed(folder)[1])


def _parsed(folder: Path) -> tuple[ParameterFolder, list[Fault]]:
    faults: list[Fault] = []
    regions = tuple(_regions(folder / REGIONS_FILE, faults))
    paths = frozenset(region.path for region in regions)
    parameters: list[Parameter] = []
    where: dict[str, str] = {}
    files = sorted(path for path in folder.glob("*.yaml") if path.name != REGIONS_FILE)
    if not files:
        faults.append(Fault("parameters/", "*.yaml", "文件夹里没有参数文件。", "There is no file of parameters here."))
    for path in files:
        for number, row in enumerate(_rows(path, faults), 1):
            parameter = _Reader(path.name, number, row, faults).parameter(paths)
            if parameter is None:
                continue
            other = where.setdefault(parameter.key, path.name)
            if parameter.key in (one.key for one in parameters):
                zh, en = f"已在 {other} 里写过，请合并。", f"It is already in {other}: put both together."
                faults.append(Fault(path.name, parameter.key, zh, en))
            parameters.append(parameter)
    return ParameterFolder(regions=regions, parameters=tuple(parameters)), faults


def _rows(path: Path, faults: list[Fault]) -> list[Any]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(path.name, "-", "缺少这个文件。", "This file is missing."))
        return []
    except UnicodeDecodeError:
        faults.append(Fault(path.name, "-", "请保存为 UTF-8 编码。", "Save the file as UTF-8."))
        return []
    except (yaml.YAMLError, ValueError) as error:
        # A day that does not exist, such as 2025-02-30, is a ValueError of the YAML reader.
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "-"
        faults.append(Fault(path.name, place, "YAML 写法有误，读不出来。", "The YAML cannot be read."))
        return []
    if isinstance(rows, list):
        return rows
    faults.append(Fault(path.name, "-", "请写成以 - 开头的列表。", "Write a list, each item after a dash."))
    return []


def _regions(path: Path, faults: list[Fault]) -> Iterator[Region]:
    seen: set[str] = set()
    for number, row in enumerate(_rows(path, faults), 1):
        name = row.get("path") if isinstance(row, Mapping) else None
        title = _bilingual(row.get("title")) if isinstance(row, Mapping) else None
        if not isinstance(name, str) or not _REGION.fullmatch(name) or title is None:
            faults.append(Fault(path.name, f"[{number}]", "要有 path 和中英文 title。", "Give path and both titles."))
        elif name in seen:
            faults.append(Fault(path.name, name, "这个地区写了两次。", "This region stands here twice."))
        elif any(above not in seen for above in region_and_above(name)[1:]) or (not seen and name != NATION):
            faults.append(Fault(path.name, name, "上级地区要写在前面。", "List the region above it first."))
        else:
            seen.add(name)
            yield Region(path=name, title=title)


class _Reader:
    """Reads one parameter and gathers what is wrong with it."""

    def __init__(self, file: str, number: int, row: Any, faults: list[Fault]) -> None:
        self.file = file
        self.row: Mapping[str, Any] = row if isinstance(row, Mapping) else {}
        # A fault is named by the key where there is one: an editor finds that faster than a count.
        self.name = str(self.row.get("key") or f"[{number}]")
        self.faults = faults
        self.is_sound = True

    def fault(self, field: str, zh: str, en: str) -> None:
        self.is_sound = False
        self.faults.append(Fault(self.file, f"{self.name}.{field}", zh, en))

    def parameter(self, regions: frozenset[str]) -> Parameter | None:
        """The parameter, or None where its fields cannot be read at all."""
        for name in sorted(set(map(str, self.row)) - _FIELDS):
            self.fault(name, "没有这个字段，请删除或改名。", "There is no such field: remove or rename it.")
        parameter = Parameter(
            key=self._key(),
            title=self._both("title", self.row.get("title")),
            unit=self._unit(),
            decimals=self._decimals(),
            values=tuple(self._values()),
        )
        if not self.is_sound:
            return None
        self.faults.extend(
            Fault(fault.file, f"{self.name}.{fault.field}", fault.zh, fault.en)
            for fault in parameter_faults(parameter, file=self.file, regions=regions)
        )
        return parameter

    def _key(self) -> str:
        key = self.row.get("key")
        if isinstance(key, str) and re.fullmatch(KEY_PATTERN, key):
            self._length_check("key", key, key)
            return key
        self.fault("key", "只用小写字母、数字和连字符，字母开头。", "Use lower-case letters, digits and hyphens.")
        return ""

    def _unit(self) -> Unit:
        try:
            return Unit(str(self.row.get("unit")))
        except ValueError:
            allowed = ", ".join(Unit)
            self.fault("unit", f"只能是 {allowed}。", f"Write one of {allowed}.")
            return Unit.NUMBER

    def _decimals(self) -> int:
        value = self.row.get("decimals", 0)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= DECIMALS_AT_MOST:
            return value
        self.fault("decimals", f"请写0到{DECIMALS_AT_MOST}的整数。", f"Write 0 to {DECIMALS_AT_MOST}.")
        return 0

    def _both(self, field: str, value: Any) -> Bilingual:
        both = _bilingual(value)
        if both is not None:
            self._length_check(field, both.zh, both.en)
            return both
        self.fault(field, "中文和英文都要写：{zh: …, en: …}。", "Give both languages: {zh: …, en: …}.")
        return Bilingual(zh="", en="")

    def _length_check(self, field: str, zh: str, en: str) -> None:
        zh_most, en_most = _AT_MOST[field.rsplit(".", 1)[-1]]
        if len(zh) > zh_most or len(en) > en_most:
            self.fault(
                field,
                f"太长：中文最多{zh_most}个字符，英文最多{en_most}个字符。",
                f"Too long: at most {zh_most} characters in Chinese and {en_most} in English.",
            )

    def _values(self) -> Iterator[DatedValue]:
        rows = self.row.get("values")
        if not isinstance(rows, list):
            self.fault("values", "至少写一个数值。", "Give at least one value.")
            return
        for number, row in enumerate(rows, 1):
            if isinstance(row, Mapping):
                yield self._value(f"values[{number}]", row)
            else:
                self.fault(f"values[{number}]", "请写 region、value、valid_from、source。", "Give its fields.")

    def _value(self, place: str, row: Mapping[str, Any]) -> DatedValue:
        for name in sorted(set(map(str, row)) - _VALUE_FIELDS):
            self.fault(f"{place}.{name}", "没有这个字段，请删除或改名。", "There is no such field: remove it.")
        valid_from = self._day(f"{place}.valid_from", row.get("valid_from"))
        if valid_from is None and row.get("valid_from") is None:
            self.fault(f"{place}.valid_from", "请写成 2026-01-31 这样的日期。", "Write a date like 2026-01-31.")
        sample, document = row.get("sample", False), str(row.get("document") or "")
        self._length_check(f"{place}.document", document, document)
        if not isinstance(sample, bool):
            self.fault(f"{place}.sample", "只能是 true 或 false。", "Write true or false.")
        return DatedValue(
            value=self._number(f"{place}.value", row.get("value")),
            region=str(row.get("region", "")),
            valid_from=valid_from or date.min,
            valid_to=self._day(f"{place}.valid_to", row.get("valid_to")),
            source=self._both(f"{place}.source", row.get("source")),
            document=document,
            is_sample=sample is True,
        )

    def _day(self, field: str, value: Any) -> date | None:
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(field, "请写成 2026-01-31 这样的日期。", "Write a date like 2026-01-31.")
        return None

    def _number(self, field: str, value: Any) -> Decimal:
        # A YAML float prints as it was written, so its text is exact where its binary form is not.
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            try:
                return Decimal(str(value))
            except InvalidOperation:
                pass
        self.fault(field, "请写数字，不带单位和逗号。", "Write a number without unit and commas.")
        return Decimal(0)


def _bilingual(value: Any) -> Bilingual | None:
    if isinstance(value, Mapping) and all(isinstance(value.get(k), str) and value[k].strip() for k in LANGUAGES):
        return Bilingual(zh=value["zh"].strip(), en=value["en"].strip())
    return None
