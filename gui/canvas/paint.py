"""The small pictures of the canvas: state badges and ports. Shape and words carry the meaning, colour repeats it."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from engine.jobs.messages import NodeState
from gui.canvas.layout import PILL, PORT
from gui.theme import theme

HALO = 2


def draw_badge(painter: QPainter, rect: QRectF, state: NodeState, fraction: float | None = None) -> None:
    """Paint a state's badge into a square. `fraction`: how far a running node is, if it says so."""
    p = theme.palette
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    scale = rect.width() / 16
    painter.scale(scale, scale)
    match state:
        case NodeState.READY | NodeState.NOT_READY:
            pen = QPen(p.text3, 1.4)
            if state is NodeState.NOT_READY:
                pen.setDashPattern([1.9, 1.9])
            _ring(painter, pen)
        case NodeState.WAITING | NodeState.NOT_REACHED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(p.text3)
            for x in (-4.4, 0.0, 4.4):
                painter.drawEllipse(QPointF(x, 0), 1.4, 1.4)
        case NodeState.RUNNING:
            _ring(painter, QPen(p.line, 2))
            pen = QPen(p.accent, 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            turn = 0.25 if fraction is None else max(0.03, min(1.0, fraction))
            painter.drawArc(QRectF(-6, -6, 12, 12), 90 * 16, round(-turn * 360 * 16))
        case NodeState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(p.done)
            painter.drawEllipse(QPointF(0, 0), 7.5, 7.5)
            _check(painter, p.surface)
        case NodeState.CACHED:
            _ring(painter, QPen(p.cached, 1.4))
            _check(painter, p.cached)
        case NodeState.FAILED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(p.failed)
            painter.drawPolygon(_polygon(8, 7.9, pi / 8))
            painter.setBrush(p.surface)
            painter.drawRoundedRect(QRectF(-0.9, -4.2, 1.8, 5.0), 0.9, 0.9)
            painter.drawEllipse(QPointF(0, 3.1), 1.1, 1.1)
    painter.restore()


def draw_bypass(painter: QPainter, rect: QRectF) -> None:
    """Paint the badge of a bypassed node into a square: a line that goes straight through."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(rect.width() / 16, rect.width() / 16)
    _ring(painter, QPen(theme.palette.text2, 1.4))
    pen = QPen(theme.palette.text2, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(-7, 0), QPointF(7, 0))
    painter.restore()


def badge_pixmap(state: NodeState, size: int = 16, ratio: float = 1.0, fraction: float | None = None) -> QPixmap:
    """The same badge for lists, tabs and messages."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_badge(painter, QRectF(0, 0, size, size), state, fraction)
    painter.end()
    return pixmap


def draw_port(painter: QPainter, at: QPointF, kind: str, many: bool = False, size: float = PORT) -> None:
    """Paint a port with its halo. `size`: 11, or 15 while a wire that fits is dragged."""
    shape, cut = _port_shape(kind, many)
    painter.save()
    painter.translate(at)
    painter.scale(size / PORT, size / PORT)
    painter.setPen(QPen(theme.palette.canvas, 2 * HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))  # fmt: skip
    painter.setBrush(theme.port(kind))
    painter.drawPath(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(shape)
    if cut:
        painter.fillRect(QRectF(-PORT / 2 + 1.5, -0.75, PORT - 3, 1.5), theme.palette.canvas)
    painter.restore()


@lru_cache(maxsize=32)
def _port_shape(kind: str, many: bool) -> tuple[QPainterPath, bool]:
    """Outline around the origin, and whether it is split in two."""
    path = QPainterPath()
    half = PORT / 2
    height = PILL / 2 if many else half
    if kind == "text":
        path.addRoundedRect(QRectF(-half, -height, PORT, 2 * height), 2, 2)
    elif kind == "corpus":
        path.addRoundedRect(QRectF(-half, -height, PORT, 2 * height), 2, 2)
        return path, True
    elif kind == "number":
        x, y = half + 1, max(half + 1, height)
        path.addPolygon(QPolygonF([QPointF(0, -y), QPointF(x, 0), QPointF(0, y), QPointF(-x, 0)]))
        path.closeSubpath()
    elif kind == "plot":
        path.addPolygon(QPolygonF([QPointF(-half, -height), QPointF(half + 1, 0), QPointF(-half, height)]))
        path.closeSubpath()
    elif kind == "graph":
        path.addPolygon(_polygon(6, half + 1, 0))
        path.closeSubpath()
    elif kind == "task":
        path.addPolygon(_polygon(3, half + 2, -pi / 2))
        path.closeSubpath()
    elif kind == "learner":
        path.addPolygon(_polygon(5, half + 1, -pi / 2))
        path.closeSubpath()
    else:
        path.addRoundedRect(QRectF(-half, -height, PORT, 2 * height), half, half)
    return path, False


def _polygon(corners: int, radius: float, turn: float) -> QPolygonF:
    angles = [turn + 2 * pi * i / corners for i in range(corners)]
    return QPolygonF([QPointF(radius * cos(a), radius * sin(a)) for a in angles])


def _ring(painter: QPainter, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 6.3, 6.3)


def _check(painter: QPainter, color: QColor) -> None:
    pen = QPen(color, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(-3, 0.2), QPointF(-0.9, 2.3), QPointF(3.2, -2.2)]))
