"""Tidy, align, spread, and putting nodes into wires."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest

from engine import resources
from engine.graph.document import Graph, Node, Wire
from gui.canvas import NODE_MIME, CanvasView
from gui.canvas.arrange import COMMANDS
from gui.canvas.tidy import COLUMN_GAP, Box, Link, tidy
from gui.document import Document
from gui.theme import theme

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BOX = Box(176, 120)


def shown(qtbot, document: Document) -> CanvasView:
    view = CanvasView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    return view


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "reduced_motion", True)


@pytest.fixture
def view(qtbot, kinds) -> CanvasView:
    """A model feeds a writer; a fusion lies aside, joined to nothing. Scene and viewport points are the same."""
    nodes = [
        Node("a_model", "a_model", 40, 40),
        Node("a_writer", "a_writer", 480, 48),
        Node("a_fusion", "a_fusion", 240, 320),
    ]
    document = Document()
    graph = Graph(nodes={node.id: node for node in nodes}, wires=[Wire("a_model", "model", "a_writer", "model")])
    document.set_graph(graph)
    view = shown(qtbot, document)
    view.look(1.0, QPointF(499, 349))
    return view


def places(view: CanvasView) -> dict[str, tuple[float, float]]:
    return {name: (node.x, node.y) for name, node in view.document.graph.nodes.items()}


def rects(view: CanvasView):
    return {name: item.scene_rect() for name, item in view.canvas.nodes.items()}


def wires_under_nodes(view: CanvasView) -> int:
    """Pairs of a wire and a node, not at its ends, that hides a part of it."""
    boxes = rects(view)
    return sum(
        any(box.contains(item.path().pointAtPercent(step / 40)) for step in range(41))
        for wire, item in view.canvas.wires.items()
        for name, box in boxes.items()
        if name not in (wire.source, wire.target)
    )


class TestTidy:
    def test_columns_go_from_left_to_right_and_wires_untangle(self) -> None:
        boxes = {name: Box(176, 120, y) for name, y in (("a", 0), ("b", 500), ("x", 500), ("y", 0), ("end", 0))}
        links = [Link(*ends) for ends in (
            ("a", 48, "x", 48), ("b", 48, "y", 48), ("x", 48, "end", 48), ("y", 48, "end", 72),
        )]  # fmt: skip
        found = tidy(boxes, links)
        assert found["a"][0] == found["b"][0] < found["x"][0] == found["y"][0] < found["end"][0]
        assert found["x"][0] - found["a"][0] == 176 + COLUMN_GAP
        assert found["a"][1] < found["b"][1]
        assert found["x"][1] < found["y"][1], "the upper wire leads to the upper port"

    def test_a_source_lies_right_before_what_needs_it(self) -> None:
        links = [Link("a", 48, "b", 48), Link("b", 48, "c", 48), Link("prompt", 48, "c", 72)]
        found = tidy(dict.fromkeys(("a", "b", "prompt", "c"), BOX), links)
        assert found["prompt"][0] == found["b"][0]

    def test_a_long_wire_passes_between_nodes(self) -> None:
        links = [Link("a", 48, "one", 48), Link("a", 48, "two", 48), Link("a", 48, "end", 72)]
        links += [Link("one", 48, "end", 48), Link("two", 48, "end", 96)]
        found = tidy(dict.fromkeys(("a", "one", "two", "end"), BOX), links)
        start, end = found["a"][1] + 48, found["end"][1] + 72
        for name in ("one", "two"):
            top = found[name][1]
            assert not top <= (start + end) / 2 <= top + BOX.height

    def test_a_loop_and_nodes_alone_are_placed_too(self) -> None:
        links = [Link("a", 48, "b", 48), Link("b", 48, "a", 48)]
        found = tidy(dict.fromkeys(("a", "b", "alone"), BOX), links)
        assert len(set(found.values())) == 3

    @pytest.mark.parametrize("recipe", ["two-experts", "stitch-control", "sums", "icl-depth"])
    def test_recipes_come_out_apart_on_the_grid_forwards_and_less_hidden(self, qtbot, recipe: str) -> None:
        document = Document()
        document.open(resources.path("recipes") / f"{recipe}.stitch")
        view = shown(qtbot, document)
        scattered = {name: (x * 0.4, y * 0.4) for name, (x, y) in places(view).items()}
        document.move(scattered)
        hidden, steps = wires_under_nodes(view), document.undo_stack.count()
        view.arrange("tidy")
        boxes = rects(view)
        assert not any(a.intersects(b) for a, b in combinations(boxes.values(), 2))
        assert all(boxes[wire.source].right() < boxes[wire.target].left() for wire in document.graph.wires)
        assert all(x % 8 == y % 8 == 0 for x, y in places(view).values())
        assert wires_under_nodes(view) < hidden
        assert view.seen_rect().contains(view.canvas.content_rect())
        assert document.undo_stack.count() == steps + 1
        document.undo_stack.undo()
        assert places(view) == scattered

    def test_with_several_selected_only_these_move(self, view: CanvasView) -> None:
        before = places(view)
        view.select_many(["a_model", "a_writer"])
        view.arrange("tidy")
        assert places(view)["a_fusion"] == before["a_fusion"]
        assert places(view)["a_model"] == before["a_model"], "the corner of all stays"
        assert places(view)["a_writer"] != before["a_writer"]


class TestAlign:
    def of(self, view: CanvasView, how: str):
        view.select_all()
        before = rects(view)
        view.arrange(how)
        return before, rects(view)

    @pytest.mark.parametrize(
        ("how", "edge"),
        [("align_left", "left"), ("align_right", "right"), ("align_top", "top"), ("align_bottom", "bottom")],
    )
    def test_edges_meet_at_the_outermost_one(self, view: CanvasView, how: str, edge: str) -> None:
        before, after = self.of(view, how)
        outermost = (min if edge in ("left", "top") else max)(getattr(rect, edge)() for rect in before.values())
        assert [getattr(rect, edge)() for rect in after.values()] == pytest.approx([outermost] * 3, abs=4)
        assert view.document.undo_stack.count() == 1

    def test_middles_meet(self, view: CanvasView) -> None:
        _, after = self.of(view, "align_middle")
        middles = [rect.center().y() for rect in after.values()]
        assert max(middles) - min(middles) <= 8

    @pytest.mark.parametrize("how", ["spread_across", "spread_down"])
    def test_gaps_become_equal_and_the_outermost_stay(self, view: CanvasView, how: str) -> None:
        before, after = self.of(view, how)
        across = how == "spread_across"
        spans = [(r.left(), r.right()) if across else (r.top(), r.bottom()) for r in after.values()]
        (_, a), (b, c), (d, _) = sorted(spans)
        assert b - a == pytest.approx(d - c, abs=8)
        assert min(spans)[0] == min(r.left() if across else r.top() for r in before.values())

    def test_one_node_alone_stays(self, view: CanvasView) -> None:
        view.select("a_model")
        for how in COMMANDS:
            view.arrange(how)
        assert view.document.undo_stack.count() == 0


def test_alt_drags_off_the_grid(view: CanvasView) -> None:
    start, end = QPoint(100, 52), QPoint(113, 71)
    QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
    alt = QMouseEvent(QEvent.Type.MouseMove, end.toPointF(), view.mapToGlobal(end).toPointF(), LEFT, LEFT,
                      Qt.KeyboardModifier.AltModifier)  # fmt: skip
    view.mouseMoveEvent(alt)
    QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.AltModifier, end)
    assert places(view)["a_model"] == (53, 59)


WIRE = Wire("a_model", "model", "a_writer", "model")
THROUGH = {Wire("a_model", "model", "a_fusion", "large"), Wire("a_fusion", "model", "a_writer", "model")}


class TestInsert:
    def middle(self, view: CanvasView) -> QPoint:
        return view.mapFromScene(view.canvas.wires[WIRE].path().pointAtPercent(0.5))

    def test_a_node_dragged_onto_a_wire_that_it_fits_lies_in_it(self, view: CanvasView) -> None:
        start, end = QPoint(300, 332), QPoint(340, 75)
        QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
        QTest.mouseMove(view.viewport(), start + QPoint(5, 5))
        assert view.canvas.chosen_wire is None
        QTest.mouseMove(view.viewport(), end)
        assert view.canvas.chosen_wire == WIRE, "the wire shows that it will take the node"
        QTest.mouseRelease(view.viewport(), LEFT, PLAIN, end)
        assert set(view.document.graph.wires) == THROUGH
        assert view.canvas.chosen_wire is None
        assert view.document.undo_stack.count() == 1
        view.document.undo_stack.undo()
        assert view.document.graph.wires == [WIRE]
        assert places(view)["a_fusion"] == (240, 320)

    def test_a_node_that_does_not_fit_is_only_moved(self, view: CanvasView) -> None:
        text = view.document.add_node("a_text", 240, 480)
        start = view.mapFromScene(view.canvas.nodes[text].pos() + QPointF(60, 12))
        QTest.mousePress(view.viewport(), LEFT, PLAIN, start)
        QTest.mouseMove(view.viewport(), QPoint(330, 75))
        QTest.mouseRelease(view.viewport(), LEFT, PLAIN, QPoint(330, 75))
        assert view.document.graph.wires == [WIRE]

    def test_double_click_on_a_wire_offers_what_fits_into_it_and_makes_room(self, view: CanvasView) -> None:
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, self.middle(view))
        QTest.mouseDClick(view.viewport(), LEFT, PLAIN, self.middle(view))
        offered = {view.popup.list.item(row).text() for row in range(view.popup.list.count())}
        assert "Test fusion" in offered
        assert not {"Test model", "Test writer"} & offered
        QTest.keyClicks(view.popup.field, "test fusion")
        QTest.keyClick(view.popup.field, Qt.Key.Key_Return)
        assert {(wire.source, wire.target) for wire in view.document.graph.wires} == {
            ("a_model", "a_fusion_2"),
            ("a_fusion_2", "a_writer"),
        }
        boxes = rects(view)
        assert boxes["a_model"].right() + 24 < boxes["a_fusion_2"].left()
        assert boxes["a_fusion_2"].right() + 24 < boxes["a_writer"].left()
        assert view.selected_nodes == ["a_fusion_2"]
        view.document.undo_stack.undo()
        assert (view.document.graph.wires, len(view.document.graph.nodes)) == ([WIRE], 3)

    def test_a_drop_from_the_library_onto_a_wire_lies_in_it(self, view: CanvasView) -> None:
        data = QMimeData()
        data.setData(NODE_MIME, b"a_fusion")
        at = self.middle(view).toPointF()
        view.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop))
        assert {wire.target for wire in view.document.graph.wires} == {"a_fusion_2", "a_writer"}

    def test_in_a_list_the_order_stays(self, view: CanvasView) -> None:
        document = view.document
        graph = Graph(nodes={name: Node(name, "a_model", 0, 200.0 * y) for y, name in enumerate(("one", "two"))})
        graph.nodes["mix"] = Node("mix", "a_fusion", 600, 0)
        graph.wires = [Wire(name, "model", "mix", "experts") for name in ("one", "two")]
        document.set_graph(graph)
        node = view.insert_node("a_fusion", graph.wires[0])
        assert [wire.source for wire in document.graph.wires_into("mix", "experts")] == [node, "two"]
