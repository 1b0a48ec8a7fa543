"""Where there is nothing yet, each view says what belongs there and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.messages import Entry
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine

LEFT = Qt.MouseButton.LeftButton


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget: QWidget, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.isVisible() and button.text() == text)


def test_an_empty_canvas_says_how_nodes_come_there(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.filing.new()
    assert "Drag a model or a node" in said(workspace.canvas.hint)
    qtbot.mouseClick(button(workspace.canvas, "Add a node"), LEFT)
    assert workspace.canvas.popup.isVisible()


def test_the_inspector_says_what_to_select(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.filing.new()
    assert "Add a node to the canvas." in said(workspace.inspector)
    nodes = [workspace.document.add_node("prompt", 0, 0), workspace.document.add_node("corpus", 300, 0)]
    assert "Select a node" in said(workspace.inspector)
    workspace.canvas.select_many(nodes)
    assert "2 nodes are selected." in said(workspace.inspector)
    qtbot.mouseClick(button(workspace.inspector, "What every node does"), LEFT)
    assert window.help.shown is not None
    assert window.help.shown.isVisible()


def test_results_before_a_run_say_how_they_come_there(window: MainWindow) -> None:
    workspace = window.filing.new()
    workspace.canvas.select(workspace.document.add_node("prompt", 0, 0))
    workspace.inspector.show_tab("results")
    assert "Press Run" in said(workspace.inspector)
    assert "Press Run" in said(workspace.board)


def test_plots_before_there_is_a_node_ask_for_one_and_not_for_a_run(window: MainWindow) -> None:
    workspace = window.filing.new()
    assert "Add its first node" in said(workspace.board)
    node = workspace.document.add_node("prompt", 0, 0)
    assert "Press Run" in said(workspace.board)
    workspace.document.remove([node])
    assert "Press Run" not in said(workspace.board)


def test_messages_say_what_will_stand_there(window: MainWindow) -> None:
    window.filing.new()
    window.bottom.show_messages()
    messages = window.bottom.messages
    assert "Nothing to tell yet." in said(messages)
    messages.add(Entry("done", "Prompt", "It was written."))
    assert not messages.nothing.isVisible()
    assert messages.table.isVisible()


def test_the_runs_without_a_run_lead_to_the_recipes(window: MainWindow, qtbot: QtBot) -> None:
    window.tabs.show_runs()
    assert window.runs_tab.page is not None
    qtbot.waitUntil(lambda: "No runs yet" in said(window.runs_tab))
    qtbot.mouseClick(window.runs_tab.page.start_button, LEFT)
    assert window.start_page.isVisible()


def test_the_start_page_without_files_and_without_a_fitting_recipe(window: MainWindow, qtbot: QtBot) -> None:
    assert "Graphs that you save are listed here." in said(window.start_page.recent)
    qtbot.keyClicks(window.start_page.search, "zebra")
    assert not window.start_page.recent.isVisible()
    assert "No recipe fits." in said(window.start_page)
    qtbot.mouseClick(button(window.start_page, "Empty canvas"), LEFT)
    assert window.tabs.current is not None
    window.tabs.show_workspace(None)
    window.start_page.search.clear()
    assert window.start_page.recent.isVisible()


def test_panels_keep_their_sizes_after_a_look_at_the_runs(window: MainWindow, qtbot: QtBot) -> None:
    window.tabs.show_runs()
    qtbot.waitUntil(lambda: "No runs yet" in said(window.runs_tab))
    window.filing.new()
    window.show_library(True)
    assert (window.dock.width(), window.inspectors.width()) == (232, 288)


def test_a_node_without_a_result_says_so_while_others_have_theirs(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    workspace = window.filing.new()
    node = workspace.document.add_node("prompt", 0, 0)
    window.actions_["run"].trigger()
    engine.say(m.RunStarted(engine.job.id, (node,)), m.Sentence(node, "It was written."))
    engine.end()
    qtbot.waitUntil(lambda: not window.running.busy)
    workspace.canvas.select(node)
    workspace.inspector.show_tab("results")
    assert "It was written." in said(workspace.inspector)
