"""Several values, one run after the other: asked for, followed in the status line, stopped, and shown at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from engine.errors import StitchworkError
from engine.graph import files
from engine.jobs import messages as m
from engine.jobs.sweep import Cell
from gui.language import shown
from gui.messages import Entry
from gui.sweeping.plan import Plan, candidates, seconds_each, seconds_left
from gui.words import counted, duration, listed, together

if TYPE_CHECKING:
    from engine.jobs.history import KeptRun
    from gui.document import Document
    from gui.window import MainWindow
    from gui.workspace import Workspace

TICK_MS = 1000


@dataclass
class _Sweep:
    """The runs under way."""

    workspace: Workspace
    plan: Plan
    cells: list[Cell]
    expected: float | None
    "Seconds that a run probably takes."
    place: int = 0
    elapsed: float = 0.0
    taken: list[float] = field(default_factory=list)
    failed: list[Cell] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def cell(self) -> Cell:
        return self.cells[self.place]

    @property
    def under_way(self) -> bool:
        return not self.stopped and self.place < len(self.cells)


class SweepControl(QObject):
    """Joins the dialog, the runs, the keeper and the page of kept runs."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._running = window.running
        self._sweep: _Sweep | None = None
        self._collecting: _Sweep | None = None
        "Whose runs are being kept: that happens a little later than they end."
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._running.arrived.connect(self._arrived)
        self._running.finished.connect(self._finished)
        self._running.stop_asked.connect(self._stop)
        window.keeper.kept.connect(self._kept)

    def ask(self) -> None:
        """What to try with the graph in front."""
        workspace = self._window.tabs.current
        if workspace is None or self._running.busy:
            return
        if not candidates(workspace.document.graph):
            self._window.status.say(self.tr("No node of this graph has a setting with several values."), "info")
            return
        from gui.sweeping.dialog import SweepDialog

        dialog = SweepDialog(workspace, self._window)
        if dialog.exec() and dialog.plan is not None:
            self.start(workspace, dialog.plan)
        dialog.deleteLater()

    def start(self, workspace: Workspace, plan: Plan) -> None:
        """Run every combination; the results come to the front at the end unless something else is looked at then."""
        plan = replace(plan, graph=files.from_json(files.to_json(plan.graph)))  # edits meanwhile change no later run
        expected = seconds_each(workspace.result, plan.affected())
        sweep = self._sweep = _Sweep(workspace, plan, plan.cells(), expected)
        self._after_keeping(lambda: setattr(self, "_collecting", sweep))
        self._window.notice.hide()
        self._window.bottom.show_live()
        workspace.results_wanted = True
        self._clock.start()
        self._begin()

    def _begin(self) -> None:
        sweep = self._sweep
        assert sweep is not None
        document = sweep.workspace.document
        self._running.show_cell(sweep.plan.words(sweep.cell))
        sweep.elapsed = 0.0
        graph = files.to_json(sweep.plan.variation(sweep.cell))
        try:
            self._running.run(document, graph, device=self._window.runs.device_for(document))
        except StitchworkError as problem:
            sweep.stopped = True
            self._end()
            self._window.runs.trouble(problem)
            return
        self._say()

    def _arrived(self, document: Document, message: m.Message) -> None:
        """A failing run is told with its values; the others go on."""
        sweep = self._sweep
        if sweep is None or not isinstance(message, m.NodeFailed):
            return
        fault = shown.fault(message.fault)
        where = document.title_of(fault.node) if fault.node in document.graph.nodes else self.tr("Whole graph")
        values = self.tr("With {values}:").format(values=self._running.cell)
        words = together(values, fault.title, fault.words)
        self._window.bottom.messages.add(Entry("failed", where, words, "", fault.details, document, fault.node))

    def _finished(self, document: Document | None, message: m.RunFinished) -> None:
        sweep = self._sweep
        if sweep is None:
            return
        sweep.taken.append(message.seconds)
        if message.outcome == "failed":
            sweep.failed.append(sweep.cell)
        sweep.stopped |= message.outcome == "stopped" or document is None
        sweep.place += message.outcome != "stopped"
        QTimer.singleShot(0, self, self._go_on)  # all who listen hear of this run first

    def _go_on(self) -> None:
        sweep = self._sweep
        if sweep is None:
            return
        if sweep.under_way:
            self._begin()
        else:
            self._end()

    def _stop(self) -> None:
        if self._sweep is not None:
            self._sweep.stopped = True

    def _end(self) -> None:
        sweep, self._sweep = self._sweep, None
        assert sweep is not None
        self._clock.stop()
        self._running.show_cell("")
        workspace = sweep.workspace
        words, level = self._ending(sweep)
        self._window.status.say(words, level)
        if workspace not in self._window.tabs.workspaces:
            return
        document = workspace.document
        document.outcome.withdraw(node for node in sweep.plan.affected() if node in document.graph.nodes)
        self._window.bottom.messages.add(Entry(level, self.tr("Whole graph"), words, document=document))
        wanted, workspace.results_wanted = workspace.results_wanted, False
        at_once = wanted and self._window.tabs.current is workspace
        self._after_keeping(lambda: self._offer(sweep, at_once, words, level))

    def _after_keeping(self, act: Callable[[], object]) -> None:
        """Once all runs that have ended are on the disk."""
        self._window.keeper.ask(lambda _history: None, lambda _nothing: act())

    def _offer(self, sweep: _Sweep, at_once: bool, words: str, level: str) -> None:
        """Show the runs side by side, or offer to where that would take away what the person looks at."""
        self._collecting = None
        if len(sweep.kept) < 2:
            return

        def show() -> None:
            self._window.tabs.show_runs()
            self._window.runs_tab.choose(sweep.kept)

        if at_once:
            show()
        else:
            self._window.notice.show_words(words, level, self.tr("Show the results"), show)

    def _kept(self, run: KeptRun) -> None:
        if self._collecting is not None and run.outcome != "stopped":
            self._collecting.kept.append(run.id)

    def tick(self) -> None:
        """A second has passed."""
        if self._sweep is not None and self._sweep.under_way and not self._running.paused:
            self._sweep.elapsed += TICK_MS / 1000
            self._say()

    def _say(self) -> None:
        """“Run 3 of 10: Highest weight 1.5, about 40 s left.”"""
        sweep = self._sweep
        assert sweep is not None
        n_runs = len(sweep.cells)
        run = self.tr("Run {n} of {count}: {values}")
        parts = [run.format(n=sweep.place + 1, count=n_runs, values=self._running.cell)]
        left = seconds_left(sweep.taken, sweep.expected, n_runs - sweep.place, sweep.elapsed)
        if left is not None and left >= 1:
            parts.append(self.tr("about {time} left").format(time=duration(left)))
        self._running.spoke.emit(self.tr("{facts}.").format(facts=listed(parts)), "running")

    def _ending(self, sweep: _Sweep) -> tuple[str, str]:
        n_runs, n_done = len(sweep.cells), sweep.place - len(sweep.failed)
        if sweep.stopped:
            words = self.tr("Stopped after {n} of {count} runs. Finished runs are kept.")
            return words.format(n=n_done, count=n_runs), "info"
        time = duration(sum(sweep.taken))
        if not sweep.failed:
            return self.tr("All {n} runs finished in {time}.").format(n=n_runs, time=time), "done"
        which = listed(sweep.plan.words(cell) for cell in sweep.failed)
        failed = counted(len(sweep.failed), self.tr("1 failed"), self.tr("{n} failed"))
        words = self.tr("{count} runs, {failed}: {values}.")
        return words.format(count=n_runs, failed=failed, values=which), "failed"
