"""Nodes and wires as graphics items. Nodes are cached as device pixels, wires at rest with the background."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from engine.graph.document import Wire
from engine.jobs.messages import NodeState
from gui.canvas import layout as L
from gui.canvas import words
from gui.canvas.paint import draw_badge, draw_bypass, draw_port
from gui.document import Document
from gui.theme import theme

_FAINT = (NodeState.WAITING, NodeState.NOT_REACHED)
FADED = 0.45
"How much of a bypassed node is seen."
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NodeItem(QGraphicsItem):
    """One node. `emphasis` maps ports to True (fits the dragged wire) or False (does not); empty: no drag."""

    def __init__(self, document: Document, node: str) -> None:
        super().__init__()
        self.document, self.node = document, node
        self.layout = L.lay_out(document, node)
        self.emphasis: dict[tuple[str, bool], bool] = {}
        self._bounds = _bounds(self.layout)
        self._state = document.state_of(node)
        self._words = words.footer(document, node)
        entry = document.graph.nodes[node]
        self._bypassed = entry.bypassed
        self.setPos(entry.x, entry.y)
        self.setZValue(2)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    @property
    def state(self) -> NodeState:
        return self._state

    def scene_rect(self) -> QRectF:
        """The node's box on the canvas, without its ports."""
        return self.layout.rect.translated(self.pos())

    def measure(self) -> None:
        """Lay the node out anew after a change of its title, settings or ports."""
        self.prepareGeometryChange()
        self.layout = L.lay_out(self.document, self.node)
        self._bounds = _bounds(self.layout)
        self.refresh()

    def refresh(self) -> None:
        """Show the present state and words."""
        self._state = self.document.state_of(self.node)
        self._words = words.footer(self.document, self.node)
        self._bypassed = self.document.graph.nodes[self.node].bypassed
        self.update()

    def emphasise(self, fits: dict[tuple[str, bool], bool]) -> None:
        if fits != self.emphasis:
            self.emphasis = fits
            self.update()

    def scene_spot(self, name: str, is_input: bool) -> QPointF:
        """Where a wire ends; at the node's side when the port is gone."""
        spot = self.layout.spot(name, is_input)
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
        painter.setOpacity(FADED if self._bypassed else 1.0)
        if zoom < L.DETAIL_TITLE:
            self._paint_block(painter)
        else:
            self._paint_body(painter, rows=zoom >= L.DETAIL_ROWS)
        painter.setOpacity(1.0)
        if self.isSelected():
            reach = 3 + (0.5 if self._state is NodeState.FAILED else 0)
            self._frame(painter, QPen(theme.palette.accent, 2), reach)
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
        painter.setPen(QPen(colors.get(self._state, p.edge), 4))
        painter.setBrush(p.surface)
        painter.drawRoundedRect(self.layout.rect.adjusted(2, 2, -2, -2), L.RADIUS, L.RADIUS)
        if self._state in colors:
            painter.fillRect(QRectF(4, 4, self.layout.width - 8, L.HEADER - 4), colors[self._state])

    def _paint_body(self, painter: QPainter, rows: bool) -> None:
        p, box = theme.palette, self.layout
        faint = self._state in _FAINT
        failed = self._state is NodeState.FAILED
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
        if self._state is NodeState.NOT_READY and self.document.faults_of(self.node):
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
        if self._bypassed:
            draw_bypass(painter, rect)
        else:
            draw_badge(painter, rect, self._state, self._fraction())

    def _paint_progress(self, painter: QPainter) -> None:
        if self._state is not NodeState.RUNNING:
            return
        fraction = self._fraction() or 0.0
        painter.fillRect(QRectF(0, L.HEADER - 1, self.layout.width, 3), theme.palette.line)
        painter.fillRect(QRectF(0, L.HEADER - 1, self.layout.width * fraction, 3), theme.palette.accent)

    def _paint_rows(self, painter: QPainter) -> None:
        box = self.layout
        plain = theme.font(12)
        metrics = QFontMetricsF(plain)
        inner, whole = box.width - 2 * L.INSET, painter.opacity()
        for spot in box.spots:
            label = QRectF(L.INSET, spot.at.y() - L.ROW / 2, inner, L.ROW)
            shown = self.emphasis.get((spot.name, spot.is_input), True)
            painter.setOpacity(whole if shown else 0.45 * whole)
            if spot.is_input:
                self._text(painter, label, spot.label, plain, "text2")
            else:
                self._text(painter, label, spot.label, plain, "text2", _RIGHT)
        painter.setOpacity(whole)
        if box.summary:
            first = next((s for s in box.spots if not s.is_input and s.at.y() == box.summary_y), None)
            taken = metrics.horizontalAdvance(first.label) + 12 if first else 0
            rect = QRectF(L.INSET, box.summary_y - L.ROW / 2, inner - taken, L.ROW)
            font = theme.font(12, 500) if box.summary_left else plain
            self._text(painter, rect, box.summary, font, "text1" if box.summary_left else "text2")

    def _paint_foot(self, painter: QPainter) -> None:
        box = self.layout
        failed = self._state is NodeState.FAILED
        left, right = self._words
        font = theme.font(11, 600 if failed else 400)
        painter.fillRect(QRectF(0, box.footer_top, box.width, 1), theme.palette.line)
        foot = QRectF(L.INSET, box.footer_top + 1, box.width - 2 * L.INSET, L.FOOTER - 1)
        self._text(painter, foot, left, font, "failed" if failed else "text2")
        room = foot.width() - QFontMetricsF(font).horizontalAdvance(left) - 10
        if right and room > 24:
            rest = QRectF(foot.right() - room, foot.top(), room, foot.height())
            self._text(painter, rest, right, theme.font(11), "text2", _RIGHT)

    def _paint_ports(self, painter: QPainter) -> None:
        for spot in self.layout.spots:
            fits = self.emphasis.get((spot.name, spot.is_input))
            painter.setOpacity(0.3 if fits is False else 1.0)
            draw_port(painter, spot.at, spot.kind, spot.many, L.PORT_GROWN if fits else L.PORT)
        painter.setOpacity(1.0)

    def _frame(self, painter: QPainter, pen: QPen, reach: float) -> None:
        """A rounded frame whose line runs `reach` outside the node's edge."""
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = L.RADIUS + max(0.0, reach)
        painter.drawRoundedRect(self.layout.rect.adjusted(-reach, -reach, reach, reach), radius, radius)

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, font: QFont, color: str, align: Qt.AlignmentFlag = _LEFT
    ) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawText(rect, int(align), QFontMetricsF(font).elidedText(text, _ELIDE, rect.width()))

    def _fraction(self) -> float | None:
        progress = self.document.outcome.progress.get(self.node)
        return progress.done / progress.total if progress and progress.total else None


