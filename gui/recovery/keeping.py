"""Writes each changed document to its swap file a moment after each change. The writing happens beside the window."""

from __future__ import annotations

import errno
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import StitchworkError

if TYPE_CHECKING:
    from gui.recovery.swap import SwapFolder, Unsaved
    from gui.workspace import Workspace

WRITE_MS = 700
"From a change to its writing: a row of changes is written once."


class Recovery(QObject):
    """Looks after the open documents of one window. What goes wrong here never stops the person."""

    looked = Signal(object)
    "The Unsaved that windows which ended unexpectedly have left behind, if any."
    trouble = Signal(str)
    "Why changes cannot be kept, in a sentence. Told once, until it works again."
    _done = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._swaps: SwapFolder | None = None
        self._thread = ThreadPoolExecutor(1, "stitchwork-unsaved")
        self._watches: dict[Workspace, _Watch] = {}
        self._session = uuid.uuid4().hex
        self._count = 0
        self._told = False
        self._closed = False
        self._done.connect(self._deliver)

    def start(self) -> None:
        """Look for what was left behind."""
        self._submit(lambda swaps: swaps.abandoned(), self.looked.emit)

    def watch(self, workspace: Workspace) -> None:
        """Keep its changes from now on."""
        self._count += 1
        self._watches[workspace] = _Watch(workspace, self, f"{self._session}-{self._count}")
        workspace.closed.connect(lambda: self._forget(workspace))

    def adopt(self, workspace: Workspace, unsaved: Unsaved) -> None:
        """The workspace shows these changes: it goes on with their file, so that they are never without one."""
        self._watches[workspace].key = unsaved.key

    def write(self, key: str, workspace: Workspace) -> None:
        """Keep what the workspace shows now."""
        from engine.graph import files

        document = workspace.document
        try:
            graph = files.to_json(document.graph)
        except StitchworkError as problem:
            self._not_written(problem)
            return
        name, path = workspace.name, document.path
        self._submit(lambda swaps: swaps.write(key, name, path, graph), self._written)

    def remove(self, key: str) -> None:
        self._submit(lambda swaps: swaps.remove(key))

    def close(self) -> None:
        """Wait until all is written or removed."""
        self._submit(lambda swaps: swaps.close())
        self._closed = True
        self._thread.shutdown(wait=True)

    def _forget(self, workspace: Workspace) -> None:
        self._watches.pop(workspace).end()

    def _submit(self, work: Callable[[SwapFolder], object], then: Callable[..., object] = lambda _result: None) -> None:
        if not self._closed:
            self._thread.submit(self._work, work, then)

    def _work(self, work: Callable[[SwapFolder], object], then: Callable[..., object]) -> None:
        from gui.recovery.swap import SwapFolder, usual_folder

        try:
            if self._swaps is None:
                self._swaps = SwapFolder(self._folder or usual_folder())
            result = work(self._swaps)
            self._done.emit(lambda: then(result))
        except (StitchworkError, OSError) as problem:
            told = problem
            self._done.emit(lambda: self._not_written(told))

    def _deliver(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()

    def _written(self, _result: object) -> None:
        self._told = False

    def _not_written(self, problem: Exception) -> None:
        if self._told:
            return
        self._told = True
        cause = problem if isinstance(problem, OSError) else problem.__cause__
        full = isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        why = self.tr("the disk is full") if full else self.tr("their folder cannot be written to")
        words = self.tr("Changes cannot be kept for the case of a crash: {why}. Everything else works; save often.")
        self.trouble.emit(words.format(why=why))


class _Watch(QObject):
    """Follows one document. The file is there exactly while the document has unsaved changes."""

    def __init__(self, workspace: Workspace, recovery: Recovery, key: str) -> None:
        super().__init__(workspace)
        self.key = key
        self._workspace, self._recovery = workspace, recovery
        self._timer = QTimer(self, singleShot=True, interval=WRITE_MS)
        self._timer.timeout.connect(self._write)
        stack = workspace.document.undo_stack
        self._heard = (stack.indexChanged, stack.cleanChanged)
        for signal in self._heard:
            signal.connect(self._changed)

    def end(self) -> None:
        """The document is closed; nothing of it is to be kept."""
        self._timer.stop()
        for signal in self._heard:
            signal.disconnect(self._changed)
        self._recovery.remove(self.key)

    def _changed(self) -> None:
        if not self._workspace.document.modified:
            self._timer.stop()
            self._recovery.remove(self.key)
        elif not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        self._recovery.write(self.key, self._workspace)
