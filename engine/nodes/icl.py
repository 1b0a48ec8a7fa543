"""Nodes in which transformers learn to learn: the task, the network, its training and the theory."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from engine import papers
from engine.data.values import PlotData
from engine.errors import StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Learner, Plot, Task
from engine.icl.options import Attention, Optimiser, Parametrisation, Weights
from engine.jobs.run import Run
from engine.nodes.icl_answers import show_answers

GROUP = "In-context learning"
OWN = (papers.PRECONDITIONED_DESCENT,)
KINDS = {"sparse": "Labels only", "full": "Inputs move too"}
_ATTENTION = {"linear": "Linear", "relu": "ReLU", "softmax": "Softmax"}
_PICTURE_SECONDS = 0.25


class Inputs(StrEnum):
    """How much each input varies."""

    PAPER = "paper"
    EQUAL = "equal"
    OWN = "own"


_INPUTS = {"paper": "Unequal: 1, 1, ¼, 1⁄16, 1", "equal": "All alike", "own": "Your own"}


def _variances(settings: Any) -> tuple[float, ...]:
    if settings.inputs is Inputs.PAPER:
        return (1.0, 1.0, 0.25, 0.0625, 1.0)
    if settings.inputs is Inputs.EQUAL:
        return (1.0,) * settings.n_inputs
    try:
        return tuple(float(part) for part in settings.variances.replace(",", " ").split())
    except ValueError:
        raise StitchworkError(
            f"The variances “{settings.variances[:40]}” are not numbers.",
            "Write numbers with spaces between them, such as 1 0.5 0.25.",
            setting="variances",
        ) from None


def _task_possible(context: Preflight) -> dict[str, Any]:
    values = _variances(context.settings)
    if not values or len(values) > 20 or any(not math.isfinite(v) or v < 0 for v in values) or not any(values):
        raise StitchworkError(
            "The variances have to be 1 to 20 numbers, none of them negative and not all of them zero.",
            "Write them with spaces between them, such as 1 0.5 0.25.",
            setting="variances",
        )
    if min(values) == 0 and context.settings.weights is Weights.INVERSE:
        raise StitchworkError(
            "One input never varies, so weights drawn from the inverse covariance would be infinite.",
            "Draw the weights alike for all inputs, or give every input a variance.",
            setting="weights",
        )
    return {}


@node(
    "Regression task",
    group=GROUP,
    icon="chart-scatter",
    papers=(*OWN, papers.FUNCTION_CLASSES),
    preflight=_task_possible,
    summary=lambda s: f"{len(_variances(s))} inputs, {s.n_examples:,} examples",
)
def regression_task(
    run: Run,
    *,
    n_examples: Annotated[
        int,
        Setting(
            label="Examples in a prompt", help="Pairs of inputs and answers before the query.", minimum=1, maximum=200
        ),
    ] = 20,
    inputs: Annotated[
        Inputs, Setting(label="Variances of the inputs", help="How much each input varies.", labels=_INPUTS)
    ] = Inputs.PAPER,
    n_inputs: Annotated[
        int,
        Setting(
            label="Inputs", help="Numbers in each example.", minimum=1, maximum=20, depends_on=("inputs", ("equal",))
        ),
    ] = 5,
    variances: Annotated[
        str, Setting(label="Your variances", help="One number for each input.", depends_on=("inputs", ("own",)))
    ] = "1 0.5 0.25",
    rotated: Annotated[
        bool, Setting(label="Turn at random", help="So that no input stands for one variance: their directions mix.")
    ] = True,
    weights: Annotated[
        Weights,
        Setting(
            label="Hidden weights",
            help="Directions that vary little get large weights (the theory's set), or all directions are alike.",
            labels={"inverse": "Larger where inputs vary little", "identity": "Alike for all inputs"},
        ),
    ] = Weights.INVERSE,
) -> Task:
    """Guess the rule from examples: each prompt hides its own weights w, and shows pairs of x and y = w · x.

    The last x comes without its answer. The inputs are drawn from N(0, Σ); nothing is noisy.
    """
    from types import SimpleNamespace

    from engine.icl import Law, covariance

    spectrum = _variances(SimpleNamespace(inputs=inputs, n_inputs=n_inputs, variances=variances))
    law = Law(covariance(spectrum, run.seed if rotated else None), n_examples, weights)
    names = [f"x{i + 1}" for i in range(law.d)]
    run.heatmap(
        "Covariance of the inputs Σ", law.covariance.tolist(), x_ticks=tuple(names), y_ticks=tuple(names), center=0.0
    )
    run.metric("n_examples", n_examples)
    run.metric("n_inputs", law.d)
    few = " That is fewer than the inputs: the rule cannot be known exactly." if n_examples < law.d else ""
    run.say(f"Each prompt shows {n_examples:,} examples of a hidden rule over {law.d} inputs.{few}")
    run.footer = f"{law.d} inputs"
    return law


@node(
    "Linear transformer",
    group=GROUP,
    icon="layers",
    papers=OWN,
    summary=lambda s: f"{s.layers} layers, {KINDS[s.parametrisation.value].lower()}",
)
def linear_transformer(
    run: Run,
    *,
    layers: Annotated[
        int, Setting(label="Layers", help="Attention layers, one after the other.", minimum=1, maximum=8)
    ] = 3,
    parametrisation: Annotated[
        Parametrisation,
        Setting(
            label="What layers change",
            help="Changing the labels only is gradient descent. Moving the inputs too is stronger.",
            labels=KINDS,
            papers={"full": (papers.CONTEXT_BY_DESCENT,)},
        ),
    ] = Parametrisation.SPARSE,
    attention: Annotated[
        Attention,
        Setting(
            label="Attention",
            help="Linear is the theory's. ReLU cuts negative scores off, softmax shares them out.",
            labels=_ATTENTION,
        ),
    ] = Attention.LINEAR,
) -> Learner:
    """A transformer of attention layers alone: Z + (1/n) P Z M (Zᵀ Q Z), one general matrix A (and B) a layer.

    Train it on a task; how it learns within a prompt is then read from its matrices.
    """
    from engine.icl import Learner as Network

    run.footer = f"{layers} layers"
    return Network(run.title, layers, parametrisation, attention)


class TrainedOutputs(NamedTuple):
    """The network with its matrices, and the losses on the way."""

    learner: Learner
    losses: Plot


@node(
    "Train in context",
    group=GROUP,
    version=2,
    icon="graduation-cap",
    papers=OWN,
    summary=lambda s: (
        f"{s.seeds} seed{'s' if s.seeds > 1 else ''}, {'L-BFGS' if s.optimiser is Optimiser.LBFGS else 'Adam'}"
    ),
)
def train_in_context(
    run: Run,
    task: Task,
    learner: Learner,
    *,
    seeds: Annotated[
        int, Setting(label="Seeds", help="Random beginnings, trained side by side.", minimum=1, maximum=10)
    ] = 5,
    optimiser: Annotated[
        Optimiser,
        Setting(
            label="Optimiser",
            help="L-BFGS works on one large sample, in few steps. Adam sees new prompts at each step, as in the paper.",
            labels={"lbfgs": "L-BFGS", "adam": "Adam"},
            papers={"lbfgs": (papers.LBFGS,), "adam": (papers.ADAM,)},
        ),
    ] = Optimiser.LBFGS,
    steps: Annotated[
        int, Setting(label="Steps at most", help="L-BFGS ends before, when it has settled.", minimum=1, maximum=50_000)
    ] = 150,
    n_prompts: Annotated[
        int,
        Setting(label="Prompts", help="In the sample of L-BFGS, or in each step of Adam.", minimum=64, maximum=200_000),
    ] = 8_192,
    rate: Annotated[
        float,
        Setting(
            label="Step size",
            help="Halved every tenth of the steps.",
            minimum=1e-5,
            maximum=1.0,
            depends_on=("optimiser", ("adam",)),
        ),
    ] = 0.02,
) -> TrainedOutputs:
    """Train general matrices on prompts, from random beginnings, and watch them take the form the theory predicts.

    Tested on 65,536 fresh prompts: the loss has rare large values, which a small test would miss.
    """
    from dataclasses import replace

    from engine.icl import closed_form, distance, evaluate, questions, shared_frame, train

    shown, next_film = -math.inf, 0
    asked = questions(task)

    def film(step: int, a: Any, b: Any) -> None:
        answers = asked.ask(a[0], None if b is None else b[0], learner.attention)
        answered = [("seed 1", 0, answers.tolist())]
        show_answers(run, "Answers while it learns", asked.truth.tolist(), answered, step=step, step_label="step")

    def show(step: int, a: Any, b: Any, log_loss: Any) -> None:
        nonlocal shown, next_film
        run.check()
        if step >= next_film:  # 0, 1, 2, 4, 8: most is learned early
            next_film = max(1, 2 * step)
            film(step, a, b)
        values = log_loss.tolist()
        mean = sum(values) / len(values)
        style: dict[str, Any] = {"y_label": "log loss", "color": 0}
        if len(values) > 1:
            style |= {"lows": min(values), "highs": max(values), "band": f"lowest to highest of {len(values)} seeds"}
        run.line("Loss while training", "mean of the seeds", step, mean, **style)
        plot = "Distance to a multiple of the identity"
        for layer in range(learner.layers):
            style = {"y_label": "Dist(M, I)", "color": layer}
            far = distance(shared_frame(a[:, layer], task)).mean().item()
            plain = distance(a[:, layer]).mean().item()
            run.line(plot, f"√Σ A{layer + 1} √Σ", step, far, **style)
            run.line(plot, f"A{layer + 1} itself", step, plain, dashed=True, **style)
        if run.seconds - shown > _PICTURE_SECONDS:
            shown = run.seconds
            run.progress(min(step, steps), steps, f"Step {step:,}, log loss {mean:.3f}")
            pictures(run, a[0], b[0] if b is not None else None, task)

    found = train(
        task, learner.layers, parametrisation=learner.parametrisation, seeds=[run.seed + i for i in range(seeds)],
        optimiser=optimiser, attention=learner.attention, n_prompts=n_prompts, steps=steps, rate=rate, watch=show,
    )  # fmt: skip
    a, b = found.a.double(), None if found.b is None else found.b.double()
    pictures(run, a[0], b[0] if b is not None else None, task)
    film(found.steps[-1], a, b)
    tested = evaluate(a, task, b, attention=learner.attention)
    best = min(range(seeds), key=lambda i: tested[i].loss)
    logs = [one.log for one in tested]
    run.metric("log_loss", sum(logs) / seeds)
    run.metric("log_loss_error", tested[best].log_error)
    run.metric("loss", sum(one.loss for one in tested) / seeds)
    run.metric("best_log_loss", logs[best])
    far = distance(shared_frame(a, task)).mean(0).tolist()
    plain = distance(a).mean(0).tolist()
    for layer in range(learner.layers):
        run.metric(f"distance.A{layer + 1}", far[layer])
        run.metric(f"distance_unshared.A{layer + 1}", plain[layer])
    rows = [[f"seed {i + 1}", one.log, one.log_error, one.loss] for i, one in enumerate(tested)]
    run.table("Test", ["Run", "Log loss", "Standard error", "Loss"], rows, best=((best, 1),))
    run.footer = f"log loss {sum(logs) / seeds:.3f}"
    left = sum(one.loss for one in tested) / seeds / task.answer_variance
    layers = f"{learner.layers} layers" if learner.layers > 1 else "1 layer"
    words = (
        f"Of the error of always answering 0, {left:.2%} is left after {layers} "
        f"(log loss {sum(logs) / seeds:.3f} ± {tested[best].log_error:.3f}, on fresh prompts). "
    )
    if learner.layers == 1 and task.weights is Weights.IDENTITY and learner.attention is Attention.LINEAR:
        wanted = closed_form(task.covariance, task.n_examples)
        away = float((-a[best, 0] - wanted).norm() / wanted.norm())
        run.metric("closed_form_error", away)
        run.say(f"{words}The matrix is within {away:.2%} of the closed form.")
    else:
        run.say(
            f"{words}Seen where all inputs vary alike, the matrices are within {max(far):.1%} of multiples of the "
            "identity."
        )
    columns = ("step", *(f"seed {i + 1}" for i in range(seeds)))
    curve = tuple((step, *values) for step, values in zip(found.steps, found.log_losses, strict=True))
    trained = replace(learner, name=run.title, a=a, b=b, law=task)
    return TrainedOutputs(trained, PlotData("Log loss while training", columns, curve))


def pictures(run: Run, a: Any, b: Any, law: Any, *, raw: bool = False) -> None:
    """Heat maps of the matrices of one seed, A in the frame where all inputs vary alike. a, b: (layers, d, d)."""
    from engine.icl import shared_frame

    shared = shared_frame(a, law)
    for layer in range(len(a)):
        run.heatmap(f"√Σ A{layer + 1} √Σ", shared[layer].tolist(), value_label="entry", center=0.0)
        if raw:
            run.heatmap(f"A{layer + 1}", a[layer].tolist(), value_label="entry", center=0.0)
        if b is not None and layer + 1 < len(a):
            run.heatmap(f"B{layer + 1}", b[layer].tolist(), value_label="entry", center=0.0)


@node("Preconditioner maps", group=GROUP, icon="grid-3x3", papers=OWN, summary=lambda s: f"seed {s.number}")
def preconditioner_maps(
    run: Run,
    task: Task,
    learner: Learner,
    *,
    number: Annotated[int, Setting(label="Seed shown", help="Which of the trained seeds.", minimum=1, maximum=10)] = 1,
) -> Plot:
    """Every matrix of a trained network as a picture, and how far each is from a multiple of the identity."""
    from engine.icl import distance, shared_frame
    from engine.icl.evaluating import multiple

    a, b = learner.matrices()
    if number > len(a):
        raise StitchworkError(
            f"There are {len(a)} trained seeds, and number {number} is asked for.",
            "Choose one of them, or train more seeds.",
            setting="number",
        )
    if a.shape[-1] != task.d:
        raise StitchworkError(
            f"The network was trained on {a.shape[-1]} inputs, and the task has {task.d}.",
            "Connect the task that it was trained on.",
            port="task",
        )
    a, b = a[number - 1], None if b is None else b[number - 1]
    pictures(run, a, b, task, raw=True)
    shared = shared_frame(a, task)
    named = [(f"√Σ A{i + 1} √Σ", shared[i]) for i in range(len(a))] + [(f"A{i + 1}", a[i]) for i in range(len(a))]
    named += [(f"B{i + 1}", b[i]) for i in range(len(a) - 1)] if b is not None else []
    rows = tuple((name, float(multiple(matrix)), float(distance(matrix))) for name, matrix in named)
    columns = ("matrix", "nearest multiple", "distance")
    run.table("Matrices", ["Matrix", "Nearest multiple of I", "Distance from it"], rows)
    for name, value, far in rows:
        run.metric(f"multiple.{name}", value)
        run.metric(f"distance.{name}", far)
    listed = ", ".join(f"{value:.2f}" for _, value, _ in rows[: len(a)])
    run.say(
        f"Where all inputs vary alike, the layers are nearest to {listed} times the identity; "
        f"the farthest is {max(far for *_, far in rows[: len(a)]):.1%} away from that."
    )
    return PlotData("Matrices", columns, rows)
