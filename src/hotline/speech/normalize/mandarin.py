"""How a Chinese sentence is read aloud: our own rules, with zh-normalization for what they leave."""

import re
from functools import cache
from typing import Final, Protocol

from hotline.speech.normalize.hanzi import cardinal, digits, quantity, year
from hotline.speech.normalize.mandarin_time import DATES, TIMES
from hotline.speech.normalize.rules import Match, apply, grouped, plain_figures, rule
from hotline.speech.normalize.sentences import HAN

NUMBER: Final = r"\d+(?:\.\d+)?"
# Measure words before which 2 is 两 and a number is an amount, longest first.
MEASURE: Final = (
    r"(?:个|位|名|人(?![力社事民工])|次|天|年|周|星期|小时|分钟|秒|元|块|美元|倍|岁|周岁|种|份|家|户|件|张|级|档|页|回|遍|口|批|"
    r"平方米|公里|千米|米|厘米|千克|公斤|斤|克|吨|日内|日前|日后|日以|工作日|季度|学期|学年|多|余|来|几|分之)"
)
SCALE: Final = r"(?:万亿|百万|千万|万|亿|千|百)"
# Words after which a number of three figures or more is told figure by figure.
CODE_WORDS: Final = (
    r"(?:编号|编码|代码|密码|验证码|工号|账号|帐号|卡号|证号|号码|邮编|单号|短号|分机|"
    r"输入|拨打|请拨|再拨|直拨|拨|致电|电话|热线|传真)"
)
AFTER_CODE: Final = r"(?![\d.%‰]|" + MEASURE + r"|(?:日|月|折|万|亿))"
# A longer number without a measure word is no count: it is told figure by figure.
LONGEST_COUNT: Final = 7
_AMOUNT_FOLLOWS: Final = re.compile(f"{SCALE}|{MEASURE}")
_SPACE: Final = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])|(?<=[0-9])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=\d)")
_HAN_STRETCH: Final = re.compile(f"[{HAN}0-9][^A-Za-z]*")


class _Normalizer(Protocol):
    def normalize_sentence(self, sentence: str) -> str:
        """Numbers as words; marks and brackets are taken away."""
        ...


def read(sentence: str) -> str:
    """The sentence as it is said. What is said once stays the same when read again."""
    text = _SPACE.sub("", plain_figures(sentence))
    text = apply(RULES, text)
    text = _HAN_STRETCH.sub(lambda match: _library().normalize_sentence(match.group()), text)
    return apply(MARKS, text)


@cache
def _library() -> _Normalizer:
    # Read at first use: it builds large tables that a process which only plays files does not need.
    from zh_normalization import TextNormalizer  # noqa: PLC0415  # as said above

    library: _Normalizer = TextNormalizer()
    return library


def _grouped_digits(figures: str) -> str:
    return "，".join(digits(group) for group in grouped(figures))


def _identity(match: Match) -> str:
    body, check = match["body"], match["check"]
    end = "X" if check in "Xx" else digits(check)
    return f"{digits(body[:6])}，{digits(body[6:14])}，{digits(body[14:])}{end}"


def _telephone(match: Match) -> str:
    parts = [part for part in re.split(r"[-\s]", match.group()) if part]
    return "，".join(_grouped_digits(part) for part in parts)


def _address(match: Match) -> str:
    names = {".": "点", "@": "艾特", "-": "杠", "_": "下划线", "/": "斜杠", ":": ""}
    spoken = []
    for part in re.findall(r"[A-Za-z]+|\d+|.", re.sub(r"^https?://", "", match.group()).rstrip("/")):
        if part.isdigit():
            spoken.append(digits(part))
        elif part.isalpha():
            # Short labels (www, gov, cn) are spelled; a longer one is a word.
            spoken.append(" ".join(part.upper()) if len(part) <= 3 else part)
        else:
            spoken.append(names.get(part, ""))
    return "".join(spoken)


def _range(match: Match) -> str:
    say = quantity if _AMOUNT_FOLLOWS.match(match.string, match.end()) else cardinal
    joiner = "到" if match["joiner"] == "-" else match["joiner"]
    return f"{say(match['first'])}{match['first_unit'] or ''}{joiner}{say(match['second'])}"


def _percent_range(match: Match) -> str:
    return f"百分之{cardinal(match[1])}到百分之{cardinal(match[2])}"


def _ordinals(match: Match) -> str:
    return re.sub(r"\d+", lambda number: cardinal(number.group()), match.group().replace("-", "到"))


def _bare(match: Match) -> str:
    number = match.group()
    if "." not in number and (len(number) > LONGEST_COUNT or (len(number) > 1 and number.startswith("0"))):
        return _grouped_digits(number)
    return cardinal(number)


