"""Entry files: one entry a file, YAML between `---` lines, then the sections `## zh` and `## en`.

Parsing is pure and reports every fault of a file at once, so that an editor mends it in one go.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from .drafts import LANGUAGES, Basis, Bilingual, EntryDraft
from .kinds import Audience, Kind

PARAGRAPH_LIMITS = {"zh": 120, "en": 480}
"""Characters of a paragraph: about half a minute of speech, what one keeps in mind without seeing it."""

PARAGRAPHS_AT_LEAST, PARAGRAPHS_AT_MOST = 3, 6

_FRONT = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (\w+)[ \t]*$", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KNOWN = frozenset(
    ("code", "slug", "kind", "topic", "audience", "valid_from", "valid_to", "basis", "title", "words", "rank")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: which file, which field, and what to do, in Chinese and English."""

    file: str
    field: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.zh} {self.en}"


class FaultsFoundError(ValueError):
    """Files cannot be used as they are; `faults` has each reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class _Reader:
    """Reads fields of one front matter and gathers what is wrong with them."""

    def __init__(self, file: str, front: Mapping[str, Any]) -> None:
        self.file = file
        self.front = front
        self.faults: list[Fault] = []

    def fault(self, field: str, zh: str, en: str) -> None:
        self.faults.append(Fault(self.file, field, zh, en))

    def matching(self, field: str, pattern: str, zh: str, en: str) -> str:
        value = self.front.get(field)
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        self.fault(field, zh, en)
        return ""

    def choice(self, field: str, choices: list[str]) -> str:
        value = self.front.get(field)
        if value in choices:
            return str(value)
        allowed = ", ".join(choices)
        self.fault(field, f"只能是 {allowed}。", f"Write one of {allowed}.")
        return choices[0]

    def day(self, field: str, *, may_be_empty: bool) -> date | None:
        value = self.front.get(field)
        if isinstance(value, date):
            return value
        if value is not None or not may_be_empty:
            self.fault(field, "请写成 2026-01-31 这样的日期。", "Write a date like 2026-01-31.")
        return None

    def both(self, field: str, value: Any) -> Bilingual:
        if isinstance(value, dict) and all(isinstance(value.get(k), str) and value[k].strip() for k in LANGUAGES):
            return Bilingual(zh=value["zh"].strip(), en=value["en"].strip())
        self.fault(field, "中文和英文都要写：{zh: …, en: …}。", "Give both languages: {zh: …, en: …}.")
        return Bilingual(zh="", en="")

    def words(self) -> tuple[str, ...]:
        value = self.front.get("words")
        if isinstance(value, list) and value and all(isinstance(word, str) and word.strip() for word in value):
            return tuple(word.strip() for word in value)
        self.fault(
            "words",
            "至少写一个百姓会说的词，数字要加引号。",
            "List at least one everyday word; put quotes around numbers.",
        )
        return ()

    def rank(self) -> int:
        value = self.front.get("rank")
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.fault("rank", "请写1以上的整数。", "Write a whole number from 1.")
        return 0

    def basis(self) -> tuple[Basis, ...]:
        value = self.front.get("basis")
        if not isinstance(value, list) or not value:
            self.fault("basis", "缺少法律依据，至少写一条。", "No legal basis: name at least one article.")
            return ()
        return tuple(self._basis_row(number, row) for number, row in enumerate(value, 1))

    def _basis_row(self, number: int, row: Any) -> Basis:
        field = f"basis[{number}]"
        if not isinstance(row, dict):
            self.fault(field, "请写 law、version、article。", "Give law, version and article.")
            row = {}
        version = row.get("version")
        if not isinstance(version, date):
            self.fault(f"{field}.version", "请写这一版法律的日期。", "Write the date of this version of the law.")
            version = date.min
        return Basis(
            law=self.both(f"{field}.law", row.get("law")),
            version=version,
            article=self.both(f"{field}.article", row.get("article")),
        )


def entry_parse(*, file: str, text: str) -> EntryDraft:
    """The entry in a file's text. `file` is its name, for messages. Raises `FaultsFoundError` with every fault."""
    match = _FRONT.match(text.replace("\r\n", "\n"))
    if match is None:
        raise FaultsFoundError(
            (
                Fault(
                    file, "---", "文件要以 --- 开头，字段写完再写一行 ---。", "Begin with ---, end the fields with ---."
                ),
            )
        )
    reader = _Reader(file, _front_matter(file, match[1]))
    draft = _draft(reader, match[2])
    if reader.faults:
        raise FaultsFoundError(tuple(reader.faults))
    return draft


