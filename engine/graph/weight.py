"""Which node answers what a graph asks."""

from __future__ import annotations

from engine.graph.document import Graph
from engine.graph.nodes import node_types
from engine.graph.ports import Kind
from engine.graph.topology import stages


def by_weight(graph: Graph) -> list[str]:
    """All nodes, the one that answers first: at the graph's end, and one that measures rather than writes."""
    kinds, reached = node_types(), stages(graph)

    def weight(node: str) -> tuple[bool, int]:
        kind = kinds.get(graph.nodes[node].type)
        writes = kind is not None and any(port.kind is Kind.TEXT for port in kind.outputs)
        return writes, -reached[node]

    return sorted(graph.nodes, key=weight)
