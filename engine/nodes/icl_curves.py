"""Nodes that set networks beside the theory and beside gradient descent."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Any

from engine import papers
from engine.data.values import PlotData
from engine.errors import StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Learner, Model, Plot, Task
from engine.jobs.run import Run
from engine.nodes.icl import GROUP, OWN
from engine.nodes.icl_answers import show_answers

_EXAMPLES = (2, 4, 6, 8, 12, 16, 20)
_FAR = 1.5
"Answers of a language model are drawn up to so many times the largest right one."
_METHODS = {"gd": "gradient descent", "pgd": "preconditioned descent", "gd++": "GD++"}


@node("Theory", group=GROUP, icon="sigma", papers=OWN, summary=lambda s: f"1 to {s.layers} layers")
def theory(
    run: Run,
    task: Task,
    *,
    layers: Annotated[int, Setting(label="Layers up to", help="Optima for 1 to this many.", minimum=1, maximum=4)] = 4,
    moving: Annotated[
        bool, Setting(label="Inputs may move", help="Also the optima of full networks. They take some seconds.")
    ] = True,
) -> Plot:
    """What the theory predicts: the best matrix of one layer, and the best losses of several.

    The losses hold for hidden weights that are larger where inputs vary little. They are expectations over the
    eigenvalues of a Wishart matrix, without any sampling or network.
    """
    from engine.icl import closed_form, one_layer_loss, population_optimum

    best = closed_form(task.covariance, task.n_examples)
    one = one_layer_loss(best, task.covariance, task.n_examples)
    run.heatmap("Closed form of one layer, w alike for all inputs", best.tolist(), value_label="entry", center=0.0)
    run.metric("closed_form_loss", one)
    kinds = [("fixed step", "sparse", True), ("labels only", "sparse", False)]
    kinds += [("inputs move too", "full", False)] if moving else []
    rows: list[tuple[Any, ...]] = []
    for layer in range(1, layers + 1):
        cells: list[Any] = [layer]
        for done, (name, kind, equal) in enumerate(kinds):
            run.progress((layer - 1) * len(kinds) + done, layers * len(kinds), f"{layer} layers, {name}")
            a, b, loss = population_optimum(layer, d=task.d, n=task.n_examples, parametrisation=kind, equal=equal)
            run.line("Best log loss by layers", name, layer, math.log(loss), x_label="layers", y_label="log loss")
            run.metric(f"log_loss.{name}.{layer}", math.log(loss))
            cells += [math.log(loss), ", ".join(f"{value:.3f}" for value in a)]
            if kind == "full":
                cells.append(", ".join(f"{value:.3f}" for value in (b or [])[:-1]) or "none")
        rows.append(tuple(cells))
    columns = ["layers"]
    for name, kind, _ in kinds:
        columns += [f"log loss, {name}", f"a, {name}"] + (["b"] if kind == "full" else [])
    run.table("Optima", columns, rows)
    last = rows[-1]
    words = f"The best {layers}-layer network that changes labels only has a log loss of {last[3]:.3f}"
    words += f", and {last[5]:.2f} when the inputs may move too" if moving else ""
    run.say(f"{words}. One layer with weights alike for all inputs: {one:.3f}.")
    return PlotData("Optima", tuple(columns), tuple(rows))


class Against(StrEnum):
    """What runs along the horizontal axis."""

    LAYERS = "layers"
    EXAMPLES = "examples"
    INSIDE = "inside"


_AGAINST = {"layers": "Layers", "examples": "Number of examples", "inside": "Depth inside one network"}


def _something_to_draw(context: Preflight) -> dict[str, Any]:
    inputs = context.inputs
    if inputs.get("model") is None and not inputs.get("learners"):
        raise StitchworkError(
            "In-context curve has nothing to draw.", "Connect trained networks, or a language model.", port="learners"
        )
    if inputs.get("learners") and inputs.get("task") is None:
        raise StitchworkError("The networks need a task to be tested on.", "Connect a Regression task.", port="task")
    return {}


@node(
    "In-context curve",
    group=GROUP,
    version=2,
    icon="chart-line",
    papers=(*OWN, papers.FUNCTION_CLASSES),
    preflight=_something_to_draw,
    summary=lambda s: _AGAINST[s.against.value],
)
def in_context_curve(
    run: Run,
    task: Task | None = None,
    learners: list[Learner] | None = None,
    model: Model | None = None,
    *,
    against: Annotated[
        Against, Setting(label="Loss against", help="What runs along the axis, for networks.", labels=_AGAINST)
    ] = Against.LAYERS,
    retrain: Annotated[
        bool,
        Setting(
            label="Train for each number",
            help="Train the first network anew for each number of examples, beside the one trained once.",
            depends_on=("against", ("examples",)),
        ),
    ] = True,
    n_inputs: Annotated[
        int, Setting(label="Inputs in the text", help="For language models.", minimum=1, maximum=3, advanced=True)
    ] = 2,
    n_text_prompts: Annotated[
        int,
        Setting(label="Text prompts", help="For language models, at each number of examples.", minimum=8, maximum=2000),
    ] = 64,
) -> Plot:
    """How fast the error falls within a prompt, beside gradient descent at its best on the same examples.

    Every method uses all examples; step sizes are tuned on other prompts. A language model gets the examples as lines
    of text and answers with a number.
    """
    if model is not None:
        return _text(run, model, n_inputs, n_text_prompts)
    if task is None:
        raise StitchworkError("The networks need a task to be tested on.", "Connect a Regression task.", port="task")
    networks = learners or []
    for network in networks:
        a, _ = network.matrices()
        if a.shape[-1] != task.d:
            raise StitchworkError(
                f"“{network.name}” was trained on {a.shape[-1]} inputs, and the task has {task.d}.",
                "Connect the task that it was trained on.",
                port="task",
            )
    draw = {Against.LAYERS: _by_layers, Against.EXAMPLES: _by_examples, Against.INSIDE: _inside}[against]
    return draw(run, task, networks, retrain)


def _tested(network: Any, law: Any) -> tuple[float, float, float]:
    """Mean log loss of the seeds, the lowest and the highest."""
    from engine.icl import evaluate

    a, b = network.matrices()
    logs = [one.log for one in evaluate(a, law, b, attention=network.attention)]
    return sum(logs) / len(logs), min(logs), max(logs)


def _band(run: Run, plot: str, name: str, x: float, found: tuple[float, float, float], **style: Any) -> None:
    if found[1] < found[2]:
        style |= {"lows": found[1], "highs": found[2], "band": "lowest to highest seed"}
    run.line(plot, name, x, found[0], **style)


def _by_layers(run: Run, law: Any, networks: list[Any], _: bool) -> PlotData:
    from engine.icl import Parametrisation, baseline

    plot, style = "Log loss by layers", {"x_label": "layers", "y_label": "log loss"}
    rows: list[tuple[Any, ...]] = []
    depths = range(1, max(network.layers for network in networks) + 1)
    for done, k in enumerate(depths):
        for color, (kind, name) in enumerate(_METHODS.items(), 2):
            run.progress(done, len(depths) + 1, f"{k} steps of {name}")
            value = baseline(kind, law, k)
            run.line(plot, name, k, value.log, color=color, **style)
            run.metric(f"log_loss.{name}.{k}", value.log)
            rows.append((name, k, value.log, value.log_error))
    for network in sorted(networks, key=lambda one: one.layers):
        found = _tested(network, law)
        sparse = network.parametrisation is Parametrisation.SPARSE
        name = "transformer, labels only" if sparse else "transformer, inputs move"
        _band(run, plot, name, network.layers, found, color=0 if sparse else 1, **style)
        run.metric(f"log_loss.{name}.{network.layers}", found[0])
        rows.append((name, network.layers, found[0], None))
    run.table("Numbers", ["Method", "Layers or steps", "Log loss", "Standard error"], rows)
    deepest = max((row for row in rows if row[0].startswith("transformer")), key=lambda row: row[1])
    steps = {row[0]: row[2] for row in rows if row[1] == deepest[1] and row[0] in _METHODS.values()}
    run.say(
        f"With {deepest[1]} layers the network reaches a log loss of {deepest[2]:.2f}; as many steps of "
        + ", ".join(f"{name} reach {value:.2f}" for name, value in steps.items())
        + "."
    )
    return PlotData(plot, ("method", "layers", "log_loss", "standard_error"), tuple(rows))


def _by_examples(run: Run, law: Any, networks: list[Any], retrain: bool) -> PlotData:
    from dataclasses import replace

    from engine.icl import baseline, train

    plot, style = "Log loss by number of examples", {"x_label": "examples", "y_label": "log loss"}
    first = networks[0]
    rows: list[tuple[Any, ...]] = []

    def put(name: str, n: int, value: float, color: int) -> None:
        run.line(plot, name, n, value, color=color, **style)
        run.metric(f"log_loss.{name}.{n}", value)
        rows.append((name, n, value))

    for done, n in enumerate(_EXAMPLES):
        run.progress(done, len(_EXAMPLES), f"{n:,} examples")
        here = replace(law, n_examples=n)
        for color, network in enumerate(networks):
            put(network.name, n, _tested(network, here)[0], color)
        if retrain:
            found = train(
                here, first.layers, parametrisation=first.parametrisation, seeds=1, attention=first.attention,
                n_prompts=4_096, watch=lambda *_: run.check(),
            )  # fmt: skip
            anew = replace(first, a=found.a, b=found.b)
            put("trained for each number", n, _tested(anew, here)[0], 6)
        for color, kind in enumerate(("gd", "pgd"), 2):
            put(f"{_METHODS[kind]}, {first.layers} steps", n, baseline(kind, here, first.layers).log, color)
        left = baseline("least-squares", here)
        if left.loss > 1e-9:
            put("least squares", n, left.log, 7)
    run.table("Numbers", ["Method", "Examples", "Log loss"], rows)
    ends = {row[0]: row[2] for row in rows if row[1] == _EXAMPLES[-1]}
    run.say(
        f"With {_EXAMPLES[-1]:,} examples: " + ", ".join(f"{name} {value:.2f}" for name, value in ends.items()) + ". "
        f"Least squares is exact from {law.d:,} examples on."
    )
    return PlotData(plot, ("method", "examples", "log_loss"), tuple(rows))


def _inside(run: Run, law: Any, networks: list[Any], _: bool) -> PlotData:
    from engine.icl import baseline, evaluate, questions
    from engine.icl.evaluating import steps_like

    plot, style = "Steps of descent that each depth is worth", {"x_label": "layers read", "y_label": "steps"}
    deepest = max(network.layers for network in networks)
    nothing = math.log(law.answer_variance)
    curves = {}
    for kind in ("gd", "pgd"):
        counts = range(1, 4 * deepest + 1) if kind == "pgd" else tuple(2**k for k in range(deepest + 3))
        curves[kind] = [(0, nothing)]
        for k in counts:
            run.progress(len(curves[kind]), len(counts) + 1, f"{k} steps of {_METHODS[kind]}")
            curves[kind].append((k, baseline(kind, law, k, n_prompts=16_384).log))
    rows: list[tuple[Any, ...]] = []
    for color, network in enumerate(networks):
        a, b = network.matrices()
        for depth in range(1, network.layers + 1):
            part = evaluate(a[:, :depth], law, None if b is None else b[:, :depth], attention=network.attention)
            log_loss = sum(one.log for one in part) / len(part)
            worth: dict[str, float | None] = {}
            for kind, curve in curves.items():
                if log_loss < curve[-1][1]:
                    worth[kind] = None
                    continue
                place = steps_like(log_loss, [value for _, value in curve])
                low = int(place)
                high = min(low + 1, len(curve) - 1)
                count = worth[kind] = curve[low][0] + (place - low) * (curve[high][0] - curve[low][0])
                run.line(plot, f"{network.name}, in {_METHODS[kind]}", depth, count, color=color,
                         dashed=kind == "gd", **style)  # fmt: skip
                run.metric(f"steps.{kind}.{network.name}.{depth}", count)
            rows.append((network.name, depth, log_loss, worth["gd"], worth["pgd"]))

    asked = questions(law)
    for depth in range(deepest + 1):
        run.check()
        answered = [(f"{_METHODS['gd']}, as many steps", 7, asked.descend("gd", depth))]
        for color, one in enumerate(networks):
            a, b = one.matrices()
            first = None if b is None else b[0, :depth]
            answered.append((one.name, color, asked.ask(a[0, :depth], first, one.attention)))
        show_answers(
            run, "Answers after each layer", asked.truth.tolist(),
            [(name, color, answers.tolist()) for name, color, answers in answered],
            step=depth, step_label="layer",
        )  # fmt: skip

    def words(kind: str, count: float | None) -> str:
        return f"{count:.1f}" if count is not None else f"more than {curves[kind][-1][0]}"

    shown = [(*row[:3], words("gd", row[3]), words("pgd", row[4])) for row in rows]
    run.table("Numbers", ["Network", "Layers read", "Log loss", "Gradient descent", "Preconditioned descent"], shown)
    ends = [row for row, after in zip(shown, [*shown[1:], ("",)], strict=True) if row[0] != after[0]]
    run.say(
        "; ".join(
            f"“{name}” after {depth} layers is worth {pgd} steps of preconditioned descent, or {gd} plain ones"
            for name, depth, _, gd, pgd in ends
        )
        + "."
    )
    return PlotData(plot, ("network", "depth", "log_loss", "gd_steps", "pgd_steps"), tuple(rows))


def _text(run: Run, model: Any, n_inputs: int, n_prompts: int) -> PlotData:
    from engine.icl.language import regression_as_text

    def progress(done: int, total: int) -> None:
        run.progress(done, total, f"{model.name}, {done} of {total} numbers of examples")

    found = regression_as_text(model, d=n_inputs, n_prompts=n_prompts, seed=run.seed, progress=progress)
    plot = "Error by number of examples"
    rows: list[tuple[Any, ...]] = []
    for color, (name, errors) in enumerate(found.errors.items()):
        for n, (mean, error) in zip(found.examples, errors, strict=True):
            run.line(plot, name, n, mean, x_label="examples", y_label="error, 1 = always answering 0", color=color)
            run.metric(f"error.{name}.{n}", mean)
            rows.append((name, n, mean, error))
    far = _FAR * max(float(abs(asked.truth).max()) for asked in found.asked)
    for n, asked in zip(found.examples, found.asked, strict=True):
        shown = [model.name, "least squares"]
        said = zip(asked.prompts, asked.written, strict=True)
        show_answers(
            run, "Answers by number of examples", asked.truth.tolist(),
            [(name, color, asked.guesses[name].clip(-far, far).tolist()) for color, name in enumerate(shown)],
            step=n, step_label="examples", labels=[f"{prompt.question} {text.strip()}" for prompt, text in said],
            y_label="answer, far ones drawn at the edge",
        )  # fmt: skip
    run.table("Numbers", ["Method", "Examples", "Error", "Standard error"], rows)
    run.metric("understood", found.understood[-1])
    own = found.errors[model.name][-1]
    verdict = "better than" if own[0] + 2 * own[1] < 1 else "no better than"
    run.say(
        f"With {found.examples[-1]:,} examples {model.name} has {own[0]:.2f} times the error of always answering 0 "
        f"(± {own[1]:.2f}), {verdict} knowing nothing; {found.understood[-1]:.0%} of its answers are numbers."
    )
    return PlotData(plot, ("method", "examples", "error", "standard_error"), tuple(rows))
