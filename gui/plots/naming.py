"""Where the names of lines and bounds stand inside a plot, so that nothing runs through them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from gui.plots.series import Points

HEIGHT = 16.0
"Pixels of a name."
HALF = 9.0
"Pixels between a line across the plot and the middle of a name beside it."
HALO = 4.0


def beside(height: float, bounds: Iterable[float], top: float, bottom: float) -> float:
    """The height nearest to the wanted one where a name is neither on a bound, nor on the axis at the bottom."""
    height = min(max(height, top + HALF), bottom - HALF)
    for bound in bounds:
        if abs(height - bound) < HALF:
            sides = sorted((bound - HALF, bound + HALF), key=lambda side: abs(side - height))
            height = next((side for side in sides if top + HALF <= side <= bottom - HALF), height)
    return height


def place_of_bound(
    height: float, width: float, area: QRectF, lines: Sequence[tuple[Points, Points]], names: Sequence[QRectF]
) -> QRectF:
    """Above or below a bound, left, right or in the middle: where no line and no other name is; else above, left."""
    lefts = (area.left() + 4, area.right() - 4 - width, area.center().x() - width / 2)
    tops = [top for top in (height - HEIGHT - 1, height + 1) if 0 <= top <= area.bottom() - HEIGHT] or [height + 1]
    spots = [QRectF(left, top, width, HEIGHT) for top in tops for left in lefts]
    return next((s for s in spots if not any(map(s.intersects, names)) and not _met(s, lines)), spots[0])


def paint_name(painter: QPainter, place: QRectF, words: str, font: QFont, color: QColor, ground: QColor) -> None:
    """A name in one line with a narrow rim of what it lies on, so that it is read over lines too."""
    metrics = QFontMetricsF(font)
    foot = QPointF(place.left(), place.center().y() + (metrics.ascent() - metrics.descent()) / 2)
    rim = QPainterPath()
    rim.addText(foot, font, words)
    pen = QPen(ground, HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(rim, pen)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(foot, words)


def _met(spot: QRectF, lines: Sequence[tuple[Points, Points]]) -> bool:
    """Whether a line runs through a rectangle. The points of a line come from left to right."""
    top, bottom = spot.top() - 1, spot.bottom() + 1
    for xs, ys in lines:
        known = np.isfinite(xs) & np.isfinite(ys)
        xs, ys = xs[known], ys[known]
        if not len(xs) or spot.right() < xs[0] or spot.left() > xs[-1]:
            continue
        inside = (xs > spot.left()) & (xs < spot.right())
        at_edges = np.interp((spot.left(), spot.right()), xs, ys)
        heights = np.concatenate((at_edges[:1], ys[inside], at_edges[1:]))
        low, high = np.minimum(heights[:-1], heights[1:]), np.maximum(heights[:-1], heights[1:])
        if bool(((low <= bottom) & (high >= top)).any()):
            return True
    return False
