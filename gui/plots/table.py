"""Tables: sortable, copyable, numbers to the right, the best in bold."""

from __future__ import annotations

import math
import re
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from engine.jobs.messages import Table
from gui.plots.numbers import decimals_for, number
from gui.plots.panel import LatestPanel, panel
from gui.theme import theme

Index = QModelIndex | QPersistentModelIndex
VALUE = Qt.ItemDataRole.UserRole
MEASURED = 60
"As many rows tell how wide a column must be: measuring thousands would hold up the window."
_MOST, _LEAST_WORDS = 360, 76
"Pixels: no column is wider; one of words is never cut to less."
_HEAD = 28
_LEAST_FOLDED = 8
"Headings of fewer letters stay on one line."
_ANY = QRect(0, 0, 1000, 1000)


class TableModel(QAbstractTableModel):
    """A Table message; every column's numbers share their decimals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[tuple[Any, ...], ...] = ()
        self.narrow = False
        self._best: frozenset[tuple[int, int]] = frozenset()
        self._decimals: list[int] = []
        self._numeric: list[bool] = []

    def show_data(self, columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], best: Any = ()) -> None:
        self.beginResetModel()
        self.columns, self.rows, self._best = columns, rows, frozenset(tuple(b) for b in best)
        cells = [[row[i] for row in rows if i < len(row)] for i in range(len(columns))]
        kinds = [set(map(type, column)) - {type(None)} for column in cells]
        self._numeric = [bool(found) and all(issubclass(kind, (int, float)) for kind in found) for found in kinds]
        self._decimals = [decimals_for(column) for column in cells]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def words(self, row: int, column: int) -> str:
        value = self.rows[row][column] if column < len(self.rows[row]) else None
        if value is None or isinstance(value, (int, float)):
            return number(value, self._decimals[column])
        return str(value)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.words(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(column)
            case Qt.ItemDataRole.FontRole:
                return theme.font(12, 600 if (row, column) in self._best else 400)
            case Qt.ItemDataRole.ForegroundRole:
                return theme.palette.text1
        if role == VALUE:
            return self.rows[row][column] if column < len(self.rows[row]) else None
        return None

    def of_words(self) -> list[int]:
        """The columns that hold no numbers."""
        return [column for column, numeric in enumerate(self._numeric) if not numeric]

    def heading(self, column: int, narrow: bool) -> str:
        """What stands above a column. Narrow: without its unit, on two lines if it has several words."""
        return _folded(_without_unit(self.columns[column])) if narrow else self.columns[column]

    def set_narrow(self, narrow: bool) -> None:
        """Show the narrow headings, or the whole ones again."""
        if narrow != self.narrow:
            self.narrow = narrow
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.heading(section, self.narrow)
            if role == Qt.ItemDataRole.ToolTipRole:
                return self.columns[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
            if role == Qt.ItemDataRole.FontRole:
                return theme.font(12, 600)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._numeric[column] else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class Sorted(QSortFilterProxyModel):
    """Numbers by size, words by alphabet, missing cells last in both directions."""

    def lessThan(self, left: Index, right: Index) -> bool:
        a, b = (self.sourceModel().data(i, VALUE) for i in (left, right))
        gone = [v is None or (isinstance(v, float) and math.isnan(v)) for v in (a, b)]
        if any(gone):
            last, first = (1, 0) if self.sortOrder() == Qt.SortOrder.AscendingOrder else (0, 1)
            return gone[last] and not gone[first]
        if isinstance(a, (int, float)) and isinstance(b, (int, float)):
            return a < b
        return str(a).casefold() < str(b).casefold()


class TableView(QTableView):
    """A QTableView in the house style, with Ctrl+C for the selected rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableModel(self)
        self.sorted = Sorted(self)
        self.sorted.setSourceModel(self.table)
        self.setModel(self.sorted)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.sorted.sort(-1)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setStyleSheet("QHeaderView::section { font-size: 12px; padding: 0 8px 0 11px; }")
        header.setMinimumSectionSize(48)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self, context=Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def show_data(self, columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], best: Any = ()) -> None:
        same = columns == self.table.columns
        self.table.show_data(columns, rows, best)
        if not same:
            self.sorted.sort(-1)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Every column as wide as its content, what is left over goes to the first. Where that is too much, the
        headings lose their units and fold, then words are cut short, the longest first."""
        header, count = self.horizontalHeader(), len(self.table.columns)
        if not count:
            return
        room = self.viewport().width()
        widths = self._widths(narrow=False)
        narrow = sum(widths) > room
        if narrow:
            widths = self._widths(narrow=True)
            for column in sorted(self.table.of_words(), key=lambda column: -widths[column]):
                widths[column] -= max(0, min(sum(widths) - room, widths[column] - _LEAST_WORDS))
        self.table.set_narrow(narrow)
        widths[0] = max(widths[0], room - sum(widths[1:]))
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        header.setFixedHeight(self._head_height())

    def _head_height(self) -> int:
        """Room for headings of two lines, in whatever script they are."""
        metrics = QFontMetrics(theme.font(12, 600))
        headings = (self.table.heading(column, self.table.narrow) for column in range(len(self.table.columns)))
        lines = [metrics.boundingRect(_ANY, 0, heading).height() for heading in headings if "\n" in heading]
        return max([_HEAD, *(height + 5 for height in lines)])

    def _widths(self, narrow: bool) -> list[int]:
        metrics = QFontMetrics(theme.font(12, 600))
        beside = self._beside_words()
        sorted_by = self.horizontalHeader().sortIndicatorSection()
        widths, rows = [], self._in_sight()
        for column in range(len(self.table.columns)):
            lines = self.table.heading(column, narrow).split("\n")
            name = max(metrics.horizontalAdvance(line) for line in lines) + 22 + (16 if column == sorted_by else 0)
            words = max((metrics.horizontalAdvance(self.table.words(row, column)) for row in rows), default=0)
            widths.append(min(_MOST, max(words + beside + 4, name)))
        return widths

    def _in_sight(self) -> list[int]:
        """The first rows that are seen, as numbers of the model's own rows."""
        first = max(0, self.rowAt(0))
        rows = range(first, min(first + MEASURED, self.sorted.rowCount()))
        return [self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in rows]

    def _beside_words(self) -> int:
        """Pixels that the style leaves beside the words of a cell; one is asked for all, as asking takes its time."""
        one = self.sorted.index(0, 0)
        if not one.isValid():
            return 0
        metrics = QFontMetrics(one.data(Qt.ItemDataRole.FontRole))
        return self.sizeHintForIndex(one).width() - metrics.horizontalAdvance(one.data())

    def selected_text(self) -> str:
        """The selected rows, or all of them, in the order shown."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = rows or list(range(self.sorted.rowCount()))
        lines = ["\t".join(self.table.columns)]
        for row in rows:
            cells = (self.sorted.index(row, column) for column in range(len(self.table.columns)))
            lines.append("\t".join(str(cell.data()) for cell in cells))
        return "\n".join(lines)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selected_text())


def _without_unit(name: str) -> str:
    """A heading without the unit that ends it in brackets."""
    bare, bracket, _ = name.rpartition("（" if name.endswith("）") else " (")
    return bare if bracket and name.endswith((")", "）")) else name


def _folded(name: str) -> str:
    """A heading on two lines of about one length, unless it is short."""
    if len(name) < _LEAST_FOLDED:
        return name
    gap = " " if " " in name else ""
    words = name.split(gap) if gap else re.split("(?<=[のとをがは])", name)  # Japanese has no spaces, but particles
    folds = [(gap.join(words[:i]), gap.join(words[i:])) for i in range(1, len(words))]
    return "\n".join(min(folds, key=lambda lines: max(map(len, lines)), default=(name,)))


@panel(Table)
class TablePanel(LatestPanel):
    """A whole table; a new one replaces it and keeps the order that the person chose."""

    data: Table | None = None

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(node, plot, parent)
        self.view = TableView()
        self.view.setMinimumHeight(120)
        self.fill(self.view)

    def table(self) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        return (self.data.columns, list(self.data.rows)) if self.data else ((), [])

    def text(self) -> str:
        self.draw()
        return self.view.selected_text()

    def draw(self) -> None:
        if self.data is None:
            self.view.show_data((), ())
            return
        self.view.show_data(self.data.columns, self.data.rows, self.data.best)
