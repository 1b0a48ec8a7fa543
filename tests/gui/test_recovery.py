"""After a crash unsaved changes are offered; after anything else nobody is asked."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engine.graph import files
from engine.graph.document import Graph, Node
from gui.recovery import keeping
from gui.recovery.swap import SwapFolder
from gui.settings import Preferences
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine, write_recipe

GRAPH = Graph(nodes={"prompt": Node("prompt", "prompt", 40, 40, settings={"text": "mountain"})}, name="A mountain")
LEFT = Qt.MouseButton.LeftButton

CRASH = """
import os, sys
from pathlib import Path
from engine.graph import files
from engine.graph.document import Graph, Node
from gui.recovery.swap import SwapFolder
graph = Graph(nodes={"prompt": Node("prompt", "prompt", 40, 40, settings={"text": "mountain"})}, name="A mountain")
swaps = SwapFolder(Path(sys.argv[1]))
swaps.write("dead-1", "A mountain", Path(sys.argv[2]) if sys.argv[2] else None, files.to_json(graph))
print("written", flush=True)
if len(sys.argv) > 3:
    sys.stdin.read()
os._exit(1)
"""


@pytest.fixture
def swaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keeping, "WRITE_MS", 1)
    return tmp_path / "unsaved"


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, swaps: Path) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows as one start of the program each would."""
    recipes = tmp_path / "recipes"
    recipes.mkdir()
    write_recipe(recipes, "A river", "Steer", 0)
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(FakeEngine(), Preferences(tmp_path / "window.ini"), recipes, tmp_path / "models")
        looked = []
        window.recovery.looked.connect(looked.append)
        window.resize(1280, 800)
        window.show()
        qtbot.waitUntil(lambda: bool(looked) and window.toolbar.device.count() == 3)
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        for workspace in window.tabs.workspaces:
            workspace.document.undo_stack.setClean()
        window.close()
        window.deleteLater()


def crash(folder: Path, file: Path | str = "") -> None:
    """A process writes a swap file and ends without a word."""
    subprocess.run([sys.executable, "-c", CRASH, str(folder), str(file)], timeout=60, capture_output=True)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.swap"))


def change(window: MainWindow, text: str = "mountain") -> Workspace:
    workspace = window.filing.open_recipe(window.start_page.recipes[0].path)
    assert workspace is not None
    workspace.document.set_setting("prompt", "text", text)
    return workspace


def test_a_change_is_kept_and_undone_changes_are_not(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path
) -> None:
    workspace = change(open_window())
    qtbot.waitUntil(lambda: len(kept(swaps)) == 1)
    assert '"mountain"' in kept(swaps)[0].read_text("utf-8")
    workspace.document.undo_stack.undo()
    qtbot.waitUntil(lambda: kept(swaps) == [])


def test_saving_and_closing_leave_nothing(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, tmp_path: Path
) -> None:
    window = open_window()
    first, second = change(window), change(window)
    qtbot.waitUntil(lambda: len(kept(swaps)) == 2)
    assert window.filing.save_to(first, tmp_path / "first.stitch")
    qtbot.waitUntil(lambda: len(kept(swaps)) == 1)
    second.document.undo_stack.setClean()
    window.close()
    assert list(swaps.iterdir()) == []


def test_after_a_crash_the_changes_are_offered_and_opened(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, tmp_path: Path
) -> None:
    crash(swaps)
    window = open_window()
    assert window.unsaved.isVisible()
    assert "A mountain" in window.unsaved.words
    qtbot.mouseClick(window.unsaved.button, LEFT)
    workspace = window.tabs.current
    assert workspace is not None
    assert workspace.name == "A mountain"
    assert workspace.document.modified
    assert workspace.document.graph.nodes["prompt"].settings == {"text": "mountain"}
    assert len(kept(swaps)) == 1, "kept on until it is saved"
    window.filing.save_to(workspace, tmp_path / "safe.stitch")
    qtbot.waitUntil(lambda: kept(swaps) == [])


