"""What can be known to go wrong before anything is loaded: wires, loops, settings, inputs, tokenizers, memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from engine.errors import Fault, StitchworkError
from engine.graph.document import Graph, Wire
from engine.graph.nodes import NodeType, Preflight, SettingField, choices, node_types
from engine.graph.ports import Port


def can_connect(graph: Graph, wire: Wire) -> str | None:
    """None when the wire fits, else the reason in words. A taken single input is no reason: it is replaced."""
    types = node_types()
    source, target = graph.nodes.get(wire.source), graph.nodes.get(wire.target)
    if source is None or target is None:
        return "One of the nodes is gone."
    if wire.source == wire.target:
        return "A node cannot feed itself."
    source_type, target_type = types.get(source.type), types.get(target.type)
    if source_type is None or target_type is None:
        return "This version does not know one of the nodes."
    output, port = source_type.output(wire.output), target_type.input(wire.input)
    if output is None or port is None:
        return "There is no such port."
    if output.kind is not port.kind:
        return f"“{port.label}” takes a {port.kind.value}, and this is a {output.kind.value}."
    if wire in graph.wires:
        return "They are connected already."
    if wire.source in downstream(graph, wire.target):
        return "That would make a loop."
    return None


def downstream(graph: Graph, node: str) -> set[str]:
    """The node and everything that depends on it."""
    return _reach(node, {(wire.source, wire.target) for wire in graph.wires})


def needed(graph: Graph, targets: Iterable[str]) -> set[str]:
    """The targets and everything that they depend on."""
    back = {(wire.target, wire.source) for wire in graph.wires}
    return set().union(*(_reach(target, back) for target in targets if target in graph.nodes))


def _reach(start: str, arrows: set[tuple[str, str]]) -> set[str]:
    following: dict[str, list[str]] = {}
    for tail, head in arrows:
        following.setdefault(tail, []).append(head)
    found, open_nodes = {start}, [start]
    while open_nodes:
        for node in following.get(open_nodes.pop(), []):
            if node not in found:
                found.add(node)
                open_nodes.append(node)
    return found


def order(graph: Graph) -> list[str]:
    """Nodes so that each comes after what it needs, otherwise as in the file. Raises StitchworkError on a loop."""
    before: dict[str, set[str]] = {node: set() for node in graph.nodes}
    after: dict[str, list[str]] = {node: [] for node in graph.nodes}
    for wire in graph.wires:
        if wire.source in before and wire.target in before and wire.source not in before[wire.target]:
            before[wire.target].add(wire.source)
            after[wire.source].append(wire.target)
    done: list[str] = []
    free = [node for node in graph.nodes if not before[node]]
    while free:
        node = free.pop(0)
        done.append(node)
        for following in after[node]:
            before[following].discard(node)
            if not before[following]:
                free.append(following)
    if len(done) < len(graph.nodes):
        stuck = next(node for node in graph.nodes if node not in done and node in _loop(graph, node))
        raise StitchworkError(
            f"“{_title(graph, stuck)}” feeds itself through a loop of wires.", "Remove one wire of the loop."
        )
    return done


def _loop(graph: Graph, node: str) -> set[str]:
    return set().union(*(downstream(graph, wire.target) for wire in graph.wires_from(node)))


def _title(graph: Graph, node: str) -> str:
    kind = node_types().get(graph.nodes[node].type)
    return graph.nodes[node].title or (kind.title if kind else graph.nodes[node].type)


def check(graph: Graph, library: Any, memory_free: int | None = None) -> list[Fault]:
    """Everything that would fail, in the order of the run. library: engine.models.library.Library, or None to look
    at the graph alone. memory_free: bytes that the run may use; None: not checked."""
    faults = [fault for node in graph.nodes for fault in _wire_faults(graph, node)]
    try:
        sequence = order(graph)
    except StitchworkError as error:
        stuck = next((node for node in graph.nodes if node in _loop(graph, node)), None)
        return [*faults, error.fault(stuck)]
    blamed = {fault.node for fault in faults}
    promised: dict[str, dict[str, Any]] = {}
    for node in sequence:
        if node in blamed:
            continue
        found = list(_node_faults(graph, node, blamed, promised, library))
        if found:
            blamed.add(node)
            faults += found
    return faults + _memory_faults(graph, promised, memory_free)


def _wire_faults(graph: Graph, node: str) -> Iterator[Fault]:
    kind = node_types().get(graph.nodes[node].type)
    if kind is None:
        yield Fault(
            node,
            f"This version does not know the node “{graph.nodes[node].type}”.",
            fix="Update Stitchwork, or remove the node. It is kept in the file as it is.",
        )
        return
    for port in kind.inputs:
        wires = graph.wires_into(node, port.name)
        if len(wires) > 1 and not port.many:
            yield Fault(node, f"“{port.label}” takes one wire and has {len(wires)}.", fix="Remove one.", port=port.name)
    for wire in graph.wires_into(node):
        reason = _misfit(graph, wire)
        if reason:
            yield Fault(node, reason, fix="Remove the wire.", port=wire.input)


def _misfit(graph: Graph, wire: Wire) -> str | None:
    source = node_types().get(graph.nodes[wire.source].type)
    if source is None:
        return None
    others = [other for other in graph.wires if other != wire]
    reason = can_connect(replace(graph, wires=others), wire)
    return None if reason == "That would make a loop." else reason


def _node_faults(
    graph: Graph, node: str, blamed: set[str | None], promised: dict[str, dict[str, Any]], library: Any
) -> Iterator[Fault]:
    kind = node_types()[graph.nodes[node].type]
    try:
        settings = kind.settings(**graph.nodes[node].settings)
    except ValidationError as error:
        yield from _setting_faults(node, kind, error)
        return
    for port in kind.inputs:
        if not port.optional and not graph.wires_into(node, port.name):
            yield Fault(
                node,
                f"“{port.label}” is not connected.",
                fix=f"Connect {_article(port)} to it.",
                port=port.name,
            )
            return
    if any(wire.source in blamed for wire in graph.wires_into(node)):
        blamed.add(node)
        return
    promised[node] = {}
    if kind.preflight is None or library is None:
        return
    inputs = {port.name: facts for port in kind.inputs if (facts := _facts(graph, node, port, promised)) is not None}
    try:
        promised[node] = kind.preflight(Preflight(settings, inputs, library)) or {}
    except StitchworkError as error:
        yield error.fault(node)


def _facts(graph: Graph, node: str, port: Port, promised: dict[str, dict[str, Any]]) -> Any:
    """What the nodes before promise for an input: True where they promise nothing in particular."""
    found = [promised.get(wire.source, {}).get(wire.output, True) for wire in graph.wires_into(node, port.name)]
    return (found or None) if port.many else (found[0] if found else None)


def _article(port: Port) -> str:
    return f"one or more {port.kind.value}s" if port.many else f"a {port.kind.value}"


def _setting_faults(node: str, kind: NodeType, error: ValidationError) -> Iterator[Fault]:
    fields = {field.name: field for field in kind.fields}
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        field = fields.get(name)
        if field is None:
            yield Fault(node, f"There is no setting “{name}”.", fix="Remove it from the file.", setting=name)
        else:
            words, fix = _in_words(field, problem)
            yield Fault(node, words, fix=fix, setting=name)


def _in_words(field: SettingField, problem: Any) -> tuple[str, str]:
    value, context = problem.get("input"), problem.get("ctx", {})
    unit = f" {field.about.unit}" if field.about.unit else ""
    shown = f"“{value}”" if isinstance(value, str) else f"{value}"
    match problem["type"]:
        case "missing":
            return f"“{field.label}” is not set.", "Choose a value."
        case "greater_than_equal" | "greater_than":
            least = context.get("ge", context.get("gt"))
            return f"“{field.label}” is {shown}{unit}, and the least is {least}{unit}.", "Choose a larger value."
        case "less_than_equal" | "less_than":
            most = context.get("le", context.get("lt"))
            return f"“{field.label}” is {shown}{unit}, and the most is {most}{unit}.", "Choose a smaller value."
        case "enum" | "literal_error":
            return f"“{field.label}” cannot be {shown}.", "Choose one of: " + ", ".join(choices(field.type)) + "."
        case "int_type" | "int_parsing" | "int_from_float":
            return f"“{field.label}” is {shown}, and must be a whole number.", "Choose a whole number."
        case "float_type" | "float_parsing" | "finite_number":
            return f"“{field.label}” is {shown}, and must be a number.", "Choose a number."
        case _:
            return f"“{field.label}” cannot be {shown}.", "Choose another value."


def _memory_faults(graph: Graph, promised: dict[str, dict[str, Any]], memory_free: int | None) -> list[Fault]:
    """Models that are loaded twice under one name are counted once, as they are held once."""
    if memory_free is None:
        return []
    sizes: dict[str, tuple[int, str]] = {}
    for node, outputs in promised.items():
        for facts in outputs.values():
            size = getattr(facts, "bytes_needed", 0)
            if size:
                sizes.setdefault(facts.name, (size, node))
    total = sum(size for size, _ in sizes.values())
    if total <= memory_free:
        return []
    largest, node = max(sizes.values())
    name = next(name for name, pair in sizes.items() if pair == (largest, node))
    return [
        Fault(
            node,
            f"The models need {total / 1e9:.1f} GB, and {memory_free / 1e9:.1f} GB are free.",
            f"{name} alone needs {largest / 1e9:.1f} GB.",
            "Choose a smaller model, or close other programs.",
        )
    ]
