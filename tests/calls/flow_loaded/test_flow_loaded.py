"""A changed flow is loaded while calls are under way: they keep theirs, the very next caller has the new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from harness.centre import Centre
from harness.citizen import Citizen, CitizenCall

LOAD = """
from pathlib import Path
from hotline.ivr.services import flow_load
answer(flow_load(path=Path({file!r})).n)
"""
UNUSED_KEY = 6


def _load(centre: Centre, file: Path) -> int:
    n: int = centre.python(LOAD.format(file=str(file)))
    return n


@pytest.fixture
def changed_flow(centre: Centre) -> Iterator[Path]:
    """The centre's flow with one more key; the unchanged one is loaded again afterwards."""
    usual, changed = centre.home / "flow.yaml", centre.home / "flow-changed.yaml"
    flow = yaml.safe_load(usual.read_text(encoding="utf-8"))
    assert UNUSED_KEY not in flow["nodes"]["menu_open"]["keys"]
    flow["nodes"]["menu_open"]["keys"][UNUSED_KEY] = "higher_level"
    changed.write_text(yaml.safe_dump(flow, allow_unicode=True, sort_keys=False), encoding="utf-8")
    yield changed
    _load(centre, usual)


def test_the_next_caller_has_it_and_those_before_keep_theirs(
    citizen: Citizen, centre: Centre, changed_flow: Path
) -> None:
    before = citizen.dials(number="13800138005")
    before.hears_then_skips("menu_open")
    new = _load(centre, changed_flow)
    after = citizen.dials(number="13800138006")
    after.hears_then_skips("menu_open")
    for call in (before, after):
        call.presses(str(UNUSED_KEY))
    after.hears("higher_level")
    before.hears_then_skips("menu_open")  # a wrong key: asked once more
    assert "higher_level" not in before.heard
    for call in (before, after):
        call.hangs_up()

    assert _version(centre, after) == new
    assert _version(centre, before) < new


def _version(centre: Centre, call: CitizenCall) -> int:
    rows = centre.rows(
        "select v.n from flow_run r join flow_version v on v.id = r.version_id where r.interaction_id = %s",
        call.closed_record().id,
    )
    return int(rows[0]["n"])
