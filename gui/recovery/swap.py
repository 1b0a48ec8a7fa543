"""The swap files on disk, without Qt: one for each changed document, and a lock for each window that writes them.

The operating system frees a lock when its process ends, however it ends. So a swap file whose lock can be taken is one
that nobody looks after any more, whatever happened to process numbers, clocks or computers since.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from engine.errors import StitchworkError
from engine.files import cannot_write, write_text
from engine.graph import files
from engine.graph.document import Graph

SWAP, LOCK = ".swap", ".lock"


@dataclass(frozen=True)
class Unsaved:
    """Changes that were never saved. `file`: where the document lay, if anywhere. `written`: seconds since 1970."""

    key: str
    name: str
    file: Path | None
    graph: Graph
    written: float


class SwapFolder:
    """The swap files of one window, and those that others left behind. To be used from one thread at a time.

    A file's key is SESSION-NUMBER; the session has the lock.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._locks: dict[str, IO[bytes]] = {}

    def write(self, key: str, name: str, file: Path | None, graph: dict[str, Any]) -> None:
        """Keep a document. Raises StitchworkError; what was kept before stays."""
        path = self._path(key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._hold(_session(key)):
                raise OSError(errno.EBUSY, "another window looks after it")
        except OSError as error:
            raise cannot_write(path, error) from error
        data = {"name": name, "file": str(file) if file is not None else None, "graph": graph}
        write_text(path, json.dumps(data, ensure_ascii=False))

    def remove(self, key: str) -> None:
        """The document was saved, or closed, or is as it was. Raises OSError."""
        self._path(key).unlink(missing_ok=True)

    def abandoned(self) -> list[Unsaved]:
        """What processes that ended unexpectedly left, oldest first. It is this window's from now on.

        Files that cannot be read are left where they are.
        """
        found: list[Unsaved] = []
        left = {_session(path.stem) for path in self.folder.glob(f"*{SWAP}")}
        ended = {path.stem for path in self.folder.glob(f"*{LOCK}")}
        for session in (left | ended) - self._locks.keys() - {""}:
            if not self._take(session):
                continue
            for half in self.folder.glob(f".{session}-*"):
                half.unlink(missing_ok=True)
            found += [unsaved for path in self._files(session) if (unsaved := _read(path)) is not None]
            if session not in left:
                self._let_go(session)
        return sorted(found, key=lambda unsaved: unsaved.written)

    def close(self) -> None:
        """Let go of everything. What is still there is offered when a window starts again."""
        for session in list(self._locks):
            self._let_go(session)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{SWAP}"

    def _files(self, session: str) -> list[Path]:
        return list(self.folder.glob(f"{session}-*{SWAP}"))

    def _take(self, session: str) -> bool:
        try:
            return self._hold(session)
        except OSError:
            return False

    def _hold(self, session: str) -> bool:
        """Whether this window looks after a session's files. Raises OSError when that cannot be known."""
        if session in self._locks:
            return True
        file = (self.folder / f"{session}{LOCK}").open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            if isinstance(error, BlockingIOError | PermissionError):
                return False
            raise
        self._locks[session] = file
        return True

    def _let_go(self, session: str) -> None:
        self._locks.pop(session).close()
        if not self._files(session):
            (self.folder / f"{session}{LOCK}").unlink(missing_ok=True)


def _session(key: str) -> str:
    return key.rpartition("-")[0]


def _read(path: Path) -> Unsaved | None:
    try:
        about = path.stat()
        if about.st_size > 2 * files.MAX_BYTES:
            return None
        data = json.loads(path.read_text("utf-8"))
        file = data["file"]
        graph = files.from_json(data["graph"])
        return Unsaved(path.stem, str(data["name"]), Path(file) if file else None, graph, about.st_mtime)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, StitchworkError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def usual_folder() -> Path:
    from engine import places

    return places.data_folder() / "unsaved"


def is_newer(file: Path, than: float) -> bool:
    """Whether a file was written after a moment; one that is gone was not."""
    try:
        return os.stat(file).st_mtime > than
    except OSError:
        return False
