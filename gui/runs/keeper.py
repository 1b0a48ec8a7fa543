"""Keeps each run when it has ended; all reading and writing of kept runs happens in one thread beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from engine.errors import StitchworkError
from engine.jobs import messages as m
from engine.jobs.result import Collector

if TYPE_CHECKING:
    from engine.jobs.history import History
    from gui.document import Document
    from gui.running import Running

T = TypeVar("T")


class Keeper(QObject):
    """Listens to the runs of a window. Nothing that goes wrong here stops a run or is told more than once."""

    kept = Signal(object)
    "A run was kept: its KeptRun."
    trouble = Signal(object)
    "A StitchworkError. Of runs that cannot be kept, only the first until one is kept again."
    elsewhere = Signal()
    "Runs are kept in another folder now."
    repaired = Signal()
    "The table of runs was damaged, and was made anew."
    _done = Signal(object)

    def __init__(self, running: Running, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running = running
        self.folder = folder
        "None: the usual place."
        self._history: History | None = None
        self._thread = ThreadPoolExecutor(1, "stitchwork-runs")
        self._closed = False
        self._told = False
        self._job: m.Job | None = None
        self._result: Collector | None = None
        "What the run under way has said."
        self._name = ""
        self._began = 0.0
        self._done.connect(self._deliver)
        running.arrived.connect(self._hear)
        running.finished.connect(self._finished)

    def start(self) -> None:
        """Remove what an earlier window left half written."""
        self.ask(lambda history: history.tidy())

    def look_again(self) -> None:
        """The person keeps runs in another folder now."""
        self._thread.submit(self._forget)
        self.ask(lambda history: history.tidy(), lambda _nothing: self.elsewhere.emit())

    def ask(
        self,
        work: Callable[[History], T],
        then: Callable[[T], object] = lambda _found: None,
        failed: Callable[[StitchworkError], object] | None = None,
    ) -> None:
        """Do some work with the kept runs in the other thread, and call `then` with what it gave in the window's."""
        if not self._closed:
            self._thread.submit(self._work, work, then, failed or self.trouble.emit)

    def close(self) -> None:
        """Wait until all is written. A run under way is stopped by the end of the window, and kept as such."""
        if self._result is not None and self._job is not None:
            self._finished(None, m.RunFinished(self._job.id, "stopped", time.monotonic() - self._began))
        self._closed = True
        self._thread.shutdown(wait=True)

    def _hear(self, document: Document | None, message: m.Message) -> None:
        job = self._running.job
        if job is not None and job is not self._job:
            self._begin(document, job)
        if self._result is not None:
            self._result.add(message)

    def _begin(self, document: Document | None, job: m.Job) -> None:
        self._job, self._result, self._began = job, Collector(), time.monotonic()
        saved = document.path if document is not None else None
        name = saved.stem if saved is not None else str(job.graph.get("name", ""))
        cell = self._running.cell
        self._name = self.tr("{graph} – {values}").format(graph=name, values=cell) if cell and name else cell or name

    def _finished(self, document: Document | None, message: m.RunFinished) -> None:
        self._hear(document, message)
        job, result, name = self._job, self._result, self._name
        self._result = None
        if job is not None and result is not None:
            self.ask(
                lambda history: history.keep(
                    job.graph, result, name=name, seed=job.seed, device=result.device or job.device
                ),
                self._was_kept,
                self._not_kept,
            )

    def _was_kept(self, run: object) -> None:
        self._told = False
        self.kept.emit(run)

    def _not_kept(self, problem: StitchworkError) -> None:
        if not self._told:
            self._told = True
            self.trouble.emit(problem)

    def _work(
        self,
        work: Callable[[History], T],
        then: Callable[[T], object],
        failed: Callable[[StitchworkError], object],
    ) -> None:
        from engine.jobs.history import History

        if self._history is None:
            self._history = History(self.folder)
        history = self._history
        history.repaired = False
        try:
            found = work(history)
            self._done.emit(lambda: then(found))
        except StitchworkError as problem:
            told = problem
            self._done.emit(lambda: failed(told))
        except Exception as bug:
            unforeseen = bug
            self._done.emit(lambda: _raise(unforeseen))
        if history.repaired:
            self._done.emit(self.repaired.emit)

    def _forget(self) -> None:
        self._history = None

    def _deliver(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()


def _raise(problem: Exception) -> None:
    """An error that nobody foresaw is reported from the window's thread, as all others."""
    raise problem
