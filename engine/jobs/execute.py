"""Runs a graph: checks first, then its nodes in order. Says everything through messages and raises nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from engine.errors import Cancelled, Fault, StitchworkError
from engine.graph import checks, files
from engine.graph.bypass import without_bypassed
from engine.graph.document import Graph
from engine.graph.nodes import NodeType, node_types
from engine.jobs import messages as m
from engine.jobs import scratch
from engine.jobs.cache import Cache, Kept
from engine.jobs.coalesce import Outbox
from engine.jobs.keys import content_key, node_seed
from engine.jobs.run import Gate, Run
from engine.jobs.trouble import fault_of, free_memory, is_out_of_memory

if TYPE_CHECKING:
    from engine.models.library import Library

_MAX_KEPT_POINTS = 100_000


@dataclass(frozen=True)
class Result:
    """How a run ended: outcome is "done", "failed" or "stopped"."""

    outcome: str
    seconds: float
    faults: tuple[Fault, ...] = ()


def execute(job: m.Job, library: Library, emit: Callable[[m.Message], None], gate: Gate, cache: Cache) -> Result:
    """Run a job. A node that fails takes along only the nodes that need it; the others still run."""
    return _Execution(job, library, emit, gate, cache).run()


@dataclass
class _Step:
    """One node, ready to run."""

    id: str
    title: str
    kind: NodeType
    settings: BaseModel
    key: str


class _Execution:
    def __init__(
        self, job: m.Job, library: Library, emit: Callable[[m.Message], None], gate: Gate, cache: Cache
    ) -> None:
        self._job = job
        self._library = library
        self._emit = emit
        self._gate = gate
        self._cache = cache
        self._device = "cpu"
        self._graph = Graph()
        self._started = False
        self._ran = False
        self._states: dict[str, m.NodeState] = {}
        self._values: dict[str, dict[str, Any]] = {}
        self._faults: list[Fault] = []

    def run(self) -> Result:
        begun = time.monotonic()
        try:
            steps = self._prepare()
            for step in steps:
                self._gate()
                if self._states[step.id] is m.NodeState.WAITING:
                    self._work(step)
                self._let_go(steps, step)
            outcome = "failed" if self._faults else "done"
        except Cancelled:
            outcome = "stopped"
        except Exception as error:
            self._fail(fault_of(error, None, self._graph.name or "The graph", self._device))
            outcome = "failed"
        self._settle()
        seconds = time.monotonic() - begun
        self._emit(m.RunFinished(self._job.id, outcome, seconds, self._words(outcome)))
        return Result(outcome, seconds, tuple(self._faults))

    def _prepare(self) -> list[_Step]:
        """The nodes to run, in order; empty when a check found a fault."""
        self._gate()
        drawn = files.from_json(self._job.graph)
        self._graph = graph = without_bypassed(drawn)
        if not graph.nodes:
            raise StitchworkError("There is nothing to run yet.", "Open a recipe, or add nodes to the canvas.")
        self._device = _resolve(self._job.device)
        wanted = set(graph.nodes) if self._job.targets is None else self._needed(drawn, self._job.targets)
        memory = self._job.memory_bytes or free_memory(self._device)[0] + self._cache.bytes
        faults = [
            fault for fault in checks.check(graph, self._library, memory) if fault.node is None or fault.node in wanted
        ]
        if faults:
            self._start([node for node in graph.nodes if node in wanted], m.NodeState.NOT_REACHED)
            for fault in faults:
                self._fail(fault)
            return []
        order = [node for node in checks.order(graph) if node in wanted]
        self._start(order, m.NodeState.WAITING)
        steps = self._steps(order)
        self._cache.make_room({step.key for step in steps})
        return steps

    def _needed(self, drawn: Graph, targets: tuple[str, ...]) -> set[str]:
        """What the targets need; of a bypassed one, all that leads to it."""
        bypassed = [target for target in targets if target not in self._graph.nodes]
        return checks.needed(self._graph, targets) | checks.needed(drawn, bypassed) & self._graph.nodes.keys()

    def _start(self, nodes: list[str], state: m.NodeState) -> None:
        self._started = True
        self._emit(m.RunStarted(self._job.id, tuple(nodes), self._device))
        for node in nodes:
            self._change(node, state)

    def _steps(self, order: list[str]) -> list[_Step]:
        steps: dict[str, _Step] = {}
        for node_id in order:
            node = self._graph.nodes[node_id]
            kind = node_types()[node.type]
            settings = kind.settings(**node.settings)
            # What acts on the world may give something else each time, and so may all that follows from it.
            key = self._key(node_id, kind, settings, steps) if kind.cached else f"{node_id} at {time.time_ns()}"
            steps[node_id] = _Step(node_id, node.title or kind.title, kind, settings, key)
        return list(steps.values())

    def _key(self, node: str, kind: NodeType, settings: BaseModel, before: dict[str, _Step]) -> str:
        inputs = [
            (port.name, before[wire.source].key, wire.output)
            for port in kind.inputs
            for wire in self._graph.wires_into(node, port.name)
        ]
        seed = node_seed(self._job.seed, node)
        return content_key(kind, settings, inputs, node=node, seed=seed, device=self._device, library=self._library)

    def _work(self, step: _Step) -> None:
        """Run one node, or take what is kept of it."""
        self._ran = True
        kept = self._cache.get(step.key) if step.kind.cached else None
        if kept is not None:
            self._values[step.id] = kept.outputs
            for message in kept.messages:
                # A pure node's result may have been made by another node.
                self._emit(replace(message, node=step.id))
            self._change(step.id, m.NodeState.CACHED, footer=kept.footer)
            return
        self._change(step.id, m.NodeState.RUNNING)
        record = Outbox(_MAX_KEPT_POINTS)

        def speak(message: m.Message) -> None:
            if isinstance(message, (m.PlotMessage, m.Metric, m.Sentence)):
                record.add(message)
            self._emit(message)

        run = Run(
            step.id,
            speak,
            self._gate,
            device=self._device,
            seed=node_seed(self._job.seed, step.id),
            library=self._library,
            folder=Path(self._job.folder) if self._job.folder else None,
            title=step.title,
            notes=self._cache.unfinished(step.key) if step.kind.cached else None,
            scratch=scratch.of(self._library, step.key) if step.kind.cached else None,
        )
        try:
            outputs = _by_port(step.kind, step.kind.function(run, **self._inputs(step), **_arguments(step)))
        except Cancelled:
            raise
        except Exception as error:
            self._fail(fault_of(error, step.id, step.title, self._device), run.seconds)
            if is_out_of_memory(error):
                self._cache.forget()
            # The frames of a traceback hold the failed node's tensors.
            error.__traceback__ = None
            gc.collect()
            return
        self._values[step.id] = outputs
        if step.kind.cached:
            self._cache.put(step.key, Kept(outputs, tuple(record.take()), run.footer))
            scratch.clear(self._library, step.key)
        self._change(step.id, m.NodeState.DONE, run.seconds, run.footer)

    def _inputs(self, step: _Step) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for port in step.kind.inputs:
            values = [self._values[w.source][w.output] for w in self._graph.wires_into(step.id, port.name)]
            if port.many:
                found[port.name] = values if values or not port.optional else None
            else:
                found[port.name] = values[0] if values else None
        return found

    def _let_go(self, steps: list[_Step], done: _Step) -> None:
        """Free the values that no node still to come needs."""
        to_come = {step.id for step in steps[steps.index(done) + 1 :]}
        for node in list(self._values):
            if not any(wire.target in to_come for wire in self._graph.wires_from(node)):
                del self._values[node]

    def _fail(self, fault: Fault, seconds: float | None = None) -> None:
        if not self._started:
            self._start([], m.NodeState.WAITING)
        self._faults.append(fault)
        self._emit(m.NodeFailed(fault))
        if fault.node is not None:
            self._change(fault.node, m.NodeState.FAILED, seconds)
            for node in checks.downstream(self._graph, fault.node):
                if self._states.get(node) is m.NodeState.WAITING:
                    self._change(node, m.NodeState.NOT_REACHED)

    def _settle(self) -> None:
        """Nodes that were waiting or running when the run was stopped can be run again."""
        if not self._started:
            self._start([], m.NodeState.WAITING)
        for node, state in list(self._states.items()):
            if state in (m.NodeState.WAITING, m.NodeState.RUNNING):
                self._change(node, m.NodeState.READY)
        self._values.clear()

    def _change(self, node: str, state: m.NodeState, seconds: float | None = None, footer: str = "") -> None:
        self._states[node] = state
        self._emit(m.NodeChanged(node, state, seconds, footer))

    def _words(self, outcome: str) -> str:
        """What only the engine knows of an end that is not good."""
        if outcome != "failed":
            return ""
        if not self._ran:
            return f"Nothing was run. {self._faults[0].title}"
        failed = sum(state is m.NodeState.FAILED for state in self._states.values())
        return f"{failed} of {len(self._states)} nodes failed."


def _arguments(step: _Step) -> dict[str, Any]:
    return {field.name: getattr(step.settings, field.name) for field in step.kind.fields}


def _by_port(kind: NodeType, result: Any) -> dict[str, Any]:
    """What a node function gave back, by output port."""
    names = [port.name for port in kind.outputs]
    if not names:
        return {}
    if hasattr(result, "_fields"):
        return {name: getattr(result, name) for name in names}
    return {names[0]: result}


def _resolve(device: str) -> str:
    if device == "cpu":
        return device
    from engine.models.devices import resolve

    return resolve(device)
