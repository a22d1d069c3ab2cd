"""The checker refuses each broken flow, in both languages, with what to do."""

from pathlib import Path

import pytest

from hotline.ivr.check import MAIN_FLOW_FILE, main
from hotline.ivr.checker import checked_flow
from hotline.ivr.parse import read_yaml
from hotline.ivr.problems import FlowRefusedError
from hotline.ivr.prompts import prompt_names
from hotline.ivr.tests.line import PROMPTS, flow_from

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_flow_is_refused_with_what_to_do(file: Path) -> None:
    with pytest.raises(FlowRefusedError) as refused:
        flow_from(file.read_text(encoding="utf-8"), file=file.name)
    assert f"{refused.value}\n" == file.with_suffix(".txt").read_text(encoding="utf-8")


def test_the_shipped_flow_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == "main.yaml：42 个节点，没有问题 / 42 nodes, nothing wrong\n"


def test_every_problem_of_several_files_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file) for file in BROKEN[:2]] + [str(MAIN_FLOW_FILE)]) == 1
    printed = capsys.readouterr().out
    assert printed == "".join(file.with_suffix(".txt").read_text(encoding="utf-8") for file in BROKEN[:2]) + (
        "main.yaml：42 个节点，没有问题 / 42 nodes, nothing wrong\n"
    )


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gone.yaml"
    assert main([str(file)]) == 1
    assert capsys.readouterr().out == f"{file}：读不到这个文件 / cannot be read: No such file or directory\n"


def test_every_prompt_removed_is_missed_by_some_node() -> None:
    data = read_yaml(MAIN_FLOW_FILE.read_text(encoding="utf-8"), file="main.yaml")
    for name in ("welcome", "position_20", "topic_keys_closed", "choose_again", "survey_thanks", "goodbye"):
        with pytest.raises(FlowRefusedError) as refused:
            checked_flow(data, file="main.yaml", prompts=PROMPTS - {name})
        assert {problem.code for problem in refused.value.problems} == {"missing_prompt"}
        assert all(name in problem.en for problem in refused.value.problems)


def test_the_hours_are_a_prompt_without_a_text() -> None:
    flow = flow_from("{flow: t, language: zh, start: b, nodes: {b: {verb: hangup, prompts: [hours_announcement]}}}")
    assert flow.nodes["b"].prompts_used() == ("hours_announcement",)
    assert "hours_announcement" not in prompt_names()


def test_the_shortest_way_round_is_named() -> None:
    with pytest.raises(FlowRefusedError) as refused:
        flow_from("""
flow: t
language: zh
start: a
nodes:
  a: {verb: branch, question: open_now, when: [{open: true, go: b}], otherwise: d}
  b: {verb: say, prompts: [welcome], next: c}
  c: {verb: say, prompts: [welcome], next: a}
  d: {verb: say, prompts: [welcome], next: a}
""")
    assert [problem.en for problem in refused.value.problems] == [
        "a loop without exit: a → d → a; let one of them lead elsewhere"
    ]
