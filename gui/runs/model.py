"""The kept runs as a table: sorted by any column, filtered by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon

from engine.jobs.history import KeptRun
from gui.chrome import badge
from gui.inspector.measures import spelled
from gui.language.shown import say
from gui.plots.numbers import number
from gui.runs.comparing import main_metric
from gui.theme import theme
from gui.words import duration

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    TIME = 0
    GRAPH = 1
    OUTCOME = 2
    WORDS = 3
    METRIC = 4
    SECONDS = 5
    SEED = 6
    SIZE = 7


NUMBERS = (Column.SECONDS, Column.SEED, Column.SIZE)


def tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)


def moment(seconds: float) -> str:
    """A time as words that sort by themselves."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")


def size_words(n_bytes: int) -> str:
    if n_bytes < 1_000_000:
        return tr("{n} kB").format(n=max(1, round(n_bytes / 1000)))
    return tr("{n} MB").format(n=f"{n_bytes / 1e6:,.1f}")


def graph_words(run: KeptRun) -> str:
    return run.graph or tr("Untitled")


def outcome_words(outcome: str) -> str:
    return {"done": tr("Finished"), "failed": tr("Failed"), "stopped": tr("Stopped")}.get(outcome, outcome)


class RunsModel(QAbstractTableModel):
    """One row a run. `metric`: the one that the metric column shows; "" for each run's main one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: list[KeptRun] = []
        self.metric = ""
        self._order = (int(Column.TIME), Qt.SortOrder.DescendingOrder)
        self._haystacks: dict[str, str] = {}
        self._heads = {
            Column.TIME: tr("Started"),
            Column.GRAPH: tr("Graph"),
            Column.OUTCOME: tr("Outcome"),
            Column.WORDS: tr("What came out"),
            Column.METRIC: tr("Main metric"),
            Column.SECONDS: tr("Time taken"),
            Column.SEED: tr("Seed"),
            Column.SIZE: tr("Size"),
        }
        self._values: dict[Column, Callable[[KeptRun], Any]] = {
            Column.TIME: lambda run: run.time,
            Column.GRAPH: lambda run: graph_words(run).casefold(),
            Column.OUTCOME: lambda run: outcome_words(run.outcome),
            Column.WORDS: lambda run: run.sentences[0].casefold() if run.sentences else None,
            Column.METRIC: lambda run: run.metrics.get(self.metric_of(run)),
            Column.SECONDS: lambda run: run.seconds,
            Column.SEED: lambda run: run.seed,
            Column.SIZE: lambda run: run.bytes,
        }

    def show_runs(self, runs: Iterable[KeptRun]) -> None:
        self.beginResetModel()
        self.runs = self._sorted(runs)
        self._haystacks.clear()
        self.endResetModel()

    def add(self, run: KeptRun) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.runs.insert(0, run)
        self.endInsertRows()
        self.sort(*self._order)

    def take(self, identities: Iterable[str]) -> None:
        """Take runs out of the table."""
        gone = set(identities)
        for row in reversed([row for row, run in enumerate(self.runs) if run.id in gone]):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.runs[row]
            self.endRemoveRows()

    def show_metric(self, metric: str) -> None:
        self.metric = metric
        self.sort(*self._order)
        if self.runs:
            self.dataChanged.emit(self.index(0, Column.METRIC), self.index(len(self.runs) - 1, Column.METRIC))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.METRIC, Column.METRIC)

    def metric_of(self, run: KeptRun) -> str:
        return self.metric or main_metric(run.metrics)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is selected stays so."""
        if column < 0:
            return
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [(self.runs[index.row()].id, index.column()) for index in before]
        self.runs = self._sorted(self.runs)
        places = {run.id: row for row, run in enumerate(self.runs)}
        after = [self.index(places[identity], column) for identity, column in moved]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, runs: Iterable[KeptRun]) -> list[KeptRun]:
        """Runs without a value in the column come last in both directions."""
        column, order = self._order
        of = self._values[Column(column)]
        valued = [(of(run), run) for run in runs]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [run for _, run in known] + [run for value, run in valued if value is None]

    def haystack(self, row: int) -> str:
        """All words by which a run can be found."""
        run = self.runs[row]
        if run.id not in self._haystacks:
            seed = tr("Seed") + f" {run.seed}"
            parts = (moment(run.time), graph_words(run), outcome_words(run.outcome), seed)
            parts += (*run.sentences, *map(say, run.sentences), *run.metrics)
            self._haystacks[run.id] = " ".join(parts).casefold()
        return self._haystacks[run.id]

    def words(self, run: KeptRun, column: int) -> str:
        match Column(column):
            case Column.TIME:
                return moment(run.time)
            case Column.GRAPH:
                return graph_words(run)
            case Column.OUTCOME:
                return outcome_words(run.outcome)
            case Column.WORDS:
                return say(run.sentences[0]) if run.sentences else ""
            case Column.METRIC:
                return self._metric_words(run)
            case Column.SECONDS:
                return duration(run.seconds)
            case Column.SEED:
                return str(run.seed)
            case Column.SIZE:
                return size_words(run.bytes)

    def _metric_words(self, run: KeptRun) -> str:
        name = self.metric_of(run)
        if name not in run.metrics:
            return ""
        value = number(run.metrics[name])
        return value if self.metric else f"{value}  {spelled(name.partition('.')[2] or name)}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run, column = self.runs[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(run, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(map(say, run.sentences)) if column == Column.WORDS else self.words(run, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(column)
            case Qt.ItemDataRole.FontRole:
                return theme.font(12)
            case Qt.ItemDataRole.ForegroundRole:
                return theme.palette.text2 if column in (Column.TIME, Column.SIZE) else theme.palette.text1
            case Qt.ItemDataRole.DecorationRole if column == Column.OUTCOME:
                return self._badge(run.outcome)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            match role:
                case Qt.ItemDataRole.DisplayRole:
                    return self.metric if section == Column.METRIC and self.metric else self._heads[Column(section)]
                case Qt.ItemDataRole.TextAlignmentRole:
                    return self._side(section)
                case Qt.ItemDataRole.FontRole:
                    return theme.font(12, 600)
        return None

    def _badge(self, outcome: str) -> QIcon:
        """The same picture in selected rows: Qt would tint it."""
        picture = badge({"done": "done", "failed": "failed"}.get(outcome, "info"), 16, 2.0)
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon

    def _side(self, column: int) -> Qt.AlignmentFlag:
        right = column in NUMBERS or (column == Column.METRIC and bool(self.metric))
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


class Found(QSortFilterProxyModel):
    """The runs that hold all words of the filter, in the order of the model."""

    def __init__(self, runs: RunsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._words: list[str] = []
        self.setSourceModel(runs)

    def find(self, words: str) -> None:
        self._words = words.casefold().split()
        self.invalidate()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the model: a call from here for every two cells would take too long."""
        self._runs.sort(column, order)

    def run(self, row: int) -> KeptRun:
        return self._runs.runs[self.mapToSource(self.index(row, 0)).row()]

    def runs(self) -> list[KeptRun]:
        """In the order shown."""
        return [self.run(row) for row in range(self.rowCount())]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        haystack = self._runs.haystack(source_row)
        return all(word in haystack for word in self._words)
