"""The worker process: the only place where torch is imported. It does one job at a time and says what happens.

The main thread works, one thread listens to the engine, one thread sends. It ends by itself when the engine is gone.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import queue
import signal
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from engine.errors import Cancelled, Fault, StitchworkError
from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.coalesce import Outbox
from engine.jobs.controls import Controls
from engine.jobs.execute import execute
from engine.jobs.trouble import fault_of, free_memory

_log = logging.getLogger(__name__)
_BATCH_SECONDS = 1 / 30
_MEMORY_SECONDS = 1.0
_GRACE_SECONDS = 0.7
_CACHE_SHARE = 0.4
_LOW_MEMORY_SHARE = 0.2
_NICENESS = 5


@dataclass(frozen=True)
class Start:
    """Do this work. `number` ties later commands to it."""

    number: int
    work: m.Job | m.ImportJob


@dataclass(frozen=True)
class Cancel:
    number: int


@dataclass(frozen=True)
class Pause:
    number: int
    paused: bool


@dataclass(frozen=True)
class Quit:
    """End the process, whatever it does."""


Command = Start | Cancel | Pause | Quit


def main(pipe: Connection, library_folder: Path | None, modules: tuple[str, ...]) -> None:
    """The process's entry point. modules: further modules that register node types."""
    # Ctrl+C in a terminal reaches every process of it; the engine decides when the worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # The window shares these processors and goes first.
        os.nice(_NICENESS)
    _Worker(pipe, library_folder, modules).run()


class _Worker:
    def __init__(self, pipe: Connection, library_folder: Path | None, modules: tuple[str, ...]) -> None:
        self._pipe = pipe
        self._library_folder = library_folder
        self._modules = modules
        self._outbox = Outbox()
        self._sending = threading.Lock()
        self._tasks: queue.SimpleQueue[tuple[Start, Controls]] = queue.SimpleQueue()
        self._current: tuple[int, Controls] = (-1, Controls())
        self._device = "cpu"
        self._idle = threading.Event()
        self._idle.set()
        self._cache = Cache(low_memory=self._low_memory)

    def run(self) -> None:
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        threading.Thread(target=self._send, name="send", daemon=True).start()
        try:
            self._prepare()
        except Exception as error:
            words = error.words if isinstance(error, StitchworkError) else f"{type(error).__name__}: {error}"
            self._say(m.WorkerDied(f"The engine could not start. {words}"))
            os._exit(1)
        while True:
            start, controls = self._tasks.get()
            self._idle.clear()
            if isinstance(start.work, m.ImportJob):
                self._import(start.work, controls)
            else:
                self._run_graph(start.work, controls)
            self._idle.set()

    def _prepare(self) -> None:
        """Import what takes long, once, while the window is already there."""
        from engine.graph.nodes import node_types
        from engine.models.library import Library

        self._library = Library(self._library_folder)
        node_types()
        for module in self._modules:
            importlib.import_module(module)
        from engine.models import devices, loading  # noqa: F401

        self._devices = devices
        self._usual_threads = devices.threads()
        self._say(m.WorkerReady(tuple(devices.available()), psutil.virtual_memory().total, _own_memory()))

    def _run_graph(self, job: m.Job, controls: Controls) -> None:
        self._library.rescan()
        self._device = "cpu"
        with contextlib.suppress(StitchworkError):
            self._device = self._devices.resolve(job.device)
        self._cache.max_bytes = int((job.memory_bytes or free_memory(self._device)[1]) * _CACHE_SHARE)
        self._devices.use_threads(job.threads or self._usual_threads)
        execute(job, self._library, self._say, controls, self._cache)
        self._devices.free()

    def _import(self, job: m.ImportJob, controls: Controls) -> None:
        def progress(done: float, total: float, words: str = "") -> None:
            controls()
            self._say(m.Progress("", done, total, words))

        try:
            from engine.models.importing import import_model

            controls()
            self._library.rescan()
            entry = import_model(job.source, self._library, job.name, progress)
            self._say(m.Imported(job.id, entry.name))
        except Cancelled:
            words = Fault(None, "The import was stopped.", "Nothing was added to the library.")
            self._say(m.Imported(job.id, fault=words))
        except Exception as error:
            self._say(m.Imported(job.id, fault=fault_of(error, None, Path(job.source).name)))
        self._devices.free()

    def _listen(self) -> None:
        """Hear commands until the engine is gone."""
        while True:
            try:
                command: Command = self._pipe.recv()
            except (EOFError, OSError):
                command = Quit()
            number, controls = self._current
            match command:
                case Start(number=started):
                    self._current = (started, Controls())
                    self._tasks.put((command, self._current[1]))
                case Cancel(number=meant) if meant == number:
                    controls.cancel()
                case Pause(number=meant, paused=paused) if meant == number:
                    controls.pause(paused)
                case Quit():
                    controls.cancel()
                    self._idle.wait(_GRACE_SECONDS)
                    # Other threads may be stuck in work that does not stop.
                    os._exit(0)
                case _:
                    pass

    def _say(self, message: m.Message) -> None:
        """Put a message among those to send. A node's start goes out before its work begins: should the work end the
        process, it is known whose it was. Ends and answers are not kept waiting either."""
        self._outbox.add(message)
        starts = isinstance(message, m.NodeChanged) and message.state is m.NodeState.RUNNING
        if starts or isinstance(message, (m.RunFinished, m.Imported, m.WorkerReady, m.WorkerDied)):
            self._deliver()

    def _send(self) -> None:
        """Send what was said, a batch at a time, and once a second how much memory is used."""
        told_at, told = 0.0, 0
        while True:
            self._outbox.wait(_MEMORY_SECONDS)
            now = time.monotonic()
            if now - told_at >= _MEMORY_SECONDS:
                memory = self.memory()
                if abs(memory.used - told) > 1_000_000:
                    self._outbox.add(memory)
                told_at, told = now, memory.used
            self._deliver()
            time.sleep(_BATCH_SECONDS)

    def _deliver(self) -> None:
        with self._sending:
            batch = self._outbox.take()
            if not batch:
                return
            try:
                self._pipe.send(batch)
            except OSError:
                os._exit(0)
            except Exception:
                # The stream must not end because a node put something into a message that cannot travel.
                _log.exception("a batch of messages could not be sent")

    def memory(self) -> m.Memory:
        """Of the GPU while one is used, else of the machine."""
        torch = sys.modules.get("torch")
        if torch is not None and self._device.startswith("cuda"):
            free, total = free_memory(self._device)
            return m.Memory(torch.cuda.memory_allocated(self._device), total, free)
        free, total = free_memory()
        return m.Memory(_own_memory(), total, free)

    def _low_memory(self) -> bool:
        free, total = free_memory(self._device)
        return free < total * _LOW_MEMORY_SHARE


def _own_memory() -> int:
    return psutil.Process().memory_info().rss
