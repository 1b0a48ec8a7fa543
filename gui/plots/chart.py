"""Two axes in the house style, painted in one go: left and bottom, horizontal grid only, few round ticks, zoom.

A plain widget on purpose: a graphics view paints the whole window's changes each time one of its items changes, and
builds menus and axes for every plot that nobody sees.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.painted import paint_upright
from gui.plots.scale import Scale
from gui.theme import theme

Range = tuple[float, float]
Places = NDArray[np.float64]
TOP, RIGHT = 8.0, 12.0
LEAST_DRAG = 6
"Pixels that the mouse must move before a press becomes a drag, and below which a rectangle is only as wide or high."
STEP = 1.25
"One step of zoom."


def _nothing(painter: QPainter) -> None:
    """Paints what there is before a panel has said what."""


class Chart(QWidget):
    """Shows all of its data until somebody zooms: Ctrl and wheel, a drag over a part, + and −; 0 shows all again.

    `hovered` carries the cursor in data coordinates, or None; `moved` says that another part is in sight.
    """

    hovered = Signal(object)
    resized = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale_x, self.scale_y = Scale(), Scale()
        self.area = QRectF()
        "The plot itself, without what stands around it."
        self.paint_data: Callable[[QPainter], None] = _nothing
        "Paints inside the area."
        self.paint_over: Callable[[QPainter], None] = _nothing
        "Paints over it, and beside it."
        self.x_label = self.y_label = ""
        self.top_margin, self.right_margin = TOP, RIGHT
        self.nothing = ""
        "Words that stand in place of the axes and the data."
        self.painting_seconds = 0.0
        self._up: list[tuple[float, str]] = []
        self._along: list[tuple[float, str]] = []
        "Pixels and words of the marks."
        self._whole: tuple[Range, Range] = ((0.0, 1.0), (0.0, 1.0))
        self._part: tuple[Range, Range] | None = None
        "In places, not in values: what was zoomed to."
        self._pressed: QPointF | None = None
        self._dragged = QPointF()
        self._panning = False
        self._frame: QRectF | None = None
        self.setMouseTracking(True)
        self.setMinimumHeight(100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(400, 190)

    def name_axes(self, x: str, y: str) -> None:
        self.x_label, self.y_label = x, y

    def show_range(self, x: Range, y: Range) -> None:
        """Fit these data, with a little air above, and below unless they begin at zero."""
        low, high = (self.scale_x.place(end) for end in x)
        foot, head = (self.scale_y.place(end) for end in y)
        air = 0.04 * (head - foot) or 0.5 * (abs(head) or 1.0)
        bottom = foot - (air if foot or self.scale_y.log else 0.03 * air)
        self._whole = ((low, high) if high > low else (low - 0.5, low + 0.5)), (bottom, head + air)
        self.refit()

    def refit(self) -> None:
        """Lay out the axes around what is in sight."""
        (low, high), (bottom, top) = self._part or self._whole
        up, up_words = self.scale_y.ticks(bottom, top, max(3, min(6, self.height() // 36)))
        along, along_words = self.scale_x.ticks(low, high, 6)
        metrics = QFontMetricsF(theme.font(11))
        left = max(map(metrics.horizontalAdvance, up_words), default=0.0) + 10 + (18 if self.y_label else 0)
        foot = 38.0 if self.x_label else 22.0
        width, height = self.width() - left - self.right_margin, self.height() - self.top_margin - foot
        self.area = QRectF(left, self.top_margin, max(10.0, width), max(10.0, height))
        self._up = list(zip(self._pixels_up(np.array(up)).tolist(), up_words, strict=True))
        self._along = list(zip(self._pixels_along(np.array(along)).tolist(), along_words, strict=True))
        self.update()

    def pixels(self, xs: Places, ys: Places) -> tuple[Places, Places]:
        """Where points of the data lie; not a number where they have no place."""
        return self._pixels_along(self.scale_x.places(xs)), self._pixels_up(self.scale_y.places(ys))

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the data lies."""
        across, along = self.pixels(np.array([x], float), np.array([y], float))
        return QPointF(float(across[0]), float(along[0]))

    def _pixels_along(self, places: Places) -> Places:
        low, high = (self._part or self._whole)[0]
        return self.area.left() + (places - low) / (high - low) * self.area.width()

    def _pixels_up(self, places: Places) -> Places:
        bottom, top = (self._part or self._whole)[1]
        return self.area.bottom() - (places - bottom) / (top - bottom) * self.area.height()

    def point(self, at: QPointF) -> QPointF:
        """The data under a pixel."""
        place = self._place(at)
        return QPointF(self.scale_x.value(place.x()), self.scale_y.value(place.y()))

    def seen(self) -> tuple[Range, Range]:
        """The values between which the data are in sight."""
        (low, high), (bottom, top) = self._part or self._whole
        return (self.scale_x.value(low), self.scale_x.value(high)), (
            self.scale_y.value(bottom),
            self.scale_y.value(top),
        )

    # Zoom

    @property
    def zoomed(self) -> bool:
        return self._part is not None

    def set_log(self, *, x: bool | None = None, y: bool | None = None) -> None:
        self.scale_x.log = self.scale_x.log if x is None else x
        self.scale_y.log = self.scale_y.log if y is None else y
        self.show_all()

    def show_all(self) -> None:
        self._part = None
        self.moved.emit()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Bring what lies at a pixel nearer, or the middle."""
        if factor < 1 and not self.zoomed:
            return
        middle = self._place(self.area.center() if at is None else at)
        parts = []
        for (low, high), fixed in zip(self._part or self._whole, (middle.x(), middle.y()), strict=True):
            parts.append((fixed - (fixed - low) / factor, fixed + (high - fixed) / factor))
        self._show_part(parts[0], parts[1])

    def zoom_to(self, pixels: QRectF) -> None:
        """Fill the plot with a rectangle of it. A flat one changes only the width, a narrow one only the height."""
        x, y = self._part or self._whole
        first, last = self._place(pixels.bottomLeft()), self._place(pixels.topRight())
        if pixels.width() > LEAST_DRAG:
            x = (first.x(), last.x())
        if pixels.height() > 2 * LEAST_DRAG:
            y = (first.y(), last.y())
        self._show_part(x, y)

    def pan(self, pixels: QPointF) -> None:
        (low, high), (bottom, top) = self._part or self._whole
        across = (high - low) / self.area.width() * pixels.x()
        along = (top - bottom) / self.area.height() * pixels.y()
        self._show_part((low - across, high - across), (bottom + along, top + along))

    def _show_part(self, x: Range, y: Range) -> None:
        """Never wider than the whole, nor so narrow that numbers cannot tell its ends apart."""
        fitted: list[Range] = []
        whole = True
        for (low, high), (first, last) in zip((x, y), self._whole, strict=True):
            width = min(high - low, last - first)
            if width < 1e-9 * max(abs(low), abs(high), last - first):
                return
            whole = whole and width > (1 - 1e-9) * (last - first)
            low = min(max(low, first), last - width)
            fitted.append((low, low + width))
        self._part = None if whole else (fitted[0], fitted[1])
        self.moved.emit()

    def _place(self, at: QPointF) -> QPointF:
        (low, high), (bottom, top) = self._part or self._whole
        area = self.area
        return QPointF(
            low + (at.x() - area.left()) / area.width() * (high - low),
            bottom + (area.bottom() - at.y()) / area.height() * (top - bottom),
        )

    # Events

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without Ctrl the wheel scrolls the board."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        middle = event.button() == Qt.MouseButton.MiddleButton
        if (middle or event.button() == Qt.MouseButton.LeftButton) and self.area.contains(event.position()):
            self._pressed = self._dragged = event.position()
            self._panning = middle or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._panning:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None and self._panning:
            self.pan(at - self._dragged)
            self._dragged = at
            return
        if self._pressed is not None and (at - self._pressed).manhattanLength() > LEAST_DRAG:
            self._frame = self._rectangle(at)
            self.update()
        self.hovered.emit(self.point(at) if self.area.contains(at) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._frame is not None:
            self.zoom_to(self._rectangle(event.position()))
        self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.text():
            case "+" | "=":
                self.zoom(STEP)
            case "-":
                self.zoom(1 / STEP)
            case "0":
                self.show_all()
            case _:
                if event.key() == Qt.Key.Key_Escape and self._pressed is not None:
                    self._let_go()
                else:
                    event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        began = time.thread_time()
        painter = QPainter(self)
        if self.nothing:
            painter.setFont(theme.font(12))
            painter.setPen(theme.palette.text3)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.nothing)
        elif self._up:
            self._paint_axes(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.setClipRect(self.area.adjusted(-2, -2, 2, 2))
            self.paint_data(painter)
            painter.restore()
            self.paint_over(painter)
        if self._frame is not None:
            accent = QColor(theme.palette.accent)
            painter.setPen(QPen(accent, 1))
            accent.setAlphaF(0.12)
            painter.setBrush(accent)
            painter.drawRect(self._frame)
        if self.hasFocus():
            painter.setPen(QPen(theme.palette.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
        self.painting_seconds = time.thread_time() - began

    def _paint_axes(self, painter: QPainter) -> None:
        colors, area = theme.palette, self.area
        painter.setFont(theme.font(11))
        metrics = QFontMetricsF(theme.font(11))
        for height, words in self._up:
            y = round(height)
            painter.setPen(colors.grid)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(colors.text2)
            place = QRectF(0, y - 8, area.left() - 7, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(colors.edge)
        painter.drawLine(QLineF(area.left(), round(area.bottom()), area.right(), round(area.bottom())))
        painter.setPen(colors.text2)
        taken = -1e9
        for x, words in self._along:
            half = metrics.horizontalAdvance(words) / 2
            middle = min(x, self.width() - half)
            if middle - half > taken:
                place = QRectF(middle - half - 2, area.bottom() + 4, 2 * half + 4, 16)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
                taken = middle + half + 4
        painter.setPen(colors.text3)
        if self.x_label:
            room = self.width() - 8.0
            words = metrics.elidedText(self.x_label, Qt.TextElideMode.ElideRight, room)
            width = min(room, metrics.horizontalAdvance(words) + 2)
            left = max(4.0, min(area.center().x() - width / 2, self.width() - 4 - width))
            painter.drawText(QRectF(left, area.bottom() + 20, width, 16), Qt.AlignmentFlag.AlignVCenter, words)
        if self.y_label:
            paint_upright(painter, area, self.y_label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _rectangle(self, at: QPointF) -> QRectF:
        """What was dragged over: the whole height where the drag went along, the whole width where it went up."""
        area = self.area
        found = QRectF(self._pressed or at, at).normalized() & area
        if found.height() <= 2 * LEAST_DRAG:
            found.setTop(area.top())
            found.setBottom(area.bottom())
        if found.width() <= LEAST_DRAG:
            found.setLeft(area.left())
            found.setRight(area.right())
        return found

    def _let_go(self) -> None:
        self._pressed = None
        self._frame = None
        self.unsetCursor()
        self.update()
