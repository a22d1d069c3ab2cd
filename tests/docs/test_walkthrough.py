"""Every path and name that the documents give exists in the code: a page that lies about the code fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BASES = (ROOT, ROOT / "src" / "hotline")

_MENTION = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|ts|yaml|conf|html|css))(?::([\w.-]+))?`")


def _mentions(page: Path) -> list[tuple[str, str]]:
    return [(found[1], found[2] or "") for found in _MENTION.finditer(page.read_text(encoding="utf-8"))]


def _file(path: str) -> Path | None:
    return next((base / path for base in BASES if (base / path).is_file()), None)


def _python_names(tree: ast.AST, prefix: str = "") -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from _python_names(node, f"{prefix}{node.name}.")
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (prefix + target.id for target in targets if isinstance(target, ast.Name))


def _names(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    match file.suffix:
        case ".py":
            return set(_python_names(ast.parse(text)))
        case ".yaml":
            return set(yaml.safe_load(text)["nodes"])
        case ".conf":
            return set(re.findall(r"^\[([\w-]+)\]", text, re.MULTILINE))
        case _:
            return set(re.findall(r"^ *(?:export |async )*(?:class |function )?#?(\w+)\b(?=[ (<])", text, re.MULTILINE))


def test_the_walkthrough_names_files() -> None:
    assert len(_mentions(ROOT / "docs" / "walkthroughs" / "one-call.md")) > 80


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_path_exists(page: Path) -> None:
    assert [path for path, _ in _mentions(page) if _file(path) is None] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_name_exists_in_its_file(page: Path) -> None:
    named = [(path, name) for path, name in _mentions(page) if name and _file(path)]
    assert [f"{path}:{name}" for path, name in named if name not in _names(_file(path) or ROOT)] == []
