"""Flow versions: made once, kept for ever, and the one a call began with."""

import uuid
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from hotline.inquiries.services import interaction_open
from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.models import FlowRun, FlowVersion
from hotline.ivr.problems import FlowRefusedError
from hotline.ivr.selectors import FlowMissingError, flow_current, flow_of_version
from hotline.ivr.services import flow_load, flow_run_begin
from hotline.kernel import outbox

pytestmark = pytest.mark.django_db


class CountQueries(Protocol):
    """The fixture that counts queries."""

    def __call__(self, num: int) -> AbstractContextManager[object]: ...


def changed_copy(folder: Path) -> Path:
    """The main flow with one target changed."""
    copy = folder / "main.yaml"
    text = MAIN_FLOW_FILE.read_text(encoding="utf-8")
    assert text.count("8: language_at_menu") == 2
    copy.write_text(text.replace("8: language_at_menu", "8: language_at_menu\n      7: goodbye", 1), encoding="utf-8")
    return copy


def test_loading_twice_makes_one_version() -> None:
    first, second = flow_load(path=MAIN_FLOW_FILE), flow_load(path=MAIN_FLOW_FILE)
    assert (first.pk, first.n) == (second.pk, 1)
    assert FlowVersion.objects.count() == 1


def test_a_change_makes_a_version_and_going_back_another(tmp_path: Path) -> None:
    versions = [flow_load(path=path) for path in (MAIN_FLOW_FILE, changed_copy(tmp_path), MAIN_FLOW_FILE)]
    assert [version.n for version in versions] == [1, 2, 3]
    assert versions[0].digest == versions[2].digest != versions[1].digest
    assert flow_current(name="main").version == 3


def test_every_new_version_is_told_once(tmp_path: Path) -> None:
    for path in (MAIN_FLOW_FILE, MAIN_FLOW_FILE, changed_copy(tmp_path)):
        flow_load(path=path)
    facts = outbox.read(reader="a test", kinds=["flow.loaded"])
    assert [fact.payload for fact in facts] == [{"flow": "main", "n": 1}, {"flow": "main", "n": 2}]


def test_a_refused_flow_changes_nothing(tmp_path: Path) -> None:
    flow_load(path=MAIN_FLOW_FILE)
    broken = tmp_path / "main.yaml"
    broken.write_text(
        MAIN_FLOW_FILE.read_text(encoding="utf-8").replace("next: goodbye", "next: nowhere"), encoding="utf-8"
    )
    with pytest.raises(FlowRefusedError):
        flow_load(path=broken)
    assert flow_current(name="main").version == 1


def test_a_call_keeps_the_version_it_began_with(tmp_path: Path) -> None:
    flow_load(path=MAIN_FLOW_FILE)
    began_with = flow_current(name="main")
    flow_load(path=changed_copy(tmp_path))
    kept = flow_of_version(name="main", n=began_with.version)
    assert kept is began_with
    assert "7" not in {way.key for way in kept.nodes["menu_open"].exits()}
    assert "7" in {way.key for way in flow_current(name="main").nodes["menu_open"].exits()}


def test_a_flow_is_read_once(django_assert_num_queries: CountQueries) -> None:
    flow_load(path=MAIN_FLOW_FILE)
    first = flow_current(name="main")
    with django_assert_num_queries(1):
        assert flow_current(name="main") is first


@pytest.mark.parametrize("write", ["update", "delete"])
def test_the_database_refuses_to_change_a_version(write: str) -> None:
    version = flow_load(path=MAIN_FLOW_FILE)
    rows = FlowVersion.objects.filter(pk=version.pk)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        rows.update(n=9) if write == "update" else rows.delete()
    assert FlowVersion.objects.get().n == 1


def test_without_a_flow_it_is_said_what_to_do() -> None:
    with pytest.raises(FlowMissingError, match=r"main.*\./hotline up.*main is not loaded: run \./hotline up"):
        flow_current(name="main")
    flow_load(path=MAIN_FLOW_FILE)
    with pytest.raises(FlowMissingError, match="main 7"):
        flow_of_version(name="main", n=7)


def test_a_call_is_kept_with_its_first_version(tmp_path: Path) -> None:
    flow_load(path=MAIN_FLOW_FILE)
    interaction_id = uuid.uuid4()
    interaction_open(
        interaction_id=interaction_id, medium="voice", origin_ref="a", node="n1", called_number="12333", citizen_id=None
    )
    flow_run_begin(interaction_id=interaction_id, flow="main", n=1)
    flow_load(path=changed_copy(tmp_path))
    flow_run_begin(interaction_id=interaction_id, flow="main", n=2)
    assert list(FlowRun.objects.values_list("interaction_id", "version__n")) == [(interaction_id, 1)]
    with pytest.raises(FlowVersion.DoesNotExist):
        flow_run_begin(interaction_id=interaction_id, flow="main", n=3)


def test_the_command_loads_the_shipped_flow(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_flow")
    call_command("load_flow")
    assert capsys.readouterr().out == "语音流程 main，第 1 版。Call flow main, version 1.\n" * 2


def test_the_command_says_why_it_refuses(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Cannot read it: No such file"):
        call_command("load_flow", str(tmp_path / "gone.yaml"))
    broken = tmp_path / "broken.yaml"
    broken.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match=r"nothing was loaded\.\nbroken\.yaml：文件内容应为对照表"):
        call_command("load_flow", str(broken))
