"""Moving the folder of the models or of the runs, so that at every moment one of two places holds all of it.

Copy, read the copy again, switch, and only then remove what was copied. On one disk a copy is a second name for the
same file, which takes no time and no room.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from engine.errors import StitchworkError
from engine.files import cannot_write

Report = Callable[[float], None]
"Called with the share that is done; what it raises (Cancelled) ends the move."
CHUNK = 4 << 20
SPARE_BYTES = 64 << 20
"Left free on a disk, for whatever else is written there."
_OTHER = "Choose another folder."


@dataclass(frozen=True)
class Move:
    """What would be moved. `entries`: what lies directly in `source`; `files`: path below it -> (bytes, time of
    change); `bytes`: of all files; `copied`: the files go to another disk; `remade`: names that do not go along, and
    are removed at the end. Without entries the new folder is only used."""

    source: Path
    target: Path
    entries: tuple[str, ...] = ()
    files: dict[Path, tuple[int, int]] = field(default_factory=dict)
    copied: bool = False
    remade: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        return sum(size for size, _ in self.files.values())


def check_place(target: Path, source: Path, others: Iterable[Path] = ()) -> None:
    """Raises StitchworkError where `target` cannot take the place of `source`: it is no folder, cannot be written to,
    or it and a folder in use (`source`, `others`) lie one in the other."""
    if target.exists() and not target.is_dir():
        raise StitchworkError(f"“{target.name}” is a file, not a folder.", _OTHER)
    if target.resolve() == source.resolve():
        raise StitchworkError("This is the folder that is used now.", _OTHER)
    for used in map(Path.resolve, (source, *others)):
        if target.resolve().is_relative_to(used) or used.is_relative_to(target.resolve()):
            raise StitchworkError(f"This folder and “{used}”, which is in use, would lie one in the other.", _OTHER)
    try:
        with tempfile.TemporaryFile(dir=_nearest(target)):
            pass
    except OSError as error:
        raise cannot_write(target / target.name, error) from error


def plan(source: Path, target: Path, remade: tuple[str, ...] = ()) -> Move:
    """What moving means here. remade: files that the program makes anew in each folder. Raises StitchworkError where
    something of the same name is there already, or the disk has no room."""
    entries = (
        tuple(sorted(entry.name for entry in source.iterdir() if entry.name not in remade)) if _is_dir(source) else ()
    )
    if taken := [name for name in entries if (target / name).exists()]:
        words = f"This folder has something of the same name already: {', '.join(taken[:3])}."
        raise StitchworkError(words, "Choose an empty folder, or leave what is there now in its place.")
    near = _nearest(target)
    copied = bool(entries) and not _on_one_disk(source, near)
    move = Move(source, target, entries, _survey(source, entries), copied, remade)
    free = shutil.disk_usage(near).free
    if copied and move.bytes + SPARE_BYTES > free:
        raise no_room(move.bytes, free)
    return move


def carry_out(move: Move, switch: Callable[[], None], report: Report = lambda _share: None) -> bool:
    """Move, and call `switch` once the copy is whole and the old folder still is. Returns whether all that was copied
    could be removed from the old folder.

    Raises StitchworkError, or what `report` and `switch` raise: then the old folder is as it was, and nothing of the
    move is left in the new one.
    """
    existed = move.target.is_dir()
    part = move.target / f".moving.{uuid.uuid4().hex}"
    arrived: list[Path] = []
    try:
        part.mkdir(parents=True)
        _Copy(move, part, report).all()
        if _survey(move.source, move.entries) != move.files:
            words = "Something in the old folder was changed meanwhile, so nothing was moved."
            raise StitchworkError(words, "Close other windows of Stitchwork, and try again.")
        for entry in move.entries:
            (part / entry).rename(move.target / entry)
            arrived.append(move.target / entry)
        part.rmdir()
        switch()
    except BaseException as error:
        for half in (part, *arrived):
            _remove(half)
        if not existed:
            with suppress(OSError):
                move.target.rmdir()
        if isinstance(error, OSError):
            raise _not_moved(move, error) from error
        raise
    removed = [_remove(move.source / entry) for entry in (*move.entries, *move.remade)]
    if move.entries:
        with suppress(OSError):
            move.source.rmdir()
    return all(removed)


def no_room(need: int, free: int) -> StitchworkError:
    words = f"The disk has too little room: {need / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free."
    return StitchworkError(words, "Free some space there, or choose another disk.")


class _Copy:
    """Fills `part` with what is to be moved."""

    def __init__(self, move: Move, part: Path, report: Report) -> None:
        self._move, self._part, self._report = move, part, report
        self._done = 0

    def all(self) -> None:
        self._report(0.0)
        for entry in self._move.entries:
            self._one(Path(entry))
        self._report(1.0)

    def _one(self, name: Path) -> None:
        source, target = self._move.source / name, self._part / name
        if source.is_symlink():
            target.symlink_to(self._pointed(source))
        elif source.is_dir():
            target.mkdir()
            for inside in source.iterdir():
                self._one(name / inside.name)
            shutil.copystat(source, target)
        elif self._move.copied or not _linked(source, target):
            self._copy(source, target)
        else:
            self._read(2 * source.stat().st_size)

    def _pointed(self, link: Path) -> Path:
        """What a link says, so that it leads to the same file from its new place."""
        said = Path(os.readlink(link))
        inside = (link.parent / said).resolve().is_relative_to(self._move.source.resolve())
        return said if inside and not said.is_absolute() else link.parent / said

    def _copy(self, source: Path, target: Path) -> None:
        with source.open("rb") as old, target.open("xb") as new:
            written = hashlib.sha256()
            for piece in self._pieces(old):
                new.write(piece)
                written.update(piece)
            new.flush()
            os.fsync(new.fileno())
            if hasattr(os, "posix_fadvise"):  # so that the disk is read, not what the system remembers of it
                os.posix_fadvise(new.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.sha256()
        with target.open("rb") as new:
            for piece in self._pieces(new):
                found.update(piece)
        if found.digest() != written.digest():
            raise OSError(errno.EIO, "it cannot be read as it was written")
        shutil.copystat(source, target)

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        while piece := file.read(CHUNK):
            yield piece
            self._read(len(piece))

    def _read(self, size: int) -> None:
        """Every file is read twice, and the second time from its copy."""
        self._done += size
        self._report(min(1.0, self._done / max(1, 2 * self._move.bytes)))


def _on_one_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _linked(source: Path, target: Path) -> bool:
    """Give the file a second name. Some kinds of disk cannot."""
    try:
        target.hardlink_to(source)
    except OSError:
        return False
    return True


def _survey(source: Path, entries: Iterable[str]) -> dict[Path, tuple[int, int]]:
    """All files below some entries of a folder: path below it -> (bytes, time of change)."""
    found: dict[Path, tuple[int, int]] = {}
    for entry in entries:
        top = source / entry
        for file in (top, *top.rglob("*")) if _is_dir(top) else (top,):
            if not _is_dir(file):
                facts = file.lstat()
                found[file.relative_to(source)] = facts.st_size, facts.st_mtime_ns
    return found


def _is_dir(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _nearest(path: Path) -> Path:
    """The folder itself, or the one in which it would be made."""
    return next(place for place in (path, *path.parents) if place.is_dir())


def _remove(path: Path) -> bool:
    """Whether it is gone."""
    with suppress(OSError):
        if _is_dir(path):
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return not os.path.lexists(path)


def _not_moved(move: Move, error: OSError) -> StitchworkError:
    kept = "Everything is where it was."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StitchworkError(f"The disk became full. {kept}", "Choose a disk with more room.", details=str(error))
    why = error.strerror or str(error)
    return StitchworkError(f"Moving to “{move.target}” failed: {why}. {kept}", _OTHER, details=str(error))
