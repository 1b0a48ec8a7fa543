"""Nodes that put numbers on models: measure one, compare any number."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from engine.data.values import PlotData, Score
from engine.errors import StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Corpus, Model, Number, Plot
from engine.jobs.run import Run
from engine.nodes.colors import of_models

if TYPE_CHECKING:
    from engine.data import values

NTokens = Annotated[
    int,
    Setting(
        label="Tokens to measure",
        help="More tokens give steadier numbers and take longer.",
        unit="tokens",
        minimum=64,
        maximum=2_000_000,
    ),
]


class Metric(StrEnum):
    """What the bars show."""

    LOSS = "loss"
    PERPLEXITY = "perplexity"
    BITS_PER_BYTE = "bits_per_byte"
    EXACT_MATCH = "exact_match"


_UNITS = {
    Metric.LOSS: "loss, nats a token",
    Metric.PERPLEXITY: "perplexity",
    Metric.BITS_PER_BYTE: "bits a byte",
    Metric.EXACT_MATCH: "sums solved exactly, share",
}
_COLUMNS = {
    "loss": "Loss (nats a token)",
    "perplexity": "Perplexity",
    "bits_per_byte": "Bits a byte",
    "exact_match": "Exact match",
}


@node("Measure", group="Use and measure", icon="ruler", summary=lambda s: f"{s.n_tokens:,} tokens")
def measure(run: Run, model: Model, texts: Corpus, *, n_tokens: NTokens = 4_000) -> Number:
    """How well a model predicts texts it has not seen.

    Loss is the surprise at each token in nats, perplexity is its exponential, bits a byte can be compared
    between models whose tokenizers differ. On sums, exact match is the share of answers that are right.
    """
    score = _score(run, model, texts, n_tokens)
    for name, value in score.metrics.items():
        run.metric(name, value)
    run.table("Score", ["Measure", "Value"], [[_COLUMNS[k], v] for k, v in score.metrics.items()])
    run.say(f"{score.model} reaches a loss of {score.metrics['loss']:.3f} nats a token on {score.corpus} texts.")
    run.footer = f"loss {score.metrics['loss']:.3f}"
    return [score]


class Comparison(NamedTuple):
    """All scores, and the table behind the bars."""

    scores: Number
    bars: Plot


def _something_to_compare(context: Preflight) -> dict[str, Any]:
    if context.inputs.get("models") and not context.inputs.get("texts"):
        raise StitchworkError(
            "Compare has models but no texts to measure them on.", "Connect a Corpus to “texts”.", port="texts"
        )
    if not context.inputs.get("models") and not context.inputs.get("scores"):
        raise StitchworkError(
            "Compare has nothing to compare.", "Connect models and a Corpus, or the scores of Measure.", port="models"
        )
    return {}


@node(
    "Compare",
    group="Use and measure",
    icon="scale",
    summary=lambda s: _UNITS[s.metric].capitalize(),
    preflight=_something_to_compare,
)
def compare(
    run: Run,
    models: list[Model] | None = None,
    texts: list[Corpus] | None = None,
    base: Model | None = None,
    fine_tuned: list[Model] | None = None,
    scores: list[Number] | None = None,
    *,
    metric: Annotated[
        Metric,
        Setting(
            label="Bars show",
            help="The table always shows all measures.",
            labels={
                "loss": "Loss",
                "perplexity": "Perplexity",
                "bits_per_byte": "Bits a byte",
                "exact_match": "Exact match (sums)",
            },
        ),
    ] = Metric.LOSS,
    n_tokens: NTokens = 4_000,
) -> Comparison:
    """Any number of models side by side, on any number of texts.

    Connect the large model alone to “base” and its fine-tuned copies (one for each Corpus, in the same order) to
    “fine_tuned” to see how much of the gap between the two each model closes:
    true closure = (base − model) / (base − fine-tuned). The paper's figure, a ratio of the averages
    is shown beside it.
    """
    corpora = texts or []
    tuned = fine_tuned or []
    if tuned and len(tuned) not in (1, len(corpora)):
        raise StitchworkError(
            f"There are {len(tuned)} fine-tuned models for {len(corpora)} texts.",
            "Connect one fine-tuned model for each Corpus, in the same order.",
            port="fine_tuned",
        )
    rows = [score for group in scores or [] for score in group]
    jobs = [(model, corpus) for corpus in corpora for model in ([base] if base is not None else []) + (models or [])]
    jobs += [(tuned[i if len(tuned) > 1 else 0], corpus) for i, corpus in enumerate(corpora) if tuned]
    colors = of_models([model for model, _ in jobs], base, [score.model for score in rows])
    for done, (model, corpus) in enumerate(jobs):
        run.progress(done, len(jobs), f"{model.name} on {corpus.name}")
        rows.append(_score(run, model, corpus, n_tokens, done, len(jobs)))
        _show(run, rows, metric, colors)
    floor = base.name if base is not None else None
    ceilings = {c.name: tuned[i if len(tuned) > 1 else 0].name for i, c in enumerate(corpora)} if tuned else {}
    for score in rows:
        for name, value in score.metrics.items():
            run.metric(f"{name}.{score.corpus}.{score.model}", value)
    closures = _closures(rows, floor, ceilings, metric)
    for (corpus_name, model_name), (true, ratio) in closures.items():
        run.metric(f"gap_closed.{corpus_name}.{model_name}", true)
        run.metric(f"paper_ratio.{corpus_name}.{model_name}", ratio)
    plot = _show(run, rows, metric, colors, closures)
    run.say(_sentence(rows, closures, metric, floor))
    return Comparison(rows, plot)


def _score(run: Run, model: Any, corpus: values.Corpus, n_tokens: int, done: int = 0, of: int = 1) -> Score:
    from engine.models.scoring import score

    def progress(part: float, whole: float) -> None:
        run.progress(done + part / max(whole, 1), of, f"{model.name} on {corpus.name}")

    return score(model, corpus, max_tokens=n_tokens, progress=progress)


def _closures(
    rows: list[Score], floor: str | None, ceilings: dict[str, str], metric: Metric
) -> dict[tuple[str, str], tuple[float, float]]:
    """(corpus, model) -> (true closure, the paper's ratio). Nothing where fine-tuning is no better than the base.

    The ratio is of scores where more is better; for losses it is turned over, so that 1 is the fine-tuned model.
    """
    from engine.fusion.report import gap_closure

    higher = metric is Metric.EXACT_MATCH
    value = {(row.corpus, row.model): row.metrics[metric.value] for row in rows if metric.value in row.metrics}
    found = {}
    for (corpus, model), reached in value.items():
        low, high = value.get((corpus, floor or "")), value.get((corpus, ceilings.get(corpus, "")))
        if low is None or high is None or model in (floor, ceilings.get(corpus)):
            continue
        if (high > low) is not higher or high == low:
            continue
        gap = gap_closure(low, reached, high)
        ratio = gap.ratio or 0.0
        found[corpus, model] = (gap.closure or 0.0, ratio if higher or not ratio else 1 / ratio)
    return found


def _show(
    run: Run,
    rows: list[Score],
    metric: Metric,
    colors: dict[str, int],
    closures: dict[tuple[str, str], tuple[float, float]] | None = None,
) -> PlotData:
    corpora = list(dict.fromkeys(row.corpus for row in rows))
    models = list(dict.fromkeys(row.model for row in rows))
    value = {(row.corpus, row.model): row.metrics.get(metric.value) for row in rows}
    better = "higher" if metric is Metric.EXACT_MATCH else "lower"
    style = {"y_label": _UNITS[metric], "better": better}
    if len(corpora) == 1:
        cells = [[value.get((corpora[0], model))] for model in models]
        run.bars("Models compared", models, [corpora[0]], cells, **style)
    else:
        cells = [[value.get((corpus, model)) for model in models] for corpus in corpora]
        run.bars("Models compared", corpora, models, cells, colors=tuple(colors[m] for m in models), **style)
    names = [name for name in _COLUMNS if any(name in row.metrics for row in rows)]
    columns = ["Texts", "Model", *(_COLUMNS[name] for name in names)]
    if closures:
        columns += ["Gap closed", "Share of fine-tuned"]
    table = []
    for row in rows:
        closed = (closures or {}).get((row.corpus, row.model), (None, None))
        table.append([row.corpus, row.model, *(row.metrics.get(name) for name in names), *(closed if closures else ())])
    run.table("Scores", columns, table, best=_best(rows, names))
    return PlotData("Scores", tuple(columns), tuple(tuple(row) for row in table))


def _best(rows: list[Score], names: list[str]) -> tuple[tuple[int, int], ...]:
    best = []
    for corpus in dict.fromkeys(row.corpus for row in rows):
        for column, name in enumerate(names):
            found = [
                (row.metrics[name], i) for i, row in enumerate(rows) if row.corpus == corpus and name in row.metrics
            ]
            if len(found) > 1:
                pick = max if name == "exact_match" else min
                best.append((pick(found)[1], column + 2))
    return tuple(best)


def _sentence(
    rows: list[Score],
    closures: dict[tuple[str, str], tuple[float, float]],
    metric: Metric,
    floor: str | None = None,
) -> str:
    """What came out, in words. `floor`: the model that the others should be better than."""
    if closures:
        best: dict[str, tuple[float, str]] = {}
        for (corpus, model), (true, _) in closures.items():
            best[corpus] = max(best.get(corpus, (-1e9, "")), (true, model))
        parts = [
            f"{model} closes {true:.0%} of the gap on {corpus} texts"
            if true > 0
            else f"no model closes any of the gap on {corpus} texts"
            for corpus, (true, model) in best.items()
        ]
        words = "; ".join(parts) + "."
        # Names of models keep their spelling.
        named = next(iter(best.values()))[0] > 0
        return words if named else words[:1].upper() + words[1:]
    won: dict[str, list[str]] = {}
    unit = _UNITS[metric].split(",")[0]
    for corpus in dict.fromkeys(row.corpus for row in rows):
        found = [row for row in rows if row.corpus == corpus and metric.value in row.metrics]
        if found:
            best_row = _winner(found, metric)
            best_value = _figure(best_row, metric)
            place = f"{corpus} texts ({unit} {best_value})"
            base = next((row for row in found if row.model == floor and row is not best_row), None)
            if base is not None:
                place = f"{corpus} texts ({unit} {best_value}, {floor} {_figure(base, metric)})"
            won.setdefault(best_row.model, []).append(place)
    parts = [f"{model} does best on {_listed(places)}" for model, places in won.items()]
    return ("; ".join(parts) or "Nothing was measured") + "."


def _figure(row: Score, metric: Metric) -> str:
    value = row.metrics[metric.value]
    return f"{value:.0%}" if metric is Metric.EXACT_MATCH else f"{value:.2f}"


def _listed(places: list[str]) -> str:
    return " and ".join(part for part in (", ".join(places[:-1]), places[-1]) if part)


def _winner(rows: list[Score], metric: Metric) -> Score:
    """The best row of one corpus. Losses are ranked by the bits a byte, which tokenizers cannot change."""
    if metric is Metric.EXACT_MATCH:
        return max(rows, key=lambda row: row.metrics["exact_match"])
    return min(rows, key=lambda row: row.metrics.get("bits_per_byte", row.metrics[metric.value]))
