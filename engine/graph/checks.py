"""What can be known to go wrong before anything is loaded: wires, loops, settings, inputs, tokenizers, memory."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from engine.errors import Fault, StitchworkError
from engine.graph.bypass import without_bypassed
from engine.graph.document import Graph, Wire
from engine.graph.nodes import Preflight, node_types
from engine.graph.ports import Kind, Port
from engine.graph.settings import setting_faults
from engine.graph.topology import downstream, needed, sort

__all__ = ["can_connect", "check", "downstream", "facts_into", "memory_needed", "needed", "order"]


def can_connect(graph: Graph, wire: Wire) -> str | None:
    """None when the wire fits, else the reason in words. A taken single input is no reason: it is replaced."""
    if wire.source not in graph.nodes or wire.target not in graph.nodes:
        return "One of the nodes is gone."
    if wire.source == wire.target:
        return "A node cannot feed itself."
    reason = _misfit(graph, wire)
    if reason:
        return reason
    if wire in graph.wires:
        return "They are connected already."
    if wire.source in downstream(graph, wire.target):
        first, second = _title(graph, wire.source), _title(graph, wire.target)
        return f"That would make a loop: “{first}” already depends on “{second}”."
    return None


def order(graph: Graph) -> list[str]:
    """Nodes so that each comes after what it needs, otherwise as in the file. Raises StitchworkError on a loop."""
    done, loop = sort(graph)
    if loop:
        raise _loop_error(graph, loop)
    return done


def check(graph: Graph, library: Any, memory_free: int | None = None) -> list[Fault]:
    """Everything that would fail, in the order of the run. library: engine.models.library.Library, or None to look
    at the graph alone. memory_free: bytes that the run may use; None: not checked. Bypassed nodes are skipped."""
    return _Check(without_bypassed(graph), library).faults(memory_free)


def memory_needed(graph: Graph, library: Any) -> int:
    """Bytes that the models of a graph need once loaded, as far as their files tell. Nothing is loaded."""
    look = _Check(without_bypassed(graph), library)
    look.faults(None)
    return sum(size for size, _ in look.sizes().values())


def facts_into(graph: Graph, library: Any, node: str) -> dict[str, Any]:
    """What the nodes before one promise to its inputs, as its own check would see it (see `Preflight.inputs`). Empty
    where one of them has a problem. Nothing is loaded."""
    look = _Check(without_bypassed(graph), library)
    if node not in look.graph.nodes:
        return {}
    look.faults(None)
    return look.inputs_of(node) or {}


class _Check:
    """One look at a graph. `promised`: what each node that can work promises to give; a node that has a problem, or
    comes after one that has, promises nothing, and what comes after is not blamed for it."""

    def __init__(self, graph: Graph, library: Any) -> None:
        self.graph = graph
        self.library = library
        self.promised: dict[str, dict[str, Any]] = {}
        self.wires: dict[tuple[str, str], list[Wire]] = defaultdict(list)
        for wire in graph.wires:
            self.wires[wire.target, wire.input].append(wire)

    def faults(self, memory_free: int | None) -> list[Fault]:
        sequence, loop = sort(self.graph)
        ordered = set(sequence)
        misfits = self._misfits()
        found: list[Fault] = []
        for node in [*sequence, *(node for node in self.graph.nodes if node not in ordered)]:
            own = [*misfits[node], *self._own(node)]
            found += own or (self._preflight(node) if node in ordered else [])
        if loop:
            found.append(_loop_error(self.graph, loop).fault(loop[0]))
        return found + self._memory(memory_free)

    def _misfits(self) -> dict[str, list[Fault]]:
        """Wires that lead where they do not fit, by target. Ports of unknown types are not known to misfit."""
        types = node_types()
        found: dict[str, list[Fault]] = defaultdict(list)
        for wire in self.graph.wires:
            source, target = self.graph.nodes[wire.source], self.graph.nodes[wire.target]
            reason = _misfit(self.graph, wire) if source.type in types and target.type in types else None
            if reason:
                found[wire.target].append(
                    Fault(wire.target, reason, fix="Remove the wire.", port=wire.input, source=wire.source)
                )
        return found

    def _own(self, node: str) -> Iterator[Fault]:
        """What is wrong with a node whatever the others do: its type, its settings, its inputs."""
        entry = self.graph.nodes[node]
        kind = node_types().get(entry.type)
        if kind is None:
            yield Fault(
                node,
                f"This version does not know the node “{entry.type}”.",
                fix="Update Stitchwork, or remove the node. It is kept in the file as it is.",
            )
            return
        try:
            kind.settings.model_validate(entry.settings)
        except ValidationError as error:
            yield from setting_faults(node, kind, error)
        for port in kind.inputs:
            n_wires = len(self.wires[node, port.name])
            if not n_wires and not port.optional:
                title, fix = f"“{port.label}” is not connected.", f"Connect {_article(port)} to it."
                yield Fault(node, title, fix=fix, port=port.name)
            if n_wires > 1 and not port.many:
                title = f"“{port.label}” takes one wire and has {n_wires}."
                yield Fault(node, title, fix=f"Keep one of the {n_wires} wires.", port=port.name)

    def _preflight(self, node: str) -> list[Fault]:
        """Ask the node itself, if all that it builds on is well."""
        kind = node_types()[self.graph.nodes[node].type]
        inputs = self.inputs_of(node)
        if inputs is None:
            return []
        promises: dict[str, Any] = {}
        if kind.preflight is not None and self.library is not None:
            settings = kind.settings.model_validate(self.graph.nodes[node].settings)
            try:
                promises = kind.preflight(Preflight(settings, inputs, self.library)) or {}
            except StitchworkError as error:
                return [replace(error.fault(node), source=self._source(node, error))]
            except Exception:
                title = f"“{_title(self.graph, node)}” could not be checked."
                words = "This is a mistake in the program, not in your graph."
                return [Fault(node, title, words, "Report it with its details.", details=traceback.format_exc())]
        self.promised[node] = promises
        return []

    def _source(self, node: str, error: StitchworkError) -> str | None:
        """Where the wire comes from that a node's own check complains of."""
        if error.port is None or error.place is None:
            return None
        return self.wires[node, error.port][error.place].source

    def inputs_of(self, node: str) -> dict[str, Any] | None:
        """What is promised to each connected input; None where a node before it promises nothing at all."""
        kind = node_types().get(self.graph.nodes[node].type)
        inputs: dict[str, Any] = {}
        for port in kind.inputs if kind else ():
            group = self.wires[node, port.name]
            if any(wire.source not in self.promised for wire in group):
                return None
            # True: connected, and nothing more is known of it.
            facts = [self.promised[wire.source].get(wire.output, True) for wire in group]
            if facts:
                inputs[port.name] = facts if port.many else facts[0]
        return inputs

    def sizes(self) -> dict[str, tuple[int, str]]:
        """Bytes that each model needs, and a node that brings it. Models of one name are held, and counted, once."""
        sizes: dict[str, tuple[int, str]] = {}
        for node, outputs in self.promised.items():
            for facts in outputs.values():
                if size := getattr(facts, "bytes_needed", 0):
                    sizes.setdefault(facts.name, (size, node))
        return sizes

    def _memory(self, free: int | None) -> list[Fault]:
        if free is None:
            return []
        sizes = self.sizes()
        total = sum(size for size, _ in sizes.values())
        if total <= free:
            return []
        name, (largest, node) = max(sizes.items(), key=lambda item: item[1][0])
        title = f"{name} needs {_size(total)} of memory, and a run may use {_size(free)} now."
        words = ""
        if len(sizes) > 1:
            needed, room = _size(total), _size(free)
            title = f"The {len(sizes)} models of this graph need {needed} of memory, and a run may use {room} now."
            words = f"{name} is the largest, with {_size(largest)}."
        return [
            Fault(
                node,
                title,
                words,
                "Choose a smaller model, close other programs, or look at the memory limit in the preferences.",
            )
        ]


