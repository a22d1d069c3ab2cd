"""How an English sentence is read aloud."""

import re
from typing import Final

from hotline.speech.normalize.english_time import DATES, TIMES
from hotline.speech.normalize.rules import Match, apply, grouped, plain_figures, rule
from hotline.speech.normalize.words import cardinal, digits, ordinal, year

NUMBER: Final = r"\d+(?:\.\d+)?"
SCALE: Final = r"(?: (?:thousand|million|billion))?"
CODE_WORDS: Final = (
    r"(?:dial|dialling|call|ring|phone|press|enter|codes?|PIN|password|extension|ID|number|hotline|helpline|topic|fax|"
    r"telephone|welcome to)"
)
# What is counted, so that "2000 hours" is no year.
COUNTED: Final = (
    r"(?: (?:yuan|dollars|people|persons|employees|workers|days|hours|minutes|months|years|weeks|times|members|callers|"
    r"RMB|CNY|percent|thousand|million|billion|square|metres|kilometres)\b|%)"
)
# A longer number that counts nothing named is told figure by figure.
LONGEST_COUNT: Final = 7
BEFORE_YEAR: Final = r"(?:in|since|of|from|by|before|after|until|till|to|and|year|during|for|than)"


def read(sentence: str) -> str:
    """The sentence as it is said. What is said once stays the same when read again."""
    text = re.sub(r"(?<=\d)\s+[-–—]\s+(?=\d)", "-", plain_figures(sentence.replace("’", "'")))
    text = apply(RULES, text)
    return apply(MARKS, text).strip()


def _grouped_digits(figures: str) -> str:
    return ", ".join(digits(group) for group in grouped(figures))


def _telephone(match: Match) -> str:
    return ", ".join(_grouped_digits(part) for part in re.split(r"[-\s]", match.group()) if part)


def _identity(match: Match) -> str:
    end = digits(match[4]) if match[4].isdigit() else "X"
    return f"{digits(match[1])}, {digits(match[2])}, {digits(match[3])} {end}"


def _address(match: Match) -> str:
    names = {".": "dot", "@": "at", "-": "dash", "_": "underscore", "/": "slash"}
    spoken = []
    for part in re.findall(r"[A-Za-z]+|\d+|.", re.sub(r"^https?://", "", match.group()).rstrip("/")):
        if part.isdigit():
            spoken.append(digits(part))
        elif part.isalpha():
            spoken.append(" ".join(part.upper()) if len(part) <= 3 else part)
        elif part in names:
            spoken.append(names[part])
    return " ".join(spoken)


def _number(match: Match) -> str:
    number = match.group()
    if "." not in number and (len(number) > LONGEST_COUNT or (len(number) > 1 and number.startswith("0"))):
        return _grouped_digits(number)
    return cardinal(number)


def _fraction(match: Match) -> str:
    above, below = int(match[1]), int(match[2])
    if below == 2 and above == 1:
        return "one half"
    name = {2: "half", 4: "quarter"}.get(below, ordinal(match[2]))
    return f"{cardinal(match[1])} {name}{'' if above == 1 else 's'}"


