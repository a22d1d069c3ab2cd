"""Asterisk out of Debian's packages, where the machine has none of its own."""

from __future__ import annotations

from pathlib import Path

from hotline.operations import asterisk, packages
from hotline.operations.console import Console
from hotline.operations.errors import PlainError
from hotline.operations.installing import one_at_a_time
from hotline.operations.places import Places

# espeak-ng rides along: the spare voice, for machines that have it not.
ENGINE_PACKAGES = ("asterisk", "asterisk-modules", "espeak-ng")


def engine_ensure(places: Places, console: Console) -> asterisk.Engine:
    """The Asterisk to use, unpacked into the cache where there is none yet.

    Raises PlainError that says why it cannot be had; all else can run without it.
    """
    found = asterisk.engine_find(places)
    if found is not None:
        return found
    with one_at_a_time(places.cache), console.step(zh="下载电话引擎", en="Fetching Asterisk", seconds=40) as step:
        if asterisk.engine_find(places) is None:
            files = _engine_packages(places, step.progress)
            packages.unpack(files, places.tree, lambda share: step.progress(0.6 + 0.4 * share))
    found = asterisk.engine_find(places)
    if found is None:
        raise PlainError(
            zh=f"解包后的 Asterisk 无法运行，请删除 {places.tree} 后重试。",
            en=f"The unpacked Asterisk does not run: delete {places.tree} and try again.",
        )
    return found


def _engine_packages(places: Places, progress: packages.Progress) -> list[Path]:
    apt = packages.Apt(places.cache / "apt")
    manifest = places.cache / "apt" / "asterisk.packages"
    offered = ""
    for mirror in packages.debian_mirrors():
        apt.prepare(mirror)
        if apt.update():
            offered = apt.candidate("asterisk")
            break
    if asterisk.is_accepted(offered):
        files = apt.fetch(ENGINE_PACKAGES, lambda share: progress(0.05 + 0.55 * share))
        manifest.write_text("".join(f"{file.name}\n" for file in files), encoding="utf-8")
        return files
    kept = [apt.archives / name for name in manifest.read_text(encoding="utf-8").split()] if manifest.is_file() else []
    if kept and all(file.is_file() for file in kept):
        return kept
    raise PlainError(
        zh=f"得不到可用的 Asterisk（镜像提供：{offered or '无'}；需要 22.10.1 以上、23 以下）。"
        "请检查网络，或安装 20 以上版本的 asterisk。",
        en=f"No usable Asterisk (the mirror offers: {offered or 'none'}; needed: 22.10.1 or newer, below 23). "
        "Check the network, or install asterisk 20 or newer.",
    )
