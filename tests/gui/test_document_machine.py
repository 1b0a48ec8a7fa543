"""Any sequence of edits can be undone to the start and redone to the end, and the canvas always shows the document.

STITCHWORK_ACTIONS=10000 tries about so many edits instead of a few hundred.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from engine.graph import files, groups
from engine.graph.document import Graph, Node, Wire
from gui.canvas import CanvasView, notes, noting, regrouping
from gui.canvas.notes import CanvasNote
from gui.document import Document

KINDS = ("a_model", "a_text", "a_fusion", "a_writer")
VALUES = {"name": ("small", "large"), "text": ("", "A stack is", "日本語"), "alpha": (0.5, 1, 1.0, 2.0)}
STEPS, USUAL = 50, 30
"Edits of one sequence, at most and usually."
PLACES = st.tuples(st.integers(-20, 20), st.integers(-20, 20)).map(lambda place: (place[0] * 40.0, place[1] * 40.0))


class Editing(RuleBasedStateMachine):
    """`stages[i]`: the document's file when the undo stack stands at `i`."""

    actions = 0

    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        graph = Graph(nodes={"x": Node("x", "from_the_future", extra={"colour": "teal"})}, extra={"newer": [1]})
        for number, name in enumerate(("a_model", "a_model_2", "a_model_3", "a_fusion")):
            graph.nodes[name] = Node(name, name.removesuffix("_2").removesuffix("_3"), 240.0 * number)
        graph.wires += [Wire(name, "model", "a_fusion", "experts") for name in ("a_model", "a_model_2")]
        graph.wires.append(Wire("a_model", "model", "x", "whatever"))
        self.document.set_graph(graph)
        self.view = CanvasView(self.document)
        self.stages = [self.file]
        QApplication.clipboard().clear()

    @property
    def file(self) -> dict[str, Any]:
        return files.to_json(self.document.graph)

    @property
    def names(self) -> list[str]:
        return list(self.document.graph.nodes)

    def edited(self, before: int) -> None:
        """A new step, a step that has taken the edit in, no step at all, or one that came to nothing."""
        Editing.actions += 1
        now, index = self.file, self.document.undo_stack.index()
        assert before - 1 <= index <= before + 1
        if index < before or (index == before and now == self.stages[index]):
            assert now == self.stages[index]
        if index != before or now != self.stages[index]:
            self.stages[index:] = [now]

    def edit(self, change: Any) -> None:
        before = self.document.undo_stack.index()
        change()
        self.edited(before)

    # Edits

    @rule(kind=st.sampled_from(KINDS), place=PLACES)
    def add(self, kind: str, place: tuple[float, float]) -> None:
        self.edit(lambda: self.document.add_node(kind, *place))

    @rule(data=st.data())
    def wire(self, data: st.DataObject) -> None:
        graph, document = self.document.graph, self.document
        ends = [(node, document.type_of(node)) for node in self.names]
        outputs = [(node, port) for node, kind in ends if kind for port in kind.outputs]
        inputs = [(node, port) for node, kind in ends if kind for port in kind.inputs]
        source = data.draw(st.sampled_from(outputs or [None]))
        fitting = [(node, port) for node, port in inputs if source and port.kind is source[1].kind]
        if source is None or not fitting:
            return
        target = data.draw(st.sampled_from(fitting))
        wire = Wire(source[0], source[1].name, target[0], target[1].name)
        instead_of = data.draw(st.sampled_from([None, *graph.wires]))
        self.edit(lambda: document.connect(wire, instead_of))

    @precondition(lambda self: self.document.graph.wires)
    @rule(data=st.data())
    def reroute(self, data: st.DataObject) -> None:
        """Another source for a wire, which keeps its place on a list input."""
        old = data.draw(st.sampled_from(self.document.graph.wires))
        source = data.draw(st.sampled_from(self.names))
        self.edit(lambda: self.document.connect(replace(old, source=source), old))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(self.names), max_size=2)) if self.names else []
        wires = self.document.graph.wires
        chosen = data.draw(st.lists(st.sampled_from(wires), max_size=2)) if wires else []
        self.edit(lambda: self.document.remove(names, chosen))

    @precondition(lambda self: self.names)
    @rule(data=st.data(), place=PLACES)
    def move(self, data: st.DataObject, place: tuple[float, float]) -> None:
        names = data.draw(st.lists(st.sampled_from(self.names), min_size=1, max_size=3, unique=True))
        self.edit(lambda: self.document.move(dict.fromkeys(names, place)))

    @precondition(lambda self: self.names)
    @rule(data=st.data())
    def set(self, data: st.DataObject) -> None:
        node = data.draw(st.sampled_from(self.names))
        setting = data.draw(st.sampled_from(sorted(VALUES)))
        value = data.draw(st.sampled_from(VALUES[setting]))
        if data.draw(st.booleans()):
            self.edit(lambda: self.document.set_setting(node, setting, value))
        else:
            self.edit(lambda: self.document.reset_setting(node, setting))

    @precondition(lambda self: self.names)
    @rule(data=st.data(), title=st.sampled_from(("", "Expert", "二つ")))
    def rename(self, data: st.DataObject, title: str) -> None:
        node = data.draw(st.sampled_from(self.names))
        self.edit(lambda: self.document.rename(node, title))

    @rule(data=st.data())
    def bypass(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(self.names), max_size=3, unique=True)) if self.names else []
        self.edit(lambda: self.document.toggle_bypass(names))

    @rule(seed=st.integers(0, 3), device=st.sampled_from(("auto", "cpu")))
    def choose_run(self, seed: int, device: str) -> None:
        self.edit(lambda: self.document.set_seed(seed))
        self.edit(lambda: self.document.set_device(device))

    @rule(data=st.data(), place=PLACES, text=st.sampled_from(("", "Look here", "ここ")), frame=st.booleans())
    def note(self, data: st.DataObject, place: tuple[float, float], text: str, frame: bool) -> None:
        old = self.view.canvas.notes
        chosen = data.draw(st.sampled_from([None, *range(len(old))]))
        new = CanvasNote(*place, 320.0, 240.0, text, frame)
        if chosen is None:
            changed = [*old, new]
        elif data.draw(st.booleans()):
            changed = [note for index, note in enumerate(old) if index != chosen]
        else:
            changed = [replace(note, text=text) if index == chosen else note for index, note in enumerate(old)]
        self.edit(lambda: noting.store(self.view.canvas, changed, "Note"))

    @rule(data=st.data(), how=st.sampled_from(("duplicate", "cut", "copy", "paste", "delete_selection", "tidy")))
    def use_the_canvas(self, data: st.DataObject, how: str) -> None:
        """What the keys of the canvas do, with some nodes selected or a note marked."""
        self.view.select_many(data.draw(st.lists(st.sampled_from(self.names), max_size=3)) if self.names else [])
        if self.view.canvas.notes and data.draw(st.booleans()):
            noting.mark(self.view, data.draw(st.integers(0, len(self.view.canvas.notes) - 1)))
        if how == "paste" and len(self.names) > 30:
            how = "cut"
        if how == "delete_selection" and self.view.canvas.chosen_note is not None:
            self.view.select(None)
        self.edit((lambda: self.view.arrange("tidy")) if how == "tidy" else getattr(self.view, how))

    @rule(step=st.sampled_from(((8.0, 0.0), (0.0, -40.0))))
    def nudge_a_note(self, step: tuple[float, float]) -> None:
        if self.view.canvas.notes:
            noting.mark(self.view, 0)
            self.edit(lambda: noting.nudge(self.view, QPointF(*step)))

    @rule(data=st.data(), how=st.sampled_from(("group", "ungroup", "open_group")))
    def group(self, data: st.DataObject, how: str) -> None:
        self.view.select_many(data.draw(st.lists(st.sampled_from(self.names), max_size=4)) if self.names else [])
        self.edit(lambda: self.view.arrange(how))

    @rule(data=st.data())
    def regroup(self, data: st.DataObject) -> None:
        self.view.select_many(data.draw(st.lists(st.sampled_from(self.names), max_size=4)) if self.names else [])
        others = regrouping.candidates(self.view)
        into = data.draw(st.sampled_from([None, *others]))
        self.edit((lambda: regrouping.put(self.view, into)) if into else (lambda: self.view.arrange("take_out")))

    @precondition(lambda self: self.document.graph.groups)
    @rule(title=st.sampled_from(("Group", "Inner", "まとまり")))
    def name_a_group(self, title: str) -> None:
        first, *others = self.document.graph.groups
        self.edit(lambda: self.document.set_groups((replace(first, title=title), *others), "Rename"))

    @precondition(lambda self: self.document.graph.wires)
    @rule(data=st.data(), way=st.lists(PLACES, max_size=3))
    def bend(self, data: st.DataObject, way: list[tuple[float, float]]) -> None:
        wire = data.draw(st.sampled_from(self.document.graph.wires))
        self.edit(lambda: self.document.bend(wire, tuple(way), "Bend"))

    @rule()
    def leave_the_field(self) -> None:
        self.document.end_gesture()
        self.document.check_now()

    # Back and forth

    @rule(steps=st.integers(1, 5))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.document.undo_stack.undo()
            assert self.file == self.stages[self.document.undo_stack.index()]
        Editing.actions += 1

    @rule(steps=st.integers(1, 5))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self.document.undo_stack.redo()
            assert self.file == self.stages[self.document.undo_stack.index()]
        Editing.actions += 1

    @invariant()
    def the_canvas_shows_the_document(self) -> None:
        graph, scene = self.document.graph, self.view.canvas
        assert {name: item.pos().toTuple() for name, item in scene.nodes.items()} == {
            node.id: (node.x, node.y) for node in graph.nodes.values()
        }
        assert scene.wires.keys() == set(graph.wires)
        assert len(graph.wires) == len(set(graph.wires))
        assert scene.notes == notes.read(graph)
        assert groups.clash(graph.groups) is None
        hidden = groups.shown_as(graph.groups)
        assert {name for name, item in scene.nodes.items() if not item.isVisible()} == hidden.keys()
        assert {item.shows for item in scene.faces.groups.values()} == set(hidden.values())
        assert {wire: item.wire.bends for wire, item in scene.wires.items()} == {w: w.bends for w in graph.wires}
        for wire, item in scene.wires.items():
            together = hidden.get(wire.source)
            assert item.inside is (together is not None and together == hidden.get(wire.target))

    def teardown(self) -> None:
        stack = self.document.undo_stack
        while stack.canRedo():
            stack.redo()
        end = self.file
        while stack.canUndo():
            stack.undo()
        assert self.file == self.stages[0]
        while stack.canRedo():
            stack.redo()
        assert self.file == end == self.stages[stack.index()]
        assert files.to_json(files.from_json(end)) == end
        self.document.setParent(self.view)
        self.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.usefixtures("qapp", "kinds")
def test_every_sequence_of_edits_can_be_undone_and_redone() -> None:
    wanted = int(os.environ.get("STITCHWORK_ACTIONS", "600"))
    Editing.actions = 0
    began = time.perf_counter()
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=max(1, wanted // USUAL),
            stateful_step_count=STEPS,
            deadline=None,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{Editing.actions} edits in {time.perf_counter() - began:.1f} s")
    assert Editing.actions > wanted // 4
