"""From a cell of a heat map to nodes: marked by mouse or keys, put on the canvas in one step, refused with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.graph import checks, files
from engine.graph.document import Graph, Group, Node, Wire
from engine.jobs import messages as m
from engine.models.contract import ModelFacts
from gui.inspector.marked_cell import Half, JoinPicture
from gui.inspector.pages import Facts
from gui.plots.heatmap import HeatMapPanel
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import FakeEngine

LOSSES = ((0.2, 0.5, None), (1.0, 0.4, 0.9))
"Rows: the front is cut after block 0 and 2. Columns: the back is cut after block 0, 1 and 3."
HEAT = m.HeatMap(
    *("map", "Loss above the better model", LOSSES, "into two after block", "out of one after"),
    x_ticks=("0", "1", "3"),
    y_ticks=("0", "2"),
    better="lower",
)
USE = "Use this join on the canvas"


@pytest.fixture
def mapped(window: MainWindow, qtbot: QtBot, engine: FakeEngine) -> Workspace:
    """A stitch map that has run, and recommends the join of the front after 2 and the back after 1."""
    workspace = window.filing.new()
    graph = Graph()
    places = {
        "one": ("model", 0, 0),
        "two": ("model", 0, 120),
        "texts": ("corpus", 0, 240),
        "map": ("stitch_map", 300, 60),
    }
    for name, (kind, x, y) in places.items():
        graph.nodes[name] = Node(name, kind, x, y)
    graph.nodes["below"] = Node("below", "prompt", 300, 240)
    graph.nodes["map"].settings = {"length": 64, "cuts": 3}
    graph.wires = [
        Wire("one", "model", "map", "front"),
        Wire("two", "model", "map", "back"),
        Wire("texts", "corpus", "map", "texts"),
    ]
    workspace.document.set_graph(graph)
    run(window, workspace, qtbot, engine)
    return workspace


def run(window: MainWindow, workspace: Workspace, qtbot: QtBot, engine: FakeEngine, heat: m.HeatMap = HEAT) -> None:
    """The graph's run, as the engine tells it."""
    window.running.run(workspace.document, files.to_json(workspace.document.graph), device="cpu")
    nodes = engine.begin()
    engine.say(heat, m.Metric("map", "best_front", 2.0), m.Metric("map", "best_back", 1.0))
    engine.say(*(m.NodeChanged(node, m.NodeState.DONE) for node in nodes))
    engine.end()
    qtbot.waitUntil(lambda: not window.running.busy)