def test_the_file_it_belongs_to_is_kept_unless_it_is_newer(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, tmp_path: Path
) -> None:
    older, newer = tmp_path / "older.stitch", tmp_path / "newer.stitch"
    for file in (older, newer):
        files.save(Graph(name="before"), file)
    os.utime(older, (1, 1))
    for file in (older, newer):
        crash(swaps, file)
        os.utime(kept(swaps)[0], (newer.stat().st_mtime - 100,) * 2)
        window = open_window()
        qtbot.mouseClick(window.unsaved.button, LEFT)
        workspace = window.tabs.current
        assert workspace is not None
        assert workspace.document.path == (older if file == older else None)
        workspace.document.undo_stack.setClean()
        window.close()


def test_a_tab_that_shows_the_file_unchanged_takes_the_changes(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.stitch"
    files.save(Graph(name="before"), file)
    os.utime(file, (1, 1))
    crash(swaps, file)
    window = open_window()
    window.open_path(file)
    qtbot.mouseClick(window.unsaved.button, LEFT)
    assert len(window.tabs.workspaces) == 1
    assert "prompt" in window.tabs.workspaces[0].document.graph.nodes


def test_later_means_at_the_next_start(open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path) -> None:
    crash(swaps)
    first = open_window()
    qtbot.mouseClick(first.unsaved._close, LEFT)
    assert not first.unsaved.isVisible()
    first.close()
    assert open_window().unsaved.isVisible()


@pytest.mark.parametrize(("button", "left"), [("Delete", 0), ("Keep", 1)])
def test_deleting_asks_first(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, button: str, left: int
) -> None:
    crash(swaps)
    window = open_window()

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.mouseClick(next(b for b in box.buttons() if b.text() == button), LEFT)

    keeping.QTimer.singleShot(50, answer)
    qtbot.mouseClick(window.unsaved.other, LEFT)
    qtbot.waitUntil(lambda: len(kept(swaps)) == left)
    assert window.unsaved.isVisible() is bool(left)


def test_another_window_that_still_runs_is_left_alone(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path
) -> None:
    change(open_window())
    qtbot.waitUntil(lambda: len(kept(swaps)) == 1)
    assert not open_window().unsaved.isVisible()


def test_another_process_that_still_runs_is_left_alone_until_it_is_killed(swaps: Path) -> None:
    command = [sys.executable, "-c", CRASH, str(swaps), "", "wait"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"written\n"
        assert SwapFolder(swaps).abandoned() == []
        other.kill()
        other.wait()
    mine, rival = SwapFolder(swaps), SwapFolder(swaps)
    assert [unsaved.name for unsaved in mine.abandoned()] == ["A mountain"]
    assert rival.abandoned() == [], "only one window offers them"


def test_files_that_cannot_be_read_ask_nobody_and_stay(open_window: Callable[[], MainWindow], swaps: Path) -> None:
    swaps.mkdir()
    for number, text in enumerate(("", "{", "[]", '{"name": "x", "file": null, "graph": {"nodes": 7}}')):
        (swaps / f"dead-{number}.swap").write_text(text)
    (swaps / "stranger.swap").write_text("x")
    (swaps / ".dead-9.swap.1234").write_text("half")
    assert not open_window().unsaved.isVisible()
    assert len(kept(swaps)) == 5
    assert not (swaps / ".dead-9.swap.1234").exists()


def test_a_full_disk_is_told_once_and_quietly(
    open_window: Callable[[], MainWindow], qtbot: QtBot, swaps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        workspace = change(window)
        qtbot.waitUntil(window.notice.isVisible)
        assert "the disk is full" in window.notice.words
        window.notice.hide()
        with qtbot.waitSignal(window.recovery._done):
            workspace.document.set_setting("prompt", "text", "hill")
        assert not window.notice.isVisible()
    assert list(swaps.glob("*.swap*")) == []
    assert QApplication.activeModalWidget() is None
    workspace.document.set_seed(3)
    qtbot.waitUntil(lambda: len(kept(swaps)) == 1)
