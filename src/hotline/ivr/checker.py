"""The flow checker: refuses a flow that could leave a caller standing, before a caller finds out."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from hotline.ivr.flow import Flow
from hotline.ivr.graph import all_exits, open_exits, reached, rings, silent_exits, way_round
from hotline.ivr.node import Node
from hotline.ivr.parse import read_flow
from hotline.ivr.problems import FlowRefusedError, Problem
from hotline.ivr.verbs.branch import Branch
from hotline.ivr.verbs.enqueue import Enqueue
from hotline.ivr.verbs.language import Language
from hotline.ivr.verbs.listen import Listen
from hotline.ivr.verbs.menu import Menu
from hotline.ivr.verbs.say import Say

DYNAMIC_PROMPTS: Final = frozenset({"hours_announcement"})
"""Prompts without a text of their own: whoever speaks them makes the text."""


def checked_flow(data: Mapping[str, Any], *, file: str, prompts: Collection[str], version: int = 0) -> Flow:
    """Return the flow that `data` describes. Raises FlowRefusedError with every problem where there is one.

    `prompts` are the names of the prompts that exist; `file` is the name to say in problems.
    """
    flow, problems = read_flow(data, file=file, version=version)
    problems = problems or tuple(_problems(flow, file, prompts))
    if problems:
        raise FlowRefusedError(problems)
    return flow


def _problems(flow: Flow, file: str, prompts: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong. Questions about the graph make sense only where every target is there."""
    unknown = list(_unknown_targets(flow, file))
    yield from unknown
    yield from _missing_prompts(flow, file, prompts)
    if unknown:
        return
    yield from _unreachable(flow, file)
    yield from _loops(flow, file)
    yield from _without_adviser(flow, file)


def _unknown_targets(flow: Flow, file: str) -> Iterator[Problem]:
    if flow.start not in flow.nodes:
        yield _unknown_target(file, "", "start", flow.start)
    for name, node in flow.nodes.items():
        for field, target in dict.fromkeys((way.field, way.target) for way in node.exits()):
            if target not in flow.nodes:
                yield _unknown_target(file, name, field, target)


def _unknown_target(file: str, node: str, field: str, target: str) -> Problem:
    return Problem(
        "unknown_target",
        file,
        node,
        f"字段 {field} 指向的节点 {target} 不存在，请改正名称或补上该节点",
        f"field {field} leads to {target}, which is no node; correct the name or add the node",
    )


def _missing_prompts(flow: Flow, file: str, prompts: Collection[str]) -> Iterator[Problem]:
    known = DYNAMIC_PROMPTS.union(prompts)
    for name, node in flow.nodes.items():
        for prompt in dict.fromkeys(node.prompts_used()):
            if prompt not in known:
                yield Problem(
                    "missing_prompt",
                    file,
                    name,
                    f"没有语音 {prompt}，请在 prompts.yaml 中补上文字，或改正名称",
                    f"there is no prompt {prompt}; add its text to prompts.yaml or correct the name",
                )


def _unreachable(flow: Flow, file: str) -> Iterator[Problem]:
    can_be_reached = reached(flow, exits=all_exits)
    for name in flow.nodes:
        if name not in can_be_reached:
            yield Problem(
                "unreachable",
                file,
                name,
                "没有任何路径到达此节点，请接上或删去",
                "no way leads to this node; lead one there or remove it",
            )


def _loops(flow: Flow, file: str) -> Iterator[Problem]:
    """A ring of nodes that goes on by itself: nobody can leave it, or only who presses a key.

    Every verb but `hangup` has a way on that needs no key, so where there is no such ring, every call ends.
    """
    for ring in rings(flow, exits=silent_exits):
        names = " → ".join(way_round(flow, ring, exits=silent_exits))
        keyed = (way for name in ring for way in flow.nodes[name].exits() if way.key)
        if any(way.target not in ring for way in keyed):
            yield Problem(
                "silent_loop",
                file,
                ring[0],
                f"不按键的来电人会无休止地循环：{names}；请让其中一处通向人工、留言或挂机",
                f"a caller who presses nothing goes round for ever: {names}; "
                "let one of them lead to an adviser, a message or a hangup",
            )
        else:
            yield Problem(
                "loop_without_exit",
                file,
                ring[0],
                f"循环没有出口：{names}；请让其中一处通向别的节点",
                f"a loop without exit: {names}; let one of them lead elsewhere",
            )


def _without_adviser(flow: Flow, file: str) -> Iterator[Problem]:
    """Menus of the opening hours where 0 does not bring an adviser."""
    in_opening_hours = reached(flow, exits=open_exits)
    for name, node in flow.nodes.items():
        if name not in in_opening_hours or not isinstance(node, Menu | Listen):
            continue
        zero = next((way.target for way in node.exits() if way.key == "0"), "")
        if not _brings_adviser(flow, zero, frozenset()):
            yield Problem(
                "no_adviser",
                file,
                name,
                "上班时间按 0 到不了人工服务；请让按键 0 通向动词为 enqueue 的节点",
                "in opening hours 0 does not lead to an adviser; let key 0 lead to a node with the verb enqueue",
            )


def _brings_adviser(flow: Flow, name: str, passed: frozenset[str]) -> bool:
    """Whether an adviser follows without another key, whatever the answers to questions but the one for the hours."""
    node: Node | None = flow.nodes.get(name)
    if isinstance(node, Enqueue):
        return True
    if name in passed or not isinstance(node, Say | Language | Branch):
        return False
    ways = open_exits(node) if isinstance(node, Branch) else silent_exits(node)
    return all(_brings_adviser(flow, way.target, passed | {name}) for way in ways)
