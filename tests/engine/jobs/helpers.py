"""What the tests of runs share: building graphs in one line, collecting messages, waiting without sleeping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from engine.jobs import messages as m
from engine.jobs.engine import Engine

T = TypeVar("T", bound=m.Message)
_PATIENCE = 120.0


def graph(nodes: dict[str, Any], *wires: str) -> dict[str, Any]:
    """A graph as its file's JSON. nodes: id -> type or (type, settings); wires: "a.text > b.parts"."""
    from engine.graph import files
    from engine.graph.document import Graph, Node, Wire

    built = Graph()
    for node_id, what in nodes.items():
        kind, settings = what if isinstance(what, tuple) else (what, {})
        built.nodes[node_id] = Node(node_id, kind, settings=settings)
    for wire in wires:
        source, target = (end.strip().split(".") for end in wire.split(">"))
        built.wires.append(Wire(*source, *target))
    return files.to_json(built)


def job(nodes: dict[str, Any], *wires: str, **options: Any) -> m.Job:
    return m.Job(graph(nodes, *wires), device="cpu", **options)


class Heard(list[m.Message]):
    """Messages, in the order they came."""

    def of(self, kind: type[T]) -> list[T]:
        return [message for message in self if isinstance(message, kind)]

    def states(self, node: str) -> list[str]:
        return [change.state.value for change in self.of(m.NodeChanged) if change.node == node]

    def last_states(self) -> dict[str, str]:
        return {change.node: change.state.value for change in self.of(m.NodeChanged)}

    def metric(self, node: str, name: str) -> float:
        return next(one.value for one in self.of(m.Metric) if (one.node, one.name) == (node, name))

    @property
    def finished(self) -> m.RunFinished:
        (end,) = self.of(m.RunFinished)
        return end


def listen(engine: Engine, until: Callable[[m.Message], bool], seconds: float = _PATIENCE) -> Heard:
    """Fetch messages until one is what the test waits for. Fails when it does not come in time."""
    heard = Heard()
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < deadline:
        for message in engine.poll():
            heard.append(message)
            if until(message):
                return heard
        pause.wait(0.005)
    raise AssertionError(f"did not come within {seconds} s; heard {heard[-20:]}, state {engine.state}")


def is_finished(message: m.Message) -> bool:
    return isinstance(message, m.RunFinished)


def is_running(node: str) -> Callable[[m.Message], bool]:
    return lambda message: isinstance(message, m.Progress) and message.node == node
