"""A graph as plain data: what a .stitch file holds and what a run needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Node:
    """A node on the canvas. `settings` holds only what differs from the defaults (or is required)."""

    id: str
    type: str
    x: float = 0.0
    y: float = 0.0
    title: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    "Fields of the file that this version does not know; written back as they came."
    bypassed: bool = False
    "Switched off: what comes in goes straight through (see engine.graph.bypass)."


Bends = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Wire:
    """From one node's output to another's input. The order of wires is the order of a list input."""

    source: str
    output: str
    target: str
    input: str
    bends: Bends = field(default=(), compare=False)
    "Places by which it is led around nodes. A wire is what it joins: however it is bent, it is the same wire."


@dataclass(frozen=True)
class Group:
    """Nodes that a person sees as one: closed, a box with the ports that lead out of it; open, a titled frame.

    A group only says how the graph is shown. Its nodes and wires stay in `Graph.nodes` and `Graph.wires` as if there
    were no group, so that checks, runs, seeds and cache keys cannot differ, and there is nothing to flatten. It has no
    place of its own either: it is where its nodes are. (A frame among the notes holds whatever happens to lie in it; a
    closed group hides its nodes, so it has to name them.) See engine.graph.groups.
    """

    id: str
    nodes: tuple[str, ...]
    title: str = ""
    closed: bool = True
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    bends: tuple[Wire, ...] = ()
    """While it is closed: of wires that lead out of it the bends that are hidden with its nodes, from the upper left
    corner of its nodes. They come back when it opens."""


@dataclass
class Graph:
    """A document. `seed` and `device` are the run's defaults."""

    nodes: dict[str, Node] = field(default_factory=dict)
    wires: list[Wire] = field(default_factory=list)
    groups: tuple[Group, ...] = ()
    name: str = ""
    about: str = ""
    recipe: dict[str, Any] = field(default_factory=dict)
    "For bundled recipes: group, seconds, picture, order."
    seed: int = 0
    device: str = "auto"
    extra: dict[str, Any] = field(default_factory=dict)

    def wires_into(self, node: str, port: str | None = None) -> list[Wire]:
        return [w for w in self.wires if w.target == node and (port is None or w.input == port)]

    def wires_from(self, node: str, port: str | None = None) -> list[Wire]:
        return [w for w in self.wires if w.source == node and (port is None or w.output == port)]

    def fresh_id(self, type_id: str) -> str:
        """A short id, unique in this graph, that reads well in `--set node.setting=value`."""
        number = 1
        while (name := type_id if number == 1 else f"{type_id}_{number}") in self.nodes:
            number += 1
        return name
