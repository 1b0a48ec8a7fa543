"""Tests of the window run without a display, with a few node types of their own beside the real ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.graph import nodes
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui import sample_kinds
from tests.gui.fakes import FakeEngine, forget_changes, write_recipe


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard without a display must not outlive Python: the process would end in a crash."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers four node types for one test."""
    nodes.node_types()
    monkeypatch.setattr(nodes, "_types", dict(nodes._types))
    sample_kinds.register()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    folder = tmp_path / "recipes"
    folder.mkdir()
    write_recipe(folder, "A river", "Steer", 0, seconds=9, picture="stitch")
    write_recipe(folder, "A mountain", "Measure", 1, seconds=3, picture="vocabularies")
    return folder


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def window(
    qtbot: QtBot, engine: FakeEngine, recipes: Path, preferences: Preferences, tmp_path: Path
) -> Iterator[MainWindow]:
    window = MainWindow(engine, preferences, recipes, tmp_path / "models")
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.toolbar.device.count() == 3)
    yield window
    theme.set_mode("system")


@pytest.fixture
def river(window: MainWindow, qtbot: QtBot) -> Workspace:
    """The first recipe, opened."""
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.open_button, Qt.MouseButton.LeftButton)
    workspace = window.tabs.current
    assert workspace is not None
    return workspace
