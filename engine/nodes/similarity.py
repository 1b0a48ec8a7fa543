"""Nodes that look inside models: how alike their layers are, and where a layer puts texts and words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Annotated, Any

from engine import papers
from engine.data.values import PlotData
from engine.errors import Fix, StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Corpus, Model, Plot
from engine.jobs.run import Run
from engine.similarity.options import Measure

if TYPE_CHECKING:
    from engine.data import values

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


def _windows_fit(context: Preflight) -> dict[str, Any]:
    """Windows that every model can read, with the token that opens them."""
    for port in ("model_a", "model_b", "model"):
        facts: Any = context.inputs.get(port)
        limit = getattr(facts, "context", 0)
        if limit and context.settings.n_tokens + 1 > limit:
            raise StitchworkError(
                f"{facts.name} can read {limit} tokens, and windows are {context.settings.n_tokens} long.",
                "Choose shorter windows.",
                setting="n_tokens",
                fixes=(Fix(f"Take windows of {limit // 2} tokens", setting="n_tokens", value=limit // 2),),
            )
    return {}


@node(
    "Compare representations",
    group="Use and measure",
    icon="layers",
    summary=lambda s: f"{_MEASURES[s.measure.value]}, {s.n_windows:,} windows",
    preflight=_windows_fit,
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
        run.progress(done, total, f"{done} of {total} windows")
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
    return PlotData("Similarity of blocks", columns, tuple(rows))


def _heat(run: Run, found: list[list[float]], names: tuple[str, str], measure: Measure, alone: bool) -> None:
    better = "" if alone else "lower" if measure is Measure.PROCRUSTES else "higher"
    run.heatmap(
        "Similarity of blocks",
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
    word = _SHORT[measure.value]
    companions = _mean(_companions(found, alone))
    cells = [(value, i, j) for i, row in enumerate(found) for j, value in enumerate(row) if not alone or i != j]
    run.metric("mean", _mean([value for value, _, _ in cells] or [found[0][0]]))
    if alone:
        run.metric("neighbours_mean", companions)
        run.metric("first_and_last", found[0][-1])
        run.say(
            f"Neighbouring blocks of {names[0]} reach a {word} of {companions:.2f} on average, its first and its last "
            f"block {found[0][-1]:.2f}."
        )
        return
    best, row, column = (min if measure is Measure.PROCRUSTES else max)(cells)
    run.metric("best", best)
    run.metric("best_block_a", row + 1)
    run.metric("best_block_b", column + 1)
    run.metric("diagonal_mean", companions)
    run.say(
        f"Block {row + 1} of {names[0]} and block {column + 1} of {names[1]} are most alike ({word} {best:.2f}); "
        f"blocks at the same relative depth reach {companions:.2f} on average."
    )


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


class Points(StrEnum):
    """What each point of the scatter is."""

    WINDOWS = "windows"
    TOKENS = "tokens"


def _block_there(context: Preflight) -> dict[str, Any]:
    facts: Any = context.inputs.get("model")
    layers = getattr(facts, "layers", 0)
    if layers and context.settings.block > layers:
        raise StitchworkError(
            f"{facts.name} has {layers} blocks, and no block {context.settings.block}.",
            "Choose one that it has.",
            setting="block",
            fixes=(Fix(f"Take the last, block {layers}", setting="block", value=layers),),
        )
    return _windows_fit(context)


@node(
    "Representation scatter",
    group="Use and measure",
    icon="chart-scatter",
    summary=lambda s: f"Block {s.block}, one point a {'window' if s.points is Points.WINDOWS else 'token'}",
    preflight=_block_there,
)
def representation_scatter(
    run: Run,
    model: Model,
    texts: list[Corpus],
    *,
    block: Annotated[
        int,
        Setting(
            label="Block",
            help="After which block to look. 0 is before the first: the embeddings.",
            minimum=0,
            maximum=200,
        ),
    ] = 3,
    points: Annotated[
        Points,
        Setting(
            label="One point for each",
            help="Windows are coloured by the Corpus that they come from, tokens by what they are: the beginning or "
            "the inside of a word, digits, punctuation, white space.",
            labels={"windows": "Window of text", "tokens": "Token"},
        ),
    ] = Points.WINDOWS,
    n_points: Annotated[
        int, Setting(label="Points", help="At most this many, shared out evenly.", minimum=20, maximum=5000)
    ] = 400,
    n_tokens: NTokens = 64,
) -> Plot:
    """Where a layer of a model puts texts or words: the two directions in which its states differ most.

    Connect several Corpora to see whether the layer keeps kinds of text apart. The axes say how much of all
    differences they show (principal components).
    """
    import torch

    from engine.similarity import TOKEN_KINDS, between_share, block_means, project, token_kinds, token_states

    windows = list(_shared_out(model, texts, points, n_points, n_tokens))
    names: list[str] = _distinct([corpus.name for corpus in texts]) if points is Points.WINDOWS else list(TOKEN_KINDS)
    states: list[torch.Tensor] = []
    marks: list[int] = []
    pictures = 0

    def draw() -> PlotData:
        together = torch.cat(states)[:n_points]
        places, shares = project(together)
        return _scatter(run, places.tolist(), shares.tolist(), [names[mark] for mark in marks[:n_points]], names)

    size = 16
    for begin in range(0, len(windows), size):
        run.progress(begin, len(windows), f"{begin} of {len(windows)} windows")
        batch = windows[begin : begin + size]
        cut = [text for _, text in batch]
        if points is Points.WINDOWS:
            states += block_means(model, cut, [block])
            marks += [label for label, _ in batch]
        else:
            found, pieces = token_states(model, cut, block)
            states.append(found)
            marks += [TOKEN_KINDS.index(kind) for kind in token_kinds(pieces)]
        share = (begin + len(batch)) * _FEW_PICTURES // len(windows)
        if pictures < share < _FEW_PICTURES and len(marks) > 2:
            pictures = share
            draw()
    plot = draw()
    together, marks = torch.cat(states)[:n_points], marks[:n_points]
    shares = [float(share) for share in project(together).shares]
    between = between_share(together, marks)
    for name, value in (("share_1", shares[0]), ("share_2", shares[1]), ("between_labels", between)):
        run.metric(name, value)
    run.metric("points", len(marks))
    kind = "which texts they come from" if points is Points.WINDOWS else "what kind of token they are"
    told = f"; {kind} explains {between:.0%} of all of it" if len(set(marks)) > 1 else ""
    run.say(f"Two directions hold {sum(shares):.0%} of the variance after block {block} of {model.name}{told}.")
    run.footer = f"{len(marks):,} points"
    return plot


def _shared_out(
    model: Any, texts: list[values.Corpus], points: Points, n_points: int, n_tokens: int
) -> Iterator[tuple[int, str]]:
    """(number of the corpus, window), the corpora taking turns, so that every part of them holds all."""
    from engine.similarity import window_texts

    n_windows = n_points if points is Points.WINDOWS else math.ceil(n_points / n_tokens)
    share = math.ceil(n_windows / len(texts))
    cut = [window_texts(corpus.texts, model.tokenizer, n_tokens, share, least=1) for corpus in texts]
    turns = zip_longest(*([(label, window) for window in windows] for label, windows in enumerate(cut)))
    return (one for one in chain.from_iterable(turns) if one is not None)


def _distinct(names: list[str]) -> list[str]:
    """Numbered where several are alike."""
    return [f"{name} {i + 1}" if names.count(name) > 1 else name for i, name in enumerate(names)]


def _scatter(run: Run, places: list[list[float]], shares: list[float], labels: list[str], names: list[str]) -> PlotData:
    x_label, y_label = (f"direction {i + 1} ({share:.0%} of the variance)" for i, share in enumerate(shares))
    colors = tuple(names.index(label) for label in labels)
    xs, ys = zip(*places, strict=True)
    run.scatter("States", xs, ys, labels=tuple(labels), colors=colors, x_label=x_label, y_label=y_label)
    rows = tuple(zip(xs, ys, labels, strict=True))
    return PlotData("States", (x_label, y_label, "label"), rows)
