"""Working on groups: closing nodes into one, opening, naming and dissolving it. Each is one step to undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from engine.graph import groups
from engine.graph.document import Group
from gui.canvas import noting, tucking
from gui.canvas.layout import SNAP, snapped
from gui.canvas.writing import Writing

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_GAP = 4 * SNAP
"Room between the frame of a group that opens and what it pushes aside."


def current(view: CanvasView) -> Group | None:
    """The group that is meant: the closed one that is selected, else the innermost open one around the selection."""
    names, found = view.selected_nodes, view.document.graph.groups
    if not names:
        return None
    closed = groups.shown_as(found).get(names[0])
    if closed is not None:
        return closed if set(names) <= set(closed.nodes) else None
    return groups.around(found, names)


def chosen(view: CanvasView) -> Group | None:
    """The group that is selected as a whole, and nothing beside it. A node alone in an open group is a node."""
    names, found = view.selected_nodes, current(view)
    if found is None or set(found.nodes) != set(names) or (len(names) == 1 and not found.closed):
        return None
    return found


def group(view: CanvasView) -> None:
    """Close the selected nodes, or those in the marked frame, into a group, its title open for writing."""
    document, scene = view.document, view.canvas
    names, title, frame = view.selected_nodes, view.tr("Group"), scene.chosen_note
    if frame is not None:
        names, title = noting.inside(scene, frame)[0], scene.notes[frame].text
    if len(names) < 2:
        return
    found = document.graph.groups
    there = next((one for one in found if set(one.nodes) == set(names)), None)
    new = Group(groups.fresh_id(found), tuple(names), title)
    if there is not None and not there.closed:
        close(view, there)
        return
    if (pair := groups.clash((*found, new))) is not None:
        other = next(one for one in pair if one.id != new.id)
        words = view.tr("The group “{0}” is selected only in part. Select all of it, or ungroup it.").format(
            other.title
        )
        view.show_note(words, view.viewport().rect().center(), linger=True)
        return
    stack = document.undo_stack
    stack.beginMacro(view.tr("Group"))
    if frame is not None:
        noting.remove(scene, [frame])
    document.end_gesture()
    document.set_groups((*found, tucking.closed(scene, new, view.tr("Group"))), view.tr("Group"))
    stack.endMacro()
    view.select_many(names)
    rename(view)


def ungroup(view: CanvasView) -> None:
    """The group goes, its nodes stay."""
    found = current(view)
    if found is not None:
        _show_nodes(view, found, ungroup=True)


def open_or_close(view: CanvasView) -> None:
    found = current(view)
    if found is not None:
        (open_group if found.closed else close)(view, found)


def open_group(view: CanvasView, closed: Group) -> None:
    """Show the nodes of a closed group. What is in their way moves aside; a node with a problem is selected."""
    _show_nodes(view, closed)


def close(view: CanvasView, opened: Group) -> None:
    document, words = view.document, view.tr("Close group")
    document.end_gesture()
    document.undo_stack.beginMacro(words)
    closed = tucking.closed(view.canvas, opened, words)
    document.set_groups(groups.changed(document.graph.groups, closed), words)
    document.undo_stack.endMacro()
    view.select_many(list(opened.nodes))


def rename(view: CanvasView) -> None:
    """Write the title of the group that is meant, else of the selected node, where it stands."""
    names, found, scene = view.selected_nodes, current(view), view.canvas
    if found is not None and (len(names) > 1 or found.closed):
        identity = found.id
        area = _header(view, names[0]) if found.closed else scene.faces.handle(identity)

        def keep(title: str) -> None:
            present = view.document.graph.groups
            changed = tuple(replace(one, title=title) if one.id == identity else one for one in present)
            if title:
                view.document.set_groups(changed, view.tr("Rename"))

        Writing(view, area, found.title, view.tr("Title of the group"), keep)
    elif len(names) == 1:
        node = names[0]

        def name(title: str) -> None:
            if title:
                view.document.end_gesture()
                view.document.rename(node, title)

        Writing(view, _header(view, node), view.document.title_of(node), view.tr("Title of the node"), name)


def _show_nodes(view: CanvasView, shown: Group, ungroup: bool = False) -> None:
    document, scene = view.document, view.canvas
    box = scene.faces.groups.get(shown.id)
    before = box.scene_rect() if box is not None else None
    words = view.tr("Ungroup") if ungroup else view.tr("Open group")
    document.end_gesture()
    document.undo_stack.beginMacro(words)
    opened = tucking.opened(scene, shown, words)
    others = tuple(one for one in document.graph.groups if one.id != shown.id)
    document.set_groups(others if ungroup else groups.changed(document.graph.groups, opened), words)
    if before is not None:
        document.move(_aside(view, shown, before))
    document.undo_stack.endMacro()
    document.end_gesture()
    faulty = [name for name in shown.nodes if document.faults_of(name)] if before is not None else []
    view.select_many(faulty[:1] or list(shown.nodes))
    area = scene.faces.frames.get(shown.id)
    if area is not None and not view.seen_rect().contains(area):
        view.ensureVisible(area, _GAP, _GAP)


def _aside(view: CanvasView, shown: Group, before: QRectF) -> dict[str, tuple[float, float]]:
    """Where other boxes go so that none lies under the nodes that appear: to the right of the group's closed box they
    go right, below it they go down, as far as the frame is larger than the box was."""
    scene = view.canvas
    frame = scene.faces.frame_of(shown)
    others = [box for box in scene.faces.all() if not set(box.names) <= set(shown.nodes)]
    if not any(box.scene_rect().intersects(frame) for box in others):
        return {}
    step = snapped(QPointF(frame.right() - before.right() + _GAP, frame.bottom() - before.bottom() + _GAP))
    places: dict[str, tuple[float, float]] = {}
    for box in others:
        rect = box.scene_rect()
        right = step.x() if rect.left() >= before.right() else 0.0
        down = step.y() if not right and rect.top() >= before.bottom() and rect.right() > frame.left() else 0.0
        for name in box.names:
            entry = view.document.graph.nodes[name]
            places[name] = (entry.x + max(0.0, right), entry.y + max(0.0, down))
    return places


def _header(view: CanvasView, node: str) -> QRectF:
    rect = view.canvas.faces.of(node).scene_rect()
    return QRectF(rect.x(), rect.y(), rect.width(), 30.0)


COMMANDS = {"group": group, "ungroup": ungroup, "open_group": open_or_close, "rename": rename}
