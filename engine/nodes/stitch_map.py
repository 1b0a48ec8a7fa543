"""The node that tries every cut of one model against every cut of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from engine.data.values import PlotData
from engine.graph.nodes import Setting, node
from engine.graph.picks import Part, Pick
from engine.graph.ports import Corpus, Model, Plot
from engine.jobs.run import Run
from engine.nodes.stitch import OWN, Length, NWindows, Rate, Rows, Steps, join, parents_of, tell, train, windows_of


class StitchMapResult(NamedTuple):
    """The best stitched model, and the losses of all pairs of cuts."""

    model: Model
    map: Plot


_PLOT = "Loss above the better model"


def _part(settings: Mapping[str, Any], row: str, column: str) -> Part:
    """Everything but the number of cuts is a setting of Stitch, too."""
    shared = {name: value for name, value in settings.items() if name != "cuts"}
    return join("front", "back", int(row), int(column), shared)


@node(
    "Stitch map",
    group="Combine",
    icon="grid-3x3",
    summary=lambda s: f"up to {s.cuts} × {s.cuts} cuts",
    papers=OWN,
    pick=Pick(_PLOT, _part, best=("best_front", "best_back")),
)
def stitch_map(
    run: Run,
    front: Model,
    back: Model,
    texts: Corpus,
    *,
    cuts: Annotated[
        int,
        Setting(
            label="Cuts of each model",
            help="At most this many, evenly spread from the embeddings to the last block.",
            minimum=2,
            maximum=64,
        ),
    ] = 8,
    steps: Steps = 0,
    n_windows: NWindows = 256,
    length: Length = 128,
    rate: Rate = 1e-3,
    rows: Rows = 16,
) -> StitchMapResult:
    """Where two models can be joined: every cut of the one against every cut of the other.

    Each cell is an instant stitch, coloured by how much its loss lies above the better of the two models. The best is
    given on, trained if you ask for training steps. Stop at any time: the cells that are done are kept.

    Mark a cell in the results to have its two cuts and its stitch on the canvas: to train it, to let it speak, to save
    it.
    """
    from engine.stitching.matrix import Cell, StitchMatrix, even_cuts

    n_front, n_back = front.blocks, back.blocks
    windows = windows_of(run, back, front, texts, n_windows, length)
    learn, judge = windows.split()
    if "matrix" not in run.notes:
        found = StitchMatrix(front, back, even_cuts(n_front, cuts), even_cuts(n_back, cuts), learn, judge)
        found.gather(lambda n, of: run.progress(n, of, "Reading the text with both models"))
        run.notes["matrix"] = found
    matrix: StitchMatrix = run.notes["matrix"]
    parents = parents_of(run, front, back, judge)
    better = min(parents.values())
    done: dict[tuple[int, int], Cell] = run.notes.setdefault("cells", {})
    for cell in matrix.cells(set(done)):
        done[cell.k, cell.cut] = cell
        _show_map(run, matrix.fronts, matrix.backs, done, better, (front.name, back.name))
        run.progress(len(done), len(matrix.models), f"Cut {cell.k} to cut {cell.cut}")
    _show_map(run, matrix.fronts, matrix.backs, done, better, (front.name, back.name))
    for cell in done.values():
        run.metric(f"above.{cell.k}.{cell.cut}", cell.loss - better)
    # A back that begins behind the embeddings with a front of nothing else is the model itself: no join to speak of.
    joins = [cell for cell in done.values() if cell.k > 0 and cell.cut < n_back] or list(done.values())
    best = min(joins, key=lambda cell: cell.loss)
    made = matrix.model(best)
    losses = {"instant": best.loss}
    if steps:
        losses["trained"] = train(run, made, learn, judge, parents, steps=steps, rate=rate, rows=rows)
    _depth_curve(run, done, better, n_front, n_back)
    run.metric("best_front", best.k)
    run.metric("best_back", best.cut)
    tell(
        run,
        made.name,
        parents,
        losses,
        f"the best of {len(done)} joins: after block {best.k} into block {best.cut + 1}",
    )
    table = [(k, cut_, cell.loss, cell.loss - better, cell.solution.r2) for (k, cut_), cell in sorted(done.items())]
    columns = ("Cut of the front", "Cut of the back", "Loss (nats a token)", "Above the better model", "R2")
    return StitchMapResult(made, PlotData("Stitch map", columns, tuple(table)))


def _show_map(
    run: Run, fronts: list[int], backs: list[int], done: dict[Any, Any], better: float, names: tuple[str, str]
) -> None:
    values = [[done[k, c].loss - better if (k, c) in done else None for c in backs] for k in fronts]
    run.heatmap(
        _PLOT,
        values,
        x_label=f"into {names[1]} after block",
        y_label=f"out of {names[0]} after",
        x_ticks=tuple(map(str, backs)),
        y_ticks=tuple(map(str, fronts)),
        value_label="nats a token",
        better="lower",
    )


def _depth_curve(run: Run, done: dict[Any, Any], better: float, n_front: int, n_back: int) -> None:
    """Loss along the diagonal: both models cut at about the same share of their depth (the paper's figure)."""
    for k in sorted({k for k, _ in done}):
        nearest = min((c for one, c in done if one == k), key=lambda c: abs(c / n_back - k / n_front))
        run.line(
            "Loss by depth",
            "same share of both",
            k / n_front,
            done[k, nearest].loss - better,
            x_label="depth of the cut, share of the blocks",
            y_label="nats above the better model",
        )
