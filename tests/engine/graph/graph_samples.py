"""Node types for the tests of graphs: a small kitchen of every kind of port and setting, and graphs in one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from engine.errors import StitchworkError
from engine.graph.document import Graph, Node, Wire
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Corpus, Model, Number, Plot, Text
from engine.jobs.run import Run
from engine.papers import Paper


@dataclass(frozen=True)
class Facts:
    """What a sample model promises before it is loaded."""

    name: str
    bytes_needed: int = 0


class Mood(StrEnum):
    """A choice."""

    CALM = "calm"
    WILD = "wild"


def _known_model(context: Preflight) -> dict[str, Any]:
    if context.settings.name not in context.library:
        raise StitchworkError(f"There is no model “{context.settings.name}”.", "Choose another.", setting="name")
    return {"model": Facts(context.settings.name, context.library[context.settings.name])}


@node("Source", group="Samples", preflight=_known_model)
def graph_source(run: Run, *, name: str = "small") -> Model:
    """A model."""


@node("Words", group="Samples")
def graph_words(run: Run) -> Text:
    """A text that promises nothing."""
    return ""


looked_at: list[dict[str, Any]] = []
"What the preflight of Mix was shown, newest last."


def _mixable(context: Preflight) -> dict[str, Any]:
    looked_at.append(context.inputs)
    names = [facts.name for facts in context.inputs["parts"]]
    if len(set(names)) < len(names):
        raise StitchworkError("The same model is there twice.", "Take one away.", port="parts")
    return {"mixed": Facts("+".join(names))}


COOK = Paper(("Cook, Ann",), 1901, "On Mixing")


class Mixed(NamedTuple):
    """Two outputs."""

    mixed: Model
    notes: Plot


@node("Mix", group="Samples", version=3, papers=(COOK,), preflight=_mixable)
def graph_mix(
    run: Run,
    parts: list[Model],
    prompt: Text | None = None,
    *,
    share: Annotated[float, Setting(help="How much.", unit="%", minimum=0, maximum=100)] = 50.0,
    steps: Annotated[int, Setting(label="Number of steps", minimum=1)] = 4,
    mood: Annotated[Mood, Setting(labels={"calm": "Calm and slow"})] = Mood.CALM,
    loud: bool = False,
) -> Mixed:
    """Mix models.

    And a longer explanation.
    """


@node("Needs a name", group="Samples", cached=False)
def graph_named(run: Run, mixed: Model, *, title: str) -> None:
    """A setting without a default, and no output."""


def _never_right(context: Preflight) -> dict[str, Any]:
    return {}[context.settings]


@node("Mistaken", group="Samples", preflight=_never_right)
def graph_mistaken(run: Run) -> Text:
    """Its check before the run has a bug."""
    return ""


@node("Taste", group="Samples")
def graph_taste(run: Run, models: list[Model] | None = None, texts: Corpus | None = None) -> Number:
    """Only optional inputs."""


SAMPLES = ("graph_source", "graph_words", "graph_mix", "graph_named", "graph_taste")


def graph(nodes: dict[str, Any], *wires: str) -> Graph:
    """nodes: id -> type or (type, settings); wires: "a.model > b.parts"."""
    built = Graph()
    for node_id, what in nodes.items():
        kind, settings = what if isinstance(what, tuple) else (what, {})
        built.nodes[node_id] = Node(node_id, f"graph_{kind}", settings=settings)
    built.wires = [wire(one) for one in wires]
    return built


def wire(words: str) -> Wire:
    source, target = (end.strip().split(".") for end in words.split(">"))
    return Wire(*source, *target)
