"""Nodes that a person has switched off without taking them out: what comes in goes straight through."""

from __future__ import annotations

from dataclasses import replace

from engine.graph.document import Graph, Wire
from engine.graph.nodes import node_types


def without_bypassed(graph: Graph) -> Graph:
    """The graph that is checked and run: bypassed nodes are gone, and their wires start where their input came from.

    Each output gives what the first connected input of the same kind was given; where there is none, the wires from
    it are gone as well, and what needs them misses an input.
    """
    if not any(node.bypassed for node in graph.nodes.values()):
        return graph
    wires = []
    for wire in graph.wires:
        if graph.nodes[wire.target].bypassed:
            continue
        source = _source(graph, wire)
        if source is not None:
            wires.append(replace(wire, source=source.source, output=source.output))
    nodes = {name: node for name, node in graph.nodes.items() if not node.bypassed}
    return replace(graph, nodes=nodes, wires=list(dict.fromkeys(wires)))


def _source(graph: Graph, wire: Wire) -> Wire | None:
    """The first wire, going back, that comes from a node that works."""
    passed: set[str] = set()
    while (node := graph.nodes[wire.source]).bypassed:
        kind = node_types().get(node.type)
        output = kind.output(wire.output) if kind else None
        if kind is None or output is None or node.id in passed:
            return None
        passed.add(node.id)
        ways = (w for port in kind.inputs if port.kind is output.kind for w in graph.wires_into(node.id, port.name))
        before = next(ways, None)
        if before is None:
            return None
        wire = before
    return wire