def _front_matter(file: str, text: str) -> Mapping[str, Any]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise FaultsFoundError(
            (Fault(file, f"line {line}", "这一行附近的 YAML 写法有误。", "The YAML near this line cannot be read."),)
        ) from error
    if not isinstance(front, dict):
        raise FaultsFoundError((Fault(file, "---", "开头要写成 字段: 值。", "Write the fields as name: value."),))
    return front


def _draft(reader: _Reader, rest: str) -> EntryDraft:
    for name in sorted(set(reader.front) - _KNOWN, key=str):
        reader.fault(str(name), "没有这个字段，请删除或改名。", "There is no such field: remove or rename it.")
    valid_from = reader.day("valid_from", may_be_empty=False)
    valid_to = reader.day("valid_to", may_be_empty=True)
    if valid_from and valid_to and valid_to <= valid_from:
        reader.fault("valid_to", "失效日要晚于生效日。", "It must be later than valid_from.")
    return EntryDraft(
        code=reader.matching(
            "code", r"[0-9]{4}", '请写带引号的四位数字，例如 "1001"。', 'Write four digits in quotes, like "1001".'
        ),
        slug=reader.matching(
            "slug", _SLUG.pattern, "只用小写字母、数字和连字符。", "Use lower-case letters, digits and hyphens."
        ),
        kind=reader.choice("kind", list(Kind.values)),
        topic=reader.matching("topic", r"[a-z]+(/[a-z]+)*", "请写主题路径。", "Write a path of topics.yaml."),
        audience=reader.choice("audience", list(Audience.values)),
        rank=reader.rank(),
        valid_from=valid_from or date.min,
        valid_to=valid_to,
        title=reader.both("title", reader.front.get("title")),
        basis=reader.basis(),
        words=reader.words(),
        bodies=_bodies(reader, rest),
    )


def _bodies(reader: _Reader, rest: str) -> dict[str, tuple[str, ...]]:
    parts = _SECTION.split(rest)
    if parts[0].strip():
        reader.fault("text", "正文要写在 ## zh 或 ## en 下面。", "Put the text under ## zh or ## en.")
    bodies: dict[str, tuple[str, ...]] = {}
    for language, body in zip(parts[1::2], parts[2::2], strict=True):
        if language not in LANGUAGES or language in bodies:
            reader.fault(f"## {language}", "只能有 ## zh 和 ## en，各一次。", "Only ## zh and ## en, once each.")
            continue
        bodies[language] = _paragraphs(body)
    for language in LANGUAGES:
        if language not in bodies:
            reader.fault(f"## {language}", "缺少这个语言的正文。", "The text in this language is missing.")
        else:
            _check_paragraphs(reader, language, bodies[language])
    if len({len(paragraphs) for paragraphs in bodies.values()}) > 1:
        # The voice counts paragraphs, and a caller may change the language between two of them.
        reader.fault("text", "中文和英文的段数要一样。", "Both languages need the same number of paragraphs.")
    return bodies


def _paragraphs(body: str) -> tuple[str, ...]:
    # A line break inside a paragraph is only a wrapped line: Chinese joins without a space, English with one.
    blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", body))
    return tuple(re.sub(r"(?<=[\x21-\x7e])\s*\n\s*(?=[\x21-\x7e])", " ", b).replace("\n", "") for b in blocks if b)


def _check_paragraphs(reader: _Reader, language: str, paragraphs: tuple[str, ...]) -> None:
    count = len(paragraphs)
    if not PARAGRAPHS_AT_LEAST <= count <= PARAGRAPHS_AT_MOST:
        reader.fault(
            f"## {language}",
            f"要有{PARAGRAPHS_AT_LEAST}到{PARAGRAPHS_AT_MOST}段，现在有{count}段。",
            f"Write {PARAGRAPHS_AT_LEAST} to {PARAGRAPHS_AT_MOST} paragraphs; there are {count}.",
        )
    limit = PARAGRAPH_LIMITS[language]
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > limit:
            reader.fault(
                f"## {language} [{number}]",
                f"这一段有{len(paragraph)}个字符，听起来太长，请分成不超过{limit}个字符的段。",
                f"{len(paragraph)} characters are too long to listen to: keep it to {limit}.",
            )
