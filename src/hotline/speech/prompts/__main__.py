"""`python -m hotline.speech.prompts`: make, check and replace the line's own sentences."""

import argparse
import os
import sys
from pathlib import Path

from django.conf import LazySettings, settings

from hotline.speech.engines import Engine, engine_named
from hotline.speech.engines.choice import voices_chosen
from hotline.speech.errors import SpeechError
from hotline.speech.languages import LANGUAGES, language_of
from hotline.speech.places import cache_folder, espeak_command, shipped_prompts_folder
from hotline.speech.prompts.building import build
from hotline.speech.prompts.catalog import SHIPPED_NUMBER, Prompt, catalog_read
from hotline.speech.prompts.checking import Finding, check, check_own, keys_of
from hotline.speech.prompts.files import OWN
from hotline.speech.prompts.manifest import Key, manifest_read
from hotline.speech.prompts.replacing import replace, restore


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands; 0 when all is well, 1 with what is wrong otherwise."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except SpeechError as error:
        sys.stderr.write(f"{error.zh}\n{error.en}\n")
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hotline.speech.prompts", description=__doc__)
    commands = parser.add_subparsers(required=True)
    made = commands.add_parser("build", help="speak the prompts whose sound is missing or whose text has changed")
    made.add_argument("names", nargs="*", help="these prompts alone, whether they have changed or not")
    made.add_argument("--all", action="store_true", help="every prompt that is not a recording")
    made.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    made.set_defaults(run=_build)
    checked = commands.add_parser("check", help="name prompts that are missing or stale, recordings included")
    checked.set_defaults(run=_check)
    replaced = commands.add_parser("replace", help="put a recording in place of a prompt")
    replaced.add_argument("name")
    replaced.add_argument("language", choices=LANGUAGES)
    replaced.add_argument("file", type=Path)
    replaced.add_argument(
        "--shipped", action="store_true", help="in the checkout, for every site, not only for this one"
    )
    replaced.set_defaults(run=_replace)
    restored = commands.add_parser("restore", help="take a recording away again")
    restored.add_argument("name")
    restored.add_argument("language", choices=LANGUAGES)
    restored.add_argument("--shipped", action="store_true", help="the one in the checkout")
    restored.set_defaults(run=_restore)
    return parser


def _build(given: argparse.Namespace) -> int:
    os.nice(19)
    folder = shipped_prompts_folder()
    catalog = catalog_read(folder)
    wanted = None
    if given.all or given.names:
        recorded = {key for key, made in manifest_read(folder).items() if made.recorded}
        names = set(given.names or catalog)
        wanted = [key for key in keys_of(catalog) if key[1] in names and key not in recorded]
    count = build(folder, catalog, engine=_engine(given.threads), cache=cache_folder(), told=_told, wanted=wanted)
    _say(f"完成 / done: {count}")
    return 0


def _check(_given: argparse.Namespace) -> int:
    folder = shipped_prompts_folder()
    catalog = catalog_read(folder)
    own_catalog = catalog_read(folder, number=_centre().HOTLINE_NUMBER)
    findings = [*check(folder, catalog, engine=_engine(1)), *check_own(_own_folder(), own_catalog)]
    for finding in findings:
        _say(_line(finding))
    count = len(keys_of(catalog))
    _say(f"{count} 个提示音，{len(findings)} 处问题 / {count} prompts, {len(findings)} faults")
    return 1 if findings else 0


def _replace(given: argparse.Namespace) -> int:
    key, prompt = _key(given)
    folder = shipped_prompts_folder() if given.shipped else _own_folder()
    made = replace(folder, prompt, key, given.file)
    _say(f"{key[0]}/{key[1]}: {made.seconds} s")
    _say(f"应说 / to be said: {prompt.texts[key[0]]}")
    return 0


def _restore(given: argparse.Namespace) -> int:
    key, _ = _key(given)
    if not restore(shipped_prompts_folder() if given.shipped else _own_folder(), key):
        raise SpeechError(zh=f"{key[0]}/{key[1]} 没有录音。", en=f"{key[0]}/{key[1]} has no recording.")
    _say(f"{key[0]}/{key[1]}")
    return 0


def _key(given: argparse.Namespace) -> tuple[Key, Prompt]:
    number = SHIPPED_NUMBER if given.shipped else _centre().HOTLINE_NUMBER
    prompt = catalog_read(shipped_prompts_folder(), number=number).get(given.name)
    if prompt is None:
        raise SpeechError(
            zh=f"prompts.yaml 中没有名为 {given.name} 的提示语。",
            en=f"There is no prompt {given.name} in prompts.yaml.",
        )
    return (language_of(given.language), given.name), prompt


def _own_folder() -> Path:
    own: Path = _centre().HOTLINE_PROMPTS / OWN
    return own


def _centre() -> LazySettings:
    # Only what concerns this centre needs its settings; building for the checkout does not.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.config.settings")
    return settings


def _engine(threads: int) -> Engine:
    # Always the neural voice, whatever this centre speaks by: the shipped prompts are for every centre.
    return engine_named(
        "kokoro", cache=cache_folder(), espeak=espeak_command(), voices=voices_chosen(), threads=threads
    )


def _told(number: int, count: int, key: Key, seconds: float) -> None:
    _say(f"{number}/{count} {key[0]}/{key[1]} {seconds:.1f} s")


def _line(finding: Finding) -> str:
    return f"{finding.key[0]}/{finding.key[1]}: {finding.fault.value}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