SPECIAL: Final = (
    rule(r"第\s*[（(]([一二三四五六七八九十百\d]+)[）)]", r"第\1"),
    rule(r"[①-⑩]", lambda match: f"{cardinal(str(ord(match.group()) - ord('①') + 1))}，"),
    rule(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _address),
    rule(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6}(?:/[A-Za-z0-9._/-]*)?(?![A-Za-z])", _address),
    rule(r"(?<![\dA-Za-z])(?P<body>\d{17})(?P<check>[\dXx])(?![\dA-Za-z])", _identity),
    rule(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)", lambda match: _grouped_digits(match.group()[-11:])),
    rule(r"(?<!\d)0\d{2,3}-?(?:12\d{3}|[1-9]\d{6,7})(?:-\d{1,4})?(?!\d)", _telephone),
    rule(r"(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)", _telephone),
    rule(r"[〔\[【（(［](\d{4})[〕\]】）)］]\s*第?(\d+)号", lambda match: f"{year(match[1])}，{cardinal(match[2])}号"),
    rule(
        r"\b([A-Z]{2})(/?)(T?)(\d{3,6})(?:\.(\d+))?-(\d{4})(?!\d)",
        lambda match: (
            f"{' '.join(match[1] + match[3])} {digits(match[4], yao=False)}"
            f"{'点' + cardinal(match[5]) if match[5] else ''}，{year(match[6])}"
        ),
    ),
    rule(r"(?<![\d.])12\d{3}(?![\d.%‰]|" + MEASURE + r"|" + SCALE + r")", lambda match: digits(match.group())),
    rule(
        r"(" + CODE_WORDS + r"(?:是|为|：|:|“|「)?)(\d{3,})" + AFTER_CODE,
        lambda match: match[1] + _grouped_digits(match[2]),
    ),
    # A topic's number, which callers then key in.
    rule(r"(?<![第\d])(\d{4})(?=号)", lambda match: digits(match[1])),
    rule(r"(?<!\d)(1[12][0-9])(?=电话|热线|报警|急救|火警)", lambda match: digits(match.group())),
)

AMOUNTS: Final = (
    rule(rf"({NUMBER})[%％]?-({NUMBER})%", _percent_range),
    rule(rf"({NUMBER})%", lambda match: f"百分之{cardinal(match[1])}"),
    rule(rf"({NUMBER})‰", lambda match: f"千分之{cardinal(match[1])}"),
    rule(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", lambda match: f"{cardinal(match[2])}分之{cardinal(match[1])}"),
    rule(r"(?<![\d:])(\d+):(\d+)(?![\d:])", lambda match: f"{cardinal(match[1])}比{cardinal(match[2])}"),
    rule(rf"¥({NUMBER})({SCALE}?)元?", lambda match: f"{quantity(match[1])}{match[2]}元"),
    rule(rf"\$({NUMBER})({SCALE}?)(?:美元)?", lambda match: f"{quantity(match[1])}{match[2]}美元"),
    rule(r"第\d+(?:[、，,和及至到-]第?\d+)*(?![.\d])", _ordinals),
    rule(
        rf"(?P<first>{NUMBER})(?P<first_unit>{SCALE}?(?:个|元|天|年|日|岁|小时|分钟)?)(?P<joiner>-|至|到|或)(?P<second>{NUMBER})",
        _range,
    ),
    rule(rf"(?<![\d.])-({NUMBER})(?=[℃度])", lambda match: f"零下{cardinal(match[1])}"),
    rule(rf"({NUMBER})(?={SCALE}|{MEASURE})", lambda match: quantity(match[1])),
    rule(rf"({NUMBER})kg", lambda match: f"{quantity(match[1])}公斤", flags=re.IGNORECASE),
    rule(rf"({NUMBER})km", lambda match: f"{quantity(match[1])}公里", flags=re.IGNORECASE),
    rule(rf"({NUMBER})(?:㎡|m²|m2)", lambda match: f"{quantity(match[1])}平方米"),
    rule(NUMBER, _bare),
)

SIGNS: Final = (
    rule(r"(?<=[元时天年月次人件])/(?=[月年人天日小时次件])", "每"),
    rule(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])", "、"),
    rule(r"[（(［\[]([^（()）］\]]*)[）)］\]]", r"，\1，"),
    rule(r"—{2,}|--+|……|…", "，"),
    rule(r"#", "井号"),
    rule(r"\*", "星号"),
    rule(r"&", "和"),
    rule(r"≥", "大于等于"),
    rule(r"≤", "小于等于"),
    rule(r"[+＋]", "加"),
    rule(r"[=＝]", "等于"),
    rule(r"℃", "度"),
    rule(r"井号(?:号)键", "井号键"),
    rule(r"星号(?:号)键", "星号键"),
    # A sign in capitals is spelled (APP, OCR); words stay words.
    rule(
        r"(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])",
        lambda match: match.group() if match.group() == "PIN" else " ".join(match.group()),
    ),
)

RULES: Final = (*SPECIAL, *DATES, *TIMES, *AMOUNTS, *SIGNS)

MARKS: Final = (
    rule(r"[《》〈〉“”‘’「」『』【】〔〕<>{}\"|\\^_`~·•]", ""),
    rule(r",", "，"),
    rule(r":", "："),
    rule(r"[，、]*[，]+[，、]*", "，"),
    rule(r"，+(?=[。！？；：])", ""),
    rule(r"(?<=[。！？；：])，+", ""),
    rule(r"^[，、：；\s]+", ""),
    rule(rf"(?<=[{HAN}，。])\s+|\s+(?=[{HAN}，。])", ""),
)
