"""Heat maps: viridis, bright is better, cells that are not there yet hatched."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import HeatMap
from gui.plots.head import Entry
from gui.plots.numbers import decimals_for, nice_ticks, number, tick_words
from gui.plots.painted import PaintedChart, paint_upright, with_direction
from gui.plots.panel import LatestPanel, panel
from gui.theme import theme

NUMBERS_FROM = 34
"Pixels a cell must be wide to hold its number."
BAR = 64
"Room on the right for the colour scale and its ticks."


class HeatChart(PaintedChart):
    """Paints one HeatMap message. `hovered`: (row, column)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data: HeatMap | None = None
        self.cells = np.empty((0, 0))
        self._area = QRectF()
        viridis: Any = pg.colormap.get("viridis")
        self._colors: np.ndarray = np.asarray(viridis.getLookupTable(nPts=256))
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
        self.update()

    def best(self) -> tuple[int, int] | None:
        """The best cell, where the message says which way is better."""
        if self.data is None or not self.data.better or np.isnan(self.cells).all():
            return None
        find = np.nanargmin if self.data.better == "lower" else np.nanargmax
        row, column = np.unravel_index(find(self.cells), self.cells.shape)
        return int(row), int(column)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        if not self._area.contains(point) or not self.cells.size:
            return None
        n_rows, n_columns = self.cells.shape
        row = int((point.y() - self._area.top()) / self._area.height() * n_rows)
        column = int((point.x() - self._area.left()) / self._area.width() * n_columns)
        return min(row, n_rows - 1), min(column, n_columns - 1)

    def color(self, value: float, low: float, high: float) -> QColor:
        share = (value - low) / (high - low) if high > low else 0.5
        if self.data is not None and self.data.better == "lower":
            share = 1 - share
        return QColor(*(int(c) for c in self._colors[round(255 * min(1.0, max(0.0, share)))][:3]))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.data is None or np.isnan(self.cells).all():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11))
        metrics = QFontMetricsF(theme.font(11))
        low, high = float(np.nanmin(self.cells)), float(np.nanmax(self.cells))
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
        if min(first.width(), first.height()) < 5 or self.cells.size > 4096:
            self._paint_picture(painter, low, high)
            return
        decimals = min(2, decimals_for(self.cells[~np.isnan(self.cells)].tolist()))
        for row in range(n_rows):
            for column in range(n_columns):
                cell, value = self._cell(row, column).adjusted(0, 0, -1, -1), float(self.cells[row, column])
                if np.isnan(value):
                    painter.fillRect(cell, QBrush(theme.palette.off, Qt.BrushStyle.BDiagPattern))
                    continue
                color = self.color(value, low, high)
                painter.fillRect(cell, color)
                words = number(value, decimals)
                if first.width() >= max(NUMBERS_FROM, metrics.horizontalAdvance(words) + 4) and first.height() >= 16:
                    painter.setPen(QColor("black") if _light(color) else QColor("white"))
                    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)
        best = self.best()
        if best is not None:
            frame = self._cell(*best).adjusted(0, 0, -1, -1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, width in ((theme.palette.surface, 5), (theme.palette.text1, 2)):
                painter.setPen(QPen(color, width))
                painter.drawRoundedRect(frame, 3, 3)

    def _paint_picture(self, painter: QPainter, low: float, high: float) -> None:
        span = high - low if high > low else 1.0
        shares = np.nan_to_num((self.cells - low) / span)
        if self.data is not None and self.data.better == "lower":
            shares = 1 - shares
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
        every_y = max(1, round(14 / self._cell(0, 0).height()))
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

    def _names(self, given: tuple[str, ...], count: int) -> list[str]:
        return [given[i] if i < len(given) else str(i) for i in range(count)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self.cell_at(event.position()))


def _light(color: QColor) -> bool:
    """Whether black reads better than white on this colour (WCAG luminance)."""
    channels = (color.redF(), color.greenF(), color.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.179


@panel(HeatMap)
class HeatMapPanel(LatestPanel):
    """Cells with their numbers where there is room, the best one framed."""

    data: HeatMap | None = None

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = HeatChart()
        self.chart.hovered.connect(self._hover)
        self.fill(self.chart)

    def table(self) -> tuple[list[str], list[list[Any]]]:
        if self.data is None:
            return [], []
        n_columns = max((len(row) for row in self.data.values), default=0)
        xs = [self.data.x_ticks[i] if i < len(self.data.x_ticks) else str(i) for i in range(n_columns)]
        ys = [self.data.y_ticks[i] if i < len(self.data.y_ticks) else str(i) for i in range(len(self.data.values))]
        return [self.data.y_label or "row", *xs], [[y, *row] for y, row in zip(ys, self.data.values, strict=True)]

    def draw(self) -> None:
        self.chart.show_data(self.data)
        said = with_direction(self.data.value_label, self.data.better) if self.data else ""
        self.head.set_legend([Entry(said)] if said else ())

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell is None or self.data is None:
            self.head.set_readout(None)
            return
        columns, rows = self.table()
        row, column = cell
        value = self.chart.cells[row, column]
        self.head.set_readout(
            [
                Entry(f"{self.data.x_label} {columns[column + 1]}".strip()),
                Entry(f"{self.data.y_label} {rows[row][0]}".strip()),
                Entry(number(float(value))),
            ]
        )
