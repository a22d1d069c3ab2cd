"""Debian packages: which mirror, which version, and how they are unpacked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from hotline.operations.asterisk import is_accepted, version_parts
from hotline.operations.errors import PlainError
from hotline.operations.packages import mirrors_among, unpack

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="not a Debian machine")


@pytest.mark.parametrize(
    ("targets", "mirrors"),
    [
        ([], []),
        (["http://m/debian/ bookworm main"], ["http://m/debian/"]),
        (["http://m/debian/ bookworm contrib", "http://m/debian/ bookworm-updates main"], []),
        (
            ["http://tools/apt/ bookworm main", "http://m/debian/ trixie main"],
            ["http://m/debian/", "http://tools/apt/"],
        ),
        (["http://m/debian/ sid main", "http://m/debian/ stable main"], ["http://m/debian/"]),
        (["http://u/ubuntu/ noble main", "half a line"], []),
    ],
)
def test_the_mirror_comes_from_the_machines_own_sources(targets: list[str], mirrors: list[str]) -> None:
    assert mirrors_among(targets) == mirrors


@pytest.mark.parametrize(
    ("version", "accepted"),
    [
        ("22.10.1", True),
        ("22.10.1+dfsg+~cs6.17.60671434-1", True),
        ("22.11.0", True),
        ("22.10.0", False),
        ("22.9.0", False),
        ("20.6.0", False),
        ("23.0.0", False),
        ("23", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_the_versions_of_asterisk_we_fetch(version: str, *, accepted: bool) -> None:
    assert is_accepted(version) is accepted


def test_a_version_is_compared_by_its_numbers() -> None:
    assert version_parts("22.10.1+dfsg~rc2") == (22, 10, 1)


def make_package(folder: Path, name: str) -> Path:
    root = folder / name
    for path in ("DEBIAN", "usr/share/doc/x", "usr/bin"):
        (root / path).mkdir(parents=True)
    control = f"Package: {name}\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n"
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")
    (root / "usr/share/doc/x/readme").touch()
    (root / "usr/bin" / name).write_text(name, encoding="utf-8")
    subprocess.run(["dpkg-deb", "--build", root], check=True, capture_output=True)
    return folder / f"{name}.deb"


@needs_dpkg
def test_unpacking_replaces_the_whole_tree_at_once_and_leaves_documents_out(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "old").mkdir(parents=True)
    shares: list[float] = []
    unpack([make_package(tmp_path, "one"), make_package(tmp_path, "two")], tree, shares.append)
    assert sorted(str(path.relative_to(tree)) for path in tree.rglob("*") if path.is_file()) == [
        "usr/bin/one",
        "usr/bin/two",
    ]
    assert shares == [0.5, 1.0]
    assert not (tree / "old").exists()
    assert tree.stat().st_mode & 0o777 == 0o755
    assert sorted(path.name for path in tmp_path.glob("tree*")) == ["tree"]


@needs_dpkg
def test_a_damaged_package_is_named_and_the_old_tree_stays(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "old").mkdir(parents=True)
    damaged = tmp_path / "damaged.deb"
    damaged.write_bytes(b"no package")
    with pytest.raises(PlainError, match=r"damaged\.deb"):
        unpack([damaged], tree, lambda _: None)
    assert (tree / "old").is_dir()