SPECIAL: Final = (
    rule(r"\be\.g\.,?", "for example,"),
    rule(r"\bi\.e\.,?", "that is,"),
    rule(r"\betc\.", "and so on"),
    rule(r"\bvs\.", "versus"),
    rule(r"\bapprox\.", "approximately"),
    rule(r"\bArts?\.(?=\s*\d)", "Article"),
    rule(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[A-Za-z]", _address),
    rule(
        r"(?:https?://)?\b(?:[A-Za-z0-9-]+\.)+(?:cn|com|org|net|gov|edu|int)\b(?:/[A-Za-z0-9._/-]*[A-Za-z0-9/])?",
        _address,
    ),
    rule(r"(?<!\w)(\d{6})(\d{8})(\d{3})([\dXx])(?!\w)", _identity),
    rule(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)", lambda match: _grouped_digits(match.group()[-11:])),
    rule(r"(?<!\d)0\d{2,3}-?(?:12\d{3}|[1-9]\d{6,7})(?:-\d{1,4})?(?!\d)", _telephone),
    rule(r"(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)", _telephone),
    rule(
        r"\s*[〔\[](\d{4})[〕\]]\s*(?:No\.?\s*)?(\d+)(?:号)?",
        lambda match: f" {year(match[1])}, number {cardinal(match[2])}",
    ),
    rule(
        r"\b([A-Z]{2})/?(T?) ?(\d{3,6})-(\d{4})(?!\d)",
        lambda match: f"{' '.join(match[1] + match[2])} {digits(match[3])}, {year(match[4])}",
    ),
    rule(r"(?<![\d.])12\d{3}(?![\d.]*\d|" + COUNTED + ")", lambda match: digits(match.group())),
    rule(
        rf"\b({CODE_WORDS}(?: is| the number| code| number)?:? )(\d{{3,}})(?!{COUNTED}|[\d%]|\.\d)",
        lambda match: match[1] + _grouped_digits(match[2]),
        flags=re.IGNORECASE,
    ),
    rule(r"\bNos?\.?\s*(?=\d)", "number "),
)

AMOUNTS: Final = (
    rule(r"(?<![\w.])\.(?=\d)", "0."),
    rule(rf"(?:¥|\b(?:RMB|CNY)\s?)({NUMBER})({SCALE})(?: yuan)?", lambda match: f"{cardinal(match[1])}{match[2]} yuan"),
    rule(rf"(?:US)?\$({NUMBER})({SCALE})(?: dollars)?", lambda match: f"{cardinal(match[1])}{match[2]} dollars"),
    rule(rf"({NUMBER})%?-({NUMBER})%", lambda match: f"{cardinal(match[1])} to {cardinal(match[2])} percent"),
    rule(rf"({NUMBER})%", lambda match: f"{cardinal(match[1])} percent"),
    rule(
        r"\b(Article|Section|Item|Clause) (\d+)\((\d+)\)",
        lambda match: f"{match[1]} {cardinal(match[2])}, paragraph {cardinal(match[3])}",
    ),
    rule(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    rule(r"(?<!\d)(\d+)(?:st|nd|rd|th)\b", lambda match: ordinal(match[1])),
    rule(r"(?<![\d-])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\d-])", lambda match: f"{year(match[1])} to {year(match[2])}"),
    rule(
        rf"(?<=\b)({BEFORE_YEAR} |\()((?:19|20)\d\d)(?!{COUNTED}|[\d-]|\.\d)",
        lambda match: match[1] + year(match[2]),
        flags=re.IGNORECASE,
    ),
    rule(rf"(?<![\d-])({NUMBER})-({NUMBER})(?![\d-])", lambda match: f"{cardinal(match[1])} to {cardinal(match[2])}"),
    rule(r"(\d)\s?(?:m²|m2|㎡)", r"\1 square metres"),
    rule(r"(\d)\s?km\b", r"\1 kilometres"),
    rule(r"(\d)\s?kg\b", r"\1 kilograms"),
    rule(r"(?<=[A-Za-z])(?=\d)", " "),
    rule(rf"{NUMBER}(?={COUNTED})", lambda match: cardinal(match.group())),
    rule(NUMBER, _number),
)

SIGNS: Final = (
    rule(r"/(?=(?:month|year|day|week|hour|person)\b)", " per "),
    rule(r"(?<=\w)/(?=\w)", " "),
    rule(r"\s*[(\[]([^()\[\]]*)[)\]]", r", \1,"),
    rule(r"\s*(?:—|–|--+|…|\.{3,})\s*", ", "),
    rule(r"\s-\s", ", "),
    rule(r"#", "hash"),
    rule(r"\*", "star"),
    rule(r"&", "and"),
    rule(r"\+", " plus "),
)

RULES: Final = (*SPECIAL, *DATES, *TIMES, *AMOUNTS, *SIGNS)

MARKS: Final = (
    rule(r"[“”\"‘`<>{}|\\^_~•]", ""),
    rule(r"，|、", ", "),
    rule(r"\s+(?=[,.;:!?])", ""),
    rule(r",(?:\s*,)+", ","),
    rule(r",+(?=[.;:!?])", ""),
    rule(r"(?<=[.;:!?]),+", ""),
    rule(r"\s{2,}", " "),
    rule(r"^[,;:\s]+", ""),
)
