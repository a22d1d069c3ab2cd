"""The page of settings lists exactly the variables that the code reads."""

import re
from pathlib import Path

from hotline.config.settings import PLACES
from hotline.operations.judging import ENGINES, JUDGEMENTS, SPEAKERS_EN, SPEAKERS_ZH
from hotline.speech.engines.choice import NAMES
from hotline.speech.voices import VOICE_DIGESTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")

# `places.setting("X")`, `os.environ["HOTLINE_X"]`, `settings.get("HOTLINE_X")`, and setdefault on an environment.
_READS = (
    re.compile(r"""\.(?:setting|days)\(\s*["']([A-Z_]+)["']"""),
    re.compile(r"""(?:environ|environment|settings|given)(?:\.\w+\(|\[)\s*["']HOTLINE_([A-Z_]+)["']"""),
)


def _read_in_code() -> set[str]:
    sources = [ROOT / "hotline", ROOT / "conftest.py"]
    for folder in ("src/hotline", "tests", "bench"):
        sources += [file for file in (ROOT / folder).rglob("*.py") if file.parent != Path(__file__).parent]
    texts = [
        file.read_text(encoding="utf-8") for file in sources if "src" not in file.parts or "tests" not in file.parts
    ]
    return {f"HOTLINE_{name}" for text in texts for pattern in _READS for name in pattern.findall(text)}


def _listed() -> set[str]:
    return set(re.findall(r"^\| `(HOTLINE_[A-Z_]+)` \|", PAGE, re.MULTILINE))


def test_every_setting_is_listed_and_every_listed_setting_is_read() -> None:
    assert _listed() == _read_in_code()


def test_every_setting_is_judged_before_a_start() -> None:
    assert set(JUDGEMENTS) == _listed()
    assert {*SPEAKERS_ZH, *SPEAKERS_EN} == set(VOICE_DIGESTS)
    assert ENGINES == NAMES


def test_ports_and_node_are_as_the_page_says() -> None:
    fresh = type(PLACES).from_environment({}, checkout=Path("/nowhere"), is_root=False)
    assert f"| `HOTLINE_PORT` | {fresh.base_port} |" in PAGE
    assert f"| `HOTLINE_NODE` | {fresh.node} |" in PAGE
    assert f"| `HOTLINE_NUMBER` | {fresh.number} |" in PAGE
    assert f"| `HOTLINE_BIND` | {fresh.bind} |" in PAGE
