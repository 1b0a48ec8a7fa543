"""Paints heat maps: bright is better, or two colours around a centre; cells that are not there yet hatched."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import HeatMap
from gui.cells import Place
from gui.plots.numbers import decimals_for, nice_ticks, number, tick_words
from gui.plots.painted import PaintedChart, paint_upright
from gui.theme import theme

NUMBERS_FROM = 34
"Pixels a cell must be wide to hold its number."
LEAST_FRAME = 10.0
NAMES_APART = 17
MOST_CELLS = 1600
"Of more cells one picture is made: each for itself they would take too long."
BAR = 64
"Room on the right for the colour scale and its ticks."


class HeatChart(PaintedChart):
    """Paints one HeatMap message. `hovered`: (row, column). Where cells `can_mark`, one of them is marked."""

    chosen = Signal(object)
    "A person marks a cell."
    used = Signal()
    "Enter was pressed on the marked cell."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: HeatMap | None = None
        self.cells = np.empty((0, 0))
        self._area = QRectF()
        self.pointed: Place | None = None
        "The cell under the cursor."
        self.marked: Place | None = None
        self.can_mark = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colors = np.empty((0, 3), dtype=np.uint8)
        self.setMinimumHeight(140)

    def sizeHint(self) -> QSize:
        return QSize(400, 260)

    def show_data(self, data: HeatMap | None) -> None:
        self.data = data
        rows = data.values if data else ()
        width = max((len(row) for row in rows), default=0)
        self.cells = np.full((len(rows), width), np.nan)
        for index, row in enumerate(rows):
            self.cells[index, : len(row)] = [np.nan if v is None else v for v in row]
        self.cells[~np.isfinite(self.cells)] = np.nan
        self._colors = _lookup(self._map_name())
        self.update()

    def span(self) -> tuple[float, float]:
        """The values at the ends of the colour scale: as far from the centre on both sides, where there is one."""
        low, high = float(np.nanmin(self.cells)), float(np.nanmax(self.cells))
        center = self.data.center if self.data is not None else None
        if center is None:
            return low, high
        reach = max(abs(low - center), abs(high - center))
        return center - reach, center + reach

    def _map_name(self) -> str:
        if self.data is None or self.data.center is None:
            return "viridis"
        return "CET-D6" if theme.dark else "CET-CBD1"

    def best(self) -> Place | None:
        """The best cell, where the message says which way is better."""
        return self.data.best() if self.data is not None else None

    def show_marked(self, cell: Place | None) -> None:
        """Frame a cell, and let people mark others; None: cells mean nothing more than they show."""
        self.can_mark, self.marked = cell is not None, cell
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.can_mark else Qt.CursorShape.ArrowCursor)
        self.update()

    def cell_at(self, point: QPointF) -> Place | None:
        if not self._area.contains(point) or not self.cells.size:
            return None
        n_rows, n_columns = self.cells.shape
        row = int((point.y() - self._area.top()) / self._area.height() * n_rows)
        column = int((point.x() - self._area.left()) / self._area.width() * n_columns)
        return min(row, n_rows - 1), min(column, n_columns - 1)

    def color(self, value: float, low: float, high: float) -> QColor:
        share = (value - low) / (high - low) if high > low else 0.5
        if self._turned():
            share = 1 - share
        return QColor(*(int(c) for c in self._colors[round(255 * min(1.0, max(0.0, share)))][:3]))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.data is None or np.isnan(self.cells).all():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11))
        metrics = QFontMetricsF(theme.font(11))
        low, high = self.span()
        y_words = self._names(self.data.y_ticks, self.cells.shape[0])
        x_words = self._names(self.data.x_ticks, self.cells.shape[1])
        left = max(metrics.horizontalAdvance(w) for w in y_words) + 10 + (18 if self.data.y_label else 0)
        bottom = 20 + (18 if self.data.x_label else 0)
        self._area = QRectF(left, 8, max(10.0, self.width() - left - BAR), max(10.0, self.height() - bottom - 10))
        self._paint_cells(painter, metrics, low, high)
        self._paint_names(painter, metrics, x_words, y_words)
        self._paint_scale(painter, low, high)
        painter.end()

    def _cell(self, row: int, column: int) -> QRectF:
        n_rows, n_columns = self.cells.shape
        width, height = self._area.width() / n_columns, self._area.height() / n_rows
        return QRectF(self._area.left() + column * width, self._area.top() + row * height, width, height)

    def _paint_cells(self, painter: QPainter, metrics: QFontMetricsF, low: float, high: float) -> None:
        n_rows, n_columns = self.cells.shape
        first = self._cell(0, 0)
        if min(first.width(), first.height()) < 5 or self.cells.size > MOST_CELLS:
            self._paint_picture(painter, low, high)
        else:
            self._paint_each(painter, metrics, low, high)
        best = self.best()
        if best is not None and best != self.marked:
            self._frame(painter, self._cell(*best), theme.palette.text1, 2)
        if self.marked is not None:
            self._frame(painter, self._cell(*self.marked), theme.palette.accent, 3)
        if self.pointed is not None and self.pointed[0] < n_rows and self.pointed[1] < n_columns:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.palette.text1, 1))
            painter.drawRect(self._cell(*self.pointed).adjusted(0, 0, -1, -1))

    def _paint_each(self, painter: QPainter, metrics: QFontMetricsF, low: float, high: float) -> None:
        n_rows, n_columns = self.cells.shape
        first = self._cell(0, 0)
        decimals = self._decimals(metrics, first)
        for row in range(n_rows):
            for column in range(n_columns):
                cell, value = self._cell(row, column).adjusted(0, 0, -1, -1), float(self.cells[row, column])
                if np.isnan(value):
                    painter.fillRect(cell, QBrush(theme.palette.off, Qt.BrushStyle.BDiagPattern))
                    continue
                color = self.color(value, low, high)
                painter.fillRect(cell, color)
                if decimals is not None:
                    painter.setPen(QColor("black") if _light(color) else QColor("white"))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, number(value, decimals))

    def _decimals(self, metrics: QFontMetricsF, cell: QRectF) -> int | None:
        """With how many decimals all numbers fit into their cells; else None: a few alone would mislead."""
        known = self.cells[~np.isnan(self.cells)].tolist()
        if cell.width() < NUMBERS_FROM or cell.height() < 14:
            return None
        most = min(2, decimals_for(known))
        for decimals in range(most, min(most, 1) - 1, -1):
            if max(metrics.horizontalAdvance(number(value, decimals)) for value in known) + 3 <= cell.width():
                return decimals
        return None

    def _frame(self, painter: QPainter, cell: QRectF, color: QColor, width: int) -> None:
        """A frame around a cell, grown where the cell is too small to see it."""
        frame = cell.adjusted(0, 0, -1, -1)
        grow = max(0.0, (LEAST_FRAME - min(frame.width(), frame.height())) / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(theme.palette.surface, width + 3), QPen(color, width)):
            painter.setPen(pen)
            painter.drawRoundedRect(frame.adjusted(-grow, -grow, grow, grow), 3, 3)

    def _paint_picture(self, painter: QPainter, low: float, high: float) -> None:
        span = high - low if high > low else 1.0
        shares = np.nan_to_num((self.cells - low) / span)
        if self._turned():
            shares = 1 - shares
        if np.isnan(self.cells).any():
            painter.fillRect(self._area, QBrush(theme.palette.off, Qt.BrushStyle.BDiagPattern))
        pixels = np.full((*self.cells.shape, 4), 255, dtype=np.uint8)
        pixels[..., :3] = self._colors[np.clip(255 * shares, 0, 255).astype(np.uint8), :3]
        pixels[np.isnan(self.cells), 3] = 0
        n_rows, n_columns = self.cells.shape
        image = QImage(pixels.tobytes(), n_columns, n_rows, 4 * n_columns, QImage.Format.Format_RGBA8888)
        painter.drawImage(self._area, image)

    def _paint_names(self, painter: QPainter, metrics: QFontMetricsF, xs: list[str], ys: list[str]) -> None:
        assert self.data is not None
        painter.setPen(theme.palette.text2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        every_y = max(1, round(NAMES_APART / self._cell(0, 0).height()))
        for row in range(0, len(ys), every_y):
            cell = self._cell(row, 0)
            painter.drawText(QRectF(0, cell.center().y() - 8, self._area.left() - 6, 16), right, ys[row])
        widest = max((metrics.horizontalAdvance(w) for w in xs), default=0)
        every_x = max(1, round((widest + 8) / self._cell(0, 0).width() + 0.49))
        for column in range(0, len(xs), every_x):
            cell = self._cell(0, column)
            place = QRectF(cell.center().x() - 60, self._area.bottom() + 2, 120, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, xs[column])
        painter.setPen(theme.palette.text3)
        place = QRectF(self._area.left(), self._area.bottom() + 20, self._area.width(), 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.data.x_label)
        paint_upright(painter, self._area, self.data.y_label)

    def _paint_scale(self, painter: QPainter, low: float, high: float) -> None:
        bar = QRectF(self._area.right() + 14, self._area.top(), 10, self._area.height())
        steps = max(2, int(bar.height()))
        for step in range(steps):
            value = high - (high - low) * step / (steps - 1)
            painter.fillRect(QRectF(bar.left(), bar.top() + step, 10, 1.5), self.color(value, low, high))
        ticks = [t for t in nice_ticks(low, high, 5) if low <= t <= high] if high > low else [low]
        painter.setPen(theme.palette.text2)
        for tick, words in zip(ticks, tick_words(ticks), strict=True):
            share = (tick - low) / (high - low) if high > low else 0.5
            y = bar.bottom() - share * bar.height()
            painter.drawText(QRectF(bar.right() + 6, y - 8, BAR - 30, 16), Qt.AlignmentFlag.AlignVCenter, words)

    def _turned(self) -> bool:
        """Bright is better; around a centre the colours mean more and less."""
        return self.data is not None and self.data.better == "lower" and self.data.center is None

    def _names(self, given: tuple[str, ...], count: int) -> list[str]:
        return [given[i] if i < len(given) else str(i) for i in range(count)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if self.can_mark and cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(cell)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk from cell to cell, beginning at the marked or the best one, and mark where they come; Enter
        uses the marked one. Escape ends the walk."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.pointed is not None:
            self._point(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.marked is not None:
            self.used.emit()
        elif step is not None and self.cells.size:
            start, ends = self.pointed or self.marked, self.cells.shape
            if start is None:
                self._point(self.best() or (0, 0))
            else:
                row, column = (max(0, min(end - 1, at + by)) for at, by, end in zip(start, step, ends, strict=True))
                self._point((row, column))
            if self.can_mark:
                self.chosen.emit(self.pointed)
        else:
            super().keyPressEvent(event)

    def _point(self, cell: Place | None) -> None:
        if cell != self.pointed:
            self.pointed = cell
            self.update()
        self.hovered.emit(cell)


@cache
def _lookup(name: str) -> np.ndarray:
    colors: Any = pg.colormap.get(name)
    return np.asarray(colors.getLookupTable(nPts=256))


def _light(color: QColor) -> bool:
    """Whether black reads better than white on this colour (WCAG luminance)."""
    channels = (color.redF(), color.greenF(), color.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.179
