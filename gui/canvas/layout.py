"""Where everything of a node lies, in scene units: pure arithmetic over the node's words and ports."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from engine.graph.document import Group, Wire
from gui.document import Document
from gui.theme import theme

SNAP = 8
HEADER = 30
PADDING = 6
ROW = 24
FOOTER = 24
INSET = 12
SINK_WIDTH = 136
USUAL_WIDTH = 176
MAX_WIDTH = 280
RADIUS = 8
PORT = 11
PILL = 20
PORT_GROWN = 15
PORT_HIT = 24
SHEET = 5.0
"How far the second sheet of a closed group shows under the first."
MARGIN = 12
"How far ports and the selection ring may reach over the node's border."

ELIDE = Qt.TextElideMode.ElideRight
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

DETAIL_ROWS = 0.6
DETAIL_TITLE = 0.35
"Zooms below which rows, then titles, are no longer drawn."


def snapped(point: QPointF) -> QPointF:
    """The nearest place on the grid."""
    return QPointF(round(point.x() / SNAP) * SNAP, round(point.y() / SNAP) * SNAP)


PortKey = tuple[str, str, bool]
"A port by its node, its name and whether it is an input."


@dataclass(frozen=True)
class Spot:
    """One port on a node: what it is and where its middle lies, in the node's coordinates."""

    node: str
    name: str
    label: str
    kind: str
    is_input: bool
    many: bool
    optional: bool
    at: QPointF

    @property
    def key(self) -> PortKey:
        return self.node, self.name, self.is_input

    def wire_to(self, other: Spot) -> Wire:
        """The wire between two ports, whichever of them was taken first."""
        source, target = (other, self) if self.is_input else (self, other)
        return Wire(source.node, source.name, target.node, target.name)

    def hit_area(self) -> QRectF:
        height = max(PORT_HIT, PILL if self.many else 0)
        return QRectF(self.at.x() - PORT_HIT / 2, self.at.y() - height / 2, PORT_HIT, height)


@dataclass(frozen=True)
class NodeLayout:
    """A node's size, words and ports. `summary_left`: the settings stand on the first row, where no input is."""

    width: float
    height: float
    title: str
    icon: str
    summary: str
    summary_left: bool
    summary_y: float
    spots: tuple[Spot, ...]

    @property
    def rect(self) -> QRectF:
        return QRectF(0, 0, self.width, self.height)

    @property
    def footer_top(self) -> float:
        return self.height - FOOTER

    def port(self, key: PortKey) -> Spot | None:
        return next((spot for spot in self.spots if spot.key == key), None)

    def spot(self, name: str, is_input: bool) -> Spot | None:
        return next((s for s in self.spots if s.name == name and s.is_input == is_input), None)


class PortRow(NamedTuple):
    """A port that a box shows."""

    node: str
    name: str
    label: str
    kind: str
    many: bool
    optional: bool


def lay_out(document: Document, node: str) -> NodeLayout:
    """Measure a node. A placeholder of an unknown type shows the ports that its wires use."""
    kind = document.type_of(node)
    inputs, outputs = _ports(document, node)
    summary = kind.row(document.graph.nodes[node].settings) if kind else document.tr("made by another version")
    return _assemble(document.title_of(node), kind.icon if kind else "box", summary, inputs, outputs)


def lay_out_group(document: Document, group: Group) -> NodeLayout:
    """Measure a closed group. It shows the ports whose wires lead out of it, and those that still want a wire: inputs
    that need one, outputs that nothing takes."""
    graph, inside = document.graph, set(group.nodes)
    outer: set[PortKey] = set()
    wired: set[PortKey] = set()
    for wire in graph.wires:
        ends = {(wire.source, wire.output, False), (wire.target, wire.input, True)}
        wired |= ends
        if (wire.source in inside) != (wire.target in inside):
            outer |= ends
    sides: tuple[list[PortRow], list[PortRow]] = [], []
    for node in sorted(group.nodes, key=lambda name: (graph.nodes[name].y, graph.nodes[name].x)):
        for is_input, rows in zip((True, False), _ports(document, node), strict=True):
            for row in rows:
                key = (node, row.name, is_input)
                if key in outer or (key not in wired and not row.optional):
                    sides[not is_input].append(row)
    inputs, outputs = (_told_apart(document, rows) for rows in sides)
    count = len(group.nodes)
    summary = document.tr("1 node") if count == 1 else document.tr("{n} nodes").format(n=count)
    return _assemble(group.title or document.tr("Group"), "group", summary, inputs, outputs)


