"""Where everything of a node lies, in scene units: pure arithmetic over the node's words and ports."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from engine.graph.document import Wire
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
MARGIN = 12
"How far ports and the selection ring may reach over the node's border."

DETAIL_ROWS = 0.6
DETAIL_TITLE = 0.35
"Zooms below which rows, then titles, are no longer drawn."


def snapped(point: QPointF) -> QPointF:
    """The nearest place on the grid."""
    return QPointF(round(point.x() / SNAP) * SNAP, round(point.y() / SNAP) * SNAP)


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

    def spot(self, name: str, is_input: bool) -> Spot | None:
        return next((s for s in self.spots if s.name == name and s.is_input == is_input), None)


def lay_out(document: Document, node: str) -> NodeLayout:
    """Measure a node. A placeholder of an unknown type shows the ports that its wires use."""
    kind = document.type_of(node)
    title = document.title_of(node)
    inputs, outputs = _ports(document, node)
    summary = kind.row(document.graph.nodes[node].settings) if kind else document.tr("made by another version")
    summary_left = bool(summary) and not inputs
    port_rows = max(len(inputs), len(outputs), 1 if summary_left else 0)
    rows = port_rows + (1 if summary and not summary_left else 0)
    width = _width(title, summary, summary_left, inputs, outputs)
    height = HEADER + 2 * PADDING + ROW * rows + FOOTER

    def row_y(index: int) -> float:
        return HEADER + PADDING + ROW * (index + 0.5)

    spots = [
        Spot(node, name, label, port_kind, is_input, many, optional, QPointF(0 if is_input else width, row_y(row)))
        for is_input, ports in ((True, inputs), (False, outputs))
        for row, (name, label, port_kind, many, optional) in enumerate(ports)
    ]
    icon = kind.icon if kind else "box"
    summary_y = row_y(0 if summary_left else port_rows)
    return NodeLayout(width, height, title, icon, summary, summary_left, summary_y, tuple(spots))


_Port = tuple[str, str, str, bool, bool]


def _ports(document: Document, node: str) -> tuple[list[_Port], list[_Port]]:
    kind = document.type_of(node)
    if kind is not None:
        inputs = [(p.name, p.label, str(p.kind), p.many, p.optional) for p in kind.inputs]
        return inputs, [(p.name, p.label, str(p.kind), p.many, p.optional) for p in kind.outputs]
    wires_in, wires_out = document.graph.wires_into(node), document.graph.wires_from(node)
    names_in = dict.fromkeys(wire.input for wire in wires_in)
    names_out = dict.fromkeys(wire.output for wire in wires_out)
    return (
        [(name, name.replace("_", " "), "", False, True) for name in names_in],
        [(name, name.replace("_", " "), "", False, True) for name in names_out],
    )


def _width(title: str, summary: str, summary_left: bool, inputs: list[_Port], outputs: list[_Port]) -> float:
    bold, plain = QFontMetricsF(theme.font(13, 600)), QFontMetricsF(theme.font(12))
    medium = QFontMetricsF(theme.font(12, 500))
    needed = [10 + 16 + 8 + bold.horizontalAdvance(title) + 12 + 16 + 10]
    for row in range(max(len(inputs), len(outputs))):
        left = plain.horizontalAdvance(inputs[row][1]) if row < len(inputs) else 0.0
        if row == 0 and summary_left:
            left = medium.horizontalAdvance(summary)
        right = plain.horizontalAdvance(outputs[row][1]) if row < len(outputs) else 0.0
        needed.append(INSET + left + (16 if left and right else 0) + right + INSET)
    if summary and not summary_left:
        needed.append(INSET + plain.horizontalAdvance(summary) + INSET)
    least = USUAL_WIDTH if outputs else SINK_WIDTH
    return min(MAX_WIDTH, max(least, ceil(max(needed) / SNAP) * SNAP))
