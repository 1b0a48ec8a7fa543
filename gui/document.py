"""A graph that is being edited: commands change it, signals tell the views, faults and run states come along.

Nothing edits `graph` but commands. Setters do nothing, and say nothing, when nothing would change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from engine.errors import Fault
from engine.graph import checks, files, groups
from engine.graph.document import Bends, Graph, Group, Node, Wire
from engine.graph.nodes import NodeType, node_types
from engine.jobs import messages as m
from gui import commands
from gui.cells import Cells
from gui.language import shown
from gui.outcome import Outcome

CHECK_DELAY_MS = 120
GESTURE_MS = 900
"Edits of one field closer than this belong to one undo step."


class Document(QObject):
    """One open graph with its undo history.

    `library` gives the checks before a run the models on disk; without one only the graph itself is checked.
    """

    node_added = Signal(str)
    node_removed = Signal(str)
    wire_added = Signal(object)
    wire_removed = Signal(object)
    wire_bent = Signal(object)
    nodes_moved = Signal(list)
    node_changed = Signal(str)
    "A title, or whether the node is bypassed."
    settings_changed = Signal(str)
    run_changed = Signal()
    "The seed or the device."
    graph_reset = Signal()
    stepped = Signal()
    "A step was done, undone or redone."
    notes_changed = Signal()
    groups_changed = Signal()
    path_changed = Signal()
    modified_changed = Signal(bool)
    faults_changed = Signal()
    state_changed = Signal(str)
    "What a run says of a node (see `outcome`)."

    def __init__(self, parent: QObject | None = None, library: Any = None) -> None:
        super().__init__(parent)
        self.graph = Graph()
        self.path: Path | None = None
        self.library = library
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self.undo_stack.indexChanged.connect(self._stepped)
        self.faults: dict[str, list[Fault]] = {}
        self.outcome = Outcome(lambda node: node in self.graph.nodes, self)
        self.outcome.changed.connect(self.state_changed)
        self.outcome.failures_changed.connect(self.faults_changed)
        self.cells = Cells(self)
        self._gesture = 0
        self._gesture_key: tuple[str, ...] = ()
        self._gesture_timer = QTimer(self, singleShot=True, interval=GESTURE_MS)
        self._gesture_timer.timeout.connect(self.end_gesture)
        self._check_timer = QTimer(self, singleShot=True, interval=CHECK_DELAY_MS)
        self._check_timer.timeout.connect(self.check_now)

    # Reading

    @property
    def modified(self) -> bool:
        return not self.undo_stack.isClean()

    def type_of(self, node: str | Node) -> NodeType | None:
        """The node's type; None for a placeholder of a type that this version does not know."""
        found = self.graph.nodes[node] if isinstance(node, str) else node
        return node_types().get(found.type)

    def title_of(self, node: str | Node) -> str:
        found = self.graph.nodes[node] if isinstance(node, str) else node
        kind = node_types().get(found.type)
        return found.title or (kind.title if kind else found.type.replace("_", " "))

    def state_of(self, node: str) -> m.NodeState:
        """What the badge shows: why no run could start, else what the run said, else the problem, else ready."""
        if node in self.outcome.refused:
            return m.NodeState.FAILED
        if node in self.outcome.states:
            return self.outcome.states[node].state
        return m.NodeState.NOT_READY if self.faults.get(node) else m.NodeState.READY

    def why_not(self, wire: Wire, instead_of: Wire | None = None) -> str | None:
        """Why a wire cannot be laid, in words; None if it can. `instead_of`: a wire that it would replace."""
        if instead_of is None:
            return shown.say(checks.can_connect(self.graph, wire) or "") or None
        others = [old for old in self.graph.wires if old != instead_of]
        return shown.say(checks.can_connect(replace(self.graph, wires=others), wire) or "") or None

    # Files

    def new(self) -> None:
        self.set_graph(Graph())

    def open(self, path: Path | str) -> None:
        """Raises StitchworkError, and keeps the present graph, when the file cannot be read."""
        self.set_graph(files.load(Path(path)), Path(path))

    def save(self, path: Path | str | None = None) -> None:
        """Write the file and keep its path. Raises StitchworkError when it cannot be written."""
        target = Path(path) if path is not None else self.path
        if target is None:
            raise ValueError("a document without a path needs one to be saved")
        files.save(self.graph, target)
        self.undo_stack.setClean()
        if target != self.path:
            self.path = target
            self.path_changed.emit()

    def set_graph(self, graph: Graph, path: Path | None = None) -> None:
        """Show another graph; the undo history starts anew."""
        self.graph, self.path = graph, path
        self.undo_stack.clear()
        self.faults = {}
        self.outcome.clear()
        self.end_gesture()
        self.graph_reset.emit()
        self.path_changed.emit()
        self.check_now()

    # Editing

    def add_node(self, type: str, x: float, y: float, settings: Mapping[str, Any] | None = None) -> str:
        node = Node(self.graph.fresh_id(type), type, float(x), float(y), settings=dict(settings or {}))
        self.undo_stack.push(commands.AddNodes(self, [node], []))
        return node.id

    def add_copies(self, part: Graph, dx: float, dy: float) -> list[str]:
        """Add copies of another graph's nodes, of the wires between them and of its groups; their new ids, in order."""
        names: dict[str, str] = {}
        copies: list[Node] = []
        trial = Graph(nodes=dict(self.graph.nodes))
        for node in part.nodes.values():
            name = trial.fresh_id(node.type)
            copy = replace(node, id=name, x=node.x + dx, y=node.y + dy, settings=dict(node.settings))
            trial.nodes[name] = copy
            names[node.id] = name
            copies.append(copy)
        inner = [
            replace(
                wire,
                source=names[wire.source],
                target=names[wire.target],
                bends=tuple((x + dx, y + dy) for x, y in wire.bends),
            )
            for wire in part.wires
            if wire.source in names and wire.target in names
        ]
        if copies:
            grouped = groups.copies(part.groups, names, self.graph.groups)
            self.undo_stack.push(commands.AddNodes(self, copies, inner, grouped))
        return list(names.values())

    def remove(self, ids: Iterable[str], wires: Iterable[Wire] = ()) -> None:
        """Remove nodes with their wires, and further wires, in one step."""
        ids = [name for name in ids if name in self.graph.nodes]
        wires = [wire for wire in wires if wire in self.graph.wires]
        if ids or wires:
            self.undo_stack.push(commands.Remove(self, ids, wires))

    def connect(self, wire: Wire, instead_of: Wire | None = None) -> str | None:  # type: ignore[override]
        """Lay a wire; on a single input it replaces the old one in the same step. The reason if it does not fit.

        `instead_of`: the wire that this one is rerouted from; it goes in the same step.
        """
        if wire == instead_of:
            return None
        reason = self.why_not(wire, instead_of)
        if reason is not None:
            return reason
        kind = self.type_of(wire.target)
        port = kind.input(wire.input) if kind else None
        many = port is not None and port.many
        replaced = [] if many else self.graph.wires_into(wire.target, wire.input)
        if instead_of is not None:
            replaced.append(instead_of)
        self.undo_stack.push(commands.Connect(self, wire, replaced))
        return None

    def disconnect(self, wire: Wire) -> None:  # type: ignore[override]
        self.remove([], [wire])

    def bend(self, wire: Wire, bends: Bends, words: str) -> None:
        """Lead a wire by other places. Steps of one gesture (a row of arrow keys) are one."""
        present = self.graph.wires[self.graph.wires.index(wire)]
        if bends != present.bends:
            gesture = self._in_gesture("bend", wire.source, wire.output, wire.target, wire.input, str(len(bends)))
            self.undo_stack.push(commands.Bend(self, present, bends, words, gesture))

    def move(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Move nodes. Moves of the same nodes within a gesture are one step."""
        nodes = self.graph.nodes
        whole = {name: (float(x), float(y)) for name, (x, y) in places.items()}
        if any((nodes[name].x, nodes[name].y) != place for name, place in whole.items()):
            gesture = self._in_gesture("move", *sorted(whole))
            self.undo_stack.push(commands.Move(self, whole, gesture))

    def set_setting(self, node: str, name: str, value: Any) -> None:
        old = self.graph.nodes[node].settings.get(name, commands.MISSING)
        if old is commands.MISSING or old != value or type(old) is not type(value):
            gesture = self._in_gesture("setting", node, name)
            self.undo_stack.push(commands.SetSetting(self, node, name, value, gesture))

    def reset_setting(self, node: str, name: str) -> None:
        """Back to the default."""
        if name in self.graph.nodes[node].settings:
            self.end_gesture()
            self.undo_stack.push(commands.SetSetting(self, node, name, commands.MISSING, 0))

    def rename(self, node: str, title: str) -> None:
        if title != self.graph.nodes[node].title:
            self.undo_stack.push(commands.Rename(self, node, title, self._in_gesture("rename", node)))

    def toggle_bypass(self, ids: Iterable[str]) -> None:
        """Bypass these nodes, or let them work again if all are bypassed. One step."""
        ids = [name for name in ids if name in self.graph.nodes]
        if ids:
            bypassed = not all(self.graph.nodes[name].bypassed for name in ids)
            self.undo_stack.push(commands.SetBypassed(self, ids, bypassed))

    def set_groups(self, changed: tuple[Group, ...], words: str) -> None:
        """Make these the document's groups. `words`: what the step is called."""
        if changed != self.graph.groups:
            self.undo_stack.push(commands.SetGroups(self, changed, words))

    def set_seed(self, seed: int) -> None:
        if seed != self.graph.seed:
            self.undo_stack.push(commands.SetRun(self, "seed", seed))

    def set_device(self, device: str) -> None:
        if device != self.graph.device:
            self.undo_stack.push(commands.SetRun(self, "device", device))

    def end_gesture(self) -> None:
        """The next edit starts a new undo step (a field lost the focus, a slider was let go)."""
        self._gesture_key = ()
        self._gesture_timer.stop()

    # Problems

    def faults_of(self, node: str) -> list[Fault]:
        """The node's problems: why its last run failed, then what the checks found."""
        failure = self.outcome.failures.get(node)
        return [*([failure] if failure else []), *self.faults.get(node, [])]

    def check_now(self) -> None:
        """Check the graph without waiting; `faults_changed` only if something is different."""
        self._check_timer.stop()
        found: dict[str, list[Fault]] = {}
        for fault in checks.check(self.graph, self.library):
            found.setdefault(fault.node or "", []).append(shown.fault(fault))
        if found != self.faults:
            self.faults = found
            self.outcome.refuse(self.outcome.refused & found.keys())
            self.faults_changed.emit()

    def _clean_changed(self, clean: bool) -> None:
        self.modified_changed.emit(not clean)

    def _stepped(self, _index: int) -> None:
        self.stepped.emit()

    # What commands call

    def _put_node(self, node: Node, index: int | None = None) -> None:
        _insert(self.graph.nodes, node.id, node, index)
        self.node_added.emit(node.id)
        self._edited(node.id)

    def _take_node(self, name: str) -> None:
        del self.graph.nodes[name]
        self.outcome.forget(name)
        self.node_removed.emit(name)
        self._edited(name)

    def _put_wire(self, wire: Wire, index: int | None = None) -> None:
        self.graph.wires.insert(len(self.graph.wires) if index is None else index, wire)
        self.wire_added.emit(wire)
        self._edited(wire.target)

    def _take_wire(self, wire: Wire) -> None:
        self.graph.wires.remove(wire)
        self.wire_removed.emit(wire)
        self._edited(wire.target)

    def _put_bends(self, wire: Wire, bends: Bends) -> None:
        place = self.graph.wires.index(wire)
        self.graph.wires[place] = replace(wire, bends=bends)
        self.wire_bent.emit(self.graph.wires[place])

    def _place(self, places: Mapping[str, tuple[float, float]]) -> None:
        nodes = self.graph.nodes
        moved = [name for name, place in places.items() if (nodes[name].x, nodes[name].y) != place]
        for name in moved:
            nodes[name].x, nodes[name].y = places[name]
        if moved:
            self.nodes_moved.emit(moved)

    def _put_setting(self, name: str, setting: str, value: Any) -> None:
        settings = self.graph.nodes[name].settings
        if value is commands.MISSING:
            settings.pop(setting, None)
        else:
            settings[setting] = value
        self.settings_changed.emit(name)
        self._edited(name)

    def _put_title(self, name: str, title: str) -> None:
        self.graph.nodes[name].title = title
        self.node_changed.emit(name)

    def _put_bypassed(self, name: str, bypassed: bool) -> None:
        self.graph.nodes[name].bypassed = bypassed
        self.node_changed.emit(name)
        self._edited(name)

    def _put_run(self, name: str, value: Any) -> None:
        setattr(self.graph, name, value)
        self.run_changed.emit()
        self._check_timer.start()

    def _put_notes(self, notes: Any) -> None:
        self.graph.extra.pop("notes", None)
        self.graph.extra |= {} if notes is commands.MISSING else {"notes": notes}
        self.notes_changed.emit()

    def _put_groups(self, changed: tuple[Group, ...]) -> None:
        if changed != self.graph.groups:
            self.graph.groups = changed
            self.groups_changed.emit()

    def _edited(self, name: str) -> None:
        """What the last run said of a node holds no longer once it or anything before it changed."""
        self._check_timer.start()
        self.outcome.withdraw([name, *(checks.downstream(self.graph, name) if name in self.graph.nodes else ())])

    def _in_gesture(self, *key: str) -> int:
        if key != self._gesture_key or not self._gesture_timer.isActive():
            self._gesture_key = key
            self._gesture += 1
        self._gesture_timer.start()
        return self._gesture


def _insert(nodes: dict[str, Node], name: str, node: Node, index: int | None) -> None:
    """Put an entry back at its old place: the order of nodes is the order of the file."""
    if index is None or index >= len(nodes):
        nodes[name] = node
        return
    later = list(nodes.items())[index:]
    for key, _ in later:
        del nodes[key]
    nodes[name] = node
    nodes.update(later)
