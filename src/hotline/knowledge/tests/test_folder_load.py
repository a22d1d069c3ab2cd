"""Loading a folder, once and again, and the command that does it."""

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hotline.knowledge.faults import FaultsFoundError
from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.models import Entry, EntryText, EntryVersion, ParameterValue, Topic
from hotline.knowledge.reading import Expired, NotYetValid
from hotline.knowledge.selectors import (
    entries_by_topic,
    entries_most_asked,
    entry_as_of,
    topic_lookup,
    topics_tree,
)
from hotline.knowledge.services import LoadReport, entry_publish, folder_load

from .drafts import draft, topics_make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
BENEFIT = "1001-unemployment-benefit-claim.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first entries of the sample, to be changed."""
    (tmp_path / "entries").mkdir()
    shutil.copy(SAMPLE_FOLDER / "topics.yaml", tmp_path)
    shutil.copytree(SAMPLE_FOLDER / "parameters", tmp_path / "parameters")
    for path in sorted((SAMPLE_FOLDER / "entries").glob("100[1-5]-*.md")):
        shutil.copy(path, tmp_path / "entries")
    return tmp_path


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "entries" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_loading_again_writes_nothing(folder: Path) -> None:
    topics = Topic.objects.count() or 35
    assert folder_load(folder=folder) == LoadReport(topics=topics, new=5, changed=0, unchanged=0)
    written = (EntryVersion.objects.count(), EntryText.objects.count(), ParameterValue.objects.count())
    assert written[0] == 5
    assert folder_load(folder=folder) == LoadReport(topics=topics, new=0, changed=0, unchanged=5)
    assert (EntryVersion.objects.count(), EntryText.objects.count(), ParameterValue.objects.count()) == written


def test_a_changed_file_makes_one_new_version(folder: Path) -> None:
    folder_load(folder=folder)
    edit(folder, BENEFIT, "单位应当及时开给您。", "单位必须马上开给您。")
    report = folder_load(folder=folder)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 4)
    entry = entry_as_of(code="1001", day=TODAY)
    assert entry is not None
    assert entry.n == 2
    assert entry.body("zh")[1].endswith("单位必须马上开给您。")


def test_a_changed_validity_leaves_nothing_of_the_former_days(folder: Path) -> None:
    folder_load(folder=folder)
    edit(folder, BENEFIT, "valid_from: 2011-07-01", "valid_from: 2020-01-01")
    assert folder_load(folder=folder).changed == 1
    assert topic_lookup(code="1001", day=date(2019, 12, 31)) == NotYetValid(
        code="1001", title=entries_most_asked(limit=1, day=TODAY)[0].title, first_day=date(2020, 1, 1)
    )


def test_ranks_may_be_swapped_without_new_versions(folder: Path) -> None:
    folder_load(folder=folder)
    ranks = dict(Entry.objects.values_list("slug", "rank"))
    one, two = ranks["unemployment-benefit-claim"], ranks["unemployment-benefit-how-long"]
    edit(folder, BENEFIT, f"rank: {one}\n", f"rank: {two}\n")
    edit(folder, "1002-unemployment-benefit-how-long.md", f"rank: {two}\n", f"rank: {one}\n")
    assert folder_load(folder=folder).unchanged == 5
    assert entries_most_asked(limit=1, day=TODAY)[0].code == "1002"


def test_a_fault_in_one_file_loads_nothing(folder: Path) -> None:
    edit(folder, BENEFIT, "kind: answer", "kind: rumour")
    with pytest.raises(FaultsFoundError):
        folder_load(folder=folder)
    assert (Entry.objects.count(), Topic.objects.count()) == (0, 0)


def test_a_renamed_file_is_the_same_entry(folder: Path) -> None:
    folder_load(folder=folder)
    edit(folder, BENEFIT, "slug: unemployment-benefit-claim", "slug: claiming-benefit")
    (folder / "entries" / BENEFIT).rename(folder / "entries" / "1001-claiming-benefit.md")
    assert folder_load(folder=folder).unchanged == 5
    assert Entry.objects.count() == 5
    entry = entry_as_of(code="1001", day=TODAY)
    assert entry is not None
    assert (entry.slug, entry.n) == ("claiming-benefit", 1)


@pytest.mark.django_db(transaction=True)
def test_a_rank_taken_by_an_entry_without_a_file_loads_nothing(folder: Path) -> None:
    topics_make()
    entry_publish(draft=draft(code="1999", slug="mine", rank=1))
    with pytest.raises(CommandError, match="请改文件中的 code 或 rank"):
        call_command("load_knowledge", str(folder))
    assert list(Entry.objects.values_list("slug", flat=True)) == ["mine"]


def test_entries_without_a_file_are_left_alone(folder: Path) -> None:
    folder_load(folder=folder)
    (folder / "entries" / BENEFIT).unlink()
    assert folder_load(folder=folder).entries == 4
    assert entry_as_of(code="1001", day=TODAY) is not None


def test_the_sample_centre_answers_expired_and_not_yet_valid() -> None:
    folder_load(folder=SAMPLE_FOLDER)
    expired = topic_lookup(code="4008", day=TODAY)
    assert isinstance(expired, Expired)
    assert expired.last_day == date(2024, 12, 31)
    coming = topic_lookup(code="2009", day=TODAY)
    assert isinstance(coming, NotYetValid)
    assert coming.first_day == date(2036, 1, 1)


def test_lists_of_the_sample_centre() -> None:
    folder_load(folder=SAMPLE_FOLDER)
    assert [entry.code for entry in entries_most_asked(limit=3, day=TODAY)] == ["1001", "4001", "3006"]
    assert [entry.code for entry in entries_most_asked(limit=2, field="5", day=TODAY)] == ["5001", "5008"]
    assert entries_most_asked(limit=0, day=TODAY) == ()
    unemployment = {entry.code for entry in entries_by_topic(topic="insurance/unemployment", day=TODAY)}
    assert unemployment == {*(f"100{n}" for n in range(1, 9)), "1904"}
    assert {entry.code[0] for entry in entries_by_topic(topic="wages", day=TODAY)} == {"4"}
    assert "4008" not in {entry.code for entry in entries_by_topic(topic="wages", day=TODAY)}
    assert entries_by_topic(topic="nothing", day=TODAY) == ()


def test_the_tree_counts_what_holds_at_and_below_each_topic() -> None:
    folder_load(folder=SAMPLE_FOLDER)
    tree = {node.path: node for node in topics_tree(day=TODAY)}
    assert tree["insurance/unemployment"].entries == 9
    assert tree["insurance"].entries == sum(node.entries for node in tree.values() if node.parent == "insurance")
    assert (tree["wages"].field, tree["wages"].title.zh, tree["wages"].parent) == (4, "工资", None)


def test_the_command_reports_counts_in_both_languages(folder: Path) -> None:
    out = StringIO()
    call_command("load_knowledge", str(folder), stdout=out)
    assert "知识条目5条：新增5，更新0，未变0" in out.getvalue()
    assert "5 entries: 5 new, 0 changed, 0 unchanged" in out.getvalue()


def test_the_command_names_every_fault(folder: Path) -> None:
    edit(folder, BENEFIT, "kind: answer", "kind: rumour")
    with pytest.raises(CommandError, match=rf"(?s)1处问题.*{BENEFIT}: kind"):
        call_command("load_knowledge", str(folder))


def test_the_command_says_when_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有这个文件夹"):
        call_command("load_knowledge", str(tmp_path / "none"))
