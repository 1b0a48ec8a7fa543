"""The table view of the kept runs: whole rows, several at a time, all keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from engine.files import csv_text
from engine.jobs.history import KeptRun
from gui.runs.model import Column, Found, RunsModel, moment, outcome_words

WIDTHS = {
    Column.TIME: 136,
    Column.OUTCOME: 104,
    Column.SECONDS: 92,
    Column.SEED: 64,
    Column.SIZE: 76,
}
METRIC_SHARE, GRAPH_SHARE = 0.18, 0.5
"Of the whole width, and of what the other columns leave."


class _Middle(QStyledItemDelegate):
    """Long words lose their middle: what tells runs of one graph apart stands at the end of its name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle  # type: ignore[attr-defined]


class RunsTable(QTableView):
    """Newest first, until a head is pressed. Enter opens, Delete deletes, Ctrl+C copies the selected rows."""

    chosen_changed = Signal()
    open_requested = Signal()
    delete_requested = Signal()

    def __init__(self, runs: RunsModel, found: Found, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._found = runs, found
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Kept runs"))
        self.setModel(found)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.TIME, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumHeight(120)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setStyleSheet("QHeaderView::section { font-size: 12px; padding: 0 8px 0 11px; }")
        self.setItemDelegateForColumn(Column.GRAPH, _Middle(self))
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        for changed in (found.modelReset, found.rowsInserted, found.rowsRemoved, found.dataChanged):
            changed.connect(self.share_width)
        self.doubleClicked.connect(lambda _index: self.open_requested.emit())
        for key, act in (
            (Qt.Key.Key_Return, self.open_requested.emit),
            (Qt.Key.Key_Enter, self.open_requested.emit),
            (QKeySequence.StandardKey.Delete, self.delete_requested.emit),
            (QKeySequence.StandardKey.Copy, self.copy),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def chosen(self) -> list[KeptRun]:
        """The selected runs, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._found.run(row) for row in rows]

    def choose(self, identities: Iterable[str]) -> None:
        """Select these runs, and no others."""
        wanted = set(identities)
        self.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(self._found.rowCount()) if wanted else ():
            if self._found.run(row).id in wanted:
                self.selectionModel().select(self._found.index(row, 0), flags)

    def copy(self) -> None:
        """The selected rows as text, with their heads."""
        columns = [self._runs.headerData(column, Qt.Orientation.Horizontal) for column in Column]
        lines = [columns, *([self._runs.words(run, column) for column in Column] for run in self.chosen())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow selects the row where the focus is: the table would move on from it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The metric and the graph's name get what they need, up to a share; the sentence gets what is left."""
        width = self.viewport().width()
        metric = max(120, min(self.sizeHintForColumn(Column.METRIC), round(METRIC_SHARE * width)))
        rest = width - metric - sum(self.columnWidth(column) for column in WIDTHS)
        graph = max(120, min(self.sizeHintForColumn(Column.GRAPH), round(GRAPH_SHARE * rest)))
        for column, share in ((Column.METRIC, metric), (Column.GRAPH, graph), (Column.WORDS, max(160, rest - graph))):
            self.setColumnWidth(column, share)


def csv_of(runs: Sequence[KeptRun]) -> str:
    """A row a run and a column a metric, numbers in full precision."""
    names = list(dict.fromkeys(name for run in runs for name in run.metrics))
    heads = ["started", "graph", "outcome", "seconds", "seed", "device", "bytes", "sentence", *names]
    rows = [
        [moment(run.time), run.graph, outcome_words(run.outcome), run.seconds, run.seed, run.device, run.bytes]
        + [" ".join(run.sentences)]
        + [run.metrics.get(name) for name in names]
        for run in runs
    ]
    return csv_text(heads, rows)
