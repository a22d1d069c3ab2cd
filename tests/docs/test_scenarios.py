"""The list of scenarios names folders that hold scenarios."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"^\|.*\|(?P<shown>[^|]*)\|$", re.MULTILINE)
_NAME = re.compile(r"`(\w+)`")


def _named() -> set[str]:
    page = (ROOT / "docs/reference/scenarios.md").read_text(encoding="utf-8")
    return {name for row in _ROW.finditer(page) for name in _NAME.findall(row["shown"])}


def test_every_folder_named_holds_a_scenario() -> None:
    assert len(_named()) > 30
    assert sorted(name for name in _named() if not list((ROOT / "tests/calls" / name).glob("test_*.py"))) == []
