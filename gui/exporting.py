"""Export results: what the last run of a document gave, as numbers, tables of the plots and a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import StitchworkError
from gui.settings import Preferences

if TYPE_CHECKING:
    from gui.workspace import Workspace


def export(
    window: QWidget,
    workspace: Workspace,
    preferences: Preferences,
    trouble: Callable[[StitchworkError], None],
    say: Callable[[str, str], None],
) -> None:
    """Ask for a folder and write what Collector.write does, and graph.png, into a new one inside it."""
    if workspace.result is None:
        return
    title = QCoreApplication.translate("exporting", "Folder for the results")
    chosen = QFileDialog.getExistingDirectory(window, title, preferences.folder)
    if not chosen:
        return
    preferences.folder = chosen
    try:
        folder = write(workspace, Path(chosen))
    except StitchworkError as problem:
        trouble(problem)
        return
    say(QCoreApplication.translate("exporting", "Results are in {folder}.").format(folder=folder), "done")


def write(workspace: Workspace, where: Path) -> Path:
    """Write the results into a folder of their own; its path."""
    folder = _fresh(where / QCoreApplication.translate("exporting", "{name} results").format(name=workspace.name))
    try:
        workspace.write_results(folder)
    except OSError as problem:
        words = QCoreApplication.translate("exporting", "The results could not be written to {folder}: {why}.")
        raise StitchworkError(
            words.format(folder=folder, why=problem.strerror),
            QCoreApplication.translate("exporting", "Choose another folder, or make room on the disk."),
            details=str(problem),
        ) from problem
    return folder


def _fresh(folder: Path) -> Path:
    number = 2
    name = folder
    while name.exists():
        name = folder.with_name(f"{folder.name} {number}")
        number += 1
    return name
