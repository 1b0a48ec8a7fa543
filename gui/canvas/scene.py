"""The scene follows the document: it adds, removes and moves items as the document says, and edits nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from engine.graph.document import Bends, Wire
from gui.canvas import layout as L
from gui.canvas import notes
from gui.canvas.camera import paint_grid
from gui.canvas.faces import Faces
from gui.canvas.flow import Flow
from gui.canvas.items import Box, NodeItem
from gui.canvas.lifting import Lifted
from gui.canvas.notes import CanvasNote
from gui.canvas.wires import WireItem
from gui.document import Document
from gui.theme import theme

_LIST_SPREAD = 5.0
_BACKGROUND = QGraphicsScene.SceneLayer.BackgroundLayer


class CanvasScene(QGraphicsScene):
    """Items by node id and by wire. `appearance_changed`: something that the minimap or a call-out shows."""

    appearance_changed = Signal()
    mark_changed = Signal()
    "Another port, wire, bend, note or frame is marked, or none."

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.nodes: dict[str, NodeItem] = {}
        self.faces = Faces(self)
        self.wires: dict[Wire, WireItem] = {}
        self.chosen_wire: Wire | None = None
        self.chosen_bend: int | None = None
        self.chosen_port: L.PortKey | None = None
        self.notes: list[CanvasNote] = []
        self.chosen_note: int | None = None
        self._touching: dict[str, set[Wire]] = defaultdict(set)
        self.lifted = Lifted(self)
        self._thin = False
        self.flow = Flow(self)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        document.node_added.connect(self._add_node)
        document.node_removed.connect(self._remove_node)
        document.wire_added.connect(self._add_wire)
        document.wire_removed.connect(self._remove_wire)
        document.wire_bent.connect(self._wire_bent)
        document.nodes_moved.connect(self.restore)
        document.node_changed.connect(self._node_changed)
        document.settings_changed.connect(self._node_changed)
        document.state_changed.connect(self._state_changed)
        document.faults_changed.connect(self._faults_changed)
        document.graph_reset.connect(self.rebuild)
        document.notes_changed.connect(self._notes_changed)
        document.groups_changed.connect(self._groups_changed)
        theme.changed.connect(self.redress)
        self.rebuild()

    def rebuild(self) -> None:
        """Show the document from nothing."""
        self.flow.stop()
        self.nodes, self.wires = {}, {}
        self.chosen_wire = self.chosen_bend = self.chosen_port = None
        self.faces.clear()
        self.lifted.forget()
        self.clear()
        self._touching.clear()
        for node in self.document.graph.nodes:
            self._add_node(node)
        for wire in list(self.document.graph.wires):
            self._add_wire(wire)
        self._notes_changed()
        self._groups_changed()
        self._faults_changed()

    def redress(self) -> None:
        """Take on the theme's present colours."""
        for item in self.faces.all():
            item.update()
        for wire in self.wires.values():
            wire.dress()
            wire.flow(None)
        self.repaint_below(self.sceneRect())
        self.appearance_changed.emit()

    def content_rect(self) -> QRectF:
        """The space that nodes, groups, notes and frames take."""
        rect = QRectF()
        for taken in (
            *(note.rect for note in self.notes),
            *(box.scene_rect() for box in self.faces.all()),
            *self.faces.frames.values(),
        ):
            rect |= taken
        return rect

    def is_taken(self, area: QRectF) -> bool:
        """Whether a node or a note lies in an area."""
        if any(note.rect.intersects(area) for note in self.notes if not note.frame):
            return True
        return any(box.scene_rect().intersects(area) for box in self.faces.all())

    def spot_at(self, scene_pos: QPointF) -> L.Spot | None:
        """The port under a point; ports reach outside their nodes."""
        hits = (box.spot_at(scene_pos) for box in self.faces.all() if _near(box, scene_pos))
        return next((spot for spot in hits if spot), None)

    def box_at(self, scene_pos: QPointF) -> Box | None:
        """The topmost node or closed group under a point."""
        hits = [box for box in self.faces.all() if box.layout.rect.contains(scene_pos - box.pos())]
        return hits[-1] if hits else None

    def node_at(self, scene_pos: QPointF) -> NodeItem | None:
        """The topmost node under a point, if no closed group lies there."""
        box = self.box_at(scene_pos)
        return box if isinstance(box, NodeItem) else None

    def wire_at(self, scene_pos: QPointF) -> WireItem | None:
        around = QRectF(scene_pos.x() - 2, scene_pos.y() - 2, 4, 4)
        hits = (item for item in self.wires.values() if item.sceneBoundingRect().intersects(around))
        return next((item for item in hits if item.shape().contains(scene_pos)), None)

    def spot(self, node: str, port: str, is_input: bool) -> L.Spot | None:
        return self.faces.of(node).layout.port((node, port, is_input)) if node in self.nodes else None

    def place_of(self, node: str, port: str, is_input: bool) -> QPointF:
        """Where a port is on the canvas, if need be on the group that its node lies in."""
        return self.faces.of(node).scene_spot(node, port, is_input)

    @property
    def chosen_wire_item(self) -> WireItem | None:
        return self.wires.get(self.chosen_wire) if self.chosen_wire is not None else None

    def choose_wire(self, wire: Wire | None, bend: int | None = None) -> None:
        """Mark one wire, or one of its bends (what Delete removes)."""
        if (wire, bend) == (self.chosen_wire, self.chosen_bend):
            return
        old, self.chosen_wire, self.chosen_bend = self.chosen_wire, wire, bend
        for changed in {old, wire}:
            item = self.wires.get(changed) if changed is not None else None
            if item is None:
                continue
            item.chosen, item.chosen_bend = changed == wire, bend
            self._redress_wire(item)
        self.mark_changed.emit()

    def choose_port(self, port: L.PortKey | None) -> None:
        """Mark one port (the one from which keys lay a wire)."""
        if port != self.chosen_port:
            self.chosen_port = port
            for box in self.faces.all():
                box.mark(port)
            self.mark_changed.emit()

    def bend_at(self, scene_pos: QPointF) -> tuple[WireItem, int] | None:
        """The bend under a point, with its wire."""
        hits = ((item, item.bend_at(scene_pos)) for item in self.wires.values() if item.wire.bends)
        return next(((item, place) for item, place in hits if place is not None), None)

    def show_bends(self, item: WireItem, bends: Bends | None) -> None:
        """Lead a wire by these places for now; None: as the document says."""
        item.pulled = bends
        if item.wire in self.wires:
            self.stretch(item.wire)

    def note_at(self, scene_pos: QPointF) -> int | None:
        """The topmost note, or frame by its title or corner, under a point: its place in `notes`."""
        hits = [i for i, n in enumerate(self.notes) if n.handle.contains(scene_pos) or n.grip.contains(scene_pos)]
        return max(hits, key=lambda i: (not self.notes[i].frame, i), default=None)

    def choose_note(self, place: int | None) -> None:
        """Mark one note or frame (the one that Delete removes)."""
        changed = {self.chosen_note, place} if place != self.chosen_note else set()
        self.chosen_note = place
        if changed:
            self.mark_changed.emit()
        for index in changed:
            if index is not None and index < len(self.notes):
                self.repaint_below(self.notes[index].area)

    def show_notes(self, changed: list[CanvasNote]) -> None:
        """Paint these notes; the document is not told."""
        for note in set(self.notes) ^ set(changed):
            self.repaint_below(note.area)
        self.notes = changed

    def wires_of(self, nodes: Iterable[str]) -> set[Wire]:
        return {wire for node in nodes for wire in self._touching.get(node, ())}

    def repaint_below(self, area: QRectF) -> None:
        """What is painted with the background has changed. (Of an empty area Qt would understand everything.)"""
        if not area.isEmpty():
            self.invalidate(area, _BACKGROUND)

    def route(self, nodes: Iterable[str]) -> None:
        """Lay the wires of nodes anew."""
        for wire in self.wires_of(nodes):
            if not self.wires[wire].carried:
                self.stretch(wire)

    def moved(self, nodes: Collection[str], step: QPointF | None = None) -> None:
        """The items of these nodes stand elsewhere: what hangs on them follows. `step`: how far, while they are lifted
        and dragged together."""
        self.faces.place(nodes)
        if step is not None:
            self.lifted.carry(step)
        else:
            self.route(nodes)

    def restore(self, nodes: Iterable[str]) -> None:
        """Put nodes where the document has them, as far as it has them."""
        there = [node for node in nodes if node in self.nodes]
        for node in there:
            entry = self.document.graph.nodes[node]
            self.nodes[node].setPos(entry.x, entry.y)
        self.moved(there)
        self.appearance_changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Far away, wires are hairlines: that is as much as can be seen, and much faster."""
        thin = zoom < L.DETAIL_TITLE
        if thin != self._thin:
            self._thin = thin
            for item in self.wires.values():
                item.thin = thin
                item.dress()
            self.repaint_below(self.sceneRect())

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The grid and the wires at rest. The view keeps the picture and asks for parts that are new."""
        area = QRectF(rect)
        paint_grid(painter, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in sorted(range(len(self.notes)), key=lambda i: not self.notes[i].frame):
            if self.notes[index].area.intersects(area):
                notes.paint(painter, self.notes[index], index == self.chosen_note)
        self.faces.paint(painter, area)
        for item in self.wires.values():
            if item.resting and item.area.intersects(area):
                item.draw(painter)

    def _notes_changed(self) -> None:
        self.choose_note(None)
        self.show_notes(notes.read(self.document.graph))
        self.appearance_changed.emit()

    def _groups_changed(self) -> None:
        self.faces.show()
        self.route(self.nodes)
        self.appearance_changed.emit()

    def _add_node(self, node: str) -> None:
        self.nodes[node] = NodeItem(self.document, node)
        self.addItem(self.nodes[node])
        self.appearance_changed.emit()

    def _remove_node(self, node: str) -> None:
        self.removeItem(self.nodes.pop(node))
        self._touching.pop(node, None)
        self.appearance_changed.emit()

    def _add_wire(self, wire: Wire) -> None:
        if wire.source not in self.nodes or wire.target not in self.nodes:
            return
        spot = self.spot(wire.source, wire.output, False) or self.spot(wire.target, wire.input, True)
        item = WireItem(wire, spot.kind if spot else "")
        item.thin = self._thin
        item.dress()
        self.wires[wire] = item
        self._touching[wire.source].add(wire)
        self._touching[wire.target].add(wire)
        self.addItem(item)
        self._remeasure(wire)
        self._stretch_siblings(wire)
        self.appearance_changed.emit()

    def _remove_wire(self, wire: Wire) -> None:
        item = self.wires.pop(wire, None)
        if item is None:
            return
        if self.chosen_wire == wire:
            self.choose_wire(None)
        item.flow(None)
        self.removeItem(item)
        self.repaint_below(item.area)
        self._touching[wire.source].discard(wire)
        self._touching[wire.target].discard(wire)
        self._remeasure_groups(wire)
        self._stretch_siblings(wire)
        self.appearance_changed.emit()

    def _wire_bent(self, wire: Wire) -> None:
        item = self.wires.get(wire)
        if item is not None:
            item.wire = wire
            if item.chosen and self.chosen_bend is not None and self.chosen_bend >= len(wire.bends):
                self.choose_wire(wire)
            self.stretch(wire)

    def _node_changed(self, node: str) -> None:
        self.nodes[node].measure()
        names = {node, *(name for box in self.faces.measure([node]) for name in box.names)}
        self.moved(names)
        self.appearance_changed.emit()

    def _state_changed(self, node: str) -> None:
        if node not in self.nodes:
            return
        self.nodes[node].refresh()
        if self.faces.hides(node):
            self.faces.of(node).refresh()
        for wire in self._touching.get(node, ()):
            if wire.source == node and wire.target in self.nodes:
                self.nodes[wire.target].refresh()
            self.flow.show(self.wires[wire])
        self.appearance_changed.emit()

    def _faults_changed(self) -> None:
        for item in (*self.nodes.values(), *self.faces.groups.values()):
            item.refresh()
        wrong = _wrong(self.document)
        for wire, item in self.wires.items():
            bad = wire in wrong
            if bad != item.wrong:
                item.wrong = bad
                self._redress_wire(item)
        self.appearance_changed.emit()

    def stretch(self, wire: Wire) -> None:
        """Lay a wire anew between its ports."""
        item = self.wires[wire]
        if self.faces.hides(wire.source) and self.faces.of(wire.source) is self.faces.of(wire.target):
            changed = item.hide_inside()
        else:
            start = self.place_of(wire.source, wire.output, False)
            end = self.place_of(wire.target, wire.input, True)
            changed = item.stretch(start, end + QPointF(0, self._list_offset(wire)))
        if not item.isVisible():
            self.repaint_below(changed)

    def _redress_wire(self, item: WireItem) -> None:
        item.dress()
        self.repaint_below(item.area)

    def _stretch_siblings(self, wire: Wire) -> None:
        """All wires into the same port: their places on a list input depend on each other."""
        for other in self._touching.get(wire.target, ()):
            if other.target == wire.target and other.input == wire.input:
                self.stretch(other)

    def _list_offset(self, wire: Wire) -> float:
        """Wires into one list input end beside each other, in their order."""
        spot = self.spot(wire.target, wire.input, True)
        if spot is None or not spot.many:
            return 0.0
        row = [w for w in self.document.graph.wires if w.target == wire.target and w.input == wire.input]
        if len(row) < 2 or wire not in row:
            return 0.0
        step = min(_LIST_SPREAD, 2 * _LIST_SPREAD / (len(row) - 1))
        return (row.index(wire) - (len(row) - 1) / 2) * step

    def _remeasure(self, wire: Wire) -> None:
        """A wire is there that was not: placeholders and closed groups show the ports that their wires use."""
        for node in (wire.source, wire.target):
            if self.document.type_of(node) is None:
                self.nodes[node].measure()
                self.route([node])
        self._remeasure_groups(wire)

    def _remeasure_groups(self, wire: Wire) -> None:
        for box in self.faces.measure((wire.source, wire.target)):
            self.route(box.names)


def _near(box: Box, scene_pos: QPointF) -> bool:
    return box.boundingRect().contains(scene_pos - box.pos())


def _wrong(document: Document) -> set[Wire]:
    """The wires at fault. One that comes through a bypassed node cannot be told from the others of its port."""
    found: set[Wire] = set()
    for node in document.graph.nodes:
        for fault in document.faults_of(node):
            wires = document.graph.wires_into(node, fault.port) if fault.port else []
            found |= {wire for wire in wires if wire.source == fault.source} or set(wires)
    return found
