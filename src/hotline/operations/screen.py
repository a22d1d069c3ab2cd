"""The one screen at the end of a start: addresses, accounts, the number, what to try."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from hotline.operations import keys
from hotline.operations.certificate import names_of_machine
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.places import Places

LABEL_WIDTH = 26
RULE = "─" * 72


def start_screen(places: Places, console: Console, *, missing: Sequence[PlainError], seconds: float) -> str:
    """The text of the screen."""
    text = console.text
    web = f"http://127.0.0.1:{places.web_port}/"
    rows = [
        (text(zh="首页", en="Front page"), web),
        (text(zh="坐席台", en="Adviser's desk"), f"{web}desk/"),
    ]
    if places.is_open_to_others:
        others = [name for name in names_of_machine() if name not in {"localhost", "127.0.0.1", "::1"}]
        rows.append((text(zh="别的电脑", en="Other computers"), f"https://{others[0]}:{places.https_port}/"))
    rows += [
        (text(zh="坐席", en="Advisers"), "li · wang"),
        (text(zh="班长", en="Supervisor"), "zhao"),
        (text(zh="编辑", en="Editor"), "chen"),
        (text(zh="密码", en="Password"), keys.key_read(places.keys, keys.DEMO_PASSWORD_NAME)),
        (text(zh="拨打", en="Dial"), f"{places.number} · sip:{places.number}@127.0.0.1:{places.sip_port}"),
    ]
    lines = [
        "",
        RULE,
        " " + text(zh=f"{places.number} 热线已就绪", en="The hotline is ready") + f"  ({seconds:.0f} s)",
        "",
    ]
    lines += [f" {padded(label, LABEL_WIDTH)} {value}" for label, value in rows]
    lines += ["", *_what_to_try(console, web), ""]
    for error in missing:
        lines += [f" ! {text(zh='缺少', en='Missing')}: {text(zh=error.zh, en=error.en)}", ""]
    lines.append(" " + text(zh="停止:Ctrl-C 或 ./hotline down", en="Stop: Ctrl-C or ./hotline down"))
    lines.append(" " + text(zh="检查:./hotline doctor", en="Check: ./hotline doctor"))
    lines.append(RULE)
    return "\n".join(lines)


def padded(label: str, width: int) -> str:
    """The label filled with blanks to a width in terminal columns, in which a Chinese character takes two."""
    taken = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in label)
    return label + " " * max(0, width - taken)


def _what_to_try(console: Console, web: str) -> list[str]:
    tries = [
        ("不用电话先听一听:", "Listen without a telephone:", "./hotline call --keys 2,1001"),
        ("以 li 登录坐席台,按就绪;再从首页用浏览器拨打:", "Sign in as li, press Ready, then call from the page:", web),
    ]
    lines = [" " + console.text(zh="试一试", en="Try")]
    for number, (zh, en, what) in enumerate(tries, start=1):
        lines.append(f"  {number}. {console.text(zh=zh, en=en)}")
        lines.append(f"     {what}")
    return lines
