"""Settings that a human writes, judged before anything starts: a slip is said at once, not found out by callers."""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from hotline.operations.dialplan import fallback_targets
from hotline.operations.errors import PlainError
from hotline.operations.places import LONGEST_DAYS, Places

CODECS = frozenset({"alaw", "ulaw", "g722", "g726", "g729", "gsm", "ilbc", "opus", "slin", "slin16", "speex"})
SPEAKERS_ZH = ("zf_xiaoyi", "zf_xiaobei")
SPEAKERS_EN = ("af_heart", "bf_emma")
ENGINES = ("kokoro", "espeak", "tone")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_NUMBER = re.compile(r"\+?[0-9](-?[0-9]){1,19}")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"({_LABEL}\.)*{_LABEL}")
_PORT = re.compile(r"(.+):([0-9]{1,5})")
_REGION = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")


@dataclass(frozen=True)
class Judgement:
    """Whether a value can be used, and what to write instead. One that is secret is not repeated."""

    fits: Callable[[str], bool]
    zh: str
    en: str
    is_secret: bool = False


def settings_judge(places: Places) -> None:
    """Raise PlainError for the first setting that is not known or cannot be used. Empty ones count as not set."""
    for name, value in sorted(places.settings.items()):
        judgement = JUDGEMENTS.get(name)
        if judgement is None:
            raise _unknown(name)
        if value and not judgement.fits(value):
            shown = "…" if judgement.is_secret else repr(value)
            raise PlainError(
                zh=f"{name} 的值 {shown} 不能用：请写{judgement.zh}。", en=f"{name} is {shown}: give {judgement.en}."
            )
    fallback_targets(places.setting("FALLBACK_PHONES"))


def _unknown(name: str) -> PlainError:
    near = difflib.get_close_matches(name, JUDGEMENTS, n=1)
    meant_zh, meant_en = (f"是否要写 {near[0]}？", f"Did you mean {near[0]}? ") if near else ("", "")
    return PlainError(
        zh=f"没有名为 {name} 的设置。{meant_zh}请改正或去掉它，全部设置见 docs/reference/settings.md。",
        en=f"There is no setting {name}. {meant_en}Correct it or take it away; docs/reference/settings.md lists all.",
    )


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def _is_network(value: str) -> bool:
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        return False
    return True


def _is_host(value: str) -> bool:
    # Figures alone behind the last dot are meant as an address, and are none.
    return _is_address(value) or (_HOST.fullmatch(value) is not None and not value.rpartition(".")[2].isdigit())


def _is_host_with_port(value: str) -> bool:
    with_port = _PORT.fullmatch(value)
    if with_port and not _is_address(value):
        return _is_host(with_port[1]) and 0 < int(with_port[2]) < 65536
    return _is_host(value)


def _are(fits: Callable[[str], bool]) -> Callable[[str], bool]:
    """Every word between commas."""
    return lambda value: all(fits(word.strip()) for word in value.split(","))


def _one_of(*words: str) -> Judgement:
    return Judgement(words.__contains__, zh=" " + "、".join(words) + " 之一", en="one of " + ", ".join(words))


def _is_zone(value: str) -> bool:
    known = available_timezones()
    # Without any the system has no list of them; Django brings its own.
    return not known or value in known


def _is_days(value: str) -> bool:
    return value.isascii() and value.isdecimal() and 1 <= int(value) <= LONGEST_DAYS


_ANY = Judgement(lambda _value: True, zh="任意文字", en="anything")
_SWITCH = _one_of("0", "1")
_DAYS = Judgement(
    _is_days,
    zh=f"天数，1 到 {LONGEST_DAYS} 之间的整数",
    en=f"a number of days, a whole number from 1 to {LONGEST_DAYS}",
)

