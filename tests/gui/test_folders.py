"""The person chooses where models and runs are kept, in the preferences; what is there comes along if they like."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from engine import moving, places
from engine.jobs.history import History
from engine.jobs.result import Collector
from engine.places import Place
from gui.folder_dialog import FolderDialog
from gui.preferences_dialog import PreferencesDialog
from gui.settings import Preferences
from gui.window import MainWindow
from tests.engine.tiny import tiny
from tests.gui.fakes import FakeEngine, forget_changes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="platformdirs reads XDG_DATA_HOME on Unix only")
LEFT = Qt.MouseButton.LeftButton
GRAPH = {"schema": 1, "nodes": [], "wires": []}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folders: one model and one kept run are there."""
    monkeypatch.delenv("STITCHWORK_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    tiny("llama", places.folder(Place.MODELS) / "mine")
    History().keep(GRAPH, Collector(), name="river", seed=1, device="cpu")
    return tmp_path


@pytest.fixture
def window(home: Path, qtbot: QtBot, engine: FakeEngine, recipes: Path, preferences: Preferences) -> MainWindow:
    """A window like the person's: nobody told it where models are."""
    window = MainWindow(engine, preferences, recipes)
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.show()
    qtbot.waitUntil(lambda: window.toolbar.device.count() == 3)
    return window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> Callable[[Place], FolderDialog]:
    def ask(place: Place) -> FolderDialog:
        dialog = FolderDialog(place, lambda: window.running.busy)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return ask


def typed(qtbot: QtBot, dialog: FolderDialog, folder: Path | str) -> None:
    dialog.path.setFocus()
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(folder))
    dialog.look()


def names(window: MainWindow) -> set[str]:
    return {entry.name for entry in window.models.library().list() if not entry.starter}


def test_models_move_from_the_preferences_and_the_library_goes_on(
    home: Path, window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    assert names(window) == {"mine"}
    row = dialog.folders[Place.MODELS]

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, FolderDialog)
        typed(qtbot, asked, home / "disk")
        assert "same disk" in asked.verdict.text()
        qtbot.mouseClick(asked.start, LEFT)

    QTimer.singleShot(100, answer)
    qtbot.mouseClick(row.change, LEFT)
    assert row.folder == home / "disk"
    assert (home / "disk" / "mine" / "model.safetensors").is_file()
    assert not (home / "data" / "stitchwork" / "models").exists()
    assert names(window) == {"mine"}
    assert window.models.library().get("mine").folder == home / "disk" / "mine"


def test_runs_move_and_the_next_one_is_kept_beside_them(
    home: Path, window: MainWindow, asked: Callable[[Place], FolderDialog], qtbot: QtBot
) -> None:
    dialog = asked(Place.RUNS)
    typed(qtbot, dialog, home / "disk")
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    with qtbot.waitSignal(window.keeper.elsewhere):
        window.keeper.look_again()
    found: list[list[str]] = []
    window.keeper.ask(lambda history: [run.graph for run in history.runs()], found.append)
    qtbot.waitUntil(lambda: found == [["river"]])
    assert History().folder == home / "disk"
    assert not (home / "data" / "stitchwork" / "runs").exists()


def test_the_old_folder_can_be_left_as_it_is(
    home: Path, window: MainWindow, asked: Callable[[Place], FolderDialog], qtbot: QtBot
) -> None:
    dialog = asked(Place.MODELS)
    dialog.leave.click()
    typed(qtbot, dialog, home / "disk")
    assert "used from now on" in dialog.verdict.text()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    window.models.look_again()
    assert names(window) == set()
    assert (home / "data" / "stitchwork" / "models" / "mine").is_dir()


