"""Bends of wires that lead out of a group: put away while it is closed, given back when it opens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine.graph.document import Bends, Graph, Group, Node, Wire
from gui.canvas import CanvasView, grouping
from gui.document import Document
from gui.theme import theme

pytestmark = pytest.mark.usefixtures("kinds")

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
INSIDE, OUTSIDE = (464.0, 240.0), (640.0, 400.0)
OUT = Wire("a_fusion", "model", "a_writer", "model", (INSIDE, OUTSIDE))
IN = Wire("a_text", "text", "a_writer_2", "prompt", ((40.0, 400.0), (80.0, 200.0)))


@pytest.fixture
def view(qtbot, monkeypatch: pytest.MonkeyPatch) -> CanvasView:
    """Model, fusion and a writer in an open group; one wire leads out of it, one into it, both bent on both sides."""
    monkeypatch.setattr(theme, "reduced_motion", True)
    nodes = [
        Node("a_model", "a_model", 40, 80),
        Node("a_fusion", "a_fusion", 280, 80),
        Node("a_writer_2", "a_writer", 280, 240),
        Node("a_writer", "a_writer", 720, 80),
        Node("a_text", "a_text", -200, 440),
    ]
    group = Group("steered", ("a_model", "a_fusion", "a_writer_2"), "Steered", closed=False)
    document = Document()
    document.set_graph(Graph({node.id: node for node in nodes}, [OUT, IN], groups=(group,)))
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    view.look(1.0, QPointF(499, 319))
    view.select_many(list(group.nodes))
    return view


def bends(view: CanvasView, wire: Wire = OUT) -> Bends:
    wires = view.document.graph.wires
    return wires[wires.index(wire)].bends


def test_closing_puts_away_the_bends_in_the_frame_and_opening_gives_them_back(view: CanvasView) -> None:
    view.arrange("open_group")
    assert bends(view) == (OUTSIDE,)
    assert bends(view, IN) == IN.bends[:1]
    view.arrange("open_group")
    assert bends(view) == OUT.bends
    assert bends(view, IN) == IN.bends
    assert view.document.graph.groups[0].bends == ()
    for expected in ((OUTSIDE,), OUT.bends):
        view.document.undo_stack.undo()
        assert bends(view) == expected, "each is one step"


def test_they_go_along_with_a_closed_group_and_bends_made_meanwhile_stay(view: CanvasView) -> None:
    view.arrange("open_group")
    view.document.move({name: (view.document.graph.nodes[name].x, view.document.graph.nodes[name].y + 80) for name in
                        view.selected_nodes})  # fmt: skip
    view.document.bend(view.document.graph.wires[0], ((300.0, 100.0), OUTSIDE), "Bend")
    view.arrange("open_group")
    assert bends(view) == ((INSIDE[0], INSIDE[1] + 80), (300.0, 100.0), OUTSIDE)


def test_a_wire_to_a_closed_group_can_be_bent_where_its_nodes_would_be(view: CanvasView) -> None:
    view.arrange("open_group")
    item = view.canvas.wires[OUT]
    start = view.mapFromScene(item.path().pointAtPercent(0.25))
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    for step in (10, 30):
        QTest.mouseMove(view.viewport(), start + QPoint(0, step))
    QTest.mouseRelease(view.viewport(), LEFT, PLAIN, start + QPoint(0, 30))
    assert len(bends(view)) == 2
    assert view.canvas.faces.frame_of(view.document.graph.groups[0]).contains(QPointF(*bends(view)[0]))


def test_ungrouping_a_closed_group_gives_them_back(view: CanvasView) -> None:
    view.arrange("open_group")
    view.arrange("ungroup")
    assert (view.document.graph.groups, bends(view)) == ((), OUT.bends)


def test_a_wire_that_is_gone_does_not_come_back(view: CanvasView) -> None:
    view.arrange("open_group")
    view.document.disconnect(OUT)
    view.arrange("open_group")
    assert view.document.graph.wires == [IN]


def test_a_new_group_puts_them_away_too(view: CanvasView) -> None:
    view.document.set_groups((), "Ungroup")
    view.arrange("group")
    assert bends(view) == (OUTSIDE,)
    view.document.undo_stack.undo()
    assert bends(view) == OUT.bends


def test_a_frame_that_holds_all_bends_takes_all(view: CanvasView) -> None:
    view.document.bend(view.document.graph.wires[0], (INSIDE,), "Bend")
    grouping.close(view, replace(view.document.graph.groups[0]))
    assert bends(view) == ()
