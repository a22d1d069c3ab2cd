"""Spreadsheets of questions and answers: headings recognised in Chinese and English, each row checked."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hotline.documents.document import Warned
from hotline.documents.errors import DocumentRefusedError
from hotline.documents.spreadsheets import Sheet, cell_safe
from hotline.documents.wire import warned_from_json, warned_to_json

_HEADINGS = {
    "question": "问题 问 提问 标准问 标准问题 咨询问题 问题内容 题目 question questions q faq ask",
    "answer": "答案 答 回答 答复 标准答案 标准回答 答复内容 解答 参考答案 回复 answer answers a reply response",
    "topic": "主题 分类 类别 业务类别 业务分类 问题分类 所属主题 栏目 类型 知识分类 领域 topic category class subject",
    "words": "关键词 关键字 相似问 相似问法 同义词 扩展问 其他问法 俗称 words keywords keyword synonyms tags",
    "basis": "依据 政策依据 法律依据 法规依据 文件依据 来源 出处 basis source reference",
}
_KNOWN = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split()}
_HEADING_ROWS = 10
"""A title and remarks may stand above the headings."""
_WORDS_APART = re.compile(r"[、，,;；|/\n]+")
_HEADINGS_OUT = ("问题 question", "答案 answer", "主题 topic", "关键词 words", "依据 basis")


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with its answer, and where it stood."""

    sheet: str
    row: int
    question: str
    answer: str
    topic: str = ""
    words: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """All rows that are whole, and warnings for those that are not."""

    rows: tuple[QuestionRow, ...]
    warnings: tuple[Warned, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain lists, strings and numbers."""
        return {
            "rows": [
                [row.sheet, row.row, row.question, row.answer, row.topic, list(row.words), row.basis]
                for row in self.rows
            ],
            "warnings": [warned_to_json(warned) for warned in self.warnings],
        }

    @staticmethod
    def from_json(value: dict[str, Any]) -> "Questions":
        """The same questions."""
        rows = tuple(
            QuestionRow(
                sheet=sheet, row=row, question=question, answer=answer, topic=topic, words=tuple(words), basis=basis
            )
            for sheet, row, question, answer, topic, words, basis in value["rows"]
        )
        return Questions(rows=rows, warnings=tuple(warned_from_json(warned) for warned in value["warnings"]))


def questions_in(sheets: Sequence[Sheet], *, name: str) -> Questions:
    """The questions on all sheets. Raises DocumentRefusedError (`headings`) where no sheet has columns for
    question and answer.
    """
    rows: list[QuestionRow] = []
    warnings: list[Warned] = []
    seen_headings: list[str] = []
    recognised = False
    for sheet in sheets:
        warnings += sheet.warnings
        place, columns = _heading_row(sheet)
        if columns is None:
            seen_headings += [cell for _, row in sheet.rows[:1] for cell in row if cell]
            continue
        recognised = True
        _rows_taken(sheet, place, columns, rows, warnings)
    if not recognised:
        raise _no_headings(name, seen_headings)
    return Questions(rows=tuple(rows), warnings=(*warnings, *_repeated(rows)))


def questions_csv(rows: Iterable[QuestionRow]) -> bytes:
    """The questions as .csv (UTF-8 with its mark, so that Excel shows Chinese); `questions_read` gives the same
    rows again.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_HEADINGS_OUT)
    for row in rows:
        writer.writerow(
            [cell_safe(cell) for cell in (row.question, row.answer, row.topic, "、".join(row.words), row.basis)]
        )
    return written.getvalue().encode("utf-8-sig")


def _heading_row(sheet: Sheet) -> tuple[int, dict[str, int] | None]:
    """Place of the headings among the rows, and the column of each that is known."""
    for place, (_, row) in enumerate(sheet.rows[:_HEADING_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            known = _column_named(cell)
            if known and known not in columns:
                columns[known] = column
        if "question" in columns and "answer" in columns:
            return place, columns
    return 0, None


def _column_named(cell: str) -> str:
    """The column that a heading names: 问题, Question, 问题（必填）, 问题 question."""
    words = re.sub(r"[（(【\[].*?[）)】\]]|[*：:\s]+$", "", cell).strip().lower()
    if words in _KNOWN:
        return _KNOWN[words]
    named = {_KNOWN.get(word, "") for word in re.split(r"[\s/]+", words)}
    return named.pop() if len(named) == 1 else ""


def _rows_taken(
    sheet: Sheet, headings: int, columns: dict[str, int], rows: list[QuestionRow], warnings: list[Warned]
) -> None:
    for number, cells in sheet.rows[headings + 1 :]:
        value = {name: cells[column] if column < len(cells) else "" for name, column in columns.items()}
        question, answer = " ".join(value["question"].split()), value["answer"]
        if question and answer:
            words = tuple(
                dict.fromkeys(word for raw in _WORDS_APART.split(value.get("words", "")) if (word := raw.strip()))
            )
            rows.append(
                QuestionRow(
                    sheet=sheet.name,
                    row=number,
                    question=question,
                    answer=answer,
                    topic=value.get("topic", ""),
                    words=words,
                    basis=value.get("basis", ""),
                )
            )
        elif question or answer:
            warnings.append(_half(sheet.name, number, missing_answer=bool(question)))


def _half(sheet: str, number: int, *, missing_answer: bool) -> Warned:
    zh, en = ("答案", "answer") if missing_answer else ("问题", "question")
    return Warned(
        zh=f"工作表“{sheet}”第 {number} 行没有{zh}，没有采用。请补上后再交。",
        en=f"Sheet {sheet}, row {number} has no {en} and was left out. Add it and hand the file over again.",
    )


def _repeated(rows: Sequence[QuestionRow]) -> list[Warned]:
    first: dict[str, QuestionRow] = {}
    warnings = []
    for row in rows:
        earlier = first.setdefault(row.question, row)
        if earlier is not row:
            warnings.append(
                Warned(
                    zh=f"工作表“{row.sheet}”第 {row.row} 行与“{earlier.sheet}”第 {earlier.row} 行的问题相同，"
                    "请保留一个。",
                    en=f"Sheet {row.sheet}, row {row.row} asks the same as sheet {earlier.sheet}, row "
                    f"{earlier.row}: keep one of them.",
                )
            )
    return warnings


def _no_headings(name: str, seen: Sequence[str]) -> DocumentRefusedError:
    found = "、".join(heading[:20] for heading in seen[:8]) or "—"
    return DocumentRefusedError(
        "headings",
        zh=f"“{name}”前 {_HEADING_ROWS} 行没有找到“问题”和“答案”两列（第一行是：{found}）。"
        "请把列名改为“问题”“答案”后再交。",
        en=f"{name}: no columns called question and answer in the first {_HEADING_ROWS} rows (the first row "
        f"says: {found}). "
        "Name the columns so and hand the file over again.",
    )
