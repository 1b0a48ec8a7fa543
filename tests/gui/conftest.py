"""Tests of the window run without a display, with a few node types of their own beside the real ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.graph import nodes
from engine.graph.nodes import node
from engine.graph.ports import Model, Plot, Text
from engine.jobs.run import Run
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine, forget_changes, write_recipe


class Written(NamedTuple):
    text: Text
    steps: Plot


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard without a display must not outlive Python: the process would end in a crash."""
    yield
    qapp.clipboard().clear()


def a_model(run: Run, *, name: str = "small") -> Model:
    """A model to start from."""


def a_text(run: Run, *, text: str = "A stack is") -> Text:
    """A text to start from."""


def a_fusion(run: Run, large: Model, base: Model | None, experts: list[Model], *, alpha: float = 1.0) -> Model:
    """Steer one model with others."""


def a_writer(run: Run, model: Model, prompt: Text | None) -> Written:
    """Write on from a prompt."""


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers the four node types above for one test."""
    nodes.node_types()
    monkeypatch.setattr(nodes, "_types", dict(nodes._types))
    node("Test model", group="Tests", summary=lambda s: s.name)(a_model)
    node("Test text", group="Tests", icon="text-align-start", summary=lambda s: s.text)(a_text)
    node("Test fusion", group="Tests", icon="blend", summary=lambda s: f"alpha {s.alpha:g}")(a_fusion)
    node("Test writer", group="Tests", icon="message-square-text")(a_writer)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    folder = tmp_path / "recipes"
    folder.mkdir()
    write_recipe(folder, "A river", "Steer", 0, seconds=9, picture="lines")
    write_recipe(folder, "A mountain", "Measure", 1, seconds=3, picture="bars")
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
