"""A picture that was exported opens again as the graph that made it: by File > Open, and dropped on the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from engine.graph import files
from engine.graph.embedded import embed, graph_text
from engine.jobs import messages as m
from gui.dropping import droppable
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine


@pytest.fixture
def picture(window: MainWindow, river: Workspace, engine: FakeEngine, qtbot: QtBot, tmp_path: Path) -> Path:
    """A plot of a run of that graph, saved as PNG; the graph has been changed since."""
    window.runs.run()
    qtbot.waitUntil(lambda: window.running.busy)
    engine.begin()
    engine.say(m.Line("prompt", "loss", "a", (0.0, 1.0), (2.0, 1.0)))
    engine.end()
    qtbot.waitUntil(lambda: not window.running.busy)
    panel = river.board.panel("prompt", "loss")
    assert panel is not None
    river.document.set_setting("prompt", "text", "A lake")
    panel.to_png(tmp_path / "loss.png")
    return tmp_path / "loss.png"


def settings(workspace: Workspace | None) -> dict[str, object]:
    assert workspace is not None
    return workspace.document.graph.nodes["prompt"].settings


def test_a_plot_carries_the_graph_of_its_run_and_is_still_a_picture(picture: Path) -> None:
    assert not QImage(str(picture)).isNull()
    assert files.load(picture).nodes["prompt"].settings == {"text": "river"}


def test_it_opens_as_a_new_document(window: MainWindow, picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    window.actions_["open"].trigger()
    assert len(window.tabs.workspaces) == 2
    assert settings(window.tabs.current) == {"text": "river"}
    assert window.tabs.current is not None
    assert window.tabs.current.document.path is None


def test_it_can_be_dropped_on_the_window(window: MainWindow, picture: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    at, left = QPointF(400, 300), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(at, Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, drop)
    assert settings(window.tabs.current) == {"text": "river"}


def test_over_the_canvas_too(river: Workspace, picture: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(river.canvas.viewport(), enter)
    assert enter.isAccepted(), "what the canvas leaves alone goes on to the window"
    assert [file.name for file in droppable(data)] == ["loss.png"]


def test_other_files_are_not_taken(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt")), QUrl("https://example.org/a.png")])
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_a_picture_without_a_graph_says_so(window: MainWindow, tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "plain.png"))
    window.filing.open(tmp_path / "plain.png")
    assert len(window.tabs.workspaces) == 0
    assert "there is no graph in this picture" in window.status.words


def test_exported_results_hold_a_picture_of_the_canvas(
    window: MainWindow, river: Workspace, picture: Path, tmp_path: Path
) -> None:
    river.write_results(tmp_path / "out")
    shown = QImage(str(tmp_path / "out" / "graph.png"))
    colors = {shown.pixel(x, y) for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3)}
    assert len(colors) > 3
    assert graph_text((tmp_path / "out" / "graph.png").read_bytes()) is not None


def test_a_picture_that_carries_a_graph_already_carries_the_new_one_alone(picture: Path) -> None:
    again = embed(embed(picture.read_bytes(), {"nodes": "old"}), {"nodes": "new"})
    assert graph_text(again) == b'{"nodes": "new"}'
    assert again.count(b"stitchwork graph") == 1
