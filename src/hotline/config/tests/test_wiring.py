"""No fact is written that nobody reads, and nobody waits for one that is never written."""

import ast
from pathlib import Path

from hotline.config.wiring import KINDS_OF_READER, READERS

SOURCE = Path(__file__).parents[2]


def _kinds_written() -> set[str]:
    found: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= _kind_of(node, is_facts_file=file.name == "facts.py")
    return found


def _kind_of(call: ast.Call, *, is_facts_file: bool) -> set[str]:
    written = ast.unparse(call.func)
    given = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
    if written == "_tell" and is_facts_file:
        given = call.args[:1]
    elif written != "outbox.append":
        return set()
    return {node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_fact_written_has_a_reader() -> None:
    assert _kinds_written() == set(READERS)


def test_every_reader_asks_for_what_is_wired_to_it() -> None:
    wired = {reader: {kind for kind, names in READERS.items() if reader in names} for reader in KINDS_OF_READER}
    assert {reader: set(kinds) for reader, kinds in KINDS_OF_READER.items()} == wired
