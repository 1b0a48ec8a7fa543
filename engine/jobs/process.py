"""Starting and ending the worker process, and talking with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path

from engine.jobs import messages as m
from engine.jobs import worker
from engine.jobs.deaths import Cause, Witness
from engine.jobs.trouble import in_bytes

_starting = threading.Lock()


class WorkerProcess:
    """A running worker. `pipe` and `sentinel` become ready when it says something or ends."""

    def __init__(self, library_folder: Path | None = None, modules: tuple[str, ...] = ()) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(
            target=worker.main, args=(far_end, library_folder, modules), name="stitchwork-engine", daemon=True
        )
        with _without_main_module():
            self._process.start()
        # With only one process holding it, the end of the worker is the end of the pipe.
        far_end.close()
        self._witness = Witness(self._process.pid or 0)

    @property
    def sentinel(self) -> int:
        return self._process.sentinel

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def send(self, command: worker.Command) -> None:
        """Send a command; a worker that has just ended is noticed elsewhere."""
        self._witness.look()
        with contextlib.suppress(OSError):
            self.pipe.send(command)

    def hear(self) -> tuple[list[m.Message], bool]:
        """What the worker has said since, without waiting for more, and whether it has ended."""
        heard: list[m.Message] = []
        try:
            while self.pipe.poll():
                heard += self.pipe.recv()
                self._witness.look()
        except (EOFError, OSError):
            return heard, True
        return heard, not self._process.is_alive() and not self.pipe.poll()

    def end(self, grace_seconds: float = 0.0) -> None:
        """End the process: by itself within the grace, else by force."""
        if grace_seconds:
            self.send(worker.Quit())
            self._process.join(grace_seconds)
        if self._process.is_alive():
            self._process.kill()
        self._process.join(1.0)
        self.pipe.close()

    def cause(self) -> Cause:
        """Why it has ended."""
        self._process.join(1.0)
        return self._witness.cause(self._process.exitcode)

    def last_words(self) -> str:
        """How it ended, for the technical details."""
        self._process.join(1.0)
        code = self._process.exitcode
        how = f"ended with status {code}"
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                how = f"was ended by {signal.Signals(-code).name}"
        last = self._witness.last
        used, free, total = (in_bytes(amount) for amount in (last.used, last.free, last.total))
        seen = f"Last seen it used {used}; {free} of {total} were free."
        if killed := self._witness.killed_since():
            seen += f" Processes that the system ended for want of memory since then: {killed}."
        return f"The engine's process {how}. {seen}"


@contextlib.contextmanager
def _without_main_module() -> Iterator[None]:
    """A spawned process imports the program's main module again. The worker needs nothing of it: importing it would
    load the window, and a script without a `__main__` guard would start itself over and over."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
