"""What runs say of a document's nodes: states, progress, sentences, numbers and failures. Nothing of it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.errors import Fault
from engine.jobs import messages as m


class Outcome(QObject):
    """Takes in messages, and forgets what an edit has made untrue. `knows`: whether a node is (still) there."""

    changed = Signal(str)
    "The state of a node, or what is shown beside it."
    failures_changed = Signal()

    def __init__(self, knows: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._knows = knows
        self.clear()

    def clear(self) -> None:
        """Another graph is shown; says nothing."""
        self.states: dict[str, m.NodeChanged] = {}
        self.progress: dict[str, m.Progress] = {}
        self.sentences: dict[str, str] = {}
        self.metrics: dict[str, dict[str, float]] = {}
        self.failures: dict[str, Fault] = {}
        self.refused: set[str] = set()
        "Nodes whose problems kept a run from starting, until they are mended."
        self.running = False

    def forget(self, node: str) -> None:
        """The node is being removed; says nothing."""
        for place in (self.states, self.progress, self.failures):
            place.pop(node, None)
        self.refused.discard(node)

    def fraction(self, node: str) -> float | None:
        """How far a node is, if it says so."""
        progress = self.progress.get(node)
        return progress.done / progress.total if progress and progress.total else None

    def withdraw(self, nodes: Iterable[str]) -> None:
        """What was said of these nodes holds no longer. A run under way goes on with the graph as it was."""
        if self.running:
            return
        for node in nodes:
            had = self.states.pop(node, None)
            failed = self.failures.pop(node, None)
            if had or failed:
                self._tell(node)
            if failed:
                self.failures_changed.emit()

    def refuse(self, nodes: Iterable[str]) -> None:
        """A run was asked for and did not start because of these nodes; of no others from now on."""
        before, self.refused = self.refused, set(nodes)
        for node in before ^ self.refused:
            self._tell(node)
        if before != self.refused:
            self.failures_changed.emit()

    def apply(self, message: m.Message) -> None:
        """Take in a message of a run, and say which node's state it changed."""
        match message:
            case m.RunStarted(nodes=nodes):
                self._run_started(nodes)
            case m.NodeChanged(node=node):
                self._note(self.states, node, message)
                if message.state is not m.NodeState.RUNNING:
                    self.progress.pop(node, None)
                self._tell(node)
            case m.Progress(node=node):
                self._note(self.progress, node, message)
                self._tell(node)
            case m.NodeFailed(fault=fault) if fault.node is not None:
                self.failures[fault.node] = fault
                self._note(self.states, fault.node, m.NodeChanged(fault.node, m.NodeState.FAILED))
                self._tell(fault.node)
                self.failures_changed.emit()
            case m.Sentence(node=node, words=words):
                self.sentences[node] = words
                self._tell(node)
            case m.Metric(node=node, name=name, value=value):
                self.metrics.setdefault(node, {})[name] = value
                self._tell(node)
            case m.RunFinished():
                self._run_finished()

    def _run_started(self, nodes: tuple[str, ...]) -> None:
        self.running = True
        self.refuse(self.refused.difference(nodes))
        for node in nodes:
            for place in (self.failures, self.progress, self.sentences, self.metrics):
                place.pop(node, None)
            self.states[node] = m.NodeChanged(node, m.NodeState.WAITING)
            self._tell(node)
        self.failures_changed.emit()

    def _run_finished(self) -> None:
        """Nodes that a stopped run left waiting go back to what they are without it."""
        self.running = False
        unfinished = (m.NodeState.WAITING, m.NodeState.RUNNING)
        for node in [name for name, change in self.states.items() if change.state in unfinished]:
            del self.states[node]
            self.progress.pop(node, None)
            self._tell(node)

    def _note(self, place: dict[str, Any], node: str, message: m.Message) -> None:
        if self._knows(node):
            place[node] = message

    def _tell(self, node: str) -> None:
        if self._knows(node):
            self.changed.emit(node)
