"""What a document says of itself: number, issuing body, dates, what it repeals. Pure functions over its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hotline.documents.document import DatedFact, DateKind
from hotline.documents.marks import CJK
from hotline.documents.numerals import NUMERAL, numeral_read

_NAME = f"[{CJK}]"
_YEARED_NUMBER = re.compile(
    rf"({_NAME}{{1,14}})\s?[〔\[［（(【﹝]\s?((?:19|20)\d\d)\s?[〕\]］）)】﹞]\s?第?\s?(\d{{1,5}})\s?号"
)
_ORDER_NUMBER = re.compile(rf"({_NAME}{{2,20}}令)\s?[（(]?第?\s?(\d{{1,4}}|{NUMERAL})\s?号[）)]?")
_NOTICE_NUMBER = re.compile(rf"({_NAME}{{2,20}}公告)\s?((?:19|20)\d\d)\s?年第\s?(\d{{1,4}})\s?号")
_DAY = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_CHINESE_DAY = re.compile(
    "([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_KINDS = (
    (re.compile("起(?:施行|实施|执行|生效)|^[^，。；]{0,6}(?:施行|实施|执行|生效)"), DateKind.EFFECTIVE),
    (re.compile("修订|修正|修改|重新公布"), DateKind.AMENDED),
    (re.compile("通过"), DateKind.ADOPTED),
    (re.compile("批准"), DateKind.APPROVED),
    (re.compile("公布|发布|印发|颁布|公告|令第"), DateKind.ISSUED),
)
_UNTIL = re.compile(r"有效期[^。；]{0,8}[至到]\s?$")
_ON_ISSUE = re.compile("(?:发布|公布|印发|颁布)之日起?(?:施行|实施|执行|生效)")
_EFFECTIVE_SENTENCE = re.compile(
    r"[^。；]{0,30}自[^。；]{4,20}起(?:施行|实施|执行|生效)[^。；]{0,40}|[^。；]{0,30}有效期[^。；]{0,40}"
)
_REPEALED = re.compile("《([^《》]{2,80}(?:<[^<>]{2,60}>[^《》]{0,40})?)》(?:[（(][^（）()]{0,60}[）)])?")
_SESSION = re.compile(
    rf"(?:经)?(?:第{NUMERAL}届)?({_NAME}{{2,24}}?)(?:第{NUMERAL}次|第\d+次|令|修订|修正|公布|发布|批准|审议|颁布)"
)
_RED_HEAD = re.compile(rf"({_NAME}{{2,30}})文件$")
_TITLE_ISSUER = re.compile(rf"((?:{_NAME}|、){{2,40}}?(?:部|院|厅|局|委员会|政府|署|会|中心))(?:关于|办公厅)")
_BODY_NAME = re.compile(rf"[{CJK}、 ]{{2,40}}(?:部|院|厅|局|委员会|委|政府|署|会|中心|办公室)$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; empty where nothing is stated."""

    number: str
    issuer: str
    dates: tuple[DatedFact, ...]
    repeals: tuple[str, ...]


def facts_of(*, title: str, head: Sequence[str], body: Sequence[str]) -> Facts:
    """Number and dates from the head, the day of effect and what is repealed from the body's last paragraphs, the
    signature at its end.
    """
    tail = list(body[-12:])
    signature = [line for line in tail if len(line) <= 40]
    dates = [fact for line in head for fact in dates_in(line)]
    dates += [fact for line in signature if day_alone(line) for fact in (_issued(line),) if fact]
    for line in body:
        for sentence in _EFFECTIVE_SENTENCE.findall(line):
            dates += [fact for fact in dates_in(sentence) if fact.kind in (DateKind.EFFECTIVE, DateKind.EXPIRES)]
    dates = list({(fact.kind, fact.day): fact for fact in reversed(dates)}.values())[::-1]
    issued = [fact for fact in dates if fact.kind is DateKind.ISSUED]
    if issued and _has_none(dates, DateKind.EFFECTIVE) and any(_ON_ISSUE.search(line) for line in (*head, *tail)):
        dates.append(DatedFact(kind=DateKind.EFFECTIVE, day=issued[-1].day, text=issued[-1].text))
    return Facts(
        number=_number([*head, title]),
        issuer=_issuer(title=title, head=head, signature=signature),
        dates=tuple(dates),
        repeals=tuple(dict.fromkeys(name for line in tail for name in _repealed(line))),
    )


