"""Wires as graphics items: at rest they are painted with the background, which the view keeps as a picture."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from engine.graph.document import Bends, Wire
from gui.theme import theme

KNOT, KNOT_HIT = 4.5, 12.0
"Half the size of a bend's knot, and how near one must be to take hold of it."


class WireItem(QGraphicsPathItem):
    """One wire. At rest it is hidden here and painted with the background, which the view keeps as a picture:
    stroking hundreds of curves anew for every repaint is what makes canvases slow. While its node is dragged it is
    `lifted`, and Qt paints it as an item."""

    def __init__(self, wire: Wire, kind: str) -> None:
        super().__init__()
        self.wire, self.kind = wire, kind
        self.chosen_bend: int | None = None
        self.pulled: Bends | None = None
        "Its bends while they are dragged."
        self._ends = QPointF(), QPointF()
        self.chosen = self.wrong = self.thin = self.taken = self.inside = self.carried = False
        self.area = QRectF()
        self.dot: QGraphicsEllipseItem | None = None
        self.setZValue(1)
        self.setVisible(False)
        self.dress()

    @property
    def resting(self) -> bool:
        """Painted with the background. `taken`: being dragged off its input, `inside`: both ends are in one closed
        group; neither is painted at all. `carried`: painted by a gui.canvas.lifting.Raft."""
        return not (self.isVisible() or self.taken or self.inside or self.carried)

    def dress(self) -> None:
        """Pen for the present colours and state."""
        self.setPen(wire_pen(self.kind, chosen=self.chosen, wrong=self.wrong, thin=self.thin))

    def stretch(self, start: QPointF, end: QPointF) -> QRectF:
        """Lay the wire anew. The area that changed."""
        old, self.inside = self.area, False
        self._ends = start, end
        self.setPath(wire_path(*self.corners()))
        reach = KNOT + 3 if self.bends else 4
        self.area = self.path().controlPointRect().adjusted(-reach, -reach, reach, reach)
        return old | self.area

    @property
    def bends(self) -> list[QPointF]:
        """As they are shown now."""
        return [QPointF(x, y) for x, y in (self.wire.bends if self.pulled is None else self.pulled)]

    def corners(self) -> list[QPointF]:
        """Both ends and the bends between them."""
        start, end = self._ends
        return [start, *self.bends, end]

    def bend_at(self, at: QPointF) -> int | None:
        hits = ((QPointF(bend - at).manhattanLength(), place) for place, bend in enumerate(self.bends))
        distance, place = min(hits, default=(KNOT_HIT, None))
        return place if distance < KNOT_HIT and not self.inside else None

    def boundingRect(self) -> QRectF:
        return super().boundingRect() | self.area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """The wire, and a knot at each bend."""
        painter.setPen(self.pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path())
        if self.thin:
            return
        for place, bend in enumerate(self.bends):
            marked = self.chosen and place == self.chosen_bend
            painter.setPen(QPen(theme.palette.canvas, 2))
            painter.setBrush(self.pen().color())
            painter.drawEllipse(bend, KNOT, KNOT)
            if marked:
                painter.setPen(QPen(theme.palette.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(bend, KNOT + 2.5, KNOT + 2.5)

    def hide_inside(self) -> QRectF:
        """Both ends are in one closed group. The area where the wire was."""
        old, self.area, self.inside = self.area, QRectF(), True
        self.setPath(QPainterPath())
        self.flow(None)
        return old

    def flow(self, fraction: float | None) -> None:
        """Show a dot on its way along the wire; None: nothing flows."""
        scene = self.scene()
        if fraction is None or self.inside or self.carried:
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


def wire_path(*corners: QPointF) -> QPainterPath:
    """Cubics that leave to the right, run smoothly through the bends and arrive from the left."""
    start, end = corners[0], corners[-1]
    path = QPainterPath(start)
    if len(corners) == 2:
        handle = max(28.0, min(140.0, abs(end.x() - start.x()) / 2))
        path.cubicTo(start + QPointF(handle, 0), end - QPointF(handle, 0), end)
        return path
    ahead = QPointF(1.0, 0.0)
    headings = [ahead, *(_heading(after - before) for before, after in zip(corners, corners[2:], strict=False)), ahead]
    for place, (one, other) in enumerate(pairwise(corners)):
        handle = min(140.0, 0.4 * hypot(other.x() - one.x(), other.y() - one.y()))
        path.cubicTo(one + headings[place] * handle, other - headings[place + 1] * handle, other)
    return path


def _heading(step: QPointF) -> QPointF:
    length = hypot(step.x(), step.y())
    return step / length if length else QPointF(1.0, 0.0)


def wire_pen(kind: str, *, chosen: bool = False, wrong: bool = False, thin: bool = False) -> QPen:
    color = theme.palette.failed if wrong else theme.palette.accent if chosen else theme.port(kind)
    pen = QPen(color, 0 if thin else 3 if chosen else 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if wrong:
        pen.setDashPattern([2.5, 2])
    return pen
