"""The inspector while nothing is selected: what the graph is for, what came out, how its nodes are doing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.jobs import messages as m
from gui.inspector.graph_page import GraphPage
from gui.workspace import Workspace


def page(workspace: Workspace) -> GraphPage:
    found = workspace.inspector.findChild(GraphPage)
    assert found is not None
    return found


def words(widget: GraphPage) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]


def test_it_says_what_the_graph_is_for_and_lists_its_nodes(river: Workspace) -> None:
    assert words(page(river))[:2] == ["A river", "About A river."]
    assert [row.node for row in page(river)._list.rows] == ["prompt"]


def test_what_came_out_appears_once_something_did(river: Workspace, qtbot: QtBot) -> None:
    assert "What came out" not in words(page(river))
    river.document.outcome.apply(m.Sentence("prompt", "It is long."))
    river.document.outcome.apply(m.NodeChanged("prompt", m.NodeState.DONE, seconds=2.0))
    qtbot.waitUntil(lambda: "It is long." in words(page(river)))
    assert "2" in page(river)._list.rows[0].accessibleName(), "and how long its node took"


def test_a_row_leads_to_its_node_and_an_empty_place_back(river: Workspace, qtbot: QtBot) -> None:
    qtbot.mouseClick(page(river)._list.rows[0], Qt.MouseButton.LeftButton)
    assert river.node == "prompt"
    assert river.inspector.node == "prompt"
    river.canvas.select(None)
    assert words(page(river))[0] == "A river"


def test_a_node_that_is_added_or_removed_comes_and_goes(river: Workspace, qtbot: QtBot) -> None:
    added = river.document.add_node("corpus", 300, 0)
    river.canvas.select(None)
    assert [row.node for row in page(river)._list.rows] == ["prompt", added]
    river.document.remove([added])
    qtbot.waitUntil(lambda: [row.node for row in page(river)._list.rows] == ["prompt"])
