"""Points in the plane."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from engine.jobs.messages import Scatter
from gui.plots.chart import Chart
from gui.plots.head import Entry
from gui.plots.numbers import number
from gui.plots.panel import LatestPanel, panel
from gui.theme import theme

NEAR = 16
"Pixels from the cursor within which a point is read out."


@panel(Scatter)
class ScatterPanel(LatestPanel):
    """The point under the cursor is named on the title line."""

    data: Scatter | None = None

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.chart = Chart()
        self.chart.hovered.connect(self._hover)
        self.chart.resized.connect(self.mark)
        self.points = pg.ScatterPlotItem(size=8, pxMode=True)
        self.chart.plot_item.addItem(self.points, ignoreBounds=True)
        self.fill(self.chart)
        theme.changed.connect(self._recolour)

    def clear(self) -> None:
        self.points.setData([], [])
        super().clear()

    def table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        if self.data is None:
            return [], []
        columns = [self.data.x_label or "x", self.data.y_label or "y"]
        rows: list[tuple[Any, ...]] = list(zip(self.data.xs, self.data.ys, strict=False))
        if self.data.labels:
            columns.append("label")
            rows = [(*row, self._label(i)) for i, row in enumerate(rows)]
        return columns, rows

    def draw(self) -> None:
        xs, ys = self._finite()
        self.head.set_legend(self._legend())
        if self.data is None or not len(xs):
            return
        self.chart.name_axes(self.data.x_label, self.data.y_label)
        spare = 0.04 * (float(np.ptp(xs)) or abs(float(xs[0])) or 1.0)
        self.chart.show_range((float(xs.min()) - spare, float(xs.max()) + spare), (float(ys.min()), float(ys.max())))
        brushes = {i: pg.mkBrush(theme.series(i)) for i in {0, *self.data.colors}}
        colors = [self._color(i) for i in range(len(self.data.xs))]
        keep = self._keep()
        self.points.setData(
            xs, ys, brush=[brushes[c] for c, k in zip(colors, keep, strict=True) if k], pen=pg.mkPen(None)
        )

    def _legend(self) -> list[Entry]:
        """One entry a colour, where each colour stands for one label."""
        if self.data is None or not self.data.colors:
            return []
        pairs = sorted({(color, label) for color, label in zip(self.data.colors, self.data.labels, strict=False)})
        named = dict(pairs)
        return [Entry(label, color, "square") for color, label in pairs] if len(named) == len(pairs) else []

    def _keep(self) -> np.ndarray:
        assert self.data is not None
        return np.isfinite(self.data.xs) & np.isfinite(self.data.ys)

    def _finite(self) -> tuple[np.ndarray, np.ndarray]:
        if self.data is None or not self.data.xs:
            return np.empty(0), np.empty(0)
        keep = self._keep()
        return np.asarray(self.data.xs, float)[keep], np.asarray(self.data.ys, float)[keep]

    def _label(self, index: int) -> str:
        labels = self.data.labels if self.data else ()
        return labels[index] if index < len(labels) else ""

    def _color(self, index: int) -> int:
        colors = self.data.colors if self.data else ()
        return colors[index] if index < len(colors) else 0

    def _hover(self, point: QPointF | None) -> None:
        if point is None or self.data is None or not self.data.xs:
            self.head.set_readout(None)
            return
        across, up = self.chart.view.viewPixelSize()
        away = np.hypot(
            (np.asarray(self.data.xs, float) - point.x()) / across, (np.asarray(self.data.ys, float) - point.y()) / up
        )
        index = int(np.argmin(np.nan_to_num(away, nan=np.inf)))
        if not away[index] <= NEAR:
            self.head.set_readout(None)
            return
        where = f"{number(self.data.xs[index])}, {number(self.data.ys[index])}"
        self.head.set_readout([Entry(f"{self._label(index)} {where}".strip(), self._color(index), "square")])

    def _recolour(self) -> None:
        self.chart.recolour()
        self.mark()
