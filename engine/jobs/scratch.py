"""Folders for work in progress: what a long node leaves there is found again after a stop, a crash or a restart."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from engine import places

if TYPE_CHECKING:
    from engine.models.library import Library

MOST = 8
"Folders of work that was never finished; the oldest go first."


def of(library: Library, key: str) -> Path:
    """The folder of a node's content, with the data of the program. Nothing is made until something is written."""
    home = _home(library)
    if home.is_dir():
        others = [folder for folder in home.iterdir() if folder.is_dir() and folder.name != key]
        for old in sorted(others, key=lambda folder: folder.stat().st_mtime)[: -(MOST - 1)]:
            shutil.rmtree(old, ignore_errors=True)
    return home / key


def clear(library: Library, key: str) -> None:
    """Let go of what a node that is done has left."""
    shutil.rmtree(_home(library) / key, ignore_errors=True)


def _home(library: Library) -> Path:
    return (places.data_folder() if library.is_users else library.folder.parent) / "unfinished"
