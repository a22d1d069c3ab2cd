"""Lists that the desk ships with: types of question, and words for the nodes of the flow."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hotline.desk.both import Both

_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class PathWords:
    """Words for nodes and steps of the flow, and which nodes are words to search by."""

    nodes: Mapping[str, Both]
    search_nodes: frozenset[str]
    steps: Mapping[str, Both]


@cache
def matter_types() -> list[dict[str, Any]]:
    """The groups of types as the form shows them: `{"title", "types": [{"code", "title"}]}`."""
    groups: list[dict[str, Any]] = yaml.safe_load((_FOLDER / "matter_types.yaml").read_text(encoding="utf-8"))
    return groups


@cache
def matter_type_titles() -> Mapping[str, Both]:
    """The title of each type by its code."""
    return {type_["code"]: type_["title"] for group in matter_types() for type_ in group["types"]}


@cache
def path_words() -> PathWords:
    """What is worth a word on the way through the flow."""
    raw = yaml.safe_load((_FOLDER / "path.yaml").read_text(encoding="utf-8"))
    return PathWords(nodes=raw["nodes"], search_nodes=frozenset(raw["search_nodes"]), steps=raw["steps"])
