"""Nodes that cut models and join the front of one to the back of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from engine import papers
from engine.errors import StitchworkError
from engine.graph.document import Graph, Node, Wire
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.picks import Part
from engine.graph.ports import Back, Corpus, Front, Model
from engine.jobs.run import Run
from engine.stitching.options import MapKind

OWN = (papers.STARVATION, papers.REVISITING_STITCHING)
_MAPS = {
    "affine": "Affine: turn, stretch and shift",
    "low-rank": "Affine of low rank",
    "procrustes": "Turn and scale only (Procrustes)",
    "almost-affine": "Almost affine: plus a small network",
    "identity": "Nothing: the state as it is",
}
_SHORT = {"affine": "Affine", "low-rank": "Low rank", "procrustes": "Procrustes", "almost-affine": "Almost affine"}

MapChoice = Annotated[
    MapKind,
    Setting(
        label="Map",
        help="What turns a state of the front into a state of the back.",
        labels=_MAPS,
        papers={"low-rank": (papers.REDUCED_RANK,), "procrustes": (papers.ORTHOGONAL_PROCRUSTES,)},
    ),
]
NWindows = Annotated[
    int,
    Setting(
        label="Windows of text",
        help="How much text both models read to find the map. An eighth of it is held out to measure on.",
        unit="windows",
        minimum=16,
        maximum=100_000,
    ),
]
Length = Annotated[
    int,
    Setting(label="Window length", unit="tokens", minimum=16, maximum=4096, advanced=True, help="Tokens read at once."),
]
Steps = Annotated[
    int,
    Setting(
        label="Training steps",
        help="0: only the instant map, in closed form. The paper trains 10,000 steps; some hundred do most of it.",
        unit="steps",
        minimum=0,
        maximum=100_000,
    ),
]
Rate = Annotated[
    float,
    Setting(
        label="Learning rate",
        help="Falls linearly to nothing. Lower it if the loss jumps.",
        minimum=1e-6,
        maximum=0.1,
        advanced=True,
    ),
]
Rows = Annotated[
    int,
    Setting(label="Windows a step", unit="windows", minimum=1, maximum=512, advanced=True, help="Windows in one step."),
]


class Cut(NamedTuple):
    """The two halves of a model."""

    front: Front
    back: Back


def _depth_fits(context: Preflight) -> dict[str, Any]:
    facts: Any = context.inputs.get("model")
    layers = getattr(facts, "layers", 0)
    if layers and context.settings.depth > layers:
        raise StitchworkError(
            f"{facts.name} has {layers} blocks and cannot be cut after block {context.settings.depth}.",
            f"Choose a depth from 0 to {layers}.",
            setting="depth",
        )
    return {"front": facts, "back": facts}


@node(
    "Cut",
    group="Combine",
    icon="scissors",
    summary=lambda s: f"after block {s.depth}" if s.depth else "after the embeddings",
    preflight=_depth_fits,
    papers=OWN,
)
def cut(
    run: Run,
    model: Model,
    *,
    depth: Annotated[
        int,
        Setting(
            label="Cut after block",
            help="0 cuts between the embeddings and the first block.",
            minimum=0,
            maximum=200,
            widget="depth",
        ),
    ] = 2,
) -> Cut:
    """Cut a model in two: a front that reads tokens, and a back that predicts the next one.

    Between two blocks everything a model knows of the text stands in one vector a token, the residual stream. There it
    can be cut. Join the front of one model to the back of another with Stitch.
    """
    from engine.models import back, front

    halves = Cut(front(model, depth), back(model, depth))
    run.footer = f"{depth} + {halves.back.n_layers - depth} blocks"
    return halves


def _stitch_facts(context: Preflight) -> dict[str, Any]:
    one: Any = context.inputs.get("front")
    other: Any = context.inputs.get("back")
    widths = getattr(one, "width", 0), getattr(other, "width", 0)
    if context.settings.map is MapKind.IDENTITY and all(widths) and widths[0] != widths[1]:
        raise StitchworkError(
            f"The identity needs two models of one width, not {widths[0]:,} and {widths[1]:,}.",
            "Choose an affine map.",
            setting="map",
        )
    if not hasattr(other, "name") or not hasattr(one, "name"):
        return {}
    contexts = [facts.context for facts in (one, other) if facts.context]
    return {
        "model": replace(
            other, name=f"{one.name} + {other.name}", context=min(contexts, default=0), bytes_needed=0, layers=0
        )
    }


@node(
    "Stitch",
    group="Combine",
    icon="link",
    summary=lambda s: f"{_SHORT.get(s.map.value, 'Identity')}, {f'{s.steps:,} steps' if s.steps else 'instant'}",
    preflight=_stitch_facts,
    papers=OWN,
)
def stitch(
    run: Run,
    front: Front,
    back: Back,
    texts: Corpus,
    *,
    map: MapChoice = MapKind.AFFINE,
    rank: Annotated[
        int,
        Setting(
            label="Rank", help="Directions that cross.", minimum=1, maximum=4096, depends_on=("map", ("low-rank",))
        ),
    ] = 16,
    steps: Steps = 0,
    n_windows: NWindows = 256,
    length: Length = 128,
    rate: Rate = 1e-3,
    rows: Rows = 16,
    random_front: Annotated[
        bool,
        Setting(
            label="Random front (control)",
            help="Draws the weights of the front anew. What such a stitch reaches, the back and the map do alone.",
            advanced=True,
        ),
    ] = False,
) -> Model:
    """The front of one model joined to the back of another by a single map.

    Both models read the same text; the map that takes the states of the one nearest to the states of the other is found
    in closed form, in seconds. Training then lowers the loss of the next token through both halves, which stay as they
    are: only the map learns. Where the two cut text differently, the front reads each token of the back in its own
    pieces.

    The result is a model: it generates, is measured and saved, and can be a part of the next one.
    """
    from engine.stitching import calibrate
    from engine.stitching.controls import random_twin

    model_a, model_b = front.model, back.model
    if random_front:
        model_a = random_twin(model_a, run.seed)
    windows = windows_of(run, model_b, model_a, texts, n_windows, length)
    learn, judge = windows.split()
    made, solution = calibrate.instant(
        model_a,
        front.depth,
        model_b,
        back.n_layers - back.depth,
        learn,
        map,
        rank=rank,
        name=run.title if run.title != "Stitch" else "",
        progress=lambda done, of: run.progress(done, of, "Reading the text with both models"),
    )
    losses = {"instant": calibrate.held_out_loss(made, judge, measuring(run, "the stitched model"))}
    parents = parents_of(run, model_a, model_b, judge)
    if steps and map not in (MapKind.PROCRUSTES, MapKind.IDENTITY):
        losses["trained"] = train(run, made, learn, judge, parents, steps=steps, rate=rate, rows=rows)
    run.metric("r2", solution.r2)
    run.metric("ridge", solution.ridge)
    tell(run, made.name, parents, losses)
    return made


def join(front: str, back: str, k: int, cut: int, settings: Mapping[str, Any]) -> Part:
    """One join as nodes: the first k blocks of one model, and another from behind its block `cut` on.

    front, back: the inputs by which the two models come. settings: of Stitch.
    """
    nodes = {
        "front": Node("front", "cut", 0, 0, settings={"depth": k}),
        "back": Node("back", "cut", 0, 160, settings={"depth": cut}),
        "join": Node("join", "stitch", 248, 72, settings=dict(settings)),
    }
    wires = [Wire("front", "front", "join", "front"), Wire("back", "back", "join", "back")]
    feeds = ((front, "front", "model"), (back, "back", "model"), ("texts", "join", "texts"))
    return Part(Graph(nodes, wires), feeds, main="join")


def windows_of(run: Run, speaks: Any, reads: Any, texts: Any, n_windows: int, length: int) -> Any:
    from engine.data.windows import read_windows

    longest = min(length, speaks.context, reads.context)
    if speaks.tokenizer.fingerprint != reads.tokenizer.fingerprint:
        longest = min(longest, reads.context // 2)
    run.progress(0, 1, "Cutting the text into tokens")
    return read_windows(texts.texts, speaks.tokenizer, longest, limit=n_windows, least=16)


def measuring(run: Run, name: str) -> Any:
    return lambda done, of: run.progress(done, of, f"Measuring {name}")


def parents_of(run: Run, model_a: Any, model_b: Any, judge: Any) -> dict[str, float]:
    """Held-out losses of the models alone; a front that cuts text differently has none that compares."""
    from engine.stitching import calibrate

    found = {model_b.name: calibrate.held_out_loss(model_b, judge, measuring(run, model_b.name))}
    if model_a.name not in found and model_a.tokenizer.fingerprint == model_b.tokenizer.fingerprint:
        found[model_a.name] = calibrate.held_out_loss(model_a, judge, measuring(run, model_a.name))
    return found


def train(
    run: Run, made: Any, learn: Any, judge: Any, parents: dict[str, float], *, steps: int, rate: float, rows: int
) -> float:
    from engine.stitching import calibrate
    from engine.training.loop import Plan

    style = {
        "y_label": "loss, nats a token",
        "bounds": (min(parents.values()),),
        "bound_labels": ("the better model alone",),
    }
    plan = Plan(
        steps=steps,
        rate=rate,
        decay=1e-4,
        schedule="linear",
        final=0.0,
        warmup=min(20, steps // 10),
        seed=run.seed,
        judge_every=max(10, steps // 20),
        save_every=max(10, steps // 20),
    )
    checkpoint = run.scratch / "map.checkpoint" if run.scratch else None

    def report(step: int, loss: float) -> None:
        run.line("Training of the map", "training", step, loss, **style)
        run.progress(step, steps, f"Step {step:,} of {steps:,}")

    def judged(step: int, loss: float) -> None:
        run.line("Training of the map", "held out", step, loss, **style)

    outcome = calibrate.train_map(
        made, learn, judge, plan, rows=rows, report=report, judged=judged, checkpoint=checkpoint
    )
    run.metric("training_seconds", outcome.seconds)
    assert outcome.best is not None
    return outcome.best[0]


def tell(run: Run, name: str, parents: dict[str, float], losses: dict[str, float], which: str = "") -> None:
    better = min(parents.values())
    rows = [[f"{parent} alone", loss, loss - better] for parent, loss in parents.items()]
    rows += [[f"Stitched, {state}", loss, loss - better] for state, loss in losses.items()]
    run.table("Held-out loss", ["Model", "Loss (nats a token)", "Above the better model"], rows)
    for parent, loss in parents.items():
        run.metric(f"loss.{parent}", loss)
    for state, loss in losses.items():
        run.metric(f"loss.{state}", loss)
        run.metric(f"above_better.{state}", loss - better)
    last = list(losses.values())[-1]
    learned = f", {losses['instant']:.2f} before training" if "trained" in losses else ", without any training"
    run.say(
        f"{name} reaches a loss of {last:.2f}{learned}; the better of the two models alone has {better:.2f}."
        + (f" It is {which}." if which else "")
    )
    run.footer = f"loss {last:.2f}"
