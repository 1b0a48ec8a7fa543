"""What is said of several nodes as if they were one: the state, the share that is done, the words of a closed group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.graph.document import Group
from engine.jobs.messages import NodeState
from gui.canvas import words
from gui.document import Document
from gui.words import listed

_TELLING = (NodeState.FAILED, NodeState.RUNNING, NodeState.WAITING, NodeState.NOT_REACHED, NodeState.NOT_READY)
"A group is what the first of its nodes is, in this order."
_OVER = {NodeState.DONE, NodeState.CACHED}


def _tr(text: str, *arguments: object) -> str:
    return QCoreApplication.translate("canvas", text).format(*arguments)


def state(document: Document, nodes: Sequence[str]) -> NodeState:
    """Failed if one failed, running until all are done; done and cached only if all of them are."""
    states = {document.state_of(node) for node in nodes if not document.graph.nodes[node].bypassed}
    telling = next((one for one in _TELLING if one in states), None)
    if telling is NodeState.WAITING and states & _OVER:
        return NodeState.RUNNING
    if telling is not None:
        return telling
    if states == {NodeState.CACHED}:
        return NodeState.CACHED
    return NodeState.DONE if states and states <= _OVER else NodeState.READY


def fraction(document: Document, nodes: Sequence[str]) -> float:
    """How much of the nodes' work is done, each counted alike."""
    working = [node for node in nodes if not document.graph.nodes[node].bypassed]
    shares = [1.0 if document.state_of(node) in _OVER else document.outcome.fraction(node) or 0.0 for node in working]
    return sum(shares) / len(shares) if shares else 0.0


def footer(document: Document, nodes: Sequence[str]) -> tuple[str, str]:
    """The words on the left and on the right of the foot."""
    if all(document.graph.nodes[node].bypassed for node in nodes):
        return _tr("bypassed"), ""
    found = state(document, nodes)
    problems = words.problems(sum(len(document.faults_of(node)) for node in nodes))
    spent = sum(change.seconds or 0.0 for node in nodes if (change := document.outcome.states.get(node)))
    if found is NodeState.RUNNING:
        at_work = next((node for node in nodes if document.state_of(node) is NodeState.RUNNING), None)
        percent = _tr("{0:.0f}% done", 100 * fraction(document, nodes))
        return percent, document.title_of(at_work) if at_work else ""
    if found is NodeState.FAILED:
        first = next(node for node in nodes if document.state_of(node) is NodeState.FAILED)
        return words.footer(document, first)[0], problems
    if found is NodeState.DONE and spent >= 0.05:
        return _tr("done in {0}", words.seconds(spent)), ""
    return words.state_words(found), problems


def tooltip(document: Document, nodes: Sequence[str]) -> str:
    """What is wrong with which node, or what the nodes are."""
    faulty = [f"{document.title_of(node)}: {fault.sentence()}" for node in nodes for fault in document.faults_of(node)]
    return "\n".join(faulty) or listed(document.title_of(node) for node in nodes)


def spoken(document: Document, group: Group) -> str:
    """A closed group in one sentence, for screen readers."""
    held = _tr("Group {0} of {1}", group.title, listed(document.title_of(node) for node in group.nodes))
    faults = [fault.title for node in group.nodes for fault in document.faults_of(node)]
    return listed([held, *footer(document, group.nodes), *faults])
