"""Which node comes before which: order, what depends on what, loops. Pure graph theory, no node types."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from engine.graph.document import Graph


def downstream(graph: Graph, node: str) -> set[str]:
    """The node and everything that depends on it."""
    return _reach([node], _arrows(graph))


def needed(graph: Graph, targets: Iterable[str]) -> set[str]:
    """The targets and everything that they depend on."""
    return _reach([target for target in targets if target in graph.nodes], _arrows(graph, backwards=True))


def sort(graph: Graph) -> tuple[list[str], list[str]]:
    """Nodes so that each comes after what it needs, otherwise as in the file; and a loop that some cannot leave.

    The loop is the nodes along it, in the direction of the wires; empty when there is none. Nodes on a loop or
    behind one are not in the order.
    """
    after = _arrows(graph)
    waiting_for = dict.fromkeys(graph.nodes, 0)
    for heads in after.values():
        for head in heads:
            waiting_for[head] += 1
    done: list[str] = []
    free = deque(node for node, count in waiting_for.items() if not count)
    while free:
        node = free.popleft()
        done.append(node)
        for head in after.get(node, ()):
            waiting_for[head] -= 1
            if not waiting_for[head]:
                free.append(head)
    stuck = graph.nodes.keys() - set(done)
    return done, _loop(graph, stuck) if stuck else []


def stages(graph: Graph) -> dict[str, int]:
    """For each node the longest way to it, in wires. Nodes on a loop or behind one stand at 0."""
    found = dict.fromkeys(graph.nodes, 0)
    after = _arrows(graph)
    for node in sort(graph)[0]:
        for head in after.get(node, ()):
            found[head] = max(found[head], found[node] + 1)
    return found


def _loop(graph: Graph, stuck: set[str]) -> list[str]:
    """Every stuck node has a stuck node before it, so going back from any must come round."""
    before = {
        node: next(source for source in sources if source in stuck)
        for node, sources in _arrows(graph, backwards=True).items()
        if node in stuck
    }
    node = next(node for node in graph.nodes if node in stuck)
    walked: dict[str, int] = {}
    path: list[str] = []
    while node not in walked:
        walked[node] = len(path)
        path.append(node)
        node = before[node]
    return path[walked[node] :][::-1]


def _arrows(graph: Graph, *, backwards: bool = False) -> dict[str, dict[str, None]]:
    """From each node to the next ones, each once, in the order of the wires."""
    found: dict[str, dict[str, None]] = {}
    for wire in graph.wires:
        if wire.source in graph.nodes and wire.target in graph.nodes:
            tail, head = (wire.target, wire.source) if backwards else (wire.source, wire.target)
            found.setdefault(tail, {})[head] = None
    return found


def _reach(start: list[str], arrows: Mapping[str, Iterable[str]]) -> set[str]:
    found, open_nodes = set(start), list(start)
    while open_nodes:
        for node in arrows.get(open_nodes.pop(), ()):
            if node not in found:
                found.add(node)
                open_nodes.append(node)
    return found
