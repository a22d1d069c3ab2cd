"""A whole folder of knowledge: `topics.yaml` and `entries/*.md`, checked against one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from hotline.kernel import clock

from .bilingual import Bilingual
from .drafts import EntryDraft, TopicDraft
from .faults import Fault, FaultsFoundError
from .files import entry_parse
from .filling import broken_tokens_in, keys_in
from .parameter_files import ParameterFolder, Region, parameters_read
from .parameters import NATION, Parameter, ParameterBook, ParameterMissingError

SAMPLE_FOLDER = Path(__file__).parent / "sample"
"""The knowledge of the sample centre."""

TOPICS_FILE = "topics.yaml"
PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds, without faults: topics before their children, entries by code, parameters."""

    topics: tuple[TopicDraft, ...]
    entries: tuple[EntryDraft, ...]
    parameters: tuple[Parameter, ...]


def folder_read(folder: Path) -> Folder:
    """Everything in the folder. Raises `FaultsFoundError` with the faults of all its files."""
    topics, entries, parameters, faults = _parsed(folder)
    if faults:
        raise FaultsFoundError(tuple(faults))
    return Folder(topics=tuple(topics), entries=tuple(draft for _, draft in entries), parameters=parameters.parameters)


def folder_check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the folder, empty when it can be loaded."""
    return tuple(_parsed(folder)[-1])


Named = tuple[str, EntryDraft]
"""The name of a file and the entry in it."""


def _parsed(folder: Path) -> tuple[list[TopicDraft], list[Named], ParameterFolder, list[Fault]]:
    topics, faults = _topics(folder / TOPICS_FILE)
    parameters = _parameters(folder / PARAMETERS, faults)
    entries = _entries(folder / "entries", faults)
    faults.extend(_faults_between(entries, topics))
    faults.extend(_faults_in_texts(entries, parameters))
    return topics, entries, parameters, faults


def _parameters(folder: Path, faults: list[Fault]) -> ParameterFolder:
    # A bureau may have no parameter of its own.
    if not folder.is_dir():
        return ParameterFolder(regions=(Region(NATION, Bilingual(zh="全国", en="The whole country")),), parameters=())
    try:
        return parameters_read(folder)
    except FaultsFoundError as found:
        faults.extend(found.faults)
        return ParameterFolder(regions=(), parameters=())


def _entries(folder: Path, faults: list[Fault]) -> list[Named]:
    files = sorted(folder.glob("*.md"))
    if not files:
        faults.append(Fault("entries/", "*.md", "文件夹里没有条目文件。", "There is no entry file in this folder."))
    entries: list[Named] = []
    for path in files:
        try:
            entries.append((path.name, entry_parse(file=path.name, text=path.read_text(encoding="utf-8"))))
        except FaultsFoundError as found:
            faults.extend(found.faults)
        except UnicodeDecodeError:
            faults.append(Fault(path.name, "text", "请保存为 UTF-8 编码。", "Save the file as UTF-8."))
    return entries


def _faults_in_texts(entries: list[Named], parameters: ParameterFolder) -> Iterable[Fault]:
    """Regions and parameters that entries name: there must be such a one, with a value on every day of the entry."""
    regions = {region.path for region in parameters.regions}
    book = parameters.book()
    for file, draft in entries:
        if regions and draft.region not in regions:
            yield Fault(file, "region", "没有这个地区。", f"There is no such region in {PARAMETERS}/regions.yaml.")
        for text in draft.all_texts():
            for token in broken_tokens_in(text):
                yield Fault(file, "text", f"写法不对：{token}，应为 {{{{key}}}}。", f"Write {{{{key}}}}: {token}.")
        for key in keys_in(draft.all_texts()):
            yield from _faults_of_key(file, draft, key, book)


def _faults_of_key(file: str, draft: EntryDraft, key: str, book: ParameterBook) -> Iterable[Fault]:
    try:
        book.on(key, region=draft.region, day=draft.valid_from)
        if draft.valid_to is None:
            # An entry without an end must be able to say its figure on the last day that is known of.
            book.on(key, region=draft.region, day=max(draft.valid_from, clock.local_day()))
        else:
            book.on(key, region=draft.region, day=draft.valid_to - timedelta(days=1))
    except ParameterMissingError as missing:
        yield Fault(file, "text", missing.zh, missing.en)


def _faults_between(entries: list[tuple[str, EntryDraft]], topics: list[TopicDraft]) -> Iterable[Fault]:
    fields = {topic.path: topic.field for topic in topics}
    seen: dict[tuple[str, object], str] = {}
    for file, draft in entries:
        for name, value in (("code", draft.code), ("slug", draft.slug), ("rank", draft.rank)):
            other = seen.setdefault((name, value), file)
            if other != file:
                yield Fault(file, name, f"{value} 已用于 {other}，请换一个。", f"{value} is taken by {other}.")
        if file != f"{draft.code}-{draft.slug}.md":
            name = f"{draft.code}-{draft.slug}.md"
            yield Fault(file, "slug", f"文件名应为 {name}。", f"Name the file {name}.")
        if draft.topic not in fields:
            yield Fault(file, "topic", f"{TOPICS_FILE} 里没有这个主题。", f"It is not in {TOPICS_FILE}.")
        elif int(draft.code[0]) != fields[draft.topic]:
            field = fields[draft.topic]
            yield Fault(file, "code", f"这个主题的编号以{field}开头。", f"Codes of this topic begin with {field}.")


def _topics(path: Path) -> tuple[list[TopicDraft], list[Fault]]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [], [Fault(TOPICS_FILE, "-", "缺少这个文件。", "This file is missing.")]
    except (yaml.YAMLError, UnicodeDecodeError):
        return [], [Fault(TOPICS_FILE, "-", "YAML 写法有误，读不出来。", "The YAML cannot be read.")]
    topics: list[TopicDraft] = []
    try:
        for row in rows:
            top = _topic(row, parent=None, field=int(row["field"]))
            topics.append(top)
            topics.extend(_topic(child, parent=top.path, field=top.field) for child in row.get("topics", []))
    except (KeyError, TypeError, ValueError):
        place = topics[-1].path if topics else "-"
        zh, en = (
            "后面的主题要有 path、title、words，顶层还要有 field。",
            "What follows needs path, title, words, on top field.",
        )
        return topics, [Fault(TOPICS_FILE, place, zh, en)]
    return topics, []


def _topic(row: Any, *, parent: str | None, field: int) -> TopicDraft:
    title = Bilingual(zh=str(row["title"]["zh"]), en=str(row["title"]["en"]))
    return TopicDraft(path=str(row["path"]), parent=parent, field=field, title=title, words=tuple(row["words"]))
