"""Preferences: each one acts, at once unless it says otherwise, and is there again after the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from gui.canvas.camera import FIT_MS
from gui.preferences_dialog import PreferencesDialog, thread_choices
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[PreferencesDialog]:
    dialog = PreferencesDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    theme.set_reduced_motion(False)


def pick(qtbot: QtBot, combo: QComboBox, data: object) -> None:
    """With the keyboard, as a person does."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.findData(data)):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == data


def again(tmp_path: Path, window: MainWindow) -> Preferences:
    """What the next start reads."""
    window.preferences.sync()
    return Preferences(tmp_path / "window.ini")


def test_the_shortcut_opens_them_and_escape_closes(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[object] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        assert dialog is not None
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(100, close)
    qtbot.keyClick(window, Qt.Key.Key_Comma, CTRL)
    assert seen == [PreferencesDialog]


def test_theme_acts_at_once_and_the_menu_follows(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(dialog.theme.button("dark"), LEFT)
    assert theme.dark
    assert window.actions_["theme_dark"].isChecked()
    assert again(tmp_path, window).theme == "dark"


def test_language_is_stored_for_the_next_start(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    assert again(tmp_path, window).language == ""
    pick(qtbot, dialog.language, "ja")
    assert again(tmp_path, window).language == "ja"
    assert PreferencesDialog(window).language.currentText() == "日本語"


def test_reduced_motion_lets_views_jump(
    window: MainWindow, river: Workspace, dialog: PreferencesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    canvas = river.canvas
    canvas.look(0.5, QPointF(900, 900))
    canvas.fit()
    assert canvas.zoom == 0.5, "it glides there"
    qtbot.waitUntil(lambda: canvas.zoom == 1.0, timeout=20 * FIT_MS)
    qtbot.mouseClick(dialog.still, LEFT, pos=QPoint(8, dialog.still.height() // 2))
    canvas.look(0.5, QPointF(900, 900))
    canvas.fit()
    assert canvas.zoom == 1.0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    assert again(tmp_path, window).reduced_motion


def test_reduced_motion_stills_a_bar_of_unknown_length(window: MainWindow) -> None:
    row = window.dock.panel.import_row
    row.show_progress(-1.0, "Importing…")
    assert row.bar.maximum() == 0
    theme.set_reduced_motion(True)
    row.show_progress(-1.0, "Importing…")
    assert row.bar.maximum() > 0
    theme.set_reduced_motion(False)


def test_device_is_the_toolbars(window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot, tmp_path: Path) -> None:
    pick(qtbot, dialog.device, "cuda:0")
    assert window.toolbar.device.currentData() == "cuda:0"
    assert again(tmp_path, window).device == "cuda:0"


def test_threads_and_memory_go_with_the_next_run(
    window: MainWindow, river: Workspace, dialog: PreferencesDialog, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(qtbot, dialog.threads, 1)
    assert not dialog.gigabytes.isEnabled()
    qtbot.mouseClick(dialog.limited, LEFT, pos=QPoint(8, dialog.limited.height() // 2))
    dialog.gigabytes.setFocus()
    dialog.gigabytes.selectAll()
    qtbot.keyClicks(dialog.gigabytes, "2.5")
    window.runs.run()
    assert (engine.job.threads, engine.job.memory_bytes) == (1, 2_500_000_000)
    kept = again(tmp_path, window)
    assert (kept.threads, kept.memory_gb) == (1, 2.5)


def test_memory_that_is_no_number_is_marked_and_not_used(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    dialog.limited.click()
    good = window.preferences.memory_gb
    assert good >= 1
    for wrong in ("much", "0", "-3"):
        dialog.gigabytes.selectAll()
        qtbot.keyClicks(dialog.gigabytes, wrong)
        assert dialog.gigabytes.property("problem"), wrong
        assert window.preferences.memory_gb == good
    dialog.limited.click()
    assert window.running.memory_bytes == 0


def test_folders_are_opened(
    window: MainWindow, dialog: PreferencesDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    for row in dialog.folders.values():
        qtbot.mouseClick(row.open, LEFT)
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "models", tmp_path / "runs"]
    assert all(Path(url.toLocalFile()).is_dir() for url in opened)


@pytest.mark.parametrize(("cores", "last"), [(1, [1]), (2, [1, 2]), (24, [16, 24]), (128, [64, 128])])
def test_thread_choices_stay_few(cores: int, last: list[int]) -> None:
    choices = thread_choices(cores)
    assert choices[-len(last) :] == last
    assert len(choices) <= 16


@pytest.mark.parametrize("broken", ["x", "-1", "nan", "inf", "1e99", ""])
def test_values_that_cannot_be_read_are_as_if_never_chosen(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "broken.ini"
    file.write_text(f"[General]\nthreads={broken}\nmemory_gb={broken}\nreduced_motion={broken}\n")
    preferences = Preferences(file)
    assert (preferences.threads, preferences.memory_gb, preferences.reduced_motion) == (0, 0.0, False)
