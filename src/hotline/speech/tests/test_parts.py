"""Nothing of the model packages is used before its digest fits."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from hotline.speech import install as installing
from hotline.speech import voices
from hotline.speech.errors import SpeechError
from hotline.speech.parts import Part, is_checked, is_installed, part_file
from hotline.speech.voices import VOICE_DIGESTS, voice_file, voices_are_fetched, voices_fetch

CONTENT = b"first half, second half"


@pytest.fixture
def part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Part:
    """A part in two packages that can be imported."""
    for name, content in (("half_one", CONTENT[:11]), ("half_two", CONTENT[11:])):
        package = tmp_path / "site" / name
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "part.bin").write_bytes(content)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    digest = hashlib.sha256(CONTENT).hexdigest()
    return Part(path="model/whole.bin", digest=digest, sources=(("half_one", "part.bin"), ("half_two", "part.bin")))


def test_halves_are_joined_and_checked_once(part: Part, tmp_path: Path) -> None:
    told: list[str] = []

    files = [part_file(part, cache=tmp_path / "cache", progress=told.append) for _ in range(2)]

    assert [file.read_bytes() for file in files] == [CONTENT, CONTENT]
    assert told == ["model/whole.bin"]


def test_a_package_that_was_exchanged_is_refused(part: Part, tmp_path: Path) -> None:
    (tmp_path / "site" / "half_two" / "part.bin").write_bytes(b"something else")

    with pytest.raises(SpeechError, match="does not have the digest on record") as caught:
        part_file(part, cache=tmp_path / "cache")
    assert "与登记的校验值不符" in caught.value.zh
    assert not (tmp_path / "cache" / "model" / "whole.bin").exists()


def test_a_file_that_was_changed_in_the_cache_is_made_anew(part: Part, tmp_path: Path) -> None:
    file = part_file(part, cache=tmp_path / "cache")
    file.write_bytes(b"changed")

    assert not is_checked(file, part.digest)
    assert part_file(part, cache=tmp_path / "cache").read_bytes() == CONTENT


def test_a_broken_stamp_only_costs_reading_again(part: Part, tmp_path: Path) -> None:
    file = part_file(part, cache=tmp_path / "cache")
    file.with_name(f"{file.name}.checked").write_text("{half a")

    assert is_checked(file, part.digest)


def test_a_missing_package_is_named_as_it_is_installed(tmp_path: Path) -> None:
    part = Part(path="x", digest="", sources=(("no_such_package", "part.bin"),))

    assert not is_installed([part])
    with pytest.raises(SpeechError, match="package no-such-package is missing"):
        part_file(part, cache=tmp_path)


def archive(folder: Path, members: dict[str, bytes]) -> None:
    """What `npm pack` leaves."""
    with tarfile.open(folder / "kokoro-js-1.2.1.tgz", "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(f"package/voices/{name}.bin")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


Pack = Callable[[str, Path], None]


@pytest.fixture
def four(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Four small speakers with their digests on record."""
    contents = {name: name.encode() * 10 for name in VOICE_DIGESTS}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    monkeypatch.setattr(voices, "VOICE_DIGESTS", digests)
    monkeypatch.setattr(shutil, "which", lambda _name: "npm")
    return contents


def test_four_speakers_are_kept_of_all(four: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[str] = []

    def pack(npm: str, folder: Path) -> None:
        packed.append(npm)
        archive(folder, {**four, "jf_alpha": b"another"})

    monkeypatch.setattr(voices, "_npm_pack", pack)
    for _ in range(2):
        voices_fetch(cache=tmp_path, progress=lambda _what: None)

    assert packed == ["npm"]
    assert voices_are_fetched(cache=tmp_path)
    assert sorted(file.name for file in (tmp_path / "voices").glob("*.bin")) == sorted(f"{name}.bin" for name in four)
    assert voice_file("zf_xiaoyi", cache=tmp_path).read_bytes() == four["zf_xiaoyi"]


def test_an_exchanged_speaker_is_refused(
    four: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_npm_pack", lambda _npm, folder: archive(folder, four | {"zf_xiaoyi": b"not her"}))

    with pytest.raises(SpeechError, match=r"zf_xiaoyi\.bin does not have the digest on record"):
        voices_fetch(cache=tmp_path, progress=lambda _what: None)
    assert not (tmp_path / "voices" / "zf_xiaoyi.bin").exists()


def test_without_npm_or_network_it_says_what_to_do(
    four: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: object, **_named: object) -> types.SimpleNamespace:
        return types.SimpleNamespace(returncode=1, stdout="", stderr="npm error network\n")

    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(SpeechError, match=r"could not be fetched: npm error network\. Check the network"):
        voices_fetch(cache=tmp_path, progress=lambda _what: None)

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SpeechError, match=r"npm was not found.*Install Node\.js 20"):
        voices_fetch(cache=tmp_path, progress=lambda _what: None)


def test_a_speaker_that_is_not_there_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"Run \./hotline up"):
        voice_file("zf_xiaoyi", cache=tmp_path)


def test_install_ends_with_a_plain_message(
    four: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "argv", ["install", "--cache", str(tmp_path)])

    assert installing.main() == 1
    assert capsys.readouterr().err.splitlines() == [
        "找不到 npm，无法取得发音人文件。请先安装 Node.js 20 或更新版本。",
        "npm was not found, so the speakers cannot be fetched. Install Node.js 20 or newer first.",
    ]


def test_the_programs_of_this_room_need_no_django(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, hotline.speech.voice, hotline.speech.install; print('django' in sys.modules)",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout == "False\n"
