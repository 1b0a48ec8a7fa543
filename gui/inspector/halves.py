"""A model's blocks in a row, with the place where it is cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import theme

_GAP, _SEAM = 4.0, 14.0
_BLOCK = 18.0
_WORDS = 18


@dataclass(frozen=True)
class Blocks:
    """The model that comes in: its name and how many blocks it has."""

    model: str
    count: int


def blocks_in_row(width: float, count: int, cut: int | None = None) -> list[QRectF]:
    """Where each of `count` blocks lies in a row of a width, with more room at a cut."""
    gap, seam = (_GAP if width / count > 12 else 1.0), 0 if cut is None else _SEAM
    block = (width - gap * (count - 1) - seam) / count
    after = count if cut is None else cut
    return [QRectF(index * (block + gap) + (seam if index >= after else 0), 0, block, _BLOCK) for index in range(count)]


class Halves(QWidget):
    """Blocks before the cut filled in one colour, those after it in another. A press cuts at the nearest place."""

    chosen = Signal(int)
    "Cut after this many blocks."
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.cut = 1, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(220, round(_BLOCK) + 2 + _WORDS)

    def show_cut(self, count: int, cut: int) -> None:
        """Draw `count` blocks, cut after `cut` of them."""
        self.count, self.cut = max(1, count), max(0, min(count, cut))
        self.update()

    def places(self) -> list[QRectF]:
        """Where each block lies, with more room at the cut."""
        return [place.translated(1, 1) for place in blocks_in_row(self.width() - 2, self.count, self.cut)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.released.emit()

    def _choose(self, x: float) -> None:
        cut = sum(place.center().x() < x for place in self.places())
        if cut != self.cut:
            self.chosen.emit(cut)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        painter.setPen(Qt.PenStyle.NoPen)
        for index, place in enumerate(places):
            painter.setBrush(theme.series(0 if index < self.cut else 1))
            painter.drawRoundedRect(place, 3, 3) if place.width() > 8 else painter.drawRect(place)
        seam = 1 + _SEAM / 2 if not self.cut else places[self.cut - 1].right() + _SEAM / 2 + 1
        pen = QPen(theme.palette.text1, 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(seam, 0), QPointF(seam, _BLOCK + 2))
        painter.setFont(theme.font(11))
        painter.setPen(theme.palette.text2)
        line = QRectF(0, _BLOCK + 3, places[-1].right(), _WORDS - 1)
        for words, part, side in (
            (self.tr("front"), self.cut, Qt.AlignmentFlag.AlignLeft),
            (self.tr("back"), self.count - self.cut, Qt.AlignmentFlag.AlignRight),
        ):
            if part:
                painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, f"{words} {part}")
        painter.end()
