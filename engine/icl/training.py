"""Train general matrices A_l, B_l from random beginnings: many seeds, depths and numbers of examples at once.

Each run is a row of one tensor; shallower networks have their last layers held at zero, where they do nothing.
L-BFGS works on one large sample (first on a small part of it), Adam on fresh prompts at every step; both see the exact
expectation over the weights and the query, so that a prompt is a d x d matrix (see `engine.icl.laws`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.icl.attention import answers, losses
from engine.icl.laws import Law
from engine.icl.minimising import minimise
from engine.icl.options import Attention, Optimiser, Parametrisation

CHUNK = 4_096
"Prompts times runs at a time: their matrices stay in the processor's cache."
COARSE = 2_048
WIDE = 4.0
SETTLED = 1e-5
DIVERGED = 1e4
"A loss this many times the loss of knowing nothing is not coming back."

Watch = Callable[[int, Tensor, Tensor | None, Tensor], None]
"(step, a, b, log losses (runs,)): a and b (runs, layers, d, d) are not to be changed."


@dataclass(frozen=True)
class Cell:
    """One run: which law (its place in the list), how many layers, which seed."""

    law: int
    layers: int
    seed: int


@dataclass(frozen=True)
class Trained:
    """What training found. a, b: (runs, most layers, d, d) in the network's own sign, zero beyond a run's depth;
    b is None for sparse networks. log_losses: (recorded steps, runs) on the training prompts, at `steps`."""

    laws: tuple[Law, ...]
    cells: tuple[Cell, ...]
    a: Tensor
    b: Tensor | None
    attention: Attention = Attention.LINEAR
    steps: list[int] = field(default_factory=list)
    log_losses: list[list[float]] = field(default_factory=list)

    def rows(self, *, law: int = 0, layers: int | None = None) -> tuple[Tensor, Tensor | None]:
        """a and b of all seeds of one law and depth: (seeds, layers, d, d)."""
        depth = layers or self.cells[0].layers
        which = [row for row, cell in enumerate(self.cells) if (cell.law, cell.layers) == (law, depth)]
        return self.a[which, :depth], None if self.b is None else self.b[which, :depth]


@dataclass(frozen=True)
class Learner:
    """A network as it travels along wires. a, b: (seeds, layers, d, d), None before training; law: trained on."""

    name: str
    layers: int
    parametrisation: Parametrisation = Parametrisation.SPARSE
    attention: Attention = Attention.LINEAR
    a: Tensor | None = None
    b: Tensor | None = None
    law: Law | None = None

    def matrices(self) -> tuple[Tensor, Tensor | None]:
        """a and b, or words where there are none yet."""
        if self.a is None:
            raise StitchworkError(f"“{self.name}” has not been trained.", "Put Train in context before this node.")
        return self.a, self.b


def train(
    laws: Law | Sequence[Law],
    layers: int | Sequence[int] = 3,
    *,
    parametrisation: Parametrisation | str = Parametrisation.SPARSE,
    seeds: int | Sequence[int] = 5,
    optimiser: Optimiser | str = Optimiser.LBFGS,
    attention: Attention | str = Attention.LINEAR,
    n_prompts: int | None = None,
    steps: int | None = None,
    rate: float = 0.02,
    start: tuple[Tensor, Tensor | None] | None = None,
    watch: Watch | None = None,
) -> Trained:
    """Train every law with every depth and seed; the runs are independent problems.

    n_prompts: of the sample (L-BFGS; 16,384 unless given, 2,048 where attention is not linear) or of each step (Adam,
    1,024). rate: Adam's first step
    size, halved every tenth of the steps. start: matrices to go on from instead of random ones, rows as in the result.
    Raises StitchworkError when training diverges.
    """
    laws = (laws,) if isinstance(laws, Law) else tuple(laws)
    depths = (layers,) if isinstance(layers, int) else tuple(layers)
    numbers = tuple(range(seeds)) if isinstance(seeds, int) else tuple(seeds)
    kind, how, attention = Parametrisation(parametrisation), Optimiser(optimiser), Attention(attention)
    if not laws or not depths or not numbers or min(depths) < 1:
        raise StitchworkError("There is nothing to train.", "Give at least one task, one seed and one layer.")
    if len({law.d for law in laws}) > 1:
        raise StitchworkError(
            "The tasks have different numbers of inputs.", "Train tasks with the same number of inputs together."
        )
    cells = tuple(Cell(law, depth, seed) for law in range(len(laws)) for depth in depths for seed in numbers)
    lbfgs = how is Optimiser.LBFGS
    exact = attention is Attention.LINEAR
    # Linear attention falls to losses of e^-7 and below, where single precision would stop the search.
    problem = _Problem(laws, cells, kind, attention, torch.float64 if lbfgs and exact else torch.float32, lbfgs)
    flat = problem.beginning() if start is None else problem.flatten(*start)
    found = Trained(laws, cells, *problem.matrices(flat), attention)

    def record(step: int, flat: Tensor, log_loss: Tensor) -> None:
        found.steps.append(step)
        found.log_losses.append(log_loss.tolist())
        if watch is not None:
            watch(step, *problem.matrices(flat), log_loss)

    if lbfgs:
        flat = _by_lbfgs(
            problem, flat, n_prompts or (16_384 if exact else 2_048), steps or 150, start is None, found, record
        )
    else:
        flat = _by_adam(problem, flat, n_prompts or 1_024, steps or 2_000, rate, record)
    a, b = problem.matrices(flat)
    return Trained(laws, cells, a, b, attention, found.steps, found.log_losses)


class _Problem:
    """Runs as rows of one flat tensor, and their mean losses with slopes on a sample."""

    def __init__(
        self,
        laws: tuple[Law, ...],
        cells: tuple[Cell, ...],
        kind: Parametrisation,
        attention: Attention,
        dtype: torch.dtype,
        whiten: bool,
    ) -> None:
        self.laws, self.cells, self.attention, self.dtype = laws, cells, attention, dtype
        self.d, self.depth = laws[0].d, max(cell.layers for cell in cells)
        self.full = kind is Parametrisation.FULL
        self.start = torch.stack([laws[cell.law].weight_root for cell in cells]).to(dtype)
        self.root = torch.stack([laws[cell.law].root for cell in cells]).to(dtype)
        self.grow(self.depth)
        # L-BFGS works where the inputs have unit variance: unlike variances would square into its curvature.
        frames = [_frame(laws[cell.law]) if whiten else torch.eye(self.d, dtype=torch.float64) for cell in cells]
        self.frame = torch.stack(frames).to(dtype)[:, None]
        self.back = torch.linalg.inv(self.frame)

    def grow(self, depth: int) -> None:
        """Let the first `depth` layers of each run work, as far as it has them; the others do nothing."""
        used = torch.arange(self.depth) < torch.tensor([[min(cell.layers, depth)] for cell in self.cells])
        self.mask = used.to(self.dtype)[..., None, None]

    def beginning(self) -> Tensor:
        """Small random matrices, the same for a seed whatever other runs there are."""
        rows = []
        for cell in self.cells:
            source = torch.Generator().manual_seed(cell.seed)
            shape = (2 if self.full else 1, self.depth, self.d, self.d)
            rows.append(0.1 * torch.randn(shape, generator=source, dtype=torch.float64).flatten())
        return torch.stack(rows).to(self.dtype)

    def flatten(self, a: Tensor, b: Tensor | None) -> Tensor:
        wanted = (len(self.cells), self.depth, self.d, self.d)
        if a.shape != wanted or (b is None) == self.full or (b is not None and b.shape != wanted):
            raise StitchworkError(
                f"The matrices to go on from have the shape {tuple(a.shape)}, and {wanted} is needed.",
                "Start from random matrices, or from a network of the same kind and depth.",
            )
        rows = [self.back @ a.to(self.dtype) @ self.back]
        if b is not None:
            rows.append(self.frame @ b.to(self.dtype) @ self.back)
        return torch.stack(rows, dim=1).flatten(1)

    def matrices(self, flat: Tensor) -> tuple[Tensor, Tensor | None]:
        shaped = flat.unflatten(1, (2 if self.full else 1, self.depth, self.d, self.d))
        a = self.frame @ (shaped[:, 0] * self.mask) @ self.frame
        return a, self.back @ (shaped[:, 1] * self.mask) @ self.frame if self.full else None

    def balanced(self, count: int, sources: Sequence[np.random.Generator]) -> list[tuple[Tensor, ...]]:
        """A weighted sample of matrices S for every run, in chunks: (runs, d, d, count) and weights (runs, count)."""
        drawn = [
            self.laws[cell.law].balanced(count, source, 2 * cell.layers)
            for cell, source in zip(self.cells, sources, strict=True)
        ]
        grams, weights = (torch.stack(one).to(self.dtype) for one in zip(*drawn, strict=True))
        chunk = max(64, CHUNK // len(self.cells))
        return list(zip(grams.split(chunk, dim=-1), weights.split(chunk, dim=-1), strict=True))

    def sample(self, count: int, sources: Sequence[np.random.Generator]) -> list[tuple[Tensor, ...]]:
        """Prompts for every run, in chunks: matrices S (runs, d, d, count), or bundles of whole prompts."""
        chunk = max(64, CHUNK // len(self.cells))
        parts: list[tuple[Tensor, ...]] = []
        for first in range(0, count, chunk):
            size = min(chunk, count - first)
            drawn = zip(self.cells, sources, strict=True)
            if self.attention is Attention.LINEAR:
                grams = [self.laws[cell.law].grams(size, source, self.dtype) for cell, source in drawn]
                parts.append((torch.stack(grams),))
            else:
                bundles = [self.laws[cell.law].bundles(size, source) for cell, source in drawn]
                parts.append(tuple(torch.stack(one).to(self.dtype) for one in zip(*bundles, strict=True)))
        return parts

    def sources(self, salt: int) -> list[np.random.Generator]:
        return [np.random.default_rng((salt, cell.seed, cell.layers, cell.law)) for cell in self.cells]

    def value_and_slope(self, flat: Tensor, sample: list[tuple[Tensor, ...]]) -> tuple[Tensor, Tensor]:
        """Log of each run's mean loss, and its slope; one chunk of prompts after the other."""
        total, slopes, count = torch.zeros_like(flat[:, 0]), torch.zeros_like(flat), 0
        for chunk in sample:
            with torch.enable_grad():
                point = flat.detach().requires_grad_()
                found = self._sums(*self.matrices(point), chunk)
                (slope,) = torch.autograd.grad(found.sum(), point)
            total += found.detach()
            slopes += slope
            count += chunk[0].shape[-1] if self.attention is Attention.LINEAR else chunk[0].shape[1]
        return (total / count).log(), slopes / total[:, None]

    def _sums(self, a: Tensor, b: Tensor | None, chunk: tuple[Tensor, ...]) -> Tensor:
        if self.attention is Attention.LINEAR:
            found = losses(a, chunk[0], self.start, self.root, b)
            return (found * chunk[1] if len(chunk) > 1 else found).sum(1)
        x, y, wanted = chunk
        found = [
            answers(
                x[row],
                y[row],
                self.laws[cell.law].n_examples,
                a[row, : cell.layers],
                None if b is None else b[row, : cell.layers],
                self.attention,
            )
            for row, cell in enumerate(self.cells)
        ]
        return (torch.stack(found) - wanted).square().sum(2).mean(2).sum(1)

    def check(self, step: int, log_loss: Tensor, adam: bool) -> None:
        """Stop with words when a run is lost."""
        known = torch.stack([(root @ start).square().sum() for root, start in zip(self.root, self.start, strict=True)])
        lost = ~(log_loss < (DIVERGED * known).log())
        if bool(lost.any()):
            cell = self.cells[int(lost.nonzero()[0])]
            raise StitchworkError(
                f"Training diverged at step {step:,}: the loss of seed {cell.seed} with {cell.layers} layers "
                f"is beyond {DIVERGED:,.0f} times that of knowing nothing.",
                "Use a smaller step size, or train with L-BFGS." if adam else "Use more prompts or fewer layers.",
                setting="rate" if adam else "n_prompts",
            )


