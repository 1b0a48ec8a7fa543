"""What a cell of a node's heat map means as nodes: a person sees a good cell and wants it on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.graph.document import Graph, Wire


@dataclass(frozen=True)
class Part:
    """A small piece of a graph that the same sources feed as the node whose heat map it comes from.

    graph: its nodes, placed from (0, 0) on, and the wires among them. feeds: (input of the heat map's node, node of the
    piece, its input): what comes in there comes in here. main: the node of the piece that it is all for.
    """

    graph: Graph
    feeds: tuple[tuple[str, str, str], ...]
    main: str


@dataclass(frozen=True)
class Pick:
    """How the cells of a node type's heat map become nodes.

    plot: the heat map's name. part: from the node's settings and the names of a row and a column, the piece of graph
    that the cell stands for. best: the node's numbers that name the row and the column which it recommends.
    """

    plot: str
    part: Callable[[Mapping[str, Any], str, str], Part]
    best: tuple[str, str]


def feeding(graph: Graph, node: str, part: Part, names: Mapping[str, str]) -> list[Wire]:
    """The wires that feed a piece from what feeds a node. names: what the piece's nodes are called in the graph."""
    return [
        Wire(wire.source, wire.output, names[target], port)
        for source, target, port in part.feeds
        for wire in graph.wires_into(node, source)
    ]


def is_fed(graph: Graph, node: str, part: Part) -> bool:
    """Whether everything that the piece needs is connected to the node."""
    return all(graph.wires_into(node, source) for source, _, _ in part.feeds)
