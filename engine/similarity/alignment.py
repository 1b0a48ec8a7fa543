"""Friends of CKA: mutual nearest neighbours, orthogonal Procrustes, and how much of one layer an affine map of another
explains. Each needs all windows at once, so features are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.similarity.hsic import check, enough, plain, precision
from engine.similarity.options import Measure

NEIGHBOURS = 10
HELD_OUT = 0.25
LEAST_TO_FIT = 8
"With fewer windows, two at most are held out."
RIDGES = tuple(10.0**power for power in range(-8, 3))
"Tried for ridge=None, as shares of the mean squared singular value of X."
CELLS = 1 << 23
"Numbers of neighbour tables that are held at once."

Check = Callable[[], None]


def mutual_knn(X: Tensor, Y: Tensor, k: int = NEIGHBOURS) -> float:
    """Share of each window's k nearest neighbours in X (N, d1) that are its neighbours in Y (N, d2) too, 0 to 1.

    Huh et al. 2024, arXiv 2405.07987. Near is a large cosine, after the mean is taken away: residual streams share
    one direction that would hide the rest. Unrelated features reach k / (N - 1). k is at most N / 2.
    """
    check([X], [Y])
    return float(_neighbours_shared(plain([X], torch.float64), plain([Y], torch.float64), k))


def procrustes(X: Tensor, Y: Tensor) -> float:
    """Orthogonal Procrustes distance of X (N, d1) and Y (N, d2), centred and of norm 1: 2 - 2 ||X^T Y||_*.

    Ding, Denain, Steinhardt 2021, arXiv 2108.01661, eq. 4. 0: one is a rotation of the other; 2: nothing in common.
    """
    check([X], [Y])
    return float(_procrustes(plain([X], torch.float64), plain([Y], torch.float64)))


def affine_r2(X: Tensor, Y: Tensor, ridge: float | None = None, held_out: float = HELD_OUT) -> float:
    """Share of the variance of Y (N, d2) that an affine map of X (N, d1) explains on windows it was not fitted on.

    The last `held_out` of the windows are kept away. ridge: as a share of X's mean squared singular value; None
    chooses it by generalised cross-validation (Golub, Heath, Wahba 1979). At most 1; below 0 where the map is worse
    than the mean.
    """
    check([X], [Y])
    return float(_affine_r2(plain([X], torch.float64), plain([Y], torch.float64), ridge, held_out))


class LayerAlignment:
    """All layers of one or two models by a measure other than CKA. Filled and read like LayerCKA; reading costs more,
    and calls `pause` between layers."""

    def __init__(self, measure: Measure, pause: Check | None = None) -> None:
        self.measure = measure
        self._pause = pause
        self.n_windows = 0
        self._xs: list[list[Tensor]] = []
        self._ys: list[list[Tensor]] = []

    def add(self, xs: Sequence[Tensor], ys: Sequence[Tensor] | None = None) -> None:
        """Features of the next windows, (n, d_i) for each layer; without `ys` one model is compared with itself."""
        self.n_windows += check(xs, ys)
        self._xs.append(plain(xs, precision(xs)))
        if ys is not None:
            self._ys.append(plain(ys, precision(ys)))

    def matrix(self) -> Tensor:
        """float64 (layers of the first, layers of the second model); for R^2 rows explain columns.

        Raises StitchworkError for too few windows or features that do not vary.
        """
        xs = [torch.cat(parts).double() for parts in zip(*self._xs, strict=True)]
        ys = [torch.cat(parts).double() for parts in zip(*self._ys, strict=True)] if self._ys else xs
        if self.measure is Measure.MUTUAL_KNN:
            return _neighbours_shared(xs, ys, NEIGHBOURS, self._pause)
        if self.measure is Measure.PROCRUSTES:
            return _procrustes(xs, ys, self._pause)
        if self.measure is Measure.AFFINE_R2:
            return _affine_r2(xs, ys, None, HELD_OUT, self._pause)
        raise ValueError(f"{self.measure} is read from LayerCKA")


def _neighbours_shared(xs: list[Tensor], ys: list[Tensor], k: int, pause: Check | None = None) -> Tensor:
    n = len(xs[0])
    enough(n)
    k = min(k, n // 2)
    left = [torch.nn.functional.normalize(_centred(x), dim=1) for x in xs]
    right = left if ys is xs else [torch.nn.functional.normalize(_centred(y), dim=1) for y in ys]
    shared = torch.zeros(len(xs), len(ys), dtype=torch.float64)
    step = max(1, CELLS // (n * (len(xs) + len(ys))))
    for begin in range(0, n, step):
        if pause:
            pause()
        near = _near(left, begin, begin + step, k)
        shared += near @ (near if right is left else _near(right, begin, begin + step, k)).T
    return shared / (n * k)


def _near(layers: list[Tensor], begin: int, end: int, k: int) -> Tensor:
    """(layers, rows * N): 1 where a window is one of the row's k nearest others."""
    tables = []
    for x in layers:
        alike = x[begin:end] @ x.T
        rows = torch.arange(len(alike))
        alike[rows, rows + begin] = -torch.inf
        tables.append(torch.zeros_like(alike, dtype=torch.float32).scatter_(1, alike.topk(k).indices, 1.0).flatten())
    return torch.stack(tables)