def _misfit(graph: Graph, wire: Wire) -> str | None:
    """Why the two ports do not belong together, whatever else is connected."""
    types = node_types()
    source, target = types.get(graph.nodes[wire.source].type), types.get(graph.nodes[wire.target].type)
    if source is None or target is None:
        return f"This version does not know “{_title(graph, wire.target if source else wire.source)}”."
    output, port = source.output(wire.output), target.input(wire.input)
    if output is None:
        return f"“{_title(graph, wire.source)}” has no output “{wire.output}”."
    if port is None:
        return f"“{_title(graph, wire.target)}” has no input “{wire.input}”."
    if output.kind is not port.kind:
        return f"“{port.label}” takes {_WORDS[port.kind]}, and this is {_WORDS[output.kind]}."
    return None


_WORDS = {kind: f"a {kind.value}" for kind in Kind} | {Kind.TEXT: "text", Kind.GRAPH: "a knowledge graph"}
_WORDS |= {Kind.FRONT: "the front of a model", Kind.BACK: "the back of a model"}


def _article(port: Port) -> str:
    return f"{_WORDS[port.kind]}, or several," if port.many else _WORDS[port.kind]


def _loop_error(graph: Graph, loop: list[str]) -> StitchworkError:
    if len(loop) == 1:
        return StitchworkError(f"“{_title(graph, loop[0])}” feeds itself.", "Remove the wire.")
    round_trip = " → ".join(_title(graph, node) for node in [*loop, loop[0]])
    return StitchworkError(f"These nodes wait for each other: {round_trip}.", "Remove one of the wires between them.")


def _title(graph: Graph, node: str) -> str:
    kind = node_types().get(graph.nodes[node].type)
    return graph.nodes[node].title or (kind.title if kind else graph.nodes[node].type)


def _size(n_bytes: float) -> str:
    return f"{n_bytes / 1e9:.1f} GB" if n_bytes >= 1e9 else f"{n_bytes / 1e6:.0f} MB"
