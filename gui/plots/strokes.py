"""Lines as paths that can be painted in time.

Qt fills the outline of a wide line as one shape, at a cost that grows with the square of how often it crosses itself:
a noisy line of 1,600 points takes a second. Short pieces take milliseconds, and where the ink covers the plot anyway, a
line one pixel wide looks the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from pyqtgraph.functions import arrayToQPath
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.plots.series import Points
from gui.theme import theme

PIECE = 8
"Points of a piece of a wide line."
WIDE_UP_TO = 40_000.0
SMOOTH_UP_TO = 400_000.0
"Pixels of ink on one plot up to which lines are two pixels wide, and have smooth edges."


@dataclass
class Stroke:
    """One line, ready to be painted. `xs`, `ys`: its pixels."""

    xs: Points = field(default_factory=lambda: np.empty(0))
    ys: Points = field(default_factory=lambda: np.empty(0))
    pieces: list[QPainterPath] = field(default_factory=list)
    width: int = 2
    smooth: bool = True

    def paint(self, painter: QPainter, color: int, dashed: bool) -> None:
        pen = QPen(theme.series(color), self.width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
        painter.setPen(pen)
        for piece in self.pieces:
            painter.drawPath(piece)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def strokes(lines: list[tuple[Points, Points]]) -> list[Stroke]:
    """All lines of one plot, as finely as there is time for."""
    ink = sum(float(np.nansum(np.abs(np.diff(xs)) + np.abs(np.diff(ys)))) for xs, ys in lines)
    wide, smooth = ink < WIDE_UP_TO, ink < SMOOTH_UP_TO
    made = []
    for xs, ys in lines:
        step = PIECE if wide else max(1, len(xs))
        starts = range(0, max(1, len(xs) - 1), step)
        pieces = [
            arrayToQPath(xs[at : at + step + 1], ys[at : at + step + 1], connect="finite") for at in starts if len(xs)
        ]
        made.append(Stroke(xs, ys, pieces, 2 if wide else 1, smooth))
    return made