def test_a_folder_with_other_things_gets_one_inside(
    home: Path, asked: Callable[[Place], FolderDialog], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (home / "disk" / "photos").mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(home / "disk"))
    dialog = asked(Place.MODELS)
    qtbot.mouseClick(dialog.choose, LEFT)
    qtbot.waitUntil(lambda: "Stitchwork/models" in dialog.verdict.text())
    assert dialog.target == home / "disk" / "Stitchwork" / "models"


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("disk", ""),
        ("relative", "whole path"),
        ("data/stitchwork/models", "used now"),
        ("data/stitchwork/runs/inside", "one in the other"),
        ("taken", "same name already: mine"),
    ],
)
def test_what_cannot_be_is_said_while_it_is_typed(
    home: Path, asked: Callable[[Place], FolderDialog], qtbot: QtBot, folder: str, words: str
) -> None:
    tiny("llama", home / "taken" / "mine")
    dialog = asked(Place.MODELS)
    typed(qtbot, dialog, folder if folder == "relative" else home / folder)
    assert words in dialog.verdict.text()
    assert dialog.start.isEnabled() is (not words)


def test_a_run_under_way_is_not_disturbed(
    home: Path, window: MainWindow, asked: Callable[[Place], FolderDialog], qtbot: QtBot
) -> None:
    window.running.run(window.filing.new().document, {**GRAPH, "seed": 0}, device="cpu")
    dialog = asked(Place.MODELS)
    typed(qtbot, dialog, home / "disk")
    dialog.accept()
    assert "under way" in dialog.verdict.text()
    assert not (home / "disk").exists()


def test_escape_stops_a_move_and_nothing_has_changed(
    home: Path, asked: Callable[[Place], FolderDialog], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(moving, "_on_one_disk", lambda _one, _other: False)
    reached, go_on = threading.Event(), threading.Event()

    def slow(descriptor: int) -> None:
        reached.set()
        assert go_on.wait(20)

    monkeypatch.setattr(os, "fsync", slow)
    dialog = asked(Place.MODELS)
    typed(qtbot, dialog, home / "disk")
    assert "copied" in dialog.verdict.text()
    qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(reached.is_set)
    assert dialog.bar.isVisible()
    assert not dialog.path.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: "Stopped" in dialog.verdict.text())
    assert not (home / "disk").exists()
    assert places.folder(Place.MODELS) == home / "data" / "stitchwork" / "models"
    assert (places.folder(Place.MODELS) / "mine" / "model.safetensors").is_file()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_disk_that_becomes_full_loses_nothing(
    home: Path, asked: Callable[[Place], FolderDialog], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(moving, "_on_one_disk", lambda _one, _other: False)
    dialog = asked(Place.MODELS)
    typed(qtbot, dialog, home / "disk")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        dialog.accept()
        qtbot.waitUntil(lambda: "became full" in dialog.verdict.text())
    assert (places.folder(Place.MODELS) / "mine" / "model.safetensors").is_file()
    assert not (home / "disk").exists()
    assert dialog.start.isEnabled(), "once there is room it can be tried again"


def test_a_folder_whose_disk_is_gone_is_told(home: Path, window: MainWindow, qtbot: QtBot) -> None:
    places.choose(Place.MODELS, home / "unplugged")
    window.models.look_again()
    assert any("unplugged" in entry.words for entry in window.bottom.messages.entries)
    dialog = PreferencesDialog(window)
    qtbot.addWidget(dialog)
    assert "not there" in dialog.folders[Place.MODELS].problem.text()


def test_the_usual_folder_is_one_press_away(
    home: Path, window: MainWindow, asked: Callable[[Place], FolderDialog], qtbot: QtBot
) -> None:
    assert not asked(Place.MODELS).usual.isVisible()
    (home / "disk").mkdir()
    places.choose(Place.MODELS, home / "disk")
    dialog = asked(Place.MODELS)
    qtbot.mouseClick(dialog.usual, LEFT)
    dialog.look()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    window.models.look_again()
    assert names(window) == {"mine"}


def test_the_environment_decides_and_says_so(
    home: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("STITCHWORK_HOME", str(home / "given"))
    dialog = PreferencesDialog(window)
    qtbot.addWidget(dialog)
    assert not any(row.change.isEnabled() for row in dialog.folders.values())
    assert "STITCHWORK_HOME" in dialog.folders_hint.text()
    assert dialog.folders[Place.RUNS].folder == home / "given" / "runs"
