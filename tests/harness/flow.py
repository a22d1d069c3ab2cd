"""The centre's own flow with short waits, so that a scenario about patience does not need any."""

from pathlib import Path
from typing import Any

import yaml

MAIN = Path(__file__).resolve().parents[2] / "src/hotline/ivr/flows/main.yaml"
KEY_SECONDS = 1.5
QUEUE_ROUND_SECONDS = 3
MESSAGE_SECONDS = 6

SHORT: dict[str, dict[str, Any]] = {
    "menu": {"wait_seconds": KEY_SECONDS},
    "listen": {"wait_seconds": KEY_SECONDS, "pause_seconds": KEY_SECONDS, "between_seconds": KEY_SECONDS},
    "callback": {"wait_seconds": KEY_SECONDS},
    "survey": {"wait_seconds": KEY_SECONDS},
    "enqueue": {"every_seconds": QUEUE_ROUND_SECONDS},
    "voicemail": {"max_seconds": MESSAGE_SECONDS, "min_seconds": 0.5},
}


# Nothing in the centre's own flow asks for an identity number yet: key 7 stands for what will.
SECRET_NODE = {
    "verb": "gather",
    "prompts": ["topic_ask_code"],
    "secret": True,
    "least": 4,
    "most": 18,
    "question": "topic",
    "when": [{"found": "found", "go": "home"}],
    "otherwise": "goodbye",
    "back": "home",
    "on_nothing": "goodbye",
}


def short_flow_write(file: Path) -> None:
    """Write `main.yaml` with short waits in every node, and a secret behind key 7."""
    flow = yaml.safe_load(MAIN.read_text(encoding="utf-8"))
    flow["nodes"]["secret"] = dict(SECRET_NODE)
    flow["nodes"]["menu_open"]["keys"][7] = "secret"
    for node in flow["nodes"].values():
        node.update(SHORT.get(node["verb"], {}))
    file.write_text(yaml.safe_dump(flow, allow_unicode=True, sort_keys=False), encoding="utf-8")
