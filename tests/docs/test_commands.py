"""Commands and imports that the documents tell people to use are there."""

import argparse
import importlib.util
import re
from pathlib import Path

from django.core.management import get_commands

from hotline.operations.cli import parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXTS = [page.read_text(encoding="utf-8") for page in PAGES]
REFERENCE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def _commands() -> set[str]:
    actions = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return {name for action in actions for name in action.choices}


def test_every_command_named_is_there() -> None:
    named = {name for text in TEXTS for name in re.findall(r"\./hotline ([a-z]+)", text)}
    assert named - _commands() == set()


def test_the_reference_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `([a-z]+)\b[^`]*` \|", REFERENCE.partition("## call")[0], re.MULTILINE))
    assert listed == _commands()


def test_every_management_command_named_is_there() -> None:
    named = {name for text in TEXTS for name in re.findall(r"\./hotline manage ([a-z_]+)", text)}
    assert named - set(get_commands()) == set()


def test_every_import_told_can_be_carried_out() -> None:
    told = {found for text in TEXTS for found in re.findall(r"^from (hotline[\w.]*) import (.+)$", text, re.MULTILINE)}
    missing = [
        f"{module}.{name.strip()}"
        for module, names in sorted(told)
        for name in names.split(",")
        if not hasattr(importlib.import_module(module), name.strip())
    ]
    assert missing == []
    assert told


def test_every_module_told_to_run_is_there() -> None:
    told = {name for text in TEXTS for name in re.findall(r"python -m (hotline[\w.]+)", text)}
    assert [name for name in sorted(told) if importlib.util.find_spec(name) is None] == []