def _frame(law: Law) -> Tensor:
    """The inverse square root of Sigma; directions that hardly vary count as varying a little."""
    values, vectors = torch.linalg.eigh(law.covariance)
    return (vectors * values.clamp(min=1e-4 * float(values[-1])).rsqrt()) @ vectors.T


def _by_lbfgs(
    problem: _Problem,
    flat: Tensor,
    n_prompts: int,
    steps: int,
    coarse: bool,
    found: Trained,
    record: Callable[[int, Tensor, Tensor], None],
) -> Tensor:
    draw = problem.balanced if problem.attention is Attention.LINEAR else problem.sample
    sample = draw(n_prompts, problem.sources(1))
    done = 0

    def explore(step: int, point: Tensor, value: Tensor) -> None:
        record(done + step, point, value)

    def watch(step: int, point: Tensor, value: Tensor) -> None:
        problem.check(done + step, value, adam=False)
        record(done + step, point, value)

    first, _ = problem.value_and_slope(flat, sample[:1])
    problem.check(0, first, adam=False)
    record(0, flat, first)
    moves = problem.full and problem.depth > 1
    if coarse and (moves or n_prompts > 2 * COARSE):
        part = draw(min(COARSE, n_prompts), problem.sources(3))
        # Moved inputs make many valleys: from wider beginnings, all layers at once, and from narrow ones, layer by
        # layer, training ends in different ones. Each run keeps its best; a beginning may be far off, and may fail.
        begun, best = flat, torch.full_like(first, torch.inf)
        whole, gradual = (problem.depth,), range(1, problem.depth + 1)
        for size, depths in ((WIDE, whole), (1.0, gradual)) if moves else ((1.0, whole),):
            tried, value = size * begun, best
            for depth in depths:
                problem.grow(depth)
                tried, value = minimise(
                    lambda point: problem.value_and_slope(point, part), tried, steps=steps, settled=1e-4, watch=explore
                )
                done = found.steps[-1]
            flat, best = torch.where((value < best)[:, None], tried, flat), torch.fmin(value, best)
    flat, _ = minimise(
        lambda point: problem.value_and_slope(point, sample), flat, steps=steps, settled=SETTLED, watch=watch
    )
    return flat


def _by_adam(
    problem: _Problem,
    flat: Tensor,
    n_prompts: int,
    steps: int,
    rate: float,
    record: Callable[[int, Tensor, Tensor], None],
) -> Tensor:
    flat = flat.clone().requires_grad_()
    adam = torch.optim.Adam([flat], lr=rate, betas=(0.9, 0.99))
    halving = torch.optim.lr_scheduler.StepLR(adam, max(1, steps // 10), gamma=0.5)
    sources = problem.sources(2)
    for step in range(steps):
        value, slope = problem.value_and_slope(flat.detach(), problem.sample(n_prompts, sources))
        problem.check(step, value, adam=True)
        if step % max(1, steps // 200) == 0 or step == steps - 1:
            record(step, flat.detach(), value)
        # The slope of the log loss; one rare prompt must not throw a run off.
        flat.grad = slope / slope.norm(dim=1, keepdim=True).clamp(min=1.0)
        adam.step()
        halving.step()
    return flat.detach()