class WireItem(QGraphicsPathItem):
    """One wire. At rest it is hidden here and painted with the background, which the view keeps as a picture:
    stroking hundreds of curves anew for every repaint is what makes canvases slow. While its node is dragged it is
    `lifted`, and Qt paints it as an item."""

    def __init__(self, wire: Wire, kind: str) -> None:
        super().__init__()
        self.wire, self.kind = wire, kind
        self.chosen = self.wrong = self.thin = self.taken = False
        self.area = QRectF()
        self.dot: QGraphicsEllipseItem | None = None
        self.setZValue(1)
        self.setVisible(False)
        self.dress()

    @property
    def resting(self) -> bool:
        """Painted with the background. `taken`: being dragged off its input, so not painted at all."""
        return not self.isVisible() and not self.taken

    def dress(self) -> None:
        """Pen for the present colours and state."""
        self.setPen(wire_pen(self.kind, chosen=self.chosen, wrong=self.wrong, thin=self.thin))

    def stretch(self, start: QPointF, end: QPointF) -> QRectF:
        """Lay the wire anew. The area that changed."""
        old = self.area
        self.setPath(wire_path(start, end))
        self.area = self.path().controlPointRect().adjusted(-4, -4, 4, 4)
        return old | self.area

    def flow(self, fraction: float | None) -> None:
        """Show a dot on its way along the wire; None: nothing flows."""
        scene = self.scene()
        if fraction is None:
            if self.dot is not None and scene is not None:
                scene.removeItem(self.dot)
            self.dot = None
        elif scene is not None:
            if self.dot is None:
                self.dot = scene.addEllipse(-3.5, -3.5, 7, 7, QPen(theme.palette.canvas, 1.5), theme.port(self.kind))
                self.dot.setZValue(1.5)
            self.dot.setPos(self.path().pointAtPercent(fraction))

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(10)
        return stroker.createStroke(self.path())


def _bounds(layout: L.NodeLayout) -> QRectF:
    return layout.rect.adjusted(-L.MARGIN, -L.MARGIN, L.MARGIN, L.MARGIN)


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """A cubic that leaves to the right and arrives from the left."""
    handle = max(28.0, min(140.0, abs(end.x() - start.x()) / 2))
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(handle, 0), end - QPointF(handle, 0), end)
    return path


def wire_pen(kind: str, *, chosen: bool = False, wrong: bool = False, thin: bool = False) -> QPen:
    color = theme.palette.failed if wrong else theme.palette.accent if chosen else theme.port(kind)
    pen = QPen(color, 0 if thin else 3 if chosen else 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if wrong:
        pen.setDashPattern([2.5, 2])
    return pen
