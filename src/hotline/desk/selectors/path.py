"""The caller's way through the flow, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hotline.desk.both import Both, both
from hotline.inquiries.selectors import StepRow

from .data import path_words

_LANGUAGES = {"zh": both("中文", "Chinese"), "en": both("英语", "English")}


@dataclass(frozen=True, slots=True)
class PathStep:
    """One station: the key that led there (empty for none) and what it is called."""

    kind: str
    at: datetime
    key: str
    label: Both

    def to_json(self) -> dict[str, Any]:
        """As the page gets it."""
        return {"kind": self.kind, "at": self.at.isoformat(), "key": self.key, "label": self.label}


def path_of(steps: Iterable[StepRow]) -> list[PathStep]:
    """The stations worth a word, without repeats in a row: menus, topics, choices."""
    stations: list[PathStep] = []
    for step in _told(steps):
        if step.kind in ("node", "topic") and (not stations or stations[-1].label != step.label):
            stations.append(step)
    return stations


def time_line_of(steps: Iterable[StepRow]) -> list[PathStep]:
    """Everything that has words, in order."""
    return list(_told(steps))


def topic_heard(steps: Sequence[StepRow]) -> str | None:
    """The code of the last topic that the caller began to listen to."""
    return next((str(step.data["code"]) for step in reversed(steps) if step.kind == "topic"), None)


def search_words_of(steps: Iterable[StepRow]) -> list[str]:
    """Words of the fields that the caller chose in the menu."""
    words = path_words()
    nodes = [str(step.data.get("node")) for step in steps if step.kind == "node"]
    return [words.nodes[node]["zh"] for node in dict.fromkeys(nodes) if node in words.search_nodes]


def _told(steps: Iterable[StepRow]) -> Iterable[PathStep]:
    key = ""
    for step in steps:
        if step.kind == "key":
            key = str(step.data.get("key", ""))
            continue
        label = _label(step)
        if label is not None:
            yield PathStep(kind=step.kind, at=step.at, key=key, label=label)
            key = ""


def _label(step: StepRow) -> Both | None:
    words = path_words()
    if step.kind == "node":
        return words.nodes.get(str(step.data.get("node")))
    wording = words.steps.get(step.kind)
    if wording is None:
        return None
    values = {name: str(value) for name, value in step.data.items()}
    language = _LANGUAGES.get(values.get("language", ""), both("", ""))
    return both(
        wording["zh"].format_map(values | {"language": language["zh"]}),
        wording["en"].format_map(values | {"language": language["en"]}),
    )