@pytest.fixture
def panel(window: MainWindow, mapped: Workspace, qtbot: QtBot) -> HeatMapPanel:
    """The map among the results."""
    window.results.show(True)
    panel = mapped.board.panel("map", HEAT.plot)
    assert isinstance(panel, HeatMapPanel)
    qtbot.waitUntil(lambda: panel.chart.marked is not None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return panel


def press(qtbot: QtBot, panel: HeatMapPanel, row: int, column: int) -> None:
    qtbot.mouseClick(panel.chart, Qt.MouseButton.LeftButton, pos=middle(panel, row, column))


def middle(panel: HeatMapPanel, row: int, column: int) -> QPoint:
    panel.grab()
    return panel.chart._cell(row, column).center().toPoint()


def button(within: QWidget) -> QPushButton | None:
    return next((one for one in within.findChildren(QPushButton) if one.text() == USE), None)


def inspector_button(workspace: Workspace, qtbot: QtBot) -> QPushButton:
    qtbot.waitUntil(lambda: button(workspace.inspector) is not None)
    found = button(workspace.inspector)
    assert found is not None
    return found


def joined(workspace: Workspace) -> tuple[dict[str, dict], set[Wire]]:
    """The settings of the nodes that came, and their wires."""
    graph = workspace.document.graph
    new = {name: one.settings for name, one in graph.nodes.items() if one.type in ("cut", "stitch")}
    return new, {wire for wire in graph.wires if wire.target in new}


class TestMarking:
    def test_the_cell_that_the_node_recommends_is_marked_first(self, mapped: Workspace, panel: HeatMapPanel) -> None:
        assert panel.chart.best() == (0, 0), "the lowest loss of all is a model without a join"
        assert panel.chart.marked == (1, 1)

    def test_a_press_marks_a_cell_and_the_inspector_shows_it(
        self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot
    ) -> None:
        press(qtbot, panel, 1, 2)
        assert panel.chart.marked == (1, 2)
        assert mapped.node == "map"
        assert mapped.inspector.tab == "results"
        inspector_button(mapped, qtbot)
        cell = mapped.document.cells.cell("map")
        assert cell is not None
        assert (cell.row, cell.column, cell.value) == ("2", "3", 0.9)

    def test_arrows_mark_the_neighbours_and_say_what_they_are(
        self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot
    ) -> None:
        panel.chart.setFocus()
        qtbot.keyClick(panel.chart, Qt.Key.Key_Left)
        assert panel.chart.marked == (1, 0)
        assert panel.chart.accessibleDescription() == "into two after block 0; out of one after 2; 1.000"

    def test_heat_maps_of_other_nodes_have_nothing_to_mark(self, qtbot: QtBot, mapped: Workspace) -> None:
        panel = HeatMapPanel("below", "map")
        qtbot.addWidget(panel)
        panel.offer_cells(mapped.document.cells)
        panel.receive(m.HeatMap("below", "map", ((1.0, 2.0),), better="lower"))
        panel.set_card(True)
        panel.show()
        panel.draw()
        panel.grab()
        press(qtbot, panel, 0, 1)
        assert panel.chart.marked is None
        assert panel.use.isHidden()

    def test_a_pinned_plot_of_an_earlier_run_only_shows(
        self, window: MainWindow, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot, engine: FakeEngine
    ) -> None:
        panel.set_pinned(True)
        run(window, mapped, qtbot, engine, replace(HEAT))
        assert panel in mapped.board.kept
        assert panel.chart.marked is None
        newer = mapped.board.panel("map", HEAT.plot)
        assert isinstance(newer, HeatMapPanel)
        qtbot.waitUntil(lambda: newer.chart.marked == (1, 1))

    def test_a_lone_model_compared_with_itself_offers_no_joins(
        self, window: MainWindow, mapped: Workspace, qtbot: QtBot, engine: FakeEngine
    ) -> None:
        document = mapped.document
        document.graph.nodes["map"].type = "compare_representations"
        document.graph.wires = [Wire("one", "model", "map", "model_a"), Wire("texts", "corpus", "map", "texts")]
        heat = m.HeatMap("map", "Similarity of blocks", ((1.0,),), x_ticks=("1",), y_ticks=("1",))
        run(window, mapped, qtbot, engine, heat)
        document.cells.mark("map", (0, 0))
        assert document.cells.cell("map") is None
        document.graph.wires.append(Wire("two", "model", "map", "model_b"))
        assert document.cells.cell("map") is not None


class TestUsing:
    def test_enter_puts_the_join_on_the_canvas(
        self, window: MainWindow, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot
    ) -> None:
        press(qtbot, panel, 1, 2)
        panel.chart.setFocus()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            qtbot.keyClick(panel.chart, key)
        assert panel.head.words().startswith("into two after block 3")
        assert panel.chart.hasFocus(), "the inspector shows what is marked, and takes nothing away"
        qtbot.keyClick(panel.chart, Qt.Key.Key_Return)
        nodes, wires = joined(mapped)
        assert nodes == {"cut": {"depth": 2}, "cut_2": {"depth": 3}, "stitch": {"length": 64}}
        assert wires == {
            Wire("one", "model", "cut", "model"),
            Wire("two", "model", "cut_2", "model"),
            Wire("cut", "front", "stitch", "front"),
            Wire("cut_2", "back", "stitch", "back"),
            Wire("texts", "corpus", "stitch", "texts"),
        }
        assert not mapped.results_shown
        assert mapped.selected == ["stitch"]
        assert mapped.inspector.tab == "settings", "there it is trained"
        assert "2 → 3" in window.status._words.text()
        assert "after block" not in panel.head.words(), "nobody points at the cell any more"

    def test_it_is_one_step_to_undo_and_to_redo(self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot) -> None:
        stack = mapped.document.undo_stack
        steps = stack.index()
        qtbot.mouseClick(panel.use, Qt.MouseButton.LeftButton)
        there = joined(mapped)
        assert stack.index() == steps + 1
        stack.undo()
        assert joined(mapped) == ({}, set())
        assert mapped.document.cells.cell("map") is not None, "the results stay, and can be used again"
        stack.redo()
        assert joined(mapped) == there
        assert len(there[1]) == 5

    def test_the_nodes_lie_over_nothing(self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot) -> None:
        for _ in range(2):
            mapped.document.cells.use("map")
        scene = mapped.canvas.canvas
        boxes = [scene.nodes[name].scene_rect() for name in scene.nodes]
        assert len(boxes) == 5 + 2 * 3
        assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[:i])

    def test_a_map_in_a_closed_group_is_joined_outside_of_it(self, mapped: Workspace) -> None:
        mapped.document.set_groups((Group("g", ("texts", "map"), "Maps"),), "Group")
        mapped.document.cells.use("map")
        assert len(joined(mapped)[1]) == 5
        (group,) = mapped.document.graph.groups
        assert group.nodes == ("texts", "map")
        assert mapped.selected == ["stitch"]

    def test_the_menu_of_the_plot_has_it_under_the_canvas_too(self, mapped: Workspace, qtbot: QtBot) -> None:
        panel = mapped.board.panel("map", HEAT.plot)
        assert isinstance(panel, HeatMapPanel)
        qtbot.waitUntil(lambda: panel.chart.marked is not None)
        assert panel.use.isHidden(), "there is no room for a button"
        menu = QMenu()
        panel.tools.menu_asked.emit(menu)
        action = next(one for one in menu.actions() if one.text() == USE)
        action.trigger()
        assert "stitch" in mapped.document.graph.nodes

    def test_the_inspector_says_what_the_cell_is_and_uses_it(
        self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot
    ) -> None:
        press(qtbot, panel, 1, 0)
        use = inspector_button(mapped, qtbot)
        said = " ".join(label.text() for label in mapped.inspector.findChildren(QLabel))
        assert "Marked cell" in said
        assert any(
            "Loss above the better model: 1.000" in one.accessibleName()
            for one in mapped.inspector.findChildren(QWidget)
        )
        qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
        assert joined(mapped)[0]["cut_2"] == {"depth": 0}

    def test_a_saved_picture_has_no_button(self, panel: HeatMapPanel) -> None:
        assert not panel.use.isHidden()
        bring_back = panel.hide_for_picture()
        assert panel.use.isHidden()
        bring_back()
        assert not panel.use.isHidden()


