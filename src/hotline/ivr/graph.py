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


def way_round(flow: Flow, ring: list[str], *, exits: Callable[[Node], Iterable[Exit]]) -> list[str]:
    """Return the shortest way from the first node of `ring` back to it, the node itself at both ends."""
    first = ring[0]
    ways = [[first]]
    for way in ways:
        for target in sorted({step.target for step in exits(flow.nodes[way[-1]])} & set(ring)):
            if target == first:
                return [*way, first]
            if not any(target in seen for seen in ways):
                ways.append([*way, target])
    return [first]


def _beyond(ways: dict[str, set[str]], name: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(ways[name])
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(ways[here])
    return seen
