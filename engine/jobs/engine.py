"""The engine as the window sees it: a thread that looks after the worker process. No Qt, no torch, never blocks.

The window calls submit, cancel, pause, resume and close, and fetches messages with poll. The worker may crash, run out
of memory or hang: the window is told, and the next run finds a new worker.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path

from engine.errors import Fault, StitchworkError
from engine.jobs import messages as m
from engine.jobs.coalesce import Outbox
from engine.jobs.deaths import Cause
from engine.jobs.process import WorkerProcess
from engine.jobs.states import Event, State, move
from engine.jobs.worker import Cancel, Pause, Start

_MAX_FAILED_STARTS = 3
_QUIT_SECONDS = 1.0
_CLOSE_SECONDS = 2.4
_DOCTOR = "Run “stitchwork doctor” in a terminal to see what is missing."
_SMALLER = "Try a smaller model, or fewer tokens or texts, then press Run again."
_WHY = {
    Cause.NO_MEMORY: ("Memory ran out, so the system ended it.", _SMALLER),
    Cause.SHORT_OF_MEMORY: ("It probably ran out of memory: little was free shortly before.", _SMALLER),
    Cause.OUTSIDE: (
        "It was ended from outside: by a person, by another program, or by the system. Memory was not short.",
        "Press Run again.",
    ),
    Cause.CRASH: (
        "A fault in the program, or in a library that it uses, made it crash.",
        "Press Run to try again. If it happens again, please report it with the technical details.",
    ),
}
"What a person reads for each cause, and what to do."


@dataclass
class _Work:
    """The work in hand, and what is known of how it goes."""

    number: int
    what: m.Job | m.ImportJob
    begun: float = field(default_factory=time.monotonic)
    sent: bool = False
    paused: bool = False
    stop_by: float | None = None
    states: dict[str, m.NodeState] = field(default_factory=dict)

    def follow(self, message: m.Message) -> bool:
        """Take note of a message; True when it ends the work."""
        if isinstance(message, m.NodeChanged):
            self.states[message.node] = message.state
        return isinstance(message, m.Imported if isinstance(self.what, m.ImportJob) else m.RunFinished)

    def within(self, *states: m.NodeState) -> list[str]:
        return [node for node, state in self.states.items() if state in states]


class Engine:
    """Start it once, close it at the end. All methods may be called from any thread and return at once (close within
    3 seconds).

    library_folder: where the user's models are (None: the usual place). modules: further modules with node types.
    stop_seconds: a run that has not stopped by itself after this long is ended by force.
    """

    def __init__(
        self, library_folder: Path | None = None, modules: tuple[str, ...] = (), stop_seconds: float = 2.0
    ) -> None:
        self._library_folder = library_folder
        self._modules = modules
        self.stop_seconds = stop_seconds
        self._outbox = Outbox()
        self._lock = threading.Lock()
        self._state = State.STARTING
        self._commands: deque[tuple[Event, _Work | None]] = deque()
        self._ear, self._bell = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._supervise, name="stitchwork-engine", daemon=True)
        self._worker: WorkerProcess | None = None
        self._ready = False
        self._failed_starts = 0
        self._told_why = ""
        self._work: _Work | None = None
        self._numbers = 0

    @property
    def state(self) -> str:
        """One of "starting", "idle", "running", "paused", "stopping", "closed"."""
        return self._state.value

    def start(self) -> None:
        self._thread.start()

    def submit(self, what: m.Job | m.ImportJob) -> None:
        """Begin a run or an import. Raises StitchworkError while another is under way."""
        with self._lock:
            if self._state is State.CLOSED:
                raise StitchworkError("The engine is closed.", "Start the program again.")
            if move(self._state, Event.SUBMIT) is None:
                raise StitchworkError("A run is under way.", "Stop it, or wait until it ends.")
            self._numbers += 1
            self._command(Event.SUBMIT, _Work(self._numbers, what))

    def cancel(self) -> None:
        """Stop what is under way. Nothing happens when there is nothing to stop."""
        self._ask(Event.CANCEL)

    def pause(self) -> None:
        self._ask(Event.PAUSE)

    def resume(self) -> None:
        self._ask(Event.RESUME)

    def poll(self, limit: int = 500) -> list[m.Message]:
        """The oldest messages not fetched yet, at most `limit`."""
        return self._outbox.take(limit)

    def close(self) -> None:
        """End the worker and this thread, whatever they do."""
        self._ask(Event.CLOSE)
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_SECONDS)
        if self._thread.is_alive() and self._worker is not None:
            self._worker.end()

    def _ask(self, event: Event) -> None:
        with self._lock:
            if move(self._state, event) is not None:
                self._command(event, None)

    def _command(self, event: Event, work: _Work | None) -> None:
        self._move(event)
        self._commands.append((event, work))
        self._bell.send(None)

    def _move(self, event: Event) -> None:
        self._state = move(self._state, event) or self._state

    def _happened(self, event: Event) -> None:
        with self._lock:
            self._move(event)

    # What follows runs in the engine's own thread.

    def _supervise(self) -> None:
        self._spawn()
        while True:
            listened = [self._ear] if self._worker is None else [self._ear, self._worker.pipe, self._worker.sentinel]
            woken = wait(listened, self._patience())
            if self._ear in woken:
                self._ear.recv()
                event, work = self._commands.popleft()
                if event is Event.CLOSE:
                    break
                self._obey(event, work)
            if self._worker is not None:
                self._hear(self._worker)
            if self._work is not None and self._work.stop_by is not None and self._patience() == 0.0:
                self._end_by_force(self._work)
        if self._worker is not None:
            self._worker.end(_QUIT_SECONDS)

    def _patience(self) -> float | None:
        """Seconds until a run that was told to stop is ended by force."""
        if self._work is None or self._work.stop_by is None:
            return None
        return max(0.0, self._work.stop_by - time.monotonic())

    def _spawn(self) -> None:
        self._ready = False
        self._told_why = ""
        try:
            self._worker = WorkerProcess(self._library_folder, self._modules)
        except OSError as error:
            self._failed_starts = _MAX_FAILED_STARTS
            words = f"The engine could not start. {error.strerror or error}."
            self._end_of_worker(Fault(None, words, fix=_DOCTOR, details=repr(error)))

    def _obey(self, event: Event, work: _Work | None) -> None:
        if event is Event.SUBMIT:
            self._work = work
            if self._worker is None:
                self._failed_starts = 0
                self._spawn()
            self._send_work()
            return
        work = self._work
        if work is None:
            return
        if event is Event.CANCEL:
            self._set_paused(work, False)
            if work.sent:
                self._tell(Cancel(work.number))
                work.stop_by = time.monotonic() + self.stop_seconds
            else:
                self._finish(work, "stopped", "", Event.WITHDRAWN)
        else:
            self._set_paused(work, event is Event.PAUSE)

    def _set_paused(self, work: _Work, paused: bool) -> None:
        if work.paused != paused:
            work.paused = paused
            self._tell(Pause(work.number, paused))
            self._outbox.add(m.Paused(paused))

    def _tell(self, command: Cancel | Pause | Start) -> None:
        if self._worker is not None:
            self._worker.send(command)

    def _send_work(self) -> None:
        if self._work is not None and self._ready and not self._work.sent:
            self._work.sent = True
            self._tell(Start(self._work.number, self._work.what))
            if self._work.paused:
                self._tell(Pause(self._work.number, True))

    def _hear(self, worker: WorkerProcess) -> None:
        heard, ended = worker.hear()
        for message in heard:
            if isinstance(message, m.WorkerDied):
                self._told_why = message.words
                continue
            over = self._work is not None and self._work.follow(message)
            if over:
                self._work = None
                self._happened(Event.FINISHED)
            self._outbox.add(message)
            if isinstance(message, m.WorkerReady):
                self._ready = True
                self._failed_starts = 0
                self._happened(Event.READY)
                self._send_work()
        if ended:
            self._bury(worker)

    def _bury(self, worker: WorkerProcess) -> None:
        """The worker has ended by itself: say so, and start another one, unless it cannot start and knows why."""
        details = worker.last_words()
        why, fix = ("", _DOCTOR) if self._told_why else _WHY[worker.cause()]
        worker.end()
        if not self._ready:
            self._failed_starts = _MAX_FAILED_STARTS if self._told_why else self._failed_starts + 1
        title = self._told_why or "The engine stopped unexpectedly."
        self._end_of_worker(Fault(None, title, why, fix, details=details))
        if self._failed_starts < _MAX_FAILED_STARTS:
            self._spawn()

    def _end_of_worker(self, fault: Fault) -> None:
        self._worker = None
        gave_up = self._failed_starts >= _MAX_FAILED_STARTS
        words = fault.title
        work = self._work
        if work is not None and (work.sent or gave_up):
            self._outbox.add(m.WorkerDied(words))
            self._fail(work, fault)
            self._finish(work, "failed", words, Event.LOST)
        elif self._ready or gave_up:
            self._outbox.add(m.WorkerDied(words if gave_up else f"{words} It starts again by itself."))
            self._happened(Event.DIED)
        if gave_up:
            self._happened(Event.GAVE_UP)

    def _fail(self, work: _Work, fault: Fault) -> None:
        """Put the fault where it happened: on the node that was running."""
        if isinstance(work.what, m.ImportJob):
            self._outbox.add(m.Imported(work.what.id, fault=fault))
            return
        nodes = work.within(m.NodeState.RUNNING)
        for node in nodes or [None]:
            self._outbox.add(m.NodeFailed(replace(fault, node=node)))
        for node in nodes:
            self._outbox.add(m.NodeChanged(node, m.NodeState.FAILED))
        for node in work.within(m.NodeState.WAITING):
            self._outbox.add(m.NodeChanged(node, m.NodeState.NOT_REACHED))

    def _end_by_force(self, work: _Work) -> None:
        """The run was told to stop and goes on: end its process, start another one."""
        if self._worker is not None:
            self._worker.end()
        for node in work.within(m.NodeState.RUNNING, m.NodeState.WAITING):
            self._outbox.add(m.NodeChanged(node, m.NodeState.READY))
        words = "The run was stopped. One step did not answer, so the engine starts again."
        self._finish(work, "stopped", words, Event.LOST)
        self._spawn()

    def _finish(self, work: _Work, outcome: str, words: str, event: Event) -> None:
        """End the work in the worker's place."""
        self._work = None
        # The state first: who reads the last message may submit at once.
        self._happened(event)
        if isinstance(work.what, m.Job):
            self._outbox.add(m.RunFinished(work.what.id, outcome, time.monotonic() - work.begun, words))
        elif outcome == "stopped":
            self._outbox.add(m.Imported(work.what.id, fault=Fault(None, "The import was stopped.")))
