"""A flow as the interpreter reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hotline.ivr.node import Node


@dataclass(frozen=True, slots=True)
class Flow:
    """One version of a call flow: its nodes by name, where it starts, and the language it starts in."""

    name: str
    version: int
    start: str
    language: str
    nodes: Mapping[str, Node]
