"""Every change of a document, as one small command that can be undone.

Commands change the graph through the document's `_put_*` and `_take_*` methods only; these emit the signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from engine.graph import groups
from engine.graph.document import Bends, Group, Node, Wire

if TYPE_CHECKING:
    from gui.document import Document

_SETTING_ID: Final = 1
_MOVE_ID: Final = 2
_RENAME_ID: Final = 3
_BEND_ID: Final = 4
MISSING: Final = object()
"Stands for a setting that is at its default and so not in the node's settings."


def _words(text: str, *arguments: object) -> str:
    translated = QCoreApplication.translate("commands", text)
    return translated.format(*arguments)


class AddNodes(QUndoCommand):
    """Add nodes with the wires between them and their groups (one node, a duplicate or a paste)."""

    def __init__(
        self, document: Document, nodes: list[Node], wires: list[Wire], grouped: tuple[Group, ...] = ()
    ) -> None:
        title = document.title_of(nodes[0]) if len(nodes) == 1 else str(len(nodes))
        super().__init__(_words("Add {0}" if len(nodes) == 1 else "Add {0} nodes", title))
        self._document, self._nodes, self._wires = document, nodes, wires
        self._old = document.graph.groups
        self._new = self._old + grouped

    def redo(self) -> None:
        for node in self._nodes:
            self._document._put_node(node)
        for wire in self._wires:
            self._document._put_wire(wire)
        self._document._put_groups(self._new)

    def undo(self) -> None:
        self._document._put_groups(self._old)
        for wire in reversed(self._wires):
            self._document._take_wire(wire)
        for node in reversed(self._nodes):
            self._document._take_node(node.id)


class Remove(QUndoCommand):
    """Remove nodes and wires; undo puts all back in its old order, which is the order of list inputs."""

    def __init__(self, document: Document, ids: list[str], wires: list[Wire]) -> None:
        super().__init__(_words("Remove {0}", len(ids)) if ids else _words("Disconnect"))
        graph, gone = document.graph, set(ids)
        doomed = set(wires) | {w for w in graph.wires if w.source in gone or w.target in gone}
        self._document = document
        self._nodes = [(i, node) for i, node in enumerate(graph.nodes.values()) if node.id in gone]
        self._wires = [(i, wire) for i, wire in enumerate(graph.wires) if wire in doomed]
        self._old, self._new = graph.groups, groups.without(graph.groups, ids)

    def redo(self) -> None:
        self._document._put_groups(self._new)
        for _, wire in reversed(self._wires):
            self._document._take_wire(wire)
        for _, node in reversed(self._nodes):
            self._document._take_node(node.id)

    def undo(self) -> None:
        for index, node in self._nodes:
            self._document._put_node(node, index)
        for index, wire in self._wires:
            self._document._put_wire(wire, index)
        self._document._put_groups(self._old)


class Connect(QUndoCommand):
    """Join two ports. `replaced`: the wires that go in the same step (of a single input, or the rerouted one)."""

    def __init__(self, document: Document, wire: Wire, replaced: list[Wire]) -> None:
        super().__init__(_words("Connect"))
        self._document, self._wire = document, wire
        self._replaced = [(i, old) for i, old in enumerate(document.graph.wires) if old in replaced]
        same = (i for i, (_, old) in enumerate(self._replaced) if (old.target, old.input) == (wire.target, wire.input))
        place = next(same, None)
        self._index = None if place is None else self._replaced[place][0] - place
        "A wire that takes another's place at an input takes its place in the order of a list input as well."

    def redo(self) -> None:
        for _, old in reversed(self._replaced):
            self._document._take_wire(old)
        self._document._put_wire(self._wire, self._index)

    def undo(self) -> None:
        self._document._take_wire(self._wire)
        for index, old in self._replaced:
            self._document._put_wire(old, index)


class Move(QUndoCommand):
    """Move nodes, and the bends of the wires between them. Steps of one gesture (a drag, a row of arrow keys) become
    one."""

    def __init__(self, document: Document, places: dict[str, tuple[float, float]], gesture: int) -> None:
        super().__init__(_words("Move"))
        self._document, self._gesture = document, gesture
        self._new = dict(places)
        self._old = {name: (document.graph.nodes[name].x, document.graph.nodes[name].y) for name in places}
        self._new_bends: dict[Wire, Bends] = {}
        self._old_bends: dict[Wire, Bends] = {}
        for wire in document.graph.wires:
            if wire.bends and wire.source in places and wire.target in places:
                dx, dy = self._step(wire.source)
                if (dx, dy) == self._step(wire.target):
                    self._old_bends[wire] = wire.bends
                    self._new_bends[wire] = tuple((x + dx, y + dy) for x, y in wire.bends)

    def _step(self, node: str) -> tuple[float, float]:
        return self._new[node][0] - self._old[node][0], self._new[node][1] - self._old[node][1]

    def id(self) -> int:
        return _MOVE_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Move) or not self._gesture or other._gesture != self._gesture:
            return False
        if other._new.keys() != self._new.keys():
            return False
        self._new = other._new
        self._new_bends |= other._new_bends
        self._old_bends = other._old_bends | self._old_bends
        self.setObsolete(self._new == self._old and self._new_bends == self._old_bends)
        return True

    def redo(self) -> None:
        self._put(self._new, self._new_bends)

    def undo(self) -> None:
        self._put(self._old, self._old_bends)

    def _put(self, places: dict[str, tuple[float, float]], bends: dict[Wire, Bends]) -> None:
        self._document._place(places)
        for wire, way in bends.items():
            self._document._put_bends(wire, way)


class Bend(QUndoCommand):
    """Lead a wire by other places."""

    def __init__(self, document: Document, wire: Wire, bends: Bends, words: str, gesture: int) -> None:
        super().__init__(words)
        self._document, self._wire, self._gesture = document, wire, gesture
        self._new, self._old = bends, wire.bends

    def id(self) -> int:
        return _BEND_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Bend) or not self._gesture or other._gesture != self._gesture:
            return False
        if other._wire != self._wire or len(other._new) != len(self._new):
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True

    def redo(self) -> None:
        self._document._put_bends(self._wire, self._new)

    def undo(self) -> None:
        self._document._put_bends(self._wire, self._old)


class SetSetting(QUndoCommand):
    """Change one setting. Changes of the same field within a gesture (typing, a slider) become one."""

    def __init__(self, document: Document, node: str, name: str, value: Any, gesture: int) -> None:
        super().__init__(_words("Change {0}", name.replace("_", " ")))
        self._document, self._node, self._name, self._gesture = document, node, name, gesture
        self._new = value
        self._old = document.graph.nodes[node].settings.get(name, MISSING)

    def id(self) -> int:
        return _SETTING_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, SetSetting) or not self._gesture or other._gesture != self._gesture:
            return False
        if (other._node, other._name) != (self._node, self._name):
            return False
        self._new = other._new
        self.setObsolete(self._new is self._old or (self._new == self._old and type(self._new) is type(self._old)))
        return True

    def redo(self) -> None:
        self._document._put_setting(self._node, self._name, self._new)

    def undo(self) -> None:
        self._document._put_setting(self._node, self._name, self._old)


class Rename(QUndoCommand):
    """Give a node another title; typing becomes one step."""

    def __init__(self, document: Document, node: str, title: str, gesture: int) -> None:
        super().__init__(_words("Rename"))
        self._document, self._node, self._gesture = document, node, gesture
        self._new, self._old = title, document.graph.nodes[node].title

    def id(self) -> int:
        return _RENAME_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Rename) or not self._gesture or other._gesture != self._gesture:
            return False
        if other._node != self._node:
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True

    def redo(self) -> None:
        self._document._put_title(self._node, self._new)

    def undo(self) -> None:
        self._document._put_title(self._node, self._old)


class SetBypassed(QUndoCommand):
    """Switch nodes off, so that what comes in goes straight through, or on again."""

    def __init__(self, document: Document, ids: list[str], bypassed: bool) -> None:
        super().__init__(_words("Bypass") if bypassed else _words("Stop bypassing"))
        self._document, self._bypassed = document, bypassed
        self._ids = [name for name in ids if document.graph.nodes[name].bypassed is not bypassed]

    def redo(self) -> None:
        for name in self._ids:
            self._document._put_bypassed(name, self._bypassed)

    def undo(self) -> None:
        for name in self._ids:
            self._document._put_bypassed(name, not self._bypassed)


class SetRun(QUndoCommand):
    """Change what the whole run uses: the seed or the device."""

    def __init__(self, document: Document, name: str, value: Any) -> None:
        super().__init__(_words("Change {0}", name))
        self._document, self._name, self._new = document, name, value
        self._old = getattr(document.graph, name)

    def redo(self) -> None:
        self._document._put_run(self._name, self._new)

    def undo(self) -> None:
        self._document._put_run(self._name, self._old)


class SetNotes(QUndoCommand):
    """Change the notes and frames of the canvas."""

    def __init__(self, document: Document, notes: list[Any], words: str) -> None:
        super().__init__(words)
        self._document, self._new = document, notes
        self._old = document.graph.extra.get("notes", MISSING)

    def redo(self) -> None:
        self._document._put_notes(self._new)

    def undo(self) -> None:
        self._document._put_notes(self._old)


class SetGroups(QUndoCommand):
    """Change which nodes are grouped, or how their groups are shown."""

    def __init__(self, document: Document, changed: tuple[Group, ...], words: str) -> None:
        super().__init__(words)
        self._document, self._new = document, changed
        self._old = document.graph.groups

    def redo(self) -> None:
        self._document._put_groups(self._new)

    def undo(self) -> None:
        self._document._put_groups(self._old)
