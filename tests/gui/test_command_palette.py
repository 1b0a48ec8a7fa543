"""Everything by name, with keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.command_palette import CommandPalette
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    return press(window, qtbot)


def press(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL | SHIFT)
    found = window.findChild(CommandPalette)
    assert isinstance(found, CommandPalette)
    assert found.isVisible()
    return found


def rows(palette: CommandPalette) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [palette.list.item(row).data(role) for row in range(palette.list.count())]


def choose(palette: CommandPalette, qtbot: QtBot, text: str) -> None:
    palette.field.clear()
    qtbot.keyClicks(palette.field, text)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()


def test_it_opens_with_either_shortcut_and_closes_with_the_same(window: MainWindow, qtbot: QtBot) -> None:
    palette = press(window, qtbot)
    assert QApplication.focusWidget() is palette.field
    qtbot.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert palette.isVisible()


def test_it_stays_in_the_middle_when_the_window_changes_its_width(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    window.resize(window.width() - 200, window.height())
    qtbot.waitUntil(lambda: abs(palette.geometry().center().x() - window.rect().center().x()) <= 1)


def test_actions_stand_with_their_keys_and_only_those_that_can_be_used(palette: CommandPalette) -> None:
    offered = rows(palette)
    assert "Open…, Ctrl+O" in offered
    assert "Theme: Dark, View" in offered
    assert not any(row.startswith(("Save", "Undo", "Find anything", "Open recent", "Arrange")) for row in offered)
    assert not any(row.endswith("Add node") for row in offered), "there is no canvas to add one to"


def test_letters_in_order_are_enough_and_enter_does_it(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot
) -> None:
    choose(palette, qtbot, "drk")
    assert theme.mode == "dark"
    assert window.actions_["theme_dark"].isChecked()


def test_recipes_and_recent_files_open(
    window: MainWindow, palette: CommandPalette, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(palette, qtbot, "mountain")
    river = window.tabs.current
    assert river is not None
    assert river.name == "A mountain"
    window.filing.save_to(river, tmp_path / "peaks.stitch")
    window.filing.close(river)
    choose(press(window, qtbot), qtbot, "peaks")
    assert window.tabs.current is not None
    assert window.tabs.current.document.path == tmp_path / "peaks.stitch"


def test_nodes_are_added_to_the_canvas_in_front(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    choose(press(window, qtbot), qtbot, "add prompt")
    assert list(river.document.graph.nodes) == ["prompt", "prompt_2"]
    assert river.selected == ["prompt_2"]


def test_arrows_and_pages_move_and_escape_gives_the_focus_back(
    window: MainWindow, river: Workspace, qtbot: QtBot
) -> None:
    river.canvas.setFocus()
    palette = press(window, qtbot)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_PageDown, 9), (Qt.Key.Key_Up, 8), (Qt.Key.Key_PageUp, 0)):
        qtbot.keyClick(palette.field, key)
        assert palette.list.currentRow() == row
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is river.canvas


def test_nothing_fits_is_said_and_enter_does_nothing(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "qqqq")
    assert palette.list.count() == 0
    assert "Nothing fits" in palette.help.text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_click_on_a_row_does_it(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "new canvas")
    place = palette.list.visualItemRect(palette.list.item(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(window.tabs.workspaces) == 1
