"""Entry files: one entry a file, YAML between `---` lines, then the sections `## zh` and `## en`.

Parsing is pure and reports every fault of a file at once, so that an editor mends it in one go.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from .bilingual import LANGUAGES, Bilingual
from .drafts import Basis, EntryDraft
from .faults import Fault, FaultsFoundError
from .front_matter import FrontMatter
from .guide import Guide
from .guide_file import guide_parse
from .kinds import Audience, Kind, Level, Secrecy
from .policy import Policy
from .policy_file import policy_parse

PARAGRAPH_LIMITS = {
    (Level.OFFICIAL, "zh"): 400,
    (Level.OFFICIAL, "en"): 1200,
    (Level.PLAIN, "zh"): 120,
    (Level.PLAIN, "en"): 480,
    (Level.VERY_PLAIN, "zh"): 80,
    (Level.VERY_PLAIN, "en"): 320,
}
"""Characters of a paragraph. Plain: about half a minute of speech, what one keeps in mind without seeing it."""

PARAGRAPHS_AT_LEAST = {Level.OFFICIAL: 1, Level.PLAIN: 3, Level.VERY_PLAIN: 2}
PARAGRAPHS_AT_MOST = {Level.OFFICIAL: 8, Level.PLAIN: 6, Level.VERY_PLAIN: 6}

_FRONT = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (\w+(?: \w+)?)[ \t]*$", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PARAMETER = re.compile(r"\{\{.*?\}\}")
_AS_LONG_AS_A_FIGURE = "每月2420元"
"""What stands in a text for `{{key}}` when its length is judged: the listener hears the figure, not the key."""
_REGION = r"[a-z0-9-]+(/[a-z0-9-]+)*"
_KNOWN = (
    *("code", "slug", "kind", "topic", "audience", "region", "owner", "secrecy", "rank", "sample"),
    *("valid_from", "valid_to", "review_on", "basis", "title", "words", "guide", "policy"),
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
    reader = FrontMatter(file, _front_matter(file, match[1]))
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


def _draft(reader: FrontMatter, rest: str) -> EntryDraft:
    reader.only(_KNOWN)
    valid_from = reader.day("valid_from", may_be_empty=False)
    valid_to = reader.day("valid_to", may_be_empty=True)
    if valid_from and valid_to and valid_to <= valid_from:
        reader.fault("valid_to", "失效日要晚于生效日。", "It must be later than valid_from.")
    texts = _texts(reader, rest)
    kind = reader.choice("kind", list(Kind.values))
    return EntryDraft(
        code=reader.matching(
            "code", r"[0-9]{4}", '请写带引号的四位数字，例如 "1001"。', 'Write four digits in quotes, like "1001".'
        ),
        slug=reader.matching(
            "slug", _SLUG.pattern, "只用小写字母、数字和连字符。", "Use lower-case letters, digits and hyphens."
        ),
        kind=kind,
        topic=reader.matching("topic", r"[a-z]+(/[a-z]+)*", "请写主题路径。", "Write a path of topics.yaml."),
        audience=reader.choice("audience", list(Audience.values)),
        rank=reader.count("rank", at_least=1),
        valid_from=valid_from or date.min,
        valid_to=valid_to,
        title=reader.both("title"),
        basis=reader.rows("basis", _basis_row, missing=_NO_BASIS),
        words=reader.words("words"),
        bodies=texts.pop(Level.PLAIN.value, {}),
        levels=texts,
        region=reader.matching("region", _REGION, "请写地区路径，如 cn。", "Write a region, like cn.", default="cn"),
        owner=reader.matching("owner", r"[a-z0-9-]{0,40}", "请写单位代号。", "Write the key of a bureau.", default=""),
        secrecy=reader.choice("secrecy", list(Secrecy.values), default=Secrecy.PUBLIC),
        review_on=reader.day("review_on", may_be_empty=True),
        sample=reader.yes("sample"),
        guide=_guide(reader, kind),
        policy=_policy(reader, kind),
    )


_NO_BASIS = Bilingual(zh="缺少法律依据，至少写一条。", en="No legal basis: name at least one article.")


def _basis_row(row: FrontMatter) -> Basis:
    row.only(("law", "version", "article"))
    version = row.front.get("version")
    if not isinstance(version, date):
        row.fault("version", "请写这一版法律的日期。", "Write the date of this version of the law.")
        version = date.min
    return Basis(law=row.both("law"), version=version, article=row.both("article"))


def _guide(reader: FrontMatter, kind: str) -> Guide | None:
    if kind == Kind.GUIDE and "guide" in reader.front:
        return guide_parse(reader.inside("guide"))
    if kind != Kind.GUIDE and "guide" in reader.front:
        reader.fault("guide", "只有办事指南才有这一栏。", "Only a guide has this field.")
    return None


def _policy(reader: FrontMatter, kind: str) -> Policy | None:
    if kind == Kind.POLICY and "policy" in reader.front:
        return policy_parse(reader.inside("policy"))
    if kind != Kind.POLICY and "policy" in reader.front:
        reader.fault("policy", "只有政策文件才有这一栏。", "Only a policy document has this field.")
    return None


def _texts(reader: FrontMatter, rest: str) -> dict[str, dict[str, tuple[str, ...]]]:
    parts = _SECTION.split(rest)
    if parts[0].strip():
        reader.fault("text", "正文要写在 ## zh 或 ## en 下面。", "Put the text under ## zh or ## en.")
    texts: dict[str, dict[str, tuple[str, ...]]] = {}
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        language, _, level = heading.partition(" ")
        level = level or Level.PLAIN.value
        if language not in LANGUAGES or level not in Level.values or language in texts.get(level, {}):
            reader.fault(
                f"## {heading}",
                "只能有 ## zh、## en，和加上 official 或 very_plain 的，各一次。",
                "Only ## zh and ## en, and these with official or very_plain, once each.",
            )
            continue
        texts.setdefault(level, {})[language] = _paragraphs(body)
    for level in (Level.PLAIN, *(level for level in Level if level != Level.PLAIN and level in texts)):
        _check_level(reader, level, texts.get(level, {}))
    return texts


def _check_level(reader: FrontMatter, level: Level, bodies: Mapping[str, tuple[str, ...]]) -> None:
    for language in LANGUAGES:
        if language not in bodies:
            reader.fault(_heading(level, language), "缺少这个语言的正文。", "The text in this language is missing.")
        else:
            _check_paragraphs(reader, level, language, bodies[language])
    if len({len(paragraphs) for paragraphs in bodies.values()}) > 1:
        # The voice counts paragraphs, and a caller may change the language between two of them.
        reader.fault("text", "中文和英文的段数要一样。", "Both languages need the same number of paragraphs.")


def _heading(level: Level, language: str) -> str:
    return f"## {language}" if level == Level.PLAIN else f"## {language} {level}"


def _paragraphs(body: str) -> tuple[str, ...]:
    # A line break inside a paragraph is only a wrapped line: Chinese joins without a space, English with one.
    blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", body))
    return tuple(re.sub(r"(?<=[\x21-\x7e])\s*\n\s*(?=[\x21-\x7e])", " ", b).replace("\n", "") for b in blocks if b)


def _check_paragraphs(reader: FrontMatter, level: Level, language: str, paragraphs: tuple[str, ...]) -> None:
    heading, count = _heading(level, language), len(paragraphs)
    least, most = PARAGRAPHS_AT_LEAST[level], PARAGRAPHS_AT_MOST[level]
    if not least <= count <= most:
        reader.fault(
            heading,
            f"要有{least}到{most}段，现在有{count}段。",
            f"Write {least} to {most} paragraphs; there are {count}.",
        )
    limit = PARAGRAPH_LIMITS[level, language]
    for number, paragraph in enumerate(paragraphs, 1):
        length = len(_PARAMETER.sub(_AS_LONG_AS_A_FIGURE, paragraph))
        if length > limit:
            reader.fault(
                f"{heading} [{number}]",
                f"这一段有{length}个字符，听起来太长，请分成不超过{limit}个字符的段。",
                f"{length} characters are too long to listen to: keep it to {limit}.",
            )
