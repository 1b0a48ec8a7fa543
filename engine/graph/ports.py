"""The kinds of things that travel along wires.

A node function annotates its arguments with these names. At run time a port carries what the comment says.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin


class Kind(StrEnum):
    """Kind of a port. A wire joins two ports of one kind."""

    MODEL = "model"
    TEXT = "text"
    CORPUS = "corpus"
    NUMBER = "number"
    PLOT = "plot"
    GRAPH = "graph"
    TASK = "task"
    LEARNER = "learner"
    FRONT = "front"
    BACK = "back"


Model = Annotated[Any, Kind.MODEL]  # engine.models.contract.LanguageModel
Text = Annotated[str, Kind.TEXT]  # str
Corpus = Annotated[Any, Kind.CORPUS]  # engine.data.values.Corpus
Number = Annotated[Any, Kind.NUMBER]  # list[engine.data.values.Score]
Plot = Annotated[Any, Kind.PLOT]  # engine.data.values.PlotData
KnowledgeGraph = Annotated[Any, Kind.GRAPH]
Task = Annotated[Any, Kind.TASK]  # engine.icl.laws.Law
Learner = Annotated[Any, Kind.LEARNER]  # engine.icl.training.Learner
Front = Annotated[Any, Kind.FRONT]  # engine.models.anatomy.Front: the first blocks of a model
Back = Annotated[Any, Kind.BACK]  # engine.models.anatomy.Back: its last blocks


@dataclass(frozen=True)
class Port:
    """An input or output of a node type."""

    name: str
    kind: Kind
    many: bool = False
    optional: bool = False
    words: str = ""
    "What it is called in the window's language."

    @property
    def label(self) -> str:
        return self.words or self.name.replace("_", " ")


def port_of(name: str, annotation: Any) -> Port:
    """Read a port from an annotation: `Model`, `list[Model]` or `Model | None`."""
    origin = get_origin(annotation)
    if origin is list:
        return Port(name, port_of(name, get_args(annotation)[0]).kind, many=True)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        port = port_of(name, inner[0])
        return Port(name, port.kind, port.many, optional=True)
    if origin is Annotated:
        for mark in get_args(annotation)[1:]:
            if isinstance(mark, Kind):
                return Port(name, mark)
        return port_of(name, get_args(annotation)[0])
    raise TypeError(f"{name}: {annotation!r} is not a port; use a name from engine.graph.ports")
