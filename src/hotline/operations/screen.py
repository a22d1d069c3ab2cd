"""The one screen at the end of a start: addresses, accounts, the number, what to try."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from hotline.operations import keys
from hotline.operations.certificate import names_of_machine
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.installing import source_digest
from hotline.operations.places import Places

LABEL_WIDTH = 37
RULE = "─" * 72
ASK_LIMIT_SECONDS = 60
# What the front page would say, in its shortest form, for when it cannot be asked.
ROLES = (
    ("坐席", "Adviser", "li"),
    ("坐席", "Adviser", "wang"),
    ("班长", "Supervisor", "zhao"),
    ("知识编辑", "Editor", "chen"),
)
LISTEN = {
    "zh": "在终端里打一通电话：",
    "en": "Place a call from the terminal:",
    "command": "./hotline call --keys 2,1001",
}


def screen_facts(places: Places, environment: Mapping[str, str]) -> dict[str, Any]:
    """What the front page tells about addresses, accounts and things to try; kept until sources or places change."""
    made_from = f"{source_digest(places.checkout / 'src/hotline')} {places.web_port} {places.number}"
    kept = places.run / "screen.json"
    try:
        stored = json.loads(kept.read_text(encoding="utf-8"))
        if stored["from"] == made_from:
            return dict(stored["facts"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass  # never asked, or damaged: ask
    facts = _ask(places, environment)
    if facts is None:
        return facts_by_default(places)
    kept.write_text(json.dumps({"from": made_from, "facts": facts}, ensure_ascii=False), encoding="utf-8")
    return facts


def facts_by_default(places: Places) -> dict[str, Any]:
    """The least that is true of every centre with the sample loaded."""
    web = f"http://127.0.0.1:{places.web_port}/"
    return {
        "addresses": [
            {"name": {"zh": "首页", "en": "Front page"}, "url": web},
            {"name": {"zh": "坐席台", "en": "Adviser's desk"}, "url": f"{web}desk/"},
        ],
        "accounts": [{"role": {"zh": zh, "en": en}, "username": name, "name": ""} for zh, en, name in ROLES],
        "tries": [LISTEN],
    }


def start_screen(
    places: Places, console: Console, *, facts: Mapping[str, Any], missing: Sequence[PlainError], seconds: float
) -> str:
    """The text of the screen."""
    text = console.text
    rows = [(text(**address["name"]), address["url"]) for address in facts["addresses"]]
    if places.is_open_to_others:
        others = [name for name in names_of_machine() if name not in {"localhost", "127.0.0.1", "::1"}]
        rows.append((text(zh="别的电脑", en="Other computers"), f"https://{others[0]}:{places.https_port}/"))
    rows += [(text(**who["role"]), f"{who['username']}  {who['name']}".rstrip()) for who in facts["accounts"]]
    rows += [
        (text(zh="密码", en="Password"), keys.key_read(places.keys, keys.DEMO_PASSWORD_NAME)),
        (text(zh="拨打", en="Dial"), f"{places.number}  sip:{places.number}@127.0.0.1:{places.sip_port}"),
    ]
    ready = text(zh=f"{places.number} 热线已就绪", en="The hotline is ready")
    lines = ["", RULE, f" {ready}  ({seconds:.0f} s)", ""]
    lines += [f" {padded(label, LABEL_WIDTH)} {value}" for label, value in rows]
    lines += ["", *_what_to_try(console, facts["tries"]), ""]
    for error in missing:
        lines += [f" ! {line}" for line in console.both(zh=f"缺少：{error.zh}", en=f"Missing: {error.en}")]
        lines.append("")
    lines.append(" " + text(zh="停止：Ctrl-C 或 ./hotline down", en="Stop: Ctrl-C or ./hotline down"))
    lines.append(" " + text(zh="检查：./hotline doctor", en="Check: ./hotline doctor"))
    lines.append(RULE)
    return "\n".join(lines)


def padded(label: str, width: int) -> str:
    """The label filled with blanks to a width in terminal columns, in which a Chinese character takes two."""
    taken = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in label)
    return label + " " * max(0, width - taken)


def _ask(places: Places, environment: Mapping[str, str]) -> dict[str, Any] | None:
    command = [str(places.python), "-m", "hotline.config.manage", "start_screen", "--json"]
    try:
        done = subprocess.run(
            command, env=environment, cwd=places.home, capture_output=True, timeout=ASK_LIMIT_SECONDS, check=True
        )
        return dict(json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _what_to_try(console: Console, tries: Sequence[Mapping[str, str]]) -> list[str]:
    lines = [" " + console.text(zh="试一试", en="Try")]
    for number, one in enumerate(tries, start=1):
        words = console.both(zh=one["zh"], en=one["en"])
        words += [one["command"]] if one["command"] else []
        lines.append(f"  {number}. {words[0]}")
        lines += [f"     {word}" for word in words[1:]]
    return lines