class TestRefusing:
    def test_a_cell_without_a_value_says_so(self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot) -> None:
        press(qtbot, panel, 0, 2)
        assert not panel.use.isEnabled()
        assert not inspector_button(mapped, qtbot).isEnabled()
        panel.chart.setFocus()
        qtbot.keyClick(panel.chart, Qt.Key.Key_Return)
        assert "no value" in panel.notice_words()
        assert joined(mapped) == ({}, set())

    def test_a_graph_that_changed_must_run_again_or_be_as_it_was(self, mapped: Workspace, panel: HeatMapPanel) -> None:
        mapped.document.set_setting("one", "name", "starter-neox")
        assert not panel.use.isEnabled()
        assert "Run it again" in panel.use.toolTip()
        mapped.document.cells.use("map")
        assert joined(mapped) == ({}, set())
        mapped.document.undo_stack.undo()
        assert panel.use.isEnabled()

    def test_edits_elsewhere_change_nothing(self, mapped: Workspace, panel: HeatMapPanel) -> None:
        mapped.document.set_setting("below", "text", "another")
        mapped.document.move({"one": (8.0, 8.0)})
        assert panel.use.isEnabled()


class TestPicture:
    def test_the_halves_are_named_for_those_who_do_not_see_them(self, qtbot: QtBot) -> None:
        picture = JoinPicture(Half("small", 4, 0, 3), Half("large", 6, 1, 6))
        qtbot.addWidget(picture)
        assert picture.accessibleName() == "small, first 3 of 4 blocks; large, last 5 of 6 blocks"

    def test_the_inspector_draws_the_blocks_of_the_models_that_are_known(
        self, mapped: Workspace, panel: HeatMapPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        facts = {"front": ModelFacts("one", layers=2), "back": ModelFacts("into two", layers=3), "texts": True}
        monkeypatch.setattr(checks, "facts_into", lambda graph, library, node: facts)
        press(qtbot, panel, 1, 2)
        inspector_button(mapped, qtbot)
        (picture,) = mapped.inspector.findChildren(JoinPicture)
        assert (picture.front, picture.back) == (Half("one", 2, 0, 2), Half("into two", 3, 3, 3))
        names = [one.accessibleName() for one in mapped.inspector.findChildren(Facts)]
        said = "Loss above the better model: 0.900; Out of one after: 2; into two after block: 3"
        assert said in names, "what begins with the name of a model stays as it is spelled"

    @pytest.mark.parametrize(("front", "back"), [((0, 0), (0, 6)), ((0, 4), (6, 6)), ((0, 1), (2, 6))])
    def test_a_half_may_have_no_blocks(self, qtbot: QtBot, front: tuple[int, int], back: tuple[int, int]) -> None:
        picture = JoinPicture(Half("small", 4, *front), Half("large", 6, *back))
        qtbot.addWidget(picture)
        picture.resize(240, picture.sizeHint().height())
        assert not picture.grab().isNull()