# Port, node, home and cache are judged where places are computed from them, the database where it is opened.
JUDGEMENTS: dict[str, Judgement] = {
    **dict.fromkeys(
        (
            "HOTLINE_PORT",
            "HOTLINE_HOME",
            "HOTLINE_CACHE",
            "HOTLINE_DATABASE",
            "HOTLINE_NODE",
            "HOTLINE_FALLBACK_PHONES",
            "HOTLINE_ESPEAK",
            "HOTLINE_CHROMIUM",
            "HOTLINE_TEST_PORT",
            "HOTLINE_TEST_KEEP",
        ),
        _ANY,
    ),
    "HOTLINE_BIND": Judgement(
        lambda value: value == "localhost" or _is_address(value),
        zh="本机的一个 IP 地址，如 0.0.0.0",
        en="an IP address of this machine, such as 0.0.0.0",
    ),
    "HOTLINE_SIP_BIND": Judgement(
        _is_address, zh="本机的一个 IP 地址，如 0.0.0.0", en="an IP address of this machine, such as 0.0.0.0"
    ),
    "HOTLINE_NUMBER": Judgement(
        lambda value: _NUMBER.fullmatch(value) is not None,
        zh="电话号码，如 12333 或 0851-12333",
        en="a telephone number, such as 12333 or 0851-12333",
    ),
    "HOTLINE_REGION": Judgement(
        lambda value: _REGION.fullmatch(value) is not None,
        zh="地区路径，如 cn/sample-city",
        en="the path of a region, such as cn/sample-city",
    ),
    "HOTLINE_TIME_ZONE": Judgement(
        _is_zone,
        zh="时区名，如 Asia/Shanghai",
        en="the name of a zone, such as Asia/Shanghai",
    ),
    "HOTLINE_FLOW": Judgement(
        lambda value: Path(value).is_file(), zh="一个存在的文件的路径", en="the path of a file that is there"
    ),
    "HOTLINE_ADVISER_FIRST": _SWITCH,
    "HOTLINE_SEARCH_MEANING": _SWITCH,
    "HOTLINE_DEMO": _SWITCH,
    "HOTLINE_LOG_LEVEL": _one_of(*LOG_LEVELS),
    "HOTLINE_KEEP_RECORDINGS_DAYS": _DAYS,
    "HOTLINE_KEEP_NUMBERS_DAYS": _DAYS,
    "HOTLINE_KEEP_DESK_TIMES_DAYS": _DAYS,
    "HOTLINE_KEEP_FACTS_DAYS": _DAYS,
    "HOTLINE_TRUNK_HOST": Judgement(
        _is_host_with_port,
        zh="运营商 SIP 主机名或地址，端口写在冒号后面",
        en="your provider's SIP host, by name or address, :PORT if need be",
    ),
    "HOTLINE_TRUNK_USER": Judgement(str.isprintable, zh="一行文字", en="one line of text"),
    "HOTLINE_TRUNK_PASSWORD": Judgement(str.isprintable, zh="一行文字", en="one line of text", is_secret=True),
    "HOTLINE_TRUNK_CODECS": Judgement(
        _are(CODECS.__contains__),
        zh="编码名，逗号分隔，如 alaw,ulaw",
        en="names of codecs, commas between, such as alaw,ulaw",
    ),
    "HOTLINE_TRUNK_MATCH": Judgement(
        _are(lambda word: _is_network(word) or _is_host(word)),
        zh="地址、网段或主机名，逗号分隔",
        en="addresses, networks or host names, commas between",
    ),
    "HOTLINE_EXTERNAL_ADDRESS": Judgement(_is_host, zh="公网地址或主机名", en="a public address or host name"),
    "HOTLINE_ARI_URL": Judgement(
        lambda value: value.startswith(("http://", "https://")), zh=" http 地址", en="an http address"
    ),
    "HOTLINE_VOICE_ENGINE": Judgement(
        lambda value: value in ENGINES or _DOTTED.fullmatch(value) is not None,
        zh=f" {'、'.join(ENGINES)} 之一，或类的路径",
        en=f"{', '.join(ENGINES)}, or the dotted path of a class",
    ),
    "HOTLINE_VOICE_ZH": _one_of(*SPEAKERS_ZH),
    "HOTLINE_VOICE_EN": _one_of(*SPEAKERS_EN),
}