def document_number(line: str) -> str:
    """人社部发〔2024〕12号, 中华人民共和国国务院令第586号 or 某部公告2024年第3号 in one spelling; empty where
    there is none.
    """
    if found := _YEARED_NUMBER.search(line):
        return f"{found.group(1)}〔{found.group(2)}〕{int(found.group(3))}号"
    if found := _NOTICE_NUMBER.search(line):
        return f"{found.group(1)}{found.group(2)}年第{int(found.group(3))}号"
    if found := _ORDER_NUMBER.search(line):
        number = numeral_read(found.group(2))
        name = found.group(1).removeprefix("中华人民共和国")
        return f"{name}第{number}号" if number and name != "令" else ""
    return ""


def dates_in(line: str) -> tuple[DatedFact, ...]:
    """Every day in the line, with what the words after it (up to the next day) say of it."""
    found = sorted([*_DAY.finditer(line), *_CHINESE_DAY.finditer(line)], key=lambda match: match.start())
    facts = []
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(line)
        day = _day(*match.groups())
        if day is not None:
            after = line[match.end() : end]
            until = _UNTIL.search(line[: match.start()])
            facts.append(DatedFact(kind=DateKind.EXPIRES if until else _kind(after), day=day, text=line[:200]))
    return tuple(facts)


def day_alone(line: str) -> bool:
    """Whether the line is a date and nothing else: the last line of a signature."""
    return bool(_DAY.fullmatch(line) or _CHINESE_DAY.fullmatch(line))


def body_alone(line: str) -> bool:
    """Whether the line is the name of an office and nothing else: the first line of a signature."""
    return bool(_BODY_NAME.fullmatch(line))


def _number(lines: Sequence[str]) -> str:
    """The first number of its own; of the orders that promulgated and amended a regulation the last, which made
    this wording.
    """
    numbers = [number for line in lines if (number := document_number(line))]
    own = [number for number in numbers if "〔" in number]
    return own[0] if own else (numbers[-1] if numbers else "")


def _kind(after: str) -> DateKind:
    for pattern, kind in _KINDS:
        if pattern.search(after):
            return kind
    return DateKind.STATED


def _day(year: str, month: str, day: str) -> date | None:
    numbers = [numeral_read(part) for part in (year, month, day)]
    if None in numbers:
        return None
    try:
        return date(*(number or 0 for number in numbers))
    except ValueError:
        return None  # 2023年2月30日: a slip in the document, not a day


def _issued(line: str) -> DatedFact | None:
    return next((DatedFact(kind=DateKind.ISSUED, day=fact.day, text=fact.text) for fact in dates_in(line)), None)


def _has_none(dates: Sequence[DatedFact], kind: DateKind) -> bool:
    return all(fact.kind is not kind for fact in dates)


def _repealed(line: str) -> list[str]:
    """Names in a sentence that says 同时废止; of another text's repeal elsewhere nothing is said."""
    names = []
    for sentence in re.split("[。；]", line):
        if re.search("同时废止|即行废止|予以废止|同时失效", sentence):
            names += _REPEALED.findall(sentence)
    return names


def _issuer(*, title: str, head: Sequence[str], signature: Sequence[str]) -> str:
    for line in head:
        if found := _RED_HEAD.search(line):
            return found.group(1)
    if found := _TITLE_ISSUER.match(title):
        return found.group(1)
    for line in reversed(signature):
        if body_alone(line):
            return line
    for line in reversed(head):
        days = [*_DAY.finditer(line)]
        after = line[days[-1].end() :].strip(" ，（）()") if days else ""
        if found := _SESSION.match(after):
            return found.group(1).removeprefix("中华人民共和国")
    return ""
