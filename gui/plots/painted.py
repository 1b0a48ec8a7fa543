"""What the charts that we paint ourselves share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import theme

PALE = 0.25
"Opacity of the ground under a pattern."


class PaintedChart(QWidget):
    """Paints one message. `hovered` carries the two indices of what is under the cursor, or None."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)


_PATTERNS = (Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.FDiagPattern, Qt.BrushStyle.VerPattern)


def fill(painter: QPainter, area: QRectF, series: int, pattern: int) -> None:
    """Paint an area in a series' colour: 0 is plain, other patterns are strokes on a pale ground, in turn."""
    color = theme.series(series)
    if not pattern:
        painter.fillRect(area, color)
        return
    pale = QColor(color)
    pale.setAlphaF(PALE)
    painter.fillRect(area, pale)
    painter.fillRect(area, QBrush(color, _PATTERNS[(pattern - 1) % len(_PATTERNS)]))
    painter.setPen(QPen(color, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_upright(painter: QPainter, area: QRectF, words: str) -> None:
    """The name of the upright axis, left of an area and in its middle, with a little more room than its height."""
    room = area.height() + 24
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.save()
    painter.setPen(theme.palette.text3)
    painter.translate(8, area.center().y())
    painter.rotate(-90)
    painter.drawText(QRectF(-room / 2, -8, room, 16), Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def with_direction(label: str, better: str) -> str:
    """What is measured and which way is better, in words: “nats, lower is better”."""
    ways = {
        "lower": QCoreApplication.translate("plots", "lower is better"),
        "higher": QCoreApplication.translate("plots", "higher is better"),
    }
    return ", ".join(part for part in (label, ways.get(better, "")) if part)
