"""Folders that appear whole or not at all: written under a hidden name, flushed to disk, then renamed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import places
from engine.errors import StitchworkError
from engine.places import Place

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write into; it takes the name `target` once the block ends well, and vanishes otherwise."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        for file in part.rglob("*"):
            if file.is_file():
                _flush(file)
        if target.exists():
            raise StitchworkError(f"{target} exists already.", "Choose another name.")
        os.rename(part, target)
    except OSError as error:
        raise disk_error(error, target) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_disk(need: int, folder: Path) -> None:
    """Refuse to write what will not fit on the disk of `folder`, or where the disk itself is gone."""
    if folder == places.folder(Place.MODELS) and places.is_missing(Place.MODELS):
        raise StitchworkError(
            f"The folder of your models is not there: {folder}.",
            "Connect its disk, or choose another folder in the preferences.",
        )
    place = folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if need > free:
        raise StitchworkError(
            f"The disk is too full: {need / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free in {folder}.",
            "Free some space, or keep models in a folder on another disk: Edit, Preferences, Folders.",
        )


def disk_error(error: OSError, target: Path) -> StitchworkError:
    if error.errno in FULL:
        return StitchworkError(
            f"The disk is full: {target.name} could not be written to {target.parent}.",
            "Free some space and try again. Nothing was kept of the unfinished files.",
        )
    return StitchworkError(
        f"{target.name} could not be written to {target.parent}.",
        "Check that the folder exists and that you may write there.",
        details=str(error),
    )


def _flush(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
