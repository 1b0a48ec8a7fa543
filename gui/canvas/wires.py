"""Wires as graphics items: at rest they are painted with the background, which the view keeps as a picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem

from engine.graph.document import Wire
from gui.theme import theme


class WireItem(QGraphicsPathItem):
    """One wire. At rest it is hidden here and painted with the background, which the view keeps as a picture:
    stroking hundreds of curves anew for every repaint is what makes canvases slow. While its node is dragged it is
    `lifted`, and Qt paints it as an item."""

    def __init__(self, wire: Wire, kind: str) -> None:
        super().__init__()
        self.wire, self.kind = wire, kind
        self.chosen = self.wrong = self.thin = self.taken = self.inside = False
        self.area = QRectF()
        self.dot: QGraphicsEllipseItem | None = None
        self.setZValue(1)
        self.setVisible(False)
        self.dress()

    @property
    def resting(self) -> bool:
        """Painted with the background. `taken`: being dragged off its input, `inside`: both ends are in one closed
        group; neither is painted at all."""
        return not (self.isVisible() or self.taken or self.inside)

    def dress(self) -> None:
        """Pen for the present colours and state."""
        self.setPen(wire_pen(self.kind, chosen=self.chosen, wrong=self.wrong, thin=self.thin))

    def stretch(self, start: QPointF, end: QPointF) -> QRectF:
        """Lay the wire anew. The area that changed."""
        old, self.inside = self.area, False
        self.setPath(wire_path(start, end))
        self.area = self.path().controlPointRect().adjusted(-4, -4, 4, 4)
        return old | self.area

    def hide_inside(self) -> QRectF:
        """Both ends are in one closed group. The area where the wire was."""
        old, self.area, self.inside = self.area, QRectF(), True
        self.setPath(QPainterPath())
        self.flow(None)
        return old

    def flow(self, fraction: float | None) -> None:
        """Show a dot on its way along the wire; None: nothing flows."""
        scene = self.scene()
        if fraction is None or self.inside:
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
