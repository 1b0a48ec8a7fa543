"""The node that says how alike the layers of models are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

from engine import papers
from engine.data.values import PlotData
from engine.errors import Fix, StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.picks import Part, Pick
from engine.graph.ports import Corpus, Model, Plot
from engine.jobs.run import Run
from engine.nodes.stitch import join
from engine.similarity.options import Measure

_MEASURES = {
    "cka": "CKA, unbiased",
    "cka-biased": "CKA, biased",
    "mutual-knn": "Shared nearest neighbours",
    "procrustes": "Procrustes distance",
    "affine-r2": "Affine map, R² on held-out windows",
}
_SHORT = {
    "cka": "CKA",
    "cka-biased": "biased CKA",
    "mutual-knn": "share of neighbours",
    "procrustes": "distance",
    "affine-r2": "R²",
}
_PICTURES = {Measure.CKA: 32, Measure.CKA_BIASED: 32}
"How often the heat map is drawn while windows arrive. The other measures look at all windows each time."
_FEW_PICTURES = 4
_PLOT = "Similarity of blocks"

NTokens = Annotated[
    int,
    Setting(
        label="Window length",
        help="Each window of text becomes one point: the mean over its tokens. Models that cut text differently read "
        "the same text.",
        unit="tokens",
        minimum=4,
        maximum=1024,
    ),
]


def windows_fit(context: Preflight) -> dict[str, Any]:
    """Windows that every model can read, with the token that opens them."""
    for port in ("model_a", "model_b", "model"):
        facts: Any = context.inputs.get(port)
        limit = getattr(facts, "context", 0)
        if limit and context.settings.n_tokens + 1 > limit:
            raise StitchworkError(
                f"{facts.name} can read {limit:,} tokens, and windows are {context.settings.n_tokens:,} long.",
                "Choose shorter windows.",
                setting="n_tokens",
                fixes=(Fix(f"Take windows of {limit // 2:,} tokens", setting="n_tokens", value=limit // 2),),
            )
    return {}


def _part(settings: Mapping[str, Any], row: str, column: str) -> Part:
    """The two models joined behind the blocks of the cell. What is read to compare is no setting of Stitch."""
    return join("model_a", "model_b", int(row), int(column), {})


@node(
    "Compare representations",
    group="Use and measure",
    icon="layers",
    summary=lambda s: f"{_MEASURES[s.measure.value]}, {s.n_windows:,} windows",
    preflight=windows_fit,
    pick=Pick(_PLOT, _part, best=("best_block_a", "best_block_b")),
)
def compare_representations(
    run: Run,
    model_a: Model,
    model_b: Model | None,
    texts: Corpus,
    *,
    measure: Annotated[
        Measure,
        Setting(
            label="Measure",
            help="CKA: do both place the same texts near each other? 1 is the same but for rotation and size; the "
            "unbiased estimate reads 0 for unrelated layers. Neighbours: the share of each text's nearest texts that "
            "both agree on. Procrustes: what is left after the best rotation (0 to 2). Affine map: how much of one "
            "layer can be computed from the other on texts kept aside; rows explain columns.",
            labels=_MEASURES,
            papers={
                "cka": (papers.CKA, papers.UNBIASED_HSIC),
                "cka-biased": (papers.CKA,),
                "mutual-knn": (papers.PLATONIC,),
                "procrustes": (papers.PROCRUSTES_DISTANCE,),
                "affine-r2": (papers.STARVATION,),
            },
        ),
    ] = Measure.CKA,
    n_windows: Annotated[
        int,
        Setting(
            label="Windows",
            help="At most this many stretches of text. More make the picture sharper and take longer.",
            unit="windows",
            minimum=8,
            maximum=4096,
        ),
    ] = 256,
    n_tokens: NTokens = 64,
) -> Plot:
    """How alike the layers of two models are, every block against every block.

    Both models read the same texts. After each block, what the model holds of a text is averaged over its tokens; two
    blocks are alike where they arrange the texts alike. Without a second model, the blocks of one model are compared
    with each other. The picture sharpens while texts are read.
    """
    from engine.similarity import compare_layers, comparer, window_texts

    other = None if model_b is model_a else model_b
    names = (model_a.name, model_a.name if other is None else other.name)
    windows = window_texts(texts.texts, model_a.tokenizer, n_tokens, n_windows)
    gathered = comparer(measure, len(windows), names, run.check)
    drawn = 0

    def matrix() -> list[list[float]]:
        found = gathered.matrix().tolist()
        _heat(run, found, names, measure, alone=other is None)
        return found

    def after_batch(done: int, total: int) -> None:
        nonlocal drawn
        run.progress(done, total, f"{done:,} of {total:,} windows")
        share = done * _PICTURES.get(measure, _FEW_PICTURES) // total
        if share > drawn and done < total:
            drawn = share
            with suppress(StitchworkError):  # too little was read yet for this measure
                run.line(
                    "While windows arrive",
                    "blocks next to each other" if other is None else "blocks at the same depth",
                    done,
                    _mean(_companions(matrix(), other is None)),
                    x_label="windows",
                    y_label=_MEASURES[measure.value],
                )

    compare_layers(model_a, other, windows, gathered, after_batch)
    found = matrix()
    _conclude(run, found, names, measure, alone=other is None)
    run.metric("windows", len(windows))
    run.footer = f"{len(windows):,} windows"
    rows = [(i + 1, j + 1, value) for i, row in enumerate(found) for j, value in enumerate(row)]
    columns = (f"block of {names[0]}", f"block of {names[1]}", _MEASURES[measure.value])
    return PlotData(_PLOT, columns, tuple(rows))


def _heat(run: Run, found: list[list[float]], names: tuple[str, str], measure: Measure, alone: bool) -> None:
    better = "" if alone else "lower" if measure is Measure.PROCRUSTES else "higher"
    run.heatmap(
        _PLOT,
        found,
        x_label=f"block of {names[1]}",
        y_label=f"block of {names[0]}",
        x_ticks=tuple(str(j + 1) for j in range(len(found[0]))),
        y_ticks=tuple(str(i + 1) for i in range(len(found))),
        value_label=_MEASURES[measure.value],
        better=better,
    )


def _companions(found: list[list[float]], alone: bool) -> list[float]:
    """Two models: each block of A and the block of B at the same relative depth. One model: each block and the next."""
    if alone:
        return [found[i][i + 1] for i in range(len(found) - 1)] or [found[0][0]]
    n_a, n_b = len(found), len(found[0])
    return [row[math.ceil((i + 1) * n_b / n_a) - 1] for i, row in enumerate(found)]


def _conclude(run: Run, found: list[list[float]], names: tuple[str, str], measure: Measure, alone: bool) -> None:
    """The numbers of the result and its sentence."""
    word, same = _SHORT[measure.value], "0 is the same" if measure is Measure.PROCRUSTES else "1 is the same"
    companions = _mean(_companions(found, alone))
    cells = [(value, i, j) for i, row in enumerate(found) for j, value in enumerate(row) if not alone or i != j]
    run.metric("mean", _mean([value for value, _, _ in cells] or [found[0][0]]))
    if alone:
        run.metric("neighbours_mean", companions)
        run.metric("first_and_last", found[0][-1])
        run.say(
            f"Neighbouring blocks of {names[0]} reach a {word} of {companions:.2f} on average, its first and its last "
            f"block {found[0][-1]:.2f} ({same})."
        )
        return
    best, row, column = (min if measure is Measure.PROCRUSTES else max)(cells)
    run.metric("best", best)
    run.metric("best_block_a", row + 1)
    run.metric("best_block_b", column + 1)
    run.metric("diagonal_mean", companions)
    run.say(
        f"Block {row + 1} of {names[0]} and block {column + 1} of {names[1]} are most alike ({word} {best:.2f}, "
        f"{same}); blocks at the same relative depth reach {companions:.2f} on average."
    )


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)
