"""The inspector's page of a group: its nodes and how they are doing, its ports in words, what can be done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from engine.errors import Fault
from engine.graph.document import Graph, Group, Node, Wire
from engine.jobs import messages as m
from gui.document import Document
from gui.inspector.group_page import GroupPage
from gui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("kinds")

PAIR = ("a_model", "a_fusion")
WIRES = (
    Wire("a_model", "model", "a_fusion", "large"),
    Wire("a_model_2", "model", "a_fusion", "experts"),
    Wire("a_fusion", "model", "a_writer", "model"),
)


@pytest.fixture
def workspace(qtbot) -> Workspace:
    """Model and fusion in a closed group, fed by an expert and feeding a writer."""
    document = Document()
    nodes = [Node(name, name, 240.0 * place) for place, name in enumerate((*PAIR, "a_writer"))]
    nodes.append(Node("a_model_2", "a_model", 0, 300, "Expert"))
    graph = Graph({node.id: node for node in nodes}, list(WIRES), groups=(Group("steered", PAIR, "Steered"),))
    workspace = Workspace(document)
    document.set_graph(graph)
    for widget in (workspace.canvas, workspace.inspector):
        qtbot.addWidget(widget)
        widget.show()
    workspace.inspector.activateWindow()
    workspace.canvas.select_many(list(PAIR))
    return workspace


def page(workspace: Workspace) -> GroupPage:
    assert workspace.inspector.group_page is not None
    workspace.inspector.group_page.refresh()
    return workspace.inspector.group_page


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_a_selected_group_shows_its_nodes_and_where_its_wires_lead(workspace: Workspace) -> None:
    assert workspace.inspector.title.text() == "Steered"
    assert [row.node for row in page(workspace).rows] == list(PAIR)
    assert texts(page(workspace)) == [
        "Nodes",
        "Goes in",
        "experts",
        "from Expert",
        "Comes out",
        "model",
        "to Test writer",
    ]
    assert not workspace.inspector.tabs.isVisible()


def test_of_a_list_input_only_what_comes_from_outside_is_told(workspace: Workspace) -> None:
    workspace.document.connect(Wire("a_model", "model", "a_fusion", "experts"))
    assert "from Expert" in texts(page(workspace))


def test_an_open_group_is_shown_when_all_of_it_and_nothing_else_is_selected(workspace: Workspace) -> None:
    workspace.canvas.arrange("open_group")
    assert page(workspace).open_button.text() == "Close the group"
    workspace.canvas.select_many([*PAIR, "a_writer"])
    assert workspace.inspector.group_page is None
    workspace.canvas.select("a_model")
    assert workspace.inspector.node == "a_model"
    workspace.canvas.select_many(list(PAIR))
    workspace.canvas.arrange("ungroup")
    assert workspace.inspector.group_page is None


def test_rows_say_how_the_nodes_are_doing_while_they_run(workspace: Workspace, qtbot) -> None:
    apply = workspace.document.outcome.apply
    apply(m.RunStarted("j", PAIR))
    apply(m.NodeChanged("a_model", m.NodeState.DONE, 1.4))
    apply(m.NodeChanged("a_fusion", m.NodeState.RUNNING))
    first, second = page(workspace).rows
    qtbot.waitUntil(lambda: second.accessibleName() == "Test fusion, running")
    assert first.accessibleName() == "Test model, 1.4 s"
    assert workspace.inspector.badge.words.text() == "50% done"
    apply(m.NodeFailed(Fault("a_fusion", "The expert reads text in other pieces.")))
    apply(m.NodeChanged("a_fusion", m.NodeState.FAILED, 0.3))
    qtbot.waitUntil(lambda: second.accessibleName() == "Test fusion, 1 problem")
    assert workspace.inspector.badge.words.text() == "failed"


def test_the_title_is_written_in_the_header_and_undone(workspace: Workspace) -> None:
    title, document = workspace.inspector.title, workspace.document
    assert title.accessibleName() == "Title of the group"
    title.setText("Two models")
    title.editingFinished.emit()
    assert document.graph.groups[0].title == "Two models"
    title.clearFocus()
    document.undo_stack.undo()
    assert (document.graph.groups[0].title, title.text()) == ("Steered", "Steered")
    title.setText("  ")
    title.editingFinished.emit()
    assert (document.graph.groups[0].title, title.text()) == ("Steered", "Steered")


def test_a_node_of_a_closed_group_is_shown_by_the_inspector_alone_with_a_way_back(workspace: Workspace) -> None:
    row, inspector = page(workspace).rows[1], workspace.inspector
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert inspector.node == "a_fusion"
    assert workspace.canvas.selected_nodes == list(PAIR), "the group is as closed as it was"
    assert (inspector.back.isVisible(), inspector.back.text()) == (True, "Steered")
    QTest.mouseClick(inspector.back, Qt.MouseButton.LeftButton)
    assert page(workspace).identity == "steered"
    assert not inspector.back.isVisible()


def test_a_node_of_an_open_group_is_selected(workspace: Workspace) -> None:
    workspace.canvas.arrange("open_group")
    page(workspace).rows[1].click()
    assert workspace.canvas.selected_nodes == ["a_fusion"]
    assert workspace.inspector.node == "a_fusion"
    assert not workspace.inspector.back.isVisible()


def test_its_buttons_ask_for_what_the_menu_offers(workspace: Workspace, qtbot) -> None:
    asked: list[str] = []
    workspace.inspector.action_requested.connect(asked.append)
    workspace.inspector.allow_run(False)
    for button in (page(workspace).run_button, page(workspace).open_button, page(workspace).ungroup_button):
        button.click()
    assert asked == ["open_group", "ungroup"], "nothing can run now"
    workspace.inspector.allow_run(True)
    page(workspace).run_button.click()
    assert asked[-1] == "run_here"


def test_it_follows_what_happens_to_its_nodes(workspace: Workspace, qtbot) -> None:
    document = workspace.document
    document.disconnect(WIRES[-1])
    assert "to Test writer" not in texts(page(workspace))
    document.rename("a_model", "Large")
    assert page(workspace).rows[0].accessibleName().startswith("Large")
    document.remove(["a_model"])
    assert [row.node for row in page(workspace).rows] == ["a_fusion"]
    document.undo_stack.undo()
    workspace.canvas.select("a_model")
    assert [row.node for row in page(workspace).rows] == list(PAIR)
    document.set_graph(Graph())
    assert workspace.inspector.group_page is None
