"""The graph as shapes with places in a drawing: what the report's template turns into SVG. No markup here."""

from __future__ import annotations

from dataclasses import dataclass

from engine.graph.document import Graph
from engine.graph.nodes import NodeType, node_types
from engine.jobs.result import titles

WIDTH, HEADER, ROW = 176.0, 30.0, 22.0
MARGIN = 24.0
MOST_LETTERS = 24


@dataclass(frozen=True)
class Card:
    """One node: its place, its words, and whether it is switched off."""

    x: float
    y: float
    height: float
    title: str
    summary: str
    bypassed: bool


@dataclass(frozen=True)
class Curve:
    """One wire as an SVG path, in the colour of its kind."""

    path: str
    kind: str


@dataclass(frozen=True)
class Picture:
    x: float
    y: float
    width: float
    height: float
    cards: tuple[Card, ...]
    curves: tuple[Curve, ...]


def draw_graph(graph: Graph) -> Picture | None:
    """Nodes where they stand on the canvas, with their wires; None for an empty graph."""
    if not graph.nodes:
        return None
    kinds, names = node_types(), titles(graph)
    cards = {}
    for node in graph.nodes.values():
        kind = kinds.get(node.type)
        height = HEADER + ROW * max(1, len(kind.inputs), len(kind.outputs)) + 8 if kind else HEADER + ROW
        summary = kind.row(node.settings) if kind else ""
        cards[node.id] = Card(node.x, node.y, height, _short(names[node.id]), _short(summary, 27), node.bypassed)
    curves = []
    for wire in graph.wires:
        source, target = cards.get(wire.source), cards.get(wire.target)
        if source is None or target is None:
            continue
        sender, taker = kinds.get(graph.nodes[wire.source].type), kinds.get(graph.nodes[wire.target].type)
        start = source.x + WIDTH, source.y + _row(sender, wire.output, out=True)
        end = target.x, target.y + _row(taker, wire.input, out=False)
        port = sender.output(wire.output) if sender else None
        curves.append(Curve(_curve(start, end), str(port.kind) if port else ""))
    left, top = min(c.x for c in cards.values()) - MARGIN, min(c.y for c in cards.values()) - MARGIN
    right = max(c.x + WIDTH for c in cards.values()) + MARGIN
    foot = max(c.y + c.height for c in cards.values()) + MARGIN
    return Picture(left, top, right - left, foot - top, tuple(cards.values()), tuple(curves))


def _row(kind: NodeType | None, port: str, out: bool) -> float:
    """How far below the node's top a port lies."""
    ports = [p.name for p in (kind.outputs if out else kind.inputs)] if kind else []
    place = ports.index(port) if port in ports else 0
    return HEADER + ROW * (place + 0.5) + 4


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    reach = max(28.0, min(140.0, abs(end[0] - start[0]) / 2))
    return (
        f"M{start[0]:.0f},{start[1]:.0f} C{start[0] + reach:.0f},{start[1]:.0f} "
        f"{end[0] - reach:.0f},{end[1]:.0f} {end[0]:.0f},{end[1]:.0f}"
    )


def _short(words: str, most: int = MOST_LETTERS) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
