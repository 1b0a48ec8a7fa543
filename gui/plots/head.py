"""The line above a plot: its title, its node, and on the right the legend or what stands under the cursor.

A legend that has no room beside the title gets a line of its own, or two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.painted import fill
from gui.theme import theme

LINE = 24
MOST_LEGEND_LINES = 2


@dataclass(frozen=True)
class Entry:
    """A swatch and a word. `short` stands in for `text` where there is no room.

    shape: line, dash, square, or none; without a colour it is that of a reference line. pattern: a square's, as in
    gui.plots.painted.fill."""

    text: str
    color: int | None = None
    shape: str = ""
    short: str | None = None
    pattern: int = 0


class Head(QWidget):
    """Painted as one piece so that title and read-out share the width fairly."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._node = ""
        self._legend: tuple[Entry, ...] = ()
        self._laid: tuple[int, list[list[Entry]]] | None = None
        "The legend's lines, and for which width: layouts ask again and again."
        self._readout: tuple[Entry, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, LINE + len(self._legend_lines()) * (LINE - 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @property
    def title(self) -> str:
        return self._title

    def set_node(self, title: str) -> None:
        if title != self._node:
            self._node = title
            self.setToolTip(f"{self._title} ({title})" if title else self._title)
            self.update()

    def set_legend(self, entries: Sequence[Entry]) -> None:
        if tuple(entries) != self._legend:
            self._legend = tuple(entries)
            self._laid = None
            self.updateGeometry()
            self.update()

    def set_readout(self, entries: Sequence[Entry] | None) -> None:
        """What is under the cursor; None brings the legend back."""
        wanted = None if entries is None else tuple(entries)
        if wanted != self._readout:
            self._readout = wanted
            self.update()

    def words(self) -> str:
        """What stands on the right, as text."""
        return "  ".join(entry.text for entry in self._entries())

    def _entries(self) -> tuple[Entry, ...]:
        return self._legend if self._readout is None else self._readout

    def _legend_lines(self) -> list[list[Entry]]:
        """The legend's own lines; none where it stands beside the title, as a lone entry always does."""
        if self._laid is None or self._laid[0] != self.width():
            self._laid = self.width(), self._lay_out_legend()
        return self._laid[1]

    def _lay_out_legend(self) -> list[list[Entry]]:
        plain, bold = QFontMetricsF(theme.font(12)), QFontMetricsF(theme.font(12, 600))
        beside = _width(self._legend, plain) + bold.horizontalAdvance(self._title) + 16 <= self.width()
        if len(self._legend) < 2 or beside:
            return []
        lines: list[list[Entry]] = [[]]
        for place, entry in enumerate(self._legend):
            if lines[-1] and _width([*lines[-1], entry], plain) > self.width():
                if len(lines) == MOST_LEGEND_LINES:
                    lines[-1] += self._legend[place:]
                    break
                lines.append([])
            lines[-1].append(entry)
        return [self._fitting(line, plain, self.width()) for line in lines]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold, plain = theme.font(12, 600), theme.font(12)
        metrics, plain_metrics = QFontMetricsF(bold), QFontMetricsF(plain)
        title_width = metrics.horizontalAdvance(self._title)
        entries = self._entries()
        lines = self._legend_lines()
        for place, line in enumerate(lines):
            self._paint_entries(painter, line, plain_metrics, 0.0, 1.5 * LINE - 4 + place * (LINE - 4))
        if lines:
            entries = self._readout or ()
        share = 0.45 if self._readout is None else 0.2
        room = self.width() - min(title_width, share * self.width()) - 16
        fitting = self._fitting(entries, plain_metrics, room)
        start = self.width() - _width(fitting, plain_metrics)
        self._paint_entries(painter, fitting, plain_metrics, start, LINE / 2)
        left_room = start - 16
        painter.setFont(bold)
        painter.setPen(theme.palette.text1)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, left_room)
        painter.drawText(QRectF(0, 0, left_room, LINE), Qt.AlignmentFlag.AlignVCenter, title)
        rest = left_room - title_width - 8
        if self._node and rest >= min(60.0, plain_metrics.horizontalAdvance(self._node)):
            painter.setFont(plain)
            painter.setPen(theme.palette.text3)
            node = plain_metrics.elidedText(self._node, Qt.TextElideMode.ElideRight, rest)
            area = QRectF(title_width + 8, 0, rest, LINE)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, node)
        painter.end()

    def _fitting(self, wanted: Sequence[Entry], metrics: QFontMetricsF, room: float) -> list[Entry]:
        """The entries in full, else in short, else as many as there is room for, a lone one cut."""
        entries = list(wanted)
        if _width(entries, metrics) > room:
            entries = [e if e.short is None else replace(e, text=e.short) for e in entries]
        if len(entries) == 1 and (left := room - _swatch(entries[0])) < metrics.horizontalAdvance(entries[0].text):
            cut = metrics.elidedText(entries[0].text, Qt.TextElideMode.ElideRight, max(0.0, left))
            return [replace(entries[0], text=cut)]
        if _width(entries, metrics) > room:
            while entries and _width([*entries, Entry("…")], metrics) > room:
                entries.pop()
            entries.append(Entry("…"))
        return entries

    def _paint_entries(
        self, painter: QPainter, entries: list[Entry], metrics: QFontMetricsF, x: float, middle: float
    ) -> None:
        painter.setFont(theme.font(12))
        for entry in entries:
            if entry.shape:
                color = theme.palette.text3 if entry.color is None else theme.series(entry.color)
                if entry.pattern:
                    fill(painter, QRectF(x, middle - 5, 10, 10), entry.color or 0, entry.pattern)
                elif entry.shape == "square":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(color)
                    painter.drawRoundedRect(QRectF(x, middle - 5, 10, 10), 2, 2)
                else:
                    pen = QPen(color, 2)
                    if entry.shape == "dash":
                        pen.setDashPattern([2, 1.5])
                    painter.setPen(pen)
                    painter.drawLine(QLineF(x, middle, x + 12, middle))
            x += _swatch(entry)
            painter.setPen(theme.palette.text2)
            width = metrics.horizontalAdvance(entry.text)
            painter.drawText(QRectF(x, middle - LINE / 2, width + 2, LINE), Qt.AlignmentFlag.AlignVCenter, entry.text)
            x += width + 12


def _swatch(entry: Entry) -> float:
    return {"square": 16.0, "line": 18.0, "dash": 18.0}.get(entry.shape, 0.0)


def _width(entries: Sequence[Entry], metrics: QFontMetricsF) -> float:
    return sum(_swatch(e) + metrics.horizontalAdvance(e.text) + 12 for e in entries) - (12 if entries else 0)
