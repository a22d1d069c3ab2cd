"""The reference pages of the calculators, made from what they ask and from one worked example each.

`python -m hotline.knowledge.calculators.reference docs/reference` writes them; a test holds the pages to the code.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from hotline.knowledge.parameter_files import SAMPLE_PARAMETERS, parameters_read
from hotline.knowledge.parameters import ParameterBook, number_in_digits
from hotline.knowledge.renderings import basis_lines

from .asking import AskedField, FieldKind
from .calculator import Calculator
from .registry import CALCULATORS
from .working import Line

EXAMPLE_REGION, EXAMPLE_DAY = "cn/sample-city", date(2026, 11, 24)
"""Where and when the examples are reckoned."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "unemployment-benefit": {"months_paid": "130"},
    "severance": {
        "ending": "changed",
        "started": "2005-03-01",
        "ended": "2026-05-31",
        "monthly_wage": "12000",
        "notice_given": "no",
    },
    "overtime": {"monthly_wage": "8700", "weekday_hours": "10", "rest_day_hours": "8", "holiday_hours": "8"},
    "annual-leave": {"year": "2026", "years_worked": "12", "monthly_wage": "8700", "left": "2026-06-30"},
    "maternity": {"event": "birth", "babies": "2", "employer_average": "9000"},
    "sick-pay": {
        "years_worked": "12",
        "years_here": "6",
        "sick_months": "2",
        "monthly_wage": "6000",
        "agreed_percent": "60",
    },
    "contributions": {"monthly_wage": "8000", "housing_percent": "12"},
    "pension": {"age": "60", "years_paid": "25.5", "index": "1.2", "account": "120000"},
    "retirement": {"born": "1972-09-14", "group": "man"},
    "work-injury": {"grade": "5", "monthly_wage": "8000", "care": "part", "job_ends": "yes"},
    "work-death": {"monthly_wage": "8000", "spouse": "yes", "relatives": "1"},
}
"""What a form would hand over, one for each calculator."""

_HEAD = """\
# Calculators 计算器

Made by `python -m hotline.knowledge.calculators.reference docs/reference`; a test holds this page to the code. What
each asks, with limits, and the parameters it uses: [fields](calculator-fields.md).

Desk, page and API ask the same fields and get the same answer: amounts, and the working line by line with its formula,
articles and parameters. Every amount is rounded once, half up, to the fen; what stands inside a formula is not rounded.
The day asked about decides which parameters count; where an input has a day of its own, as the last day of work, that
day does. Impossible input is refused with its field and a reason in Chinese and English. Income tax is never reckoned.

每一项金额只在最后四舍五入到分。以下例子用样本市虚构的数值。The examples use the invented figures of the sample city.
"""

_HEAD_OF_FIELDS = """\
# What the calculators ask 计算器的填写项

Made by `python -m hotline.knowledge.calculators.reference docs/reference`; a test holds this page to the code. How each
works: [calculators](calculators.md). Numbers have at most two decimal places; limits are included.
"""

_KINDS = {
    FieldKind.NUMBER: "number",
    FieldKind.WHOLE: "whole number",
    FieldKind.DAY: "day, `2026-01-31`",
    FieldKind.YES_NO: "yes or no",
    FieldKind.CHOICE: "one of",
}


def examples_page(book: ParameterBook) -> str:
    """How each calculator works, as Markdown: one example each, reckoned from this book."""
    return "\n".join((_HEAD, *(line for one in CALCULATORS.values() for line in _example(one, book))))


def fields_page() -> str:
    """What each calculator asks and which parameters it may use, as Markdown."""
    return "\n".join((_HEAD_OF_FIELDS, *(line for one in CALCULATORS.values() for line in _fields(one))))


def pages(book: ParameterBook) -> Mapping[str, str]:
    """Both pages by the name of their file."""
    return {"calculators.md": examples_page(book), "calculator-fields.md": fields_page()}


def _fields(calculator: Calculator) -> Iterator[str]:
    yield f"## `{calculator.key}` {calculator.title.zh}"
    yield ""
    yield f"Parameters: {', '.join(f'`{key}`' for key in calculator.parameters)}."
    yield ""
    yield "| field | asks | answer |"
    yield "| --- | --- | --- |"
    yield from (_field_row(field) for field in calculator.fields())
    yield ""


def _field_row(field: AskedField) -> str:
    ask = field.ask
    if field.kind is FieldKind.CHOICE:
        choices = ", ".join(f"`{key}` {label.zh} {label.en}" for key, label in ask.choices.items())
        answer = f"{_KINDS[field.kind]} {choices}"
    else:
        answer = _KINDS[field.kind]
        if field.kind in (FieldKind.NUMBER, FieldKind.WHOLE):
            answer += f", {number_in_digits(ask.least)} to {number_in_digits(ask.most)}"
        if ask.unit:
            answer += f", {ask.unit.value.replace('_', ' ')}"
    if not field.is_required:
        answer += "; may be empty"
    return f"| `{field.name}` | {ask.label.zh} {ask.label.en} | {answer} |"


def _example(calculator: Calculator, book: ParameterBook) -> Iterator[str]:
    given = EXAMPLES[calculator.key]
    result = calculator.answer(given, book=book, region=EXAMPLE_REGION, day=EXAMPLE_DAY)
    said = ", ".join(f"{name} {value}" for name, value in given.items())
    yield f"## {calculator.title.zh} {calculator.title.en}"
    yield ""
    yield f"{calculator.summary.zh}{calculator.summary.en} Example, `{calculator.key}` on {EXAMPLE_DAY}: {said}."
    yield ""
    yield from (f"{number}. {_line(line)}" for number, line in enumerate(result.lines, 1))
    yield ""
    amounts = "; ".join(f"{one.label.zh} {one.label.en} **{one.value.in_words('en')}**" for one in result.amounts)
    yield f"Answer: {amounts}. " + "".join(note.en + " " for note in result.notes).rstrip()
    yield ""


def _line(line: Line) -> str:
    text = f"{line.text.zh}{line.text.en}"
    outcome = " = ".join(part for part in (line.formula, line.result.in_words("en") if line.result else "") if part)
    basis = "; ".join(basis_lines(line.basis, "en"))
    return text + (f" `{outcome}`" if outcome else "") + (f" ({basis})" if basis else "")


if __name__ == "__main__":
    for name, text in pages(parameters_read(SAMPLE_PARAMETERS).book()).items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