def _told_apart(document: Document, rows: list[PortRow]) -> list[PortRow]:
    """Ports of one name are told apart by their nodes; the node's title is enough where it has no other port here."""
    labels, nodes = [row.label for row in rows], [row.node for row in rows]

    def label(row: PortRow) -> str:
        title = document.title_of(row.node)
        return title if nodes.count(row.node) == 1 else f"{title}: {row.label}"

    return [row._replace(label=label(row)) if labels.count(row.label) > 1 else row for row in rows]


def _assemble(title: str, icon: str, summary: str, inputs: list[PortRow], outputs: list[PortRow]) -> NodeLayout:
    summary_left = bool(summary) and not inputs
    port_rows = max(len(inputs), len(outputs), 1 if summary_left else 0)
    rows = port_rows + (1 if summary and not summary_left else 0)
    width = _width(title, summary, summary_left, inputs, outputs)
    height = HEADER + 2 * PADDING + ROW * rows + FOOTER

    def row_y(index: int) -> float:
        return HEADER + PADDING + ROW * (index + 0.5)

    spots = [
        Spot(row.node, row.name, row.label, row.kind, is_input, row.many, row.optional, at)
        for is_input, ports in ((True, inputs), (False, outputs))
        for index, row in enumerate(ports)
        for at in [QPointF(0 if is_input else width, row_y(index))]
    ]
    summary_y = row_y(0 if summary_left else port_rows)
    return NodeLayout(width, height, title, icon, summary, summary_left, summary_y, tuple(spots))


def _ports(document: Document, node: str) -> tuple[list[PortRow], list[PortRow]]:
    """Inputs and outputs."""
    kind = document.type_of(node)
    if kind is not None:
        inputs = [PortRow(node, p.name, p.label, str(p.kind), p.many, p.optional) for p in kind.inputs]
        return inputs, [PortRow(node, p.name, p.label, str(p.kind), p.many, p.optional) for p in kind.outputs]
    names_in = dict.fromkeys(wire.input for wire in document.graph.wires_into(node))
    names_out = dict.fromkeys(wire.output for wire in document.graph.wires_from(node))
    inputs, outputs = (
        [PortRow(node, name, name.replace("_", " "), "", False, True) for name in names]
        for names in (names_in, names_out)
    )
    return inputs, outputs


def _width(title: str, summary: str, summary_left: bool, inputs: list[PortRow], outputs: list[PortRow]) -> float:
    bold, plain = QFontMetricsF(theme.font(13, 600)), QFontMetricsF(theme.font(12))
    medium = QFontMetricsF(theme.font(12, 500))
    needed = [10 + 16 + 8 + bold.horizontalAdvance(title) + 12 + 16 + 10]
    for row in range(max(len(inputs), len(outputs))):
        left = plain.horizontalAdvance(inputs[row].label) if row < len(inputs) else 0.0
        if row == 0 and summary_left:
            left = medium.horizontalAdvance(summary)
        right = plain.horizontalAdvance(outputs[row].label) if row < len(outputs) else 0.0
        needed.append(INSET + left + (16 if left and right else 0) + right + INSET)
    if summary and not summary_left:
        needed.append(INSET + plain.horizontalAdvance(summary) + INSET)
    least = USUAL_WIDTH if outputs else SINK_WIDTH
    return min(MAX_WIDTH, max(least, ceil(max(needed) / SNAP) * SNAP))
