"""Boxes on the canvas: nodes, and closed groups in the place of theirs. They are cached as device pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.graph.document import Group
from engine.jobs.messages import NodeState
from gui.canvas import grouped, words
from gui.canvas import layout as L
from gui.canvas.paint import draw_badge, draw_bypass, draw_port
from gui.document import Document
from gui.theme import theme

_FAINT = (NodeState.WAITING, NodeState.NOT_REACHED)
FADED = 0.45
"How much of a bypassed node is seen."
RESTING, HELD = 2.0, 2.5
"How high a box lies above the wires, and while it is dragged."


@dataclass(frozen=True)
class Look:
    """What changes about a box while the graph runs and is checked. `words`: left and right in its foot."""

    state: NodeState
    words: tuple[str, str]
    bypassed: bool
    fraction: float | None
    faulty: bool


class Box(QGraphicsItem):
    """What stands for one node or several. `names`: these nodes. `emphasis` maps ports to True (fits the dragged wire)
    or False (does not); empty: no drag."""

    names: tuple[str, ...] = ()
    depth = 0.0
    "How far it shows below its lower edge."

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.layout = self.lay_out()
        self.emphasis: dict[L.PortKey, bool] = {}
        self.marked: L.PortKey | None = None
        self._bounds = _bounds(self.layout)
        self._look = self.look()
        self.setZValue(RESTING)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def lay_out(self) -> L.NodeLayout:
        raise NotImplementedError

    def look(self) -> Look:
        raise NotImplementedError

    def spoken(self) -> str:
        """In one sentence, for screen readers."""
        raise NotImplementedError

    def tooltip(self) -> str:
        raise NotImplementedError

    @property
    def state(self) -> NodeState:
        return self._look.state

    def scene_rect(self) -> QRectF:
        """The box on the canvas, without its ports."""
        return self.layout.rect.translated(self.pos())

    def measure(self) -> None:
        """Lay the box out anew after a change of its title, settings or ports."""
        self.prepareGeometryChange()
        self.layout = self.lay_out()
        self._bounds = _bounds(self.layout)
        self.refresh()

    def refresh(self) -> None:
        """Show the present state and words."""
        self._look = self.look()
        self.update()

    def mark(self, port: L.PortKey | None) -> None:
        """Show the ring of the port that the keys are at."""
        if port != self.marked:
            self.marked = port
            self.update()

    def emphasise(self, fits: dict[L.PortKey, bool]) -> None:
        if fits != self.emphasis:
            self.emphasis = fits
            self.update()

    def scene_spot(self, node: str, name: str, is_input: bool) -> QPointF:
        """Where a wire ends; at the box's side when the port is gone."""
        spot = self.layout.port((node, name, is_input))
        at = spot.at if spot else QPointF(0 if is_input else self.layout.width, L.HEADER / 2)
        return self.pos() + at

    def spot_at(self, scene_pos: QPointF) -> L.Spot | None:
        """The port whose hit area holds a point; the nearest one where areas touch."""
        local = scene_pos - self.pos()
        hits = [spot for spot in self.layout.spots if spot.hit_area().contains(local)]
        return min(hits, key=lambda spot: (spot.at - local).manhattanLength(), default=None)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.layout.rect)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(FADED if self._look.bypassed else 1.0)
        if zoom < L.DETAIL_TITLE:
            self._paint_block(painter)
        else:
            self._paint_body(painter, rows=zoom >= L.DETAIL_ROWS)
        painter.setOpacity(1.0)
        if self.isSelected():
            reach = 3 + (0.5 if self.state is NodeState.FAILED else 0)
            self._frame(painter, QPen(theme.palette.accent, 2), reach, self.depth)
        if zoom >= L.DETAIL_TITLE:
            self._paint_ports(painter)

    def _paint_block(self, painter: QPainter) -> None:
        p = theme.palette
        colors = {
            NodeState.DONE: p.done,
            NodeState.CACHED: p.cached,
            NodeState.FAILED: p.failed,
            NodeState.RUNNING: p.accent,
        }
        painter.setPen(QPen(colors.get(self.state, p.edge), 4))
        painter.setBrush(p.surface)
        painter.drawRoundedRect(self.layout.rect.adjusted(2, 2, -2, -2), L.RADIUS, L.RADIUS)
        if self.state in colors:
            painter.fillRect(QRectF(4, 4, self.layout.width - 8, L.HEADER - 4), colors[self.state])

    def _paint_body(self, painter: QPainter, rows: bool) -> None:
        p, box = theme.palette, self.layout
        faint = self.state in _FAINT
        failed = self.state is NodeState.FAILED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(p.surface)
        painter.drawRoundedRect(box.rect, L.RADIUS, L.RADIUS)
        if rows:
            self._paint_head(painter)
            self._paint_rows(painter)
            self._paint_foot(painter)
        else:
            self._paint_name(painter)
        border = QPen(p.failed, 2) if failed else QPen(p.line if faint else p.edge, 1)
        if self._look.faulty:
            border.setDashPattern([4, 3])
        self._frame(painter, border, 0 if failed else -0.5)

    def _paint_head(self, painter: QPainter) -> None:
        p, box = theme.palette, self.layout
        head = QPainterPath()
        head.addRoundedRect(box.rect, L.RADIUS, L.RADIUS)
        painter.save()
        painter.setClipRect(QRectF(0, 0, box.width, L.HEADER))
        painter.fillPath(head, p.head)
        painter.restore()
        sharpness = painter.worldTransform().m11() * painter.device().devicePixelRatio()
        icon = theme.pixmap(box.icon, "text2", 16, max(1.0, ceil(sharpness * 2) / 2))
        painter.drawPixmap(QRectF(10, 7, 16, 16), icon, QRectF(icon.rect()))
        self._text(painter, QRectF(34, 0, box.width - 68, L.HEADER), box.title, theme.font(13, 600), "text1")
        self._paint_badge(painter, QRectF(box.width - 26, 7, 16, 16))
        painter.fillRect(QRectF(0, L.HEADER - 1, box.width, 1), p.line)
        self._paint_progress(painter)

    def _paint_name(self, painter: QPainter) -> None:
        """Title and badge alone, large enough to be read from afar."""
        box = self.layout
        middle = box.height / 2
        title = QRectF(L.INSET, 0, box.width - L.INSET - 44, box.height)
        self._text(painter, title, box.title, theme.font(20, 600), "text1")
        self._paint_badge(painter, QRectF(box.width - 38, middle - 13, 26, 26))

    def _paint_badge(self, painter: QPainter, rect: QRectF) -> None:
        if self._look.bypassed:
            draw_bypass(painter, rect)
        else:
            draw_badge(painter, rect, self.state, self._look.fraction)

    def _paint_progress(self, painter: QPainter) -> None:
        if self.state is not NodeState.RUNNING:
            return
        fraction = self._look.fraction or 0.0
        painter.fillRect(QRectF(0, L.HEADER - 1, self.layout.width, 3), theme.palette.line)
        painter.fillRect(QRectF(0, L.HEADER - 1, self.layout.width * fraction, 3), theme.palette.accent)

    def _paint_rows(self, painter: QPainter) -> None:
        box = self.layout
        plain = theme.font(12)
        metrics = QFontMetricsF(plain)
        inner, whole = box.width - 2 * L.INSET, painter.opacity()
        for spot in box.spots:
            label = QRectF(L.INSET, spot.at.y() - L.ROW / 2, inner, L.ROW)
            shown = self.emphasis.get(spot.key, True)
            painter.setOpacity(whole if shown else 0.45 * whole)
            if spot.is_input:
                self._text(painter, label, spot.label, plain, "text2")
            else:
                self._text(painter, label, spot.label, plain, "text2", L.RIGHT)
        painter.setOpacity(whole)
        if box.summary:
            first = next((s for s in box.spots if not s.is_input and s.at.y() == box.summary_y), None)
            taken = metrics.horizontalAdvance(first.label) + 12 if first else 0
            rect = QRectF(L.INSET, box.summary_y - L.ROW / 2, inner - taken, L.ROW)
            font = theme.font(12, 500) if box.summary_left else plain
            self._text(painter, rect, box.summary, font, "text1" if box.summary_left else "text2")

    def _paint_foot(self, painter: QPainter) -> None:
        box = self.layout
        failed = self.state is NodeState.FAILED
        left, right = self._look.words
        font = theme.font(11, 600 if failed else 400)
        painter.fillRect(QRectF(0, box.footer_top, box.width, 1), theme.palette.line)
        foot = QRectF(L.INSET, box.footer_top + 1, box.width - 2 * L.INSET, L.FOOTER - 1)
        self._text(painter, foot, left, font, "failed" if failed else "text2")
        room = foot.width() - QFontMetricsF(font).horizontalAdvance(left) - 10
        if right and room > 24:
            rest = QRectF(foot.right() - room, foot.top(), room, foot.height())
            self._text(painter, rest, right, theme.font(11), "text2", L.RIGHT)

    def _paint_ports(self, painter: QPainter) -> None:
        for spot in self.layout.spots:
            fits = self.emphasis.get(spot.key)
            painter.setOpacity(0.3 if fits is False else 1.0)
            draw_port(painter, spot.at, spot.kind, spot.many, L.PORT_GROWN if fits else L.PORT)
            if spot.key == self.marked:
                painter.setPen(QPen(theme.palette.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                half = QPointF(L.PORT / 2 + 4, (L.PILL if spot.many else L.PORT) / 2 + 4)
                painter.drawRoundedRect(QRectF(spot.at - half, spot.at + half), half.x(), half.x())
        painter.setOpacity(1.0)

    def _frame(self, painter: QPainter, pen: QPen, reach: float, below: float = 0.0) -> None:
        """A rounded frame whose line runs `reach` outside the box's edge, and `below` farther under it."""
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = L.RADIUS + max(0.0, reach)
        painter.drawRoundedRect(self.layout.rect.adjusted(-reach, -reach, reach, reach + below), radius, radius)

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, font: QFont, color: str, align: Qt.AlignmentFlag = L.LEFT
    ) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawText(rect, int(align), QFontMetricsF(font).elidedText(text, L.ELIDE, rect.width()))


class NodeItem(Box):
    """One node."""

    def __init__(self, document: Document, node: str) -> None:
        self.node, self.names = node, (node,)
        self.document = document
        super().__init__(document)
        entry = document.graph.nodes[node]
        self.setPos(entry.x, entry.y)

    def lay_out(self) -> L.NodeLayout:
        return L.lay_out(self.document, self.node)

    def look(self) -> Look:
        document, node = self.document, self.node
        state = document.state_of(node)
        return Look(
            state,
            words.footer(document, node),
            document.graph.nodes[node].bypassed,
            document.outcome.fraction(node),
            state is NodeState.NOT_READY and bool(document.faults_of(node)),
        )

    def spoken(self) -> str:
        return words.spoken(self.document, self.node)

    def tooltip(self) -> str:
        return words.tooltip(self.document, self.node)


class GroupItem(Box):
    """A closed group: the ports that lead out of it, and what can be said of its nodes together."""

    depth = L.SHEET

    def __init__(self, document: Document, group: Group) -> None:
        self.document = document
        self.show_group(group)
        super().__init__(document)

    def show_group(self, group: Group) -> None:
        self.shows, self.names = group, group.nodes

    def lay_out(self) -> L.NodeLayout:
        return L.lay_out_group(self.document, self.shows)

    def look(self) -> Look:
        document, nodes = self.document, self.names
        state = grouped.state(document, nodes)
        return Look(
            state,
            grouped.footer(document, nodes),
            all(document.graph.nodes[node].bypassed for node in nodes),
            grouped.fraction(document, nodes),
            state is NodeState.NOT_READY and any(document.faults_of(node) for node in nodes),
        )

    def spoken(self) -> str:
        return grouped.spoken(self.document, self.shows)

    def tooltip(self) -> str:
        return grouped.tooltip(self.document, self.names)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """A second sheet shows under the first: there is more below."""
        p, box = theme.palette, self.layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(FADED if self._look.bypassed else 1.0)
        painter.setPen(QPen(p.edge, 1))
        painter.setBrush(p.head)
        sheet = QRectF(L.SHEET, box.height - 2 * L.RADIUS, box.width - 2 * L.SHEET, 2 * L.RADIUS + L.SHEET - 0.5)
        painter.drawRoundedRect(sheet, L.RADIUS, L.RADIUS)
        super().paint(painter, option, widget)


def _bounds(layout: L.NodeLayout) -> QRectF:
    return layout.rect.adjusted(-L.MARGIN, -L.MARGIN, L.MARGIN, L.MARGIN)
