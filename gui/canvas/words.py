"""What a node says of itself in its foot, its tooltip and to screen readers."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from engine.jobs.messages import NodeState
from gui.canvas.layout import Spot
from gui.document import Document
from gui.words import listed


def _tr(text: str, *arguments: object) -> str:
    return QCoreApplication.translate("canvas", text).format(*arguments)


def seconds(value: float) -> str:
    """A time that people read at a glance: 0.1 s, 12 s, 3 min."""
    if value < 9.95 and value != int(value):
        return _tr("{0:.1f} s", value)
    if value < 99.5:
        return _tr("{0:.0f} s", value)
    return _tr("{0:.0f} min", value / 60)


def footer(document: Document, node: str) -> tuple[str, str]:
    """The words on the left and on the right of the foot."""
    if document.graph.nodes[node].bypassed:
        return _tr("bypassed"), ""
    state = document.state_of(node)
    change = document.outcome.states.get(node)
    facts = change.footer if change else ""
    progress = document.outcome.progress.get(node)
    if state is NodeState.FAILED:
        started = change is not None and change.seconds is not None and node not in document.outcome.refused
        return _tr("failed") if started else _tr("cannot start"), problems(len(document.faults_of(node)))
    if state is NodeState.NOT_READY:
        return _tr("not ready"), problems(len(document.faults_of(node)))
    if state is NodeState.RUNNING and progress is not None:
        words = progress.words or _tr("{0:,.0f} of {1:,.0f}", progress.done, progress.total)
        left = progress.seconds_left
        return words, _tr("{0} left", seconds(max(1, round(left)))) if left is not None else ""
    if state is NodeState.WAITING:
        return _waiting(document, node), facts
    if state is NodeState.DONE and change is not None and (change.seconds or 0.0) >= 0.05:
        return _tr("done in {0}", seconds(change.seconds or 0.0)), facts
    return state_words(state), facts


def brief(document: Document, node: str) -> str:
    """How long a node took, what it lacks, or its state."""
    if document.graph.nodes[node].bypassed:
        return _tr("bypassed")
    change, state = document.outcome.states.get(node), document.state_of(node)
    if state is NodeState.DONE and change is not None and (change.seconds or 0.0) >= 0.05:
        return seconds(change.seconds or 0.0)
    wrong = problems(len(document.faults_of(node))) if state in (NodeState.FAILED, NodeState.NOT_READY) else ""
    return wrong or state_words(state)


def state_words(state: NodeState) -> str:
    return {
        NodeState.NOT_READY: _tr("not ready"),
        NodeState.READY: _tr("ready"),
        NodeState.WAITING: _tr("waiting"),
        NodeState.RUNNING: _tr("running"),
        NodeState.DONE: _tr("done"),
        NodeState.CACHED: _tr("cached"),
        NodeState.FAILED: _tr("failed"),
        NodeState.NOT_REACHED: _tr("not reached"),
    }[state]


def tooltip(document: Document, node: str) -> str:
    """Why a node is not ready, or what came out of it, or what it does."""
    faults = [fault.sentence() for fault in document.faults_of(node)]
    if faults:
        return "\n".join(faults)
    if node in document.outcome.sentences:
        return document.outcome.sentences[node]
    kind = document.type_of(node)
    return kind.help.split("\n\n")[0] if kind else _tr("This version does not know this kind of node. It is kept.")


def spoken(document: Document, node: str) -> str:
    """A node in one sentence, for screen readers."""
    left, right = footer(document, node)
    feeds = [document.title_of(wire.source) for wire in document.graph.wires_into(node)]
    parts = [document.title_of(node), left, right]
    if feeds:
        parts.append(_tr("fed by {0}", listed(dict.fromkeys(feeds))))
    parts += [fault.title for fault in document.faults_of(node)]
    return listed(parts)


def port(document: Document, spot: Spot) -> str:
    """A port in one sentence, for screen readers."""
    title, ends = document.title_of(spot.node), _ends(document, spot)
    name = _tr("Input {0} of {1}", spot.label, title) if spot.is_input else _tr("Output {0} of {1}", spot.label, title)
    return listed([name, _tr("connected to {0}", ends) if ends else _tr("not connected")])


def leads(document: Document, spot: Spot, inside: Collection[str]) -> str:
    """Where a port's wires come from or go to, without those that stay inside the port's group."""
    ends = _ends(document, spot, inside)
    if not ends:
        return _tr("not connected")
    return _tr("from {0}", ends) if spot.is_input else _tr("to {0}", ends)


def problems(count: int) -> str:
    if not count:
        return ""
    return _tr("1 problem") if count == 1 else _tr("{0} problems", count)


def _ends(document: Document, spot: Spot, inside: Collection[str] = ()) -> str:
    graph = document.graph
    if spot.is_input:
        ends = [wire.source for wire in graph.wires_into(spot.node, spot.name)]
    else:
        ends = [wire.target for wire in graph.wires_from(spot.node, spot.name)]
    return listed(dict.fromkeys(document.title_of(end) for end in ends if end not in inside))


def _waiting(document: Document, node: str) -> str:
    pending = (NodeState.WAITING, NodeState.RUNNING)
    for wire in document.graph.wires_into(node):
        if document.state_of(wire.source) in pending:
            return _tr("waiting for {0}", document.title_of(wire.source))
    return _tr("waiting")
