"""The prompts a flow may name."""

from pathlib import Path
from typing import Final

import yaml

PROMPTS_FILE: Final = Path(__file__).parents[3] / "asterisk" / "prompts" / "prompts.yaml"
"""The texts of all prompts: the source of truth for their names."""


def prompt_names(path: Path = PROMPTS_FILE) -> frozenset[str]:
    """Return the names of the prompts that have a text. Raises OSError where the file cannot be read."""
    return frozenset(yaml.safe_load(path.read_text(encoding="utf-8")))
