"""The flow checker as a command: `python -m hotline.ivr.check FILE...`; ends with 1 where a flow is refused."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hotline.ivr.checker import checked_flow
from hotline.ivr.parse import read_yaml
from hotline.ivr.problems import FlowRefusedError
from hotline.ivr.prompts import PROMPTS_FILE, prompt_names

MAIN_FLOW_FILE: Final = Path(__file__).with_name("flows") / "main.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check each file, print what is wrong in both languages, return 1 where anything is."""
    parser = argparse.ArgumentParser(prog="python -m hotline.ivr.check", description="检查语音流程 / Check call flows.")
    parser.add_argument("files", nargs="*", type=Path, default=[MAIN_FLOW_FILE], help="流程文件 / flow files")
    parser.add_argument("--prompts", type=Path, default=PROMPTS_FILE, help="语音文字 / the texts of the prompts")
    options = parser.parse_args(arguments)
    prompts = prompt_names(options.prompts)
    refused = [file for file in options.files if not _check(file, prompts)]
    return 1 if refused else 0


def _check(file: Path, prompts: frozenset[str]) -> bool:
    try:
        text = file.read_text(encoding="utf-8")
        flow = checked_flow(read_yaml(text, file=file.name), file=file.name, prompts=prompts)
    except OSError as error:
        print(f"{file}：读不到这个文件 / cannot be read: {error.strerror}")
        return False
    except FlowRefusedError as refusal:
        print(refusal)
        return False
    print(f"{file.name}：{len(flow.nodes)} 个节点，没有问题 / {len(flow.nodes)} nodes, nothing wrong")
    return True


if __name__ == "__main__":
    sys.exit(main())
