"""The window's side of the engine: submits runs, drains its messages at 30 Hz, tells whose they are and in words."""

from __future__ import annotations

import time
import uuid
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from engine.jobs import messages as m
from gui.garbage import Garbage
from gui.language import shown
from gui.words import counted, duration, listed, together

if TYPE_CHECKING:
    from gui.document import Document

TICK_MS = 33
BUDGET_SECONDS = 0.008
"Messages are handled for so long per tick; the rest waits, so that no flood freezes the window."


class EngineLike(Protocol):
    """What the window uses of engine.jobs.engine.Engine."""

    @property
    def state(self) -> str: ...
    def start(self) -> None: ...
    def submit(self, what: m.Job | m.ImportJob) -> Any: ...
    def cancel(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def close(self) -> None: ...
    def poll(self, limit: int = 500) -> list[m.Message]: ...


class Running(QObject):
    """One run at a time. `document` is the one whose run it is, also after it ended, until the next starts."""

    changed = Signal()
    "Something that enables or disables Run, Pause or Stop."
    arrived = Signal(object, object)
    "(document, message): a message of a node of that document's run."
    spoke = Signal(str, str)
    "(sentence, level) for the status bar. Levels: info, running, done, failed."
    finished = Signal(object, object)
    "(document, RunFinished)"
    stop_asked = Signal()
    worker_ready = Signal(object)
    worker_died = Signal(object, str)
    memory = Signal(object, object, object)
    "Bytes used by the worker, in all, and free: of the device."
    import_progress = Signal(float, str)
    imported = Signal(object)

    def __init__(self, engine: EngineLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._backlog: deque[m.Message] = deque()
        self._document: Document | None = None
        self._job = ""
        self.job: m.Job | None = None
        "The run that was asked for last."
        self._importing = ""
        self.threads = 0
        self.memory_bytes = 0
        "What the person lets a run use; 0: what there is."
        self.paused = False
        self.cell = ""
        "While several values are tried: what tells this run from the others, also between two of them."
        self.last_words = ""
        "The sentence with which the last run ended."
        self._told: m.Progress | None = None
        "The last progress of this tick: one sentence a tick is enough."
        self._kept = 0
        self._garbage = Garbage(self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.drain)

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def busy(self) -> bool:
        """A graph runs, or is about to run again with another value."""
        return bool(self._job or self.cell)

    @property
    def importing(self) -> bool:
        return bool(self._importing)

    def start(self) -> None:
        """Start the worker, and listen."""
        self._engine.start()
        self._timer.start()

    def run(self, document: Document, graph: dict, *, device: str, targets: tuple[str, ...] | None = None) -> None:
        """Run a graph as its file's JSON. Raises StitchworkError while other work is under way."""
        job = m.Job(
            graph,
            seed=graph["seed"],
            device=device,
            targets=targets,
            id=uuid.uuid4().hex,
            threads=self.threads,
            memory_bytes=self.memory_bytes,
        )
        self._engine.submit(job)
        self._garbage.wait()
        self._document = document
        self._job = job.id
        self.job = job
        self._kept = 0
        self.paused = False
        self._narrate(self.tr("Starting: the models and methods are being made ready."))
        self.changed.emit()

    def show_cell(self, words: str) -> None:
        """The runs from now on are one of several (see `cell`), or "": each stands alone again."""
        self.cell = words
        self.changed.emit()

    def stop(self) -> None:
        self.spoke.emit(self.tr("Stopping…"), "running")
        self.stop_asked.emit()
        self._engine.cancel()

    def toggle_pause(self) -> None:
        if self.paused:
            self._engine.resume()
        else:
            self._engine.pause()

    def import_model(self, source: str, name: str = "") -> None:
        """Raises StitchworkError while other work is under way."""
        job = m.ImportJob(source, name, id=uuid.uuid4().hex)
        self._engine.submit(job)
        self._importing = job.id
        self.import_progress.emit(-1.0, self.tr("Importing…"))
        self.changed.emit()

    def cancel_import(self) -> None:
        self._engine.cancel()

    def close(self) -> None:
        self._timer.stop()
        self._engine.close()

    def forget(self, document: Document) -> None:
        """The document is being closed: its messages go nowhere from now on."""
        if document is self._document:
            if self.busy:
                self._engine.cancel()
            self._document = None

    def drain(self) -> None:
        """Handle what the engine said, for at most BUDGET_SECONDS."""
        if len(self._backlog) < 500:
            self._backlog.extend(self._engine.poll(500))
        until = time.perf_counter() + BUDGET_SECONDS
        while self._backlog:
            self._handle(self._backlog.popleft())
            if time.perf_counter() > until:
                break
        if self._told is not None and self.busy and not self.paused:
            self._narrate(self._progress(self._told))
        self._told = None

    def _handle(self, message: m.Message) -> None:
        match message:
            case m.WorkerReady():
                self.worker_ready.emit(message)
                used, total = message.memory_used, message.memory_total
                self.memory.emit(used, total, total - used)
            case m.Memory(used, total, free):
                self.memory.emit(used, total, free)
            case m.Paused(paused):
                self.paused = paused
                self.spoke.emit(self.tr("Paused.") if paused else self.tr("Going on."), "running")
                self.changed.emit()
            case m.Imported():
                self._importing = ""
                self.imported.emit(message)
                self.changed.emit()
            case m.Progress(node="") if self.importing:
                share = message.done / message.total if message.total else -1.0
                self.import_progress.emit(share, shown.say(message.words))
            case m.WorkerDied(words):
                self._deliver(message)
                self.worker_died.emit(self._document, shown.say(words))
                self.spoke.emit(shown.say(words), "failed")
            case m.RunFinished(job=job) if job == self._job:
                self._end()
                self._deliver(message)
                self.last_words, level = self._ending(shown.message(message))
                self.finished.emit(self._document, message)
                self._narrate(self.last_words, level)
            case _:
                self._say(message)
                self._deliver(message)

    def _narrate(self, words: str, level: str = "running") -> None:
        """What a run does, step by step; one of several has no steps of its own."""
        if not self.cell:
            self.spoke.emit(words, level)

    def _deliver(self, message: m.Message) -> None:
        if self._document is not None:
            self.arrived.emit(self._document, message)

    def _end(self) -> None:
        self._job = ""
        self.paused = False
        self._garbage.resume()
        self.changed.emit()

    def _say(self, message: m.Message) -> None:
        match message:
            case m.RunStarted():
                words = counted(len(message.nodes), self.tr("Running 1 node."), self.tr("Running {n} nodes."))
                self._narrate(words)
            case m.NodeChanged(state=m.NodeState.CACHED):
                self._kept += 1
            case m.NodeChanged(node=node, state=m.NodeState.RUNNING):
                self._narrate(self.tr("{node}: started.").format(node=self._title(node)))
            case m.Progress():
                self._told = shown.message(message)

    def _progress(self, message: m.Progress) -> str:
        amount = message.words or self.tr("{done} of {total}").format(
            done=f"{message.done:,.6g}", total=f"{message.total:,.6g}"
        )
        parts = [f"{self._title(message.node)}: {amount}"]
        if message.seconds_left is not None and message.seconds_left >= 1:
            parts.append(self.tr("about {time} left").format(time=duration(message.seconds_left)))
        return self.tr("{facts}.").format(facts=listed(parts))

    def _ending(self, message: m.RunFinished) -> tuple[str, str]:
        time_words = duration(message.seconds)
        if message.outcome == "done":
            words = message.words or self.tr("Finished in {time}.").format(time=time_words)
            if self._kept:
                kept = (
                    self.tr("1 node was kept from an earlier run."),
                    self.tr("{n} nodes were kept from an earlier run."),
                )
                words = together(words, counted(self._kept, *kept))
            return words, "done"
        if message.outcome == "stopped":
            kept = self.tr("Stopped after {time}. Finished nodes are kept.").format(time=time_words)
            return message.words or kept, "info"
        return message.words or self.tr("A node failed. Finished nodes are kept."), "failed"

    def _title(self, node: str) -> str:
        return node_title(self._document, node)


def node_title(document: Document | None, node: str | None) -> str:
    """A node's title as it stands on the canvas."""
    if document is None or not node or node not in document.graph.nodes:
        return node or ""
    return document.title_of(node)