def _procrustes(xs: list[Tensor], ys: list[Tensor], pause: Check | None = None) -> Tensor:
    enough(len(xs[0]))
    left = [_factor(x) for x in xs]
    right = left if ys is xs else [_factor(y) for y in ys]
    found = torch.empty(len(left), len(right), dtype=torch.float64)
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            if pause:
                pause()
            mirrored = right is left and j < i
            found[i, j] = found[j, i] if mirrored else 2 - 2 * torch.linalg.svdvals(x.T @ y).sum()
    return found.clamp_(min=0)


def _factor(x: Tensor) -> Tensor:
    """X centred and of norm 1. Where it is wider than long, (N, N) in its place: X = F Q^T with orthonormal Q."""
    x = _centred(x)
    x = x / x.norm()
    return x if x.shape[1] <= len(x) else torch.linalg.qr(x.T, mode="r").R.T


def _affine_r2(
    xs: list[Tensor], ys: list[Tensor], ridge: float | None, held_out: float, pause: Check | None = None
) -> Tensor:
    n = len(xs[0])
    enough(n, LEAST_TO_FIT)
    n_fit = n - max(2, round(n * held_out))
    means = [y[:n_fit].mean(0) for y in ys]
    goals = torch.cat([y - mean for y, mean in zip(ys, means, strict=True)], 1)
    widths = [y.shape[1] for y in ys]
    totals = _by_layer(goals[n_fit:], widths)
    _refuse_flat([*(x[:n_fit] for x in xs), *(y[n_fit:] for y in ys)])
    rows = []
    for x in xs:
        if pause:
            pause()
        mean = x[:n_fit].mean(0)
        u, s, vt = torch.linalg.svd(x[:n_fit] - mean, full_matrices=False)
        seen, reach = u.T @ goals[:n_fit], (x[n_fit:] - mean) @ vt.T
        unit = s.square().mean()
        shares = RIDGES if ridge is None else (ridge,)
        fits = [_solved(u, s, seen, goals, reach, share * unit, n_fit, widths) for share in shares]
        scores, errors = (torch.stack(part) for part in zip(*fits, strict=True))
        best = scores.argmin(0)
        rows.append(1 - errors[best, torch.arange(len(ys))] / totals)
    return torch.stack(rows)


def _solved(
    u: Tensor, s: Tensor, seen: Tensor, goals: Tensor, reach: Tensor, ridge: Tensor, n_fit: int, widths: list[int]
) -> tuple[Tensor, Tensor]:
    """For each target layer the generalised cross-validation score, and the squared error on held-out windows."""
    kept = s.square() / (s.square() + ridge)
    inside = ((1 - kept).square()[:, None] * seen.square()).sum(0)
    outside = (goals[:n_fit].square().sum(0) - seen.square().sum(0)).clamp_(min=0)
    free = (n_fit - 1 - kept.sum()).clamp(min=1e-9)
    score = torch.stack([part.sum() for part in (inside + outside).split(widths)]) / free.square()
    guess = reach @ ((s / (s.square() + ridge))[:, None] * seen)
    return score, _by_layer(goals[n_fit:] - guess, widths)


def _by_layer(errors: Tensor, widths: list[int]) -> Tensor:
    return torch.stack([part.sum() for part in errors.square().sum(0).split(widths)])


def _centred(x: Tensor) -> Tensor:
    centred = x - x.mean(0)
    _refuse_flat([x])
    return centred


def _refuse_flat(layers: list[Tensor]) -> None:
    for x in layers:
        if float((x - x.mean(0)).norm()) <= 1e-6 * float(x.norm()):
            raise StitchworkError(
                "A layer gives nearly the same features for every window, so nothing varies that could be compared.",
                "Take other texts or more of them, and look whether the model is broken.",
            )
