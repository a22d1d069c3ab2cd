"""A flow as a graph: where one can come, and what goes round."""

from collections.abc import Callable, Iterable

from hotline.ivr.flow import Flow
from hotline.ivr.node import Exit, Node
from hotline.ivr.verbs.branch import Branch


def all_exits(node: Node) -> tuple[Exit, ...]:
    """Every way out."""
    return node.exits()


def silent_exits(node: Node) -> tuple[Exit, ...]:
    """The ways out of a caller who presses nothing."""
    return tuple(way for way in node.exits() if not way.key)


def open_exits(node: Node) -> tuple[Exit, ...]:
    """The ways out in opening hours."""
    if isinstance(node, Branch) and node.question == "open_now":
        return (Exit("when", node.choose({"open": True})), Exit("refused", node.refused))
    return node.exits()


def reached(flow: Flow, *, exits: Callable[[Node], Iterable[Exit]]) -> set[str]:
    """Return the names of the nodes that can be reached from the start."""
    seen: set[str] = set()
    waiting = [flow.start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in flow.nodes:
            continue
        seen.add(name)
        waiting.extend(way.target for way in exits(flow.nodes[name]))
    return seen


def leading_to(flow: Flow, *, goals: set[str]) -> set[str]:
    """Return the names of the nodes from which one of `goals` can be reached, the goals with them."""
    found = set(goals)
    grew = True
    while grew:
        more = {n for n, node in flow.nodes.items() if any(way.target in found for way in node.exits())} - found
        found |= more
        grew = bool(more)
    return found


def rings(flow: Flow, *, exits: Callable[[Node], Iterable[Exit]]) -> list[list[str]]:
    """Return the sets of nodes that lead round into themselves by these exits, each in the order of the flow file."""
    ways = {name: {way.target for way in exits(node)} & set(flow.nodes) for name, node in flow.nodes.items()}
    beyond = {name: _beyond(ways, name) for name in ways}
    found: list[list[str]] = []
    for name in ways:
        ring = [other for other in ways if other in beyond[name] and name in beyond[other]]
        if name in ring and ring not in found:
            found.append(ring)
    return found


def _beyond(ways: dict[str, set[str]], name: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(ways[name])
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(ways[here])
    return seen
