"""Editing a document: every edit is one undo step, signals come only with a change, run messages become states."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from engine.errors import Fault, StitchworkError
from engine.graph.document import Graph, Node, Wire
from engine.jobs import messages as m
from gui.document import Document

pytestmark = pytest.mark.usefixtures("qapp", "kinds")

LARGE = Wire("a_model", "model", "a_fusion", "large")


@pytest.fixture
def document() -> Document:
    """Two models and a fusion, not joined."""
    document = Document()
    document.add_node("a_model", 0, 0)
    document.add_node("a_model", 0, 120)
    document.add_node("a_fusion", 240, 0)
    return document


def snapshot(document: Document) -> tuple:
    graph = document.graph
    nodes = [(n.id, n.x, n.y, n.title, n.bypassed, tuple(n.settings.items())) for n in graph.nodes.values()]
    return nodes, list(graph.wires), graph.seed


def test_every_edit_can_be_undone_and_redone_in_order(document: Document) -> None:
    edits = [
        lambda: document.connect(LARGE),
        lambda: document.move({"a_model": (8, 16)}),
        lambda: document.set_setting("a_fusion", "alpha", 0.5),
        lambda: document.reset_setting("a_fusion", "alpha"),
        lambda: document.rename("a_fusion", "Mixer"),
        lambda: document.toggle_bypass(["a_model", "a_fusion"]),
        lambda: document.toggle_bypass(["a_model_2", "a_fusion"]),
        lambda: document.toggle_bypass(["a_fusion"]),
        lambda: document.set_seed(7),
        lambda: document.disconnect(LARGE),
        lambda: document.remove(["a_model"]),
    ]
    stages = [snapshot(document)]
    for edit in edits:
        edit()
        stages.append(snapshot(document))
    assert all(before != after for before, after in pairwise(stages))
    for stage in reversed(stages[:-1]):
        document.undo_stack.undo()
        assert snapshot(document) == stage
    for stage in stages[1:]:
        document.undo_stack.redo()
        assert snapshot(document) == stage


def test_settings_say_nothing_when_nothing_changes(document: Document, qtbot) -> None:
    document.set_setting("a_fusion", "alpha", 0.5)
    steps = document.undo_stack.count()
    with qtbot.assertNotEmitted(document.settings_changed):
        document.set_setting("a_fusion", "alpha", 0.5)
        document.reset_setting("a_model", "name")
        document.rename("a_fusion", "")
        document.set_seed(0)
        document.move({"a_model": (0, 0)})
    assert document.undo_stack.count() == steps


def test_typing_into_one_field_is_one_undo_step(document: Document) -> None:
    steps = document.undo_stack.count()
    for text in ("n", "na", "nam"):
        document.set_setting("a_model", "name", text)
    document.set_setting("a_model_2", "name", "other")
    assert document.undo_stack.count() == steps + 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.graph.nodes["a_model"].settings == {}


def test_a_new_gesture_is_a_new_undo_step(document: Document) -> None:
    steps = document.undo_stack.count()
    document.set_setting("a_model", "name", "first")
    document.end_gesture()
    document.set_setting("a_model", "name", "second")
    assert document.undo_stack.count() == steps + 2


def test_a_wire_replaces_the_one_on_a_single_input_in_one_step(document: Document) -> None:
    document.connect(LARGE)
    other = Wire("a_model_2", "model", "a_fusion", "large")
    steps = document.undo_stack.count()
    assert document.connect(other) is None
    assert document.graph.wires == [other]
    assert document.undo_stack.count() == steps + 1
    document.undo_stack.undo()
    assert document.graph.wires == [LARGE]


def test_a_list_input_keeps_its_wires_and_their_order(document: Document) -> None:
    first, second = (Wire(name, "model", "a_fusion", "experts") for name in ("a_model", "a_model_2"))
    document.connect(first)
    document.connect(second)
    document.remove(["a_model"])
    assert document.graph.wires == [second]
    document.undo_stack.undo()
    assert document.graph.wires == [first, second]
    assert list(document.graph.nodes) == ["a_model", "a_model_2", "a_fusion"]


def test_a_wire_that_does_not_fit_is_refused_in_words(document: Document) -> None:
    text = document.add_node("a_text", 0, 240)
    before = snapshot(document)
    reason = document.connect(Wire(text, "text", "a_fusion", "large"))
    assert reason
    assert len(reason.split()) > 3
    assert snapshot(document) == before


def test_rerouting_a_wire_is_one_step(document: Document) -> None:
    document.connect(LARGE)
    moved = Wire("a_model", "model", "a_fusion", "base")
    assert document.connect(moved, instead_of=LARGE) is None
    assert document.graph.wires == [moved]
    document.undo_stack.undo()
    assert document.graph.wires == [LARGE]


def test_copies_get_new_names_and_the_wires_between_them(document: Document) -> None:
    document.connect(LARGE)
    graph = document.graph
    names = document.add_copies(
        Graph({name: graph.nodes[name] for name in ("a_model", "a_fusion")}, graph.wires), 24, 24
    )
    assert names == ["a_model_3", "a_fusion_2"]
    assert Wire("a_model_3", "model", "a_fusion_2", "large") in graph.wires
    assert (graph.nodes["a_fusion_2"].x, graph.nodes["a_fusion_2"].y) == (264, 24)


def test_saving_and_opening_keep_the_graph_and_the_path(document: Document, tmp_path: Path) -> None:
    document.connect(LARGE)
    assert document.modified
    document.save(tmp_path / "one.stitch")
    assert not document.modified
    assert document.path == tmp_path / "one.stitch"
    other = Document()
    other.open(tmp_path / "one.stitch")
    assert snapshot(other) == snapshot(document)
    other.set_seed(3)
    assert other.modified
    other.undo_stack.undo()
    assert not other.modified


def test_a_file_that_cannot_be_read_leaves_the_document_alone(document: Document, tmp_path: Path) -> None:
    bad = tmp_path / "bad.stitch"
    bad.write_text("not a graph")
    before = snapshot(document)
    with pytest.raises(StitchworkError):
        document.open(bad)
    assert snapshot(document) == before


def test_faults_are_found_after_an_edit_and_go_when_mended(qtbot) -> None:
    document = Document()
    with qtbot.waitSignal(document.faults_changed):
        document.add_node("a_writer", 0, 0)
    assert document.state_of("a_writer") is m.NodeState.NOT_READY
    document.add_node("a_model", 0, 0)
    with qtbot.waitSignal(document.faults_changed):
        document.connect(Wire("a_model", "model", "a_writer", "model"))
    assert document.faults.get("a_writer", []) == []


def test_messages_of_a_run_become_states(document: Document, qtbot) -> None:
    told: list[str] = []
    document.state_changed.connect(told.append)
    document.outcome.apply(m.RunStarted("j", ("a_model", "a_fusion")))
    assert document.state_of("a_model") is m.NodeState.WAITING
    document.outcome.apply(m.NodeChanged("a_model", m.NodeState.RUNNING))
    document.outcome.apply(m.Progress("a_model", 1, 4, "shard 1 of 4"))
    assert document.outcome.progress["a_model"].done == 1
    document.outcome.apply(m.NodeChanged("a_model", m.NodeState.DONE, 0.4, "1.3 M"))
    assert "a_model" not in document.outcome.progress
    document.outcome.apply(m.NodeFailed(Fault("a_fusion", "The vocabularies differ.", port="experts")))
    assert document.state_of("a_fusion") is m.NodeState.FAILED
    assert document.faults_of("a_fusion")[0].title == "The vocabularies differ."
    document.outcome.apply(m.Sentence("a_model", "It was loaded."))
    assert document.outcome.sentences["a_model"] == "It was loaded."
    document.outcome.apply(m.RunFinished("j", "failed", 0.5))
    assert not document.outcome.running
    assert set(told) == {"a_model", "a_fusion"}


def test_a_stopped_run_leaves_no_node_waiting(document: Document) -> None:
    document.outcome.apply(m.RunStarted("j", ("a_model",)))
    document.outcome.apply(m.RunFinished("j", "stopped", 0.1))
    assert "a_model" not in document.outcome.states


def test_an_edit_withdraws_what_the_last_run_said_of_that_node_and_those_after_it(document: Document) -> None:
    document.connect(LARGE)
    for name in document.graph.nodes:
        document.outcome.apply(m.NodeChanged(name, m.NodeState.DONE, 0.1))
    document.set_setting("a_model", "name", "other")
    assert set(document.outcome.states) == {"a_model_2"}


def test_messages_about_removed_nodes_are_ignored(document: Document, qtbot) -> None:
    with qtbot.assertNotEmitted(document.state_changed):
        document.outcome.apply(m.NodeChanged("gone", m.NodeState.DONE))
    assert "gone" not in document.outcome.states


def test_a_node_of_an_unknown_type_is_kept(qtbot) -> None:
    document = Document()
    document.set_graph(Graph(nodes={"x": Node("x", "from_the_future", title="")}))
    assert document.type_of("x") is None
    assert document.title_of("x") == "from the future"
