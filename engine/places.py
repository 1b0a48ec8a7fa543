"""Where the person's models and runs are kept. One small file says it to the window, the worker and the command line.

Environment variable STITCHWORK_HOME, when set, puts everything into one folder and decides before all else.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from engine.files import write_text

HOME = "STITCHWORK_HOME"
FILE = "folders.json"


class Place(StrEnum):
    """What has a folder that the person can choose; the values name the folders in the usual place."""

    MODELS = "models"
    RUNS = "runs"


_MARKS = {Place.MODELS: ("config.json", "combined.json"), Place.RUNS: ("result.json",)}
"Files by which the folder of a model, or of a run, is known."


def home() -> Path | None:
    """The folder of STITCHWORK_HOME, when it is set."""
    value = os.environ.get(HOME)
    return Path(value).expanduser() if value else None


def data_folder() -> Path:
    """Where the system keeps the data of programs, for everything that has no place of its own."""
    if (chosen := home()) is not None:
        return chosen
    from platformdirs import user_data_path

    return user_data_path("stitchwork", appauthor=False)


def settings_folder() -> Path:
    if (chosen := home()) is not None:
        return chosen
    from platformdirs import user_config_path

    return user_config_path("stitchwork", appauthor=False)


def folder(place: Place) -> Path:
    """Where it is now. It may not be there yet, or not any more: a disk can be taken away."""
    chosen = _chosen().get(place.value) if home() is None else None
    return Path(chosen) if chosen else usual(place)


def usual(place: Place) -> Path:
    """Where it is when nobody chose."""
    return data_folder() / place.value


def is_missing(place: Place) -> bool:
    """Whether a folder that the person chose is not there, so that what it holds cannot be seen."""
    return folder(place) != usual(place) and not folder(place).is_dir()


def proposed(place: Place, folder: Path) -> Path:
    """The folder itself if it is empty or holds such things already, else a new one in it: other things that lie beside
    models would be taken for broken ones."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")] if folder.is_dir() else []
    if not entries or any((entry / mark).is_file() for entry in entries for mark in _MARKS[place]):
        return folder
    return folder / "Stitchwork" / place.value


def choose(place: Place, where: Path) -> None:
    """Keep it there from now on; the usual place is only left out of the file. Nothing is moved.

    Raises StitchworkError when the choice cannot be written; then the old one stays.
    """
    chosen = {name: path for name, path in _chosen().items() if name != place.value}
    if where != usual(place):
        chosen[place.value] = str(where)
    write_text(settings_folder() / FILE, json.dumps(chosen, indent=1, ensure_ascii=False) + "\n")


def _chosen() -> dict[str, str]:
    """What the file says; nothing where it cannot be read."""
    with suppress(OSError, ValueError):
        said = json.loads((settings_folder() / FILE).read_text("utf-8"))
        if isinstance(said, dict):
            return {name: path for name, path in said.items() if isinstance(path, str) and Path(path).is_absolute()}
    return {}
