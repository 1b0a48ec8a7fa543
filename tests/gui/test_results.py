"""The results in place of the canvas: what comes first, what stays reachable, and how one gets there and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.errors import Fault
from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from engine.graph.weight import by_weight
from engine.jobs import messages as m
from gui.results.control import CANVAS, RESULTS
from gui.results.found import sentences
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine

FOUND = "The fused model is better."
WROTE = "It wrote 9 tokens."


@pytest.fixture
def measured(window: MainWindow) -> Workspace:
    """A model that is compared, and also writes."""
    workspace = window.filing.new()
    graph = Graph()
    for name, kind in (("model", "model"), ("prompt", "prompt"), ("writes", "generate"), ("compare", "compare")):
        graph.nodes[name] = Node(name, kind, 0, 0)
    graph.wires = [
        Wire("model", "model", "writes", "model"),
        Wire("prompt", "text", "writes", "prompt"),
        Wire("model", "model", "compare", "models"),
    ]
    workspace.document.set_graph(graph)
    return workspace


def finish(window: MainWindow, workspace: Workspace, qtbot: QtBot, engine: FakeEngine, outcome: str = "done") -> None:
    """The graph's run, as the engine tells it."""
    window.running.run(workspace.document, files.to_json(workspace.document.graph), device="cpu")
    nodes = engine.begin()
    engine.say(
        m.PlainText("writes", "text", "river and sea"),
        m.Bars("compare", "losses", ("loss",), ("model",), ((1.5,),)),
        m.Sentence("writes", WROTE),
        m.Sentence("compare", FOUND),
        *(m.NodeChanged(node, m.NodeState.DONE) for node in nodes),
    )
    engine.end(outcome)
    qtbot.waitUntil(lambda: not window.running.busy)


def test_the_answer_of_the_graph_comes_first_and_its_plots_too(
    window: MainWindow, measured: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    finish(window, measured, qtbot, engine)
    assert by_weight(measured.document.graph)[0] == "compare", "what measures comes before what writes"
    window.results.show(True)
    assert measured.results.sentence.text() == FOUND
    assert WROTE in measured.results.others.text()
    assert [panel.node for panel in measured.board.shown()] == ["compare", "writes"]


def test_what_an_edit_made_untrue_is_said_no_longer(
    window: MainWindow, measured: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    finish(window, measured, qtbot, engine)
    window.results.show(True)
    measured.document.set_setting("compare", "measure", "perplexity")
    assert sentences(measured.document) == [("writes", WROTE)]
    assert measured.results.sentence.text() == WROTE


def test_the_switch_moves_the_plots_there_and_back(
    window: MainWindow, measured: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    finish(window, measured, qtbot, engine)
    qtbot.mouseClick(window.tabs.switch.button(RESULTS), Qt.MouseButton.LeftButton)
    assert measured.results_shown
    assert measured.results.isAncestorOf(measured.board)
    assert not window.bottom.isVisible()
    assert window.inspectors.isVisible()
    qtbot.mouseClick(window.tabs.switch.button(CANVAS), Qt.MouseButton.LeftButton)
    assert measured.canvas.isVisible()
    assert window.bottom.isAncestorOf(measured.board)
    assert window.bottom.isVisible()
    assert [panel.node for panel in measured.board.shown()] == ["writes", "compare"]


def test_a_key_goes_to_the_results_and_back(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert river.results_shown
    assert window.tabs.switch.value() == RESULTS
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert not river.results_shown
    assert river.canvas.hasFocus()


def test_nothing_unseen_is_edited_while_results_are_shown(window: MainWindow, river: Workspace, qtbot: QtBot) -> None:
    river.canvas.select("prompt")
    window.results.show(True)
    for name in ("delete", "cut", "duplicate", "bypass", "paste", "select_all", "tidy"):
        assert not window.actions_[name].isEnabled(), name
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert "prompt" in river.document.graph.nodes
    assert window.actions_["undo"].isEnabled() == river.document.undo_stack.canUndo()


def test_a_recipe_that_is_opened_and_run_ends_with_its_results(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine
) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    workspace = window.tabs.current
    assert workspace is not None
    assert not workspace.results_shown, "the graph is seen at work"
    engine.begin()
    engine.end()
    qtbot.waitUntil(lambda: workspace.results_shown)


def test_results_do_not_push_aside_what_the_person_looks_at(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine
) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    workspace = window.tabs.current
    assert workspace is not None
    workspace.canvas.select("prompt")
    engine.begin()
    engine.end()
    qtbot.waitUntil(lambda: not window.running.busy)
    assert not workspace.results_shown
    assert "•" in window.tabs.switch.button(RESULTS).text(), "a dot says that there is something new"
    window.results.show(True)
    assert "•" not in window.tabs.switch.button(RESULTS).text()


def test_a_failure_brings_the_canvas_back(
    window: MainWindow, measured: Workspace, qtbot: QtBot, engine: FakeEngine
) -> None:
    window.results.show(True)
    window.running.run(measured.document, files.to_json(measured.document.graph), device="cpu")
    engine.begin()
    engine.say(m.NodeFailed(Fault("compare", "Does not fit.")))
    engine.end("failed")
    qtbot.waitUntil(lambda: not window.running.busy)
    assert not measured.results_shown
    assert measured.node == "compare"


def test_each_tab_keeps_its_view(window: MainWindow, river: Workspace) -> None:
    window.results.show(True)
    other = window.filing.new()
    assert window.bottom.isVisible()
    assert window.tabs.switch.value() == CANVAS
    window.tabs.show_workspace(river)
    assert river.results_shown
    assert not window.bottom.isVisible()
    window.tabs.show_workspace(None)
    assert not window.tabs.switch.isVisible()
    assert not other.results_shown
