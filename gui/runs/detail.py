"""What one kept run gave, or how several compare: sentence, numbers and plots, to look at and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from engine.jobs import messages as m
from gui.document import Document
from gui.language import shown
from gui.plots.board import PlotBoard
from gui.plots.numbers import decimals_for, number
from gui.plots.table import TableModel, TableView
from gui.runs.comparing import (
    MOST_RUNS,
    Opened,
    both_graphs,
    differences,
    joined_plots,
    metrics_table,
)
from gui.runs.model import graph_words, moment, outcome_words
from gui.runs.series import Series, differing_plots
from gui.theme import theme
from gui.words import device, duration

MOST_SENTENCES = 3


class RunDetail(QWidget):
    """Read-only: the board's document is a copy that nothing else shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = Document(self)
        self.sentence = _label("title")
        self.more = _label("body")
        self.facts = _label("hint")
        self.numbers = Narrow(self.tr("Numbers"))
        self.differing = Narrow(self.tr("What differs"), equal=True)
        self._differing_title = _label("label")
        self._differing_title.setText(self.tr("What differs"))
        self.board = PlotBoard(self._document)
        self._no_plots = _label("body")
        self._no_plots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        self._right.addWidget(self.board)
        self._right.addWidget(self._no_plots)
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(13, 0, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.numbers, 3)
        self._differing_title.setIndent(11)
        column.addWidget(self._differing_title)
        column.addWidget(self.differing, 2)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(1, 1)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(2)
        for label in (self.sentence, self.more, self.facts):
            head.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._split, 1)
        theme.changed.connect(self._restyle)

    def show_run(self, opened: Opened) -> None:
        """One run: what it said, its numbers and its plots."""
        run = opened.run
        first, *others = tuple(map(shown.say, run.sentences)) or (outcome_words(run.outcome),)
        self._say(first, others)
        words = self.tr("{graph}, {when}. {outcome} in {time}, seed {seed}, {device}.").format(
            graph=graph_words(run),
            when=moment(run.time),
            outcome=outcome_words(run.outcome),
            time=duration(run.seconds),
            seed=run.seed,
            device=self.tr("on the CPU")
            if run.device == "cpu"
            else self.tr("on {device}").format(device=device(run.device)),
        )
        self._state(words)
        self.facts.setToolTip("\n".join(f"{name} {version}" for name, version in run.versions.items()))
        rows = tuple(run.metrics.items())
        self.numbers.show_data((self.tr("Metric"), self.tr("Value")), rows)
        self._left.show()
        self._show_differing(None)
        self.board.one_run = True
        self._draw(opened, opened.plots)

    def compare(self, opened: Sequence[Opened]) -> None:
        """Two or more runs, the earliest first, each with its letter."""
        count = len(opened)
        others = [
            self.tr("A is the earliest. The best of each number is in bold. Lines and bars of the runs share one plot.")
        ]
        self._say(self.tr("{n} runs compared").format(n=count), others)
        self._state(self.tr("No more than {n} at once.").format(n=MOST_RUNS) if count == MOST_RUNS else "")
        self.facts.setToolTip("")
        self._left.show()
        table = metrics_table([one.run for one in opened])
        self.numbers.show_data(table.columns, table.rows, table.best)
        self._show_differing(differences(opened, [moment(one.run.time) for one in opened]))
        graph = both_graphs(opened)
        self.board.one_run = False
        self._draw(Opened(opened[0].run, graph, ()), joined_plots(opened))

    def show_series(self, opened: Sequence[Opened], series: Series) -> None:
        """Runs of one graph with several values; each has its letter, and its plots, if there are not too many."""
        lettered = len(opened) <= MOST_RUNS
        others = self.tr("Select up to {n} of them to see their plots in one picture.").format(n=MOST_RUNS)
        self._say(series.sentence(), [] if lettered else [others])
        self._state(series.facts())
        self.facts.setToolTip("")
        self._left.hide()
        self.board.one_run = False
        joined = joined_plots(differing_plots(opened)) if lettered else []
        self._draw(Opened(opened[0].run, opened[0].graph, ()), joined, series.plots(lettered))

    def show_trouble(self, words: str) -> None:
        """The run's files cannot be read."""
        self._say(words, [])
        self._state("")
        self.numbers.show_data((), ())
        self._show_differing(None)
        self.board.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = max(320, min(600, round(self.width() * 0.38)))
        self._split.setSizes([left, max(1, self.width() - left)])

    def _say(self, first: str, others: Sequence[str]) -> None:
        self.sentence.setText(first)
        self.more.setText("\n".join(others[:MOST_SENTENCES]))
        self.more.setToolTip("\n".join(others))
        self.more.setVisible(bool(others))

    def _state(self, words: str) -> None:
        self.facts.setText(words)
        self.facts.setVisible(bool(words))

    def _show_differing(self, table: m.Table | None) -> None:
        for widget in (self._differing_title, self.differing):
            widget.setVisible(table is not None)
        if table is not None:
            self.differing.show_data(table.columns, table.rows)

    def _draw(self, opened: Opened, plots: Sequence[m.PlotMessage], translated: Sequence[m.PlotMessage] = ()) -> None:
        self._document.set_graph(opened.graph)
        for plot in translated:
            self.board.apply(plot)
        for plot in plots:
            self.board.apply(shown.message(plot))
        self.board.apply(m.RunFinished("", opened.run.outcome, opened.run.seconds))
        self._no_plots.setText(self.tr("No plots were drawn."))
        self._right.setCurrentWidget(self.board if self.board.shown() else self._no_plots)

    def _restyle(self) -> None:
        for table in (self.numbers, self.differing):
            table.viewport().update()


def _label(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Rows(TableModel):
    """Each row is a number of its own kind, so decimals are shared along the rows, not down the columns."""

    def words(self, row: int, column: int) -> str:
        value = self.rows[row][column]
        if value is None or isinstance(value, str):
            return super().words(row, column)
        known = [one for one in self.rows[row] if isinstance(one, float | int)]
        whole = all(float(one).is_integer() for one in known)
        return number(value, 0 if whole else decimals_for(known))


class Narrow(TableView):
    """A table that fits its width: long names are shortened in the middle, and whole in the tooltip.

    equal: all columns but the first share the room; else the first takes what the others leave.
    """

    def __init__(self, name: str, equal: bool = False) -> None:
        super().__init__()
        self._equal = equal
        self.table = Rows(self)
        self.sorted.setSourceModel(self.table)
        self.setAccessibleName(name)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def show_data(self, columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], best: Any = ()) -> None:
        super().show_data(columns, rows, best)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header, count = self.horizontalHeader(), len(self.table.columns)
        if count < 2:
            return
        room = self.viewport().width()
        first = min(self._widths(narrow=False)[0], room * 2 // 5)
        if not self._equal:
            first = max(120, room - sum(header.sectionSize(column) for column in range(1, count)))
        header.resizeSection(0, first)
        for column in range(1, count) if self._equal else ():
            header.resizeSection(column, max(96, (room - first) // (count - 1)))
