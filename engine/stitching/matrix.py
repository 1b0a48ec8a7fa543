"""Where two models can be joined: every cut of A against every cut of B, each solved at once and measured.

One pass of both models over the text gives the moments of all pairs; a cell then costs one small solve and the back
blocks of B over the held-out windows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.data.windows import Windows
from engine.models import devices
from engine.models.contract import LanguageModel
from engine.stitching.calibrate import batches, loss_of, share
from engine.stitching.maps import Identity
from engine.stitching.options import MapKind
from engine.stitching.solving import Moments, Solution, solve
from engine.stitching.stitched import StitchedModel

HELD_OUT_TOKENS = 2048

Progress = Callable[[float, float], None]


@dataclass(frozen=True)
class Cell:
    """One pair of cuts: blocks kept of A, the block of B behind which the stream enters, and what came out."""

    k: int
    cut: int
    loss: float
    solution: Solution


def even_cuts(n_blocks: int, most: int) -> list[int]:
    """At most `most` cuts from the embeddings (0) to the last block, evenly spread."""
    steps = max(1, min(most - 1, n_blocks))
    return sorted({round(i * n_blocks / steps) for i in range(steps + 1)})


class StitchMatrix:
    """The stitch map of two models over one text. `gather` first, then `cells`, which may be stopped and gone on with.

    fronts, backs: the cuts. learn: windows (in tokens of `b`) to solve from; judge: windows to measure on.
    """

    def __init__(
        self,
        a: LanguageModel,
        b: LanguageModel,
        fronts: list[int],
        backs: list[int],
        learn: Windows,
        judge: Windows,
        kind: MapKind = MapKind.AFFINE,
    ) -> None:
        self.a, self.b, self.fronts, self.backs, self.learn, self.judge, self.kind = (
            a,
            b,
            fronts,
            backs,
            learn,
            judge,
            kind,
        )
        n_blocks = b.blocks
        self.models = {(k, cut): StitchedModel(a, k, b, n_blocks - cut, Identity()) for k in fronts for cut in backs}
        first = next(iter(self.models.values()))
        d_in, d_out = first.front.width, first.back.width
        need = 8 * (2 * len(self.models) * d_in * (d_in + d_out))
        devices.check_room(need, str(first.device), "The map of all pairs of cuts")
        self.kept = {pair: Moments(d_in, d_out, first.device) for pair in self.models}
        self.held = {pair: Moments(d_in, d_out, first.device) for pair in self.models}
        self._states: dict[int, list[Tensor]] = {k: [] for k in fronts}

    @torch.inference_mode()
    def gather(self, progress: Progress | None = None) -> None:
        """Read the text once with both models."""
        reader = next(iter(self.models.values()))
        for begin, ids in batches(self.learn):
            xs, ys = self._streams(reader, ids)
            for (k, cut), kept in self.kept.items():
                share(kept, self.held[k, cut], xs[k], ys[cut], begin)
            if progress:
                progress(begin + len(ids), len(self.learn) + len(self.judge))
        for begin, ids in batches(self.judge, HELD_OUT_TOKENS):
            for k, x in self._fronts(reader, ids).items():
                self._states[k].append(x)
            if progress:
                progress(len(self.learn) + begin + len(ids), len(self.learn) + len(self.judge))

    @torch.inference_mode()
    def cells(self, done: set[tuple[int, int]]) -> Iterator[Cell]:
        """Solve and measure every pair that is not done yet, middle cuts first: those that matter are seen early."""
        order = sorted(
            set(self.models) - done, key=lambda pair: abs(pair[0] / self.fronts[-1] - pair[1] / self.backs[-1])
        )
        for pair in order:
            solution = solve(self.kept[pair], self.held[pair], self.kind)
            yield Cell(*pair, self._loss(self.models[pair], solution), solution)

    def model(self, cell: Cell, name: str = "") -> StitchedModel:
        """The stitched model of a cell."""
        made = self.models[cell.k, cell.cut]
        return StitchedModel(self.a, cell.k, self.b, made.l, cell.solution.map, name)

    def _loss(self, model: StitchedModel, solution: Solution) -> float:
        model.map = solution.map.to(model.device)
        total, seen = 0.0, 0
        for (begin, ids), states in zip(batches(self.judge, HELD_OUT_TOKENS), self._states[model.k], strict=True):
            targets = self.judge.at(begin, begin + len(ids))[:, 1:].to(model.device)
            total += float(loss_of(model.back(model.cross(states)), targets, "sum"))
            seen += targets.numel()
        return total / seen

    def _streams(self, reader: StitchedModel, ids: Tensor) -> tuple[dict[int, Tensor], dict[int, Tensor]]:
        return self._fronts(reader, ids), self.b.hidden(ids.to(self.b.device), self.backs)

    def _fronts(self, reader: StitchedModel, ids: Tensor) -> dict[int, Tensor]:
        return {k: x.to(self.b.device) for k, x in reader.front.hidden(ids.to(self.b.device), self.fronts).items()}
