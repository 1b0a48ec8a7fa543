"""All kept runs in one table: find, look at again, open the graph, compare, delete, save as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.errors import StitchworkError
from engine.files import write_text
from engine.jobs.history import History, KeptRun
from gui.language.shown import say
from gui.runs.comparing import MOST_RUNS, Opened
from gui.runs.keeper import Keeper
from gui.runs.model import Found, RunsModel, graph_words, size_words
from gui.runs.series import Series, series
from gui.runs.table import RunsTable, csv_of
from gui.settings import Preferences
from gui.sweeping.plan import MOST_CELLS
from gui.theme import theme
from gui.words import counted, listed, together

if TYPE_CHECKING:
    from gui.runs.detail import RunDetail

SETTLE_MS = 120
"Results are fetched once the selection has stood still for so long."


class RunsPage(QWidget):
    """The table above; under it what is selected, as soon as something is."""

    graph_requested = Signal(Path)
    start_requested = Signal()

    def __init__(self, keeper: Keeper, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._preferences = preferences
        self._amount = ""
        self._asked = 0
        "Counts what was fetched for the detail, so that a late answer does not replace a later one."
        self.runs = RunsModel(self)
        self.found = Found(self.runs, self)
        self.detail: RunDetail | None = None
        "Built when it is first needed, as the plots take a moment to load."
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._show_selected)
        self._build_bar()
        self.table = RunsTable(self.runs, self.found)
        self._lay_out()
        self._connect()
        self._restyle()
        self._allow()

    def reload(self) -> None:
        """Read the table of runs again: another window may have added some."""
        self._keeper.ask(lambda history: history.runs(), self._show_runs, self._show_trouble)

    def choose(self, identities: Iterable[str]) -> None:
        """Select these runs, whatever was looked for; those that are not in the table yet are fetched first."""
        wanted = set(identities)

        def choose(runs: list[KeptRun]) -> None:
            self.search.clear()
            self._show_runs(runs)
            self.table.choose(wanted)

        self._keeper.ask(lambda history: history.runs(), choose)

    def open_graph(self) -> None:
        """The graph of the selected run, as a new document."""
        chosen = self.table.chosen()
        if len(chosen) == 1:
            identity = chosen[0].id
            self._keeper.ask(lambda history: history.graph_file(identity), self.graph_requested.emit)

    def delete(self) -> None:
        """Ask, and delete the selected runs for good."""
        chosen = self.table.chosen()
        if chosen and self._sure(chosen):
            identities = [run.id for run in chosen]
            self._keeper.ask(
                lambda history: history.delete(identities), lambda _: self._deleted(identities), self._not_deleted
            )

    def save_csv(self) -> None:
        """All runs that the filter shows, with every metric, as one table."""
        title, kinds = self.tr("Save the runs"), self.tr("Tables (*.csv)")
        here = str(Path(self._preferences.folder) / "runs.csv")
        path, _ = QFileDialog.getSaveFileName(self, title, here, kinds)
        if not path:
            return
        target = Path(path if path.endswith(".csv") else path + ".csv")
        self._preferences.folder = str(target.parent)
        text = csv_of(self.found.runs())

        def write(_: History) -> None:
            write_text(target, text)

        self._keeper.ask(write, lambda _: self.say(self.tr("Saved as {path}.").format(path=target)))

    def say(self, words: str) -> None:
        """A line under the title."""
        self.hint.setText(words)

    # Building

    def _build_bar(self) -> None:
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Find: graph, words, date, metric"))
        self.search.setAccessibleName(self.tr("Find runs"))
        self.search.setFixedWidth(300)
        self.metrics = QComboBox()
        self.metrics.setAccessibleName(self.tr("Metric in the table"))
        self.metrics.setToolTip(self.metrics.accessibleName())
        self.metrics.setMaxVisibleItems(20)
        self.metrics.setFixedWidth(240)
        self.open_button = QPushButton(self.tr("Open the graph"))
        self.open_button.setProperty("primary", True)
        self.csv_button = QPushButton(self.tr("Save as CSV…"))
        self.delete_button = QPushButton(self.tr("Delete…"))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Runs"))
        title.setProperty("role", "page")
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        rows = []
        for left, right in (
            ((title,), (self.csv_button, self.delete_button, self.open_button)),
            ((self.search, self.metrics), (self.hint,)),
        ):
            row = QHBoxLayout()
            row.setContentsMargins(24, 0, 24, 0)
            row.setSpacing(8)
            for widget in left:
                row.addWidget(widget)
            row.addStretch(1)
            for widget in right:
                row.addWidget(widget)
            rows.append(row)
        self._nothing = QLabel(wordWrap=True)
        self._nothing.setProperty("role", "body")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._nothing)
        above = QVBoxLayout()
        above.setContentsMargins(0, 16, 0, 0)
        above.setSpacing(8)
        for row in rows:
            above.addLayout(row)
        lists = QHBoxLayout()
        lists.setContentsMargins(13, 0, 13, 0)
        lists.addWidget(self._lists)
        above.addLayout(lists, 1)
        upper = QWidget()
        upper.setLayout(above)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._empty_title = QLabel(self.tr("No runs yet"))
        self._empty_title.setProperty("role", "sentence")
        words = self.tr(
            "Every run is kept here with its graph, numbers and plots, so that you can find it again and compare it "
            "with others. Open a recipe and press Run."
        )
        self._empty_words = QLabel(words, wordWrap=True)
        self._empty_words.setProperty("role", "body")
        self._empty_words.setFixedWidth(420)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.start_button = QPushButton(self.tr("Choose a recipe"))
        self.start_button.setProperty("primary", True)
        self.start_button.clicked.connect(lambda: self.start_requested.emit())
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._empty_title, self._empty_words, self.start_button):
            row = QHBoxLayout()  # an alignment would give the wrapped words the height of a guess
            row.addStretch(1)
            row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self._keeper.kept.connect(self._add)
        self.search.textChanged.connect(self._find)
        self.metrics.activated.connect(lambda _index: self._show_metric())
        self.open_button.clicked.connect(self.open_graph)
        self.csv_button.clicked.connect(self.save_csv)
        self.delete_button.clicked.connect(self.delete)
        self.table.open_requested.connect(self.open_graph)
        self.table.delete_requested.connect(self.delete)
        self.table.chosen_changed.connect(self._selection_changed)
        self.table.customContextMenuRequested.connect(self._menu)
        clear = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search, context=Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(self.search.clear)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        theme.changed.connect(self._restyle)

    # What there is

    def _show_runs(self, runs: list[KeptRun]) -> None:
        if {run.id for run in runs} != {run.id for run in self.runs.runs}:
            chosen = {run.id for run in self.table.chosen()}
            self.runs.show_runs(runs)
            self.table.choose(chosen)
            self._fill_metrics()
        self._count()

    def _show_trouble(self, problem: StitchworkError) -> None:
        self._empty_title.setText(say(problem.words))
        self._empty_words.setText(say(problem.fix))
        self.start_button.hide()
        self._pages.setCurrentIndex(1)

    def _add(self, run: KeptRun) -> None:
        if all(other.id != run.id for other in self.runs.runs):
            self.runs.add(run)
            self._fill_metrics()
            self._count()

    def _deleted(self, identities: Sequence[str]) -> None:
        self.runs.take(identities)
        self._fill_metrics()
        self._count()
        self._settle.start()
        self.table.setFocus()

    def _not_deleted(self, problem: StitchworkError) -> None:
        self._keeper.trouble.emit(problem)
        self.reload()

    def _show_metric(self) -> None:
        self.runs.show_metric(self.metrics.currentData() or "")
        self._settle.start()

    def _fill_metrics(self) -> None:
        """The metrics of all runs, those of most runs first."""
        counts = Counter(name for run in self.runs.runs for name in run.metrics)
        names = [name for name, _ in counts.most_common()]
        self.metrics.clear()
        self.metrics.addItem(self.tr("Main metric of each"), "")
        for name in names:
            self.metrics.addItem(name, name)
        self.metrics.setCurrentIndex(max(0, self.metrics.findData(self.runs.metric)))
        if self.metrics.currentIndex() == 0 and self.runs.metric:
            self.runs.show_metric("")

    def _count(self) -> None:
        """How many there are, what they take on the disk, and what can be done with them."""
        runs, n_found = self.runs.runs, self.found.rowCount()
        there = counted(len(runs), self.tr("1 run"), self.tr("{n} runs"))
        if n_found < len(runs):
            there = self.tr("{n} of {runs}").format(n=n_found, runs=there)
        on_disk = self.tr("{size} on the disk").format(size=size_words(sum(run.bytes for run in runs)))
        self._amount = self.tr("{facts}.").format(facts=listed([there, on_disk]))
        self._nothing.setText(self.tr("No run holds the words “{words}”.").format(words=self.search.text()))
        self._lists.setCurrentIndex(0 if n_found else 1)
        self._pages.setCurrentIndex(0 if runs else 1)
        self._allow()

    def _find(self, words: str) -> None:
        self.found.find(words)
        self._count()
        self._settle.start()

    # What is selected

    def _selection_changed(self) -> None:
        self._allow()
        self._settle.start()

    def _allow(self) -> None:
        n_selected = len(self.table.selectionModel().selectedRows())
        helps = {
            0: self.tr("Select a run to see its results, two or more to compare them."),
            1: self.tr("Hold Ctrl and click another run to compare the two."),
        }
        self.say(together(helps.get(n_selected, ""), self._amount))
        self.open_button.setEnabled(n_selected == 1)
        self.delete_button.setEnabled(n_selected > 0)
        self.csv_button.setEnabled(self.found.rowCount() > 0)

    def _show_selected(self) -> None:
        chosen = self.table.chosen()[:MOST_CELLS]
        self._asked += 1
        number = self._asked
        if not chosen:
            if self.detail is not None:
                self.detail.hide()
            return

        metric = self.runs.metric

        def fetch(history: History) -> tuple[list[Opened], Series | None]:
            graphs = {run.id: history.graph(run.id) for run in chosen}
            runs = sorted(chosen, key=lambda run: run.time)
            found = series(runs, [graphs[run.id] for run in runs], metric)
            if found is None:
                runs = sorted(chosen[:MOST_RUNS], key=lambda run: run.time)
            plotted = len(runs) <= MOST_RUNS
            return [Opened(run, graphs[run.id], tuple(history.plots(run.id)) if plotted else ()) for run in runs], found

        self._keeper.ask(fetch, lambda found: self._show_opened(number, *found), self._cannot_open)

    def _show_opened(self, number: int, opened: list[Opened], found: Series | None) -> None:
        if number != self._asked:
            return
        detail = self._shown_detail()
        if len(opened) == 1:
            detail.show_run(opened[0])
        elif found is not None:
            detail.show_series(opened, found)
        else:
            detail.compare(opened)

    def _cannot_open(self, problem: StitchworkError) -> None:
        self._shown_detail().show_trouble(say(str(problem)))

    def _shown_detail(self) -> RunDetail:
        if self.detail is None:
            from gui.runs.detail import RunDetail

            self.detail = RunDetail()
            self._split.addWidget(self.detail)
            self._split.setSizes([45, 55])
        self.detail.show()
        return self.detail

    def _menu(self, at: QPoint) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Open the graph"), self.open_graph).setEnabled(len(chosen) == 1)
        menu.addAction(self.tr("Copy"), self.table.copy)
        menu.addSeparator()
        menu.addAction(self.tr("Delete…"), self.delete)
        menu.exec(self.table.viewport().mapToGlobal(at))

    def _sure(self, chosen: Sequence[KeptRun]) -> bool:
        one = self.tr("Delete the run of “{graph}”?").format(graph=graph_words(chosen[0]))
        box = QMessageBox(self)
        box.setObjectName("ask-to-delete")
        box.setWindowTitle(self.tr("Stitchwork"))
        box.setText(counted(len(chosen), one, self.tr("Delete {n} runs?")))
        box.setInformativeText(
            self.tr("Their graphs, numbers and plots are removed from the disk. This cannot be undone.")
        )
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() == delete

    # The look

    def _restyle(self) -> None:
        theme.lead(self.open_button, "workflow", "on_accent")
        theme.lead(self.csv_button, "download")
        theme.lead(self.delete_button, "trash-2")
        self.table.viewport().update()
