"""The instant stitch: the map from one residual stream to another in closed form, from streamed second moments.

With rows x (of A at its cut) and y (of B at its cut), ridge regression in centred coordinates is
W = S_yx (S_xx + lambda I)^-1, b = mean(y) - W mean(x). Only the moments are kept, d x d numbers however long the text;
the error on held-out rows follows from their moments alone, so that lambda is chosen without a second pass
(Baek, Li, Tegmark 2024, the initialisation of the stitching map; Hoerl and Kennard 1970 for the ridge).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.errors import StitchworkError
from engine.stitching.maps import Affine, AlmostAffine, Identity, LowRank, Procrustes
from engine.stitching.options import MapKind

RIDGES = tuple(10.0**power for power in range(-12, 2))
"Candidates, as multiples of the mean variance of the input."
HELD_OUT_EVERY = 8


class Moments:
    """Sums over pairs of rows: n, sums, and products about a fixed origin; float64 on the device of the rows.

    The products of a batch are formed in float32 about `origin`, the first batch's mean, so that little is lost where
    a stream lies far from zero.
    """

    def __init__(self, d_in: int, d_out: int, device: torch.device | str = "cpu") -> None:
        def zeros(*shape: int) -> Tensor:
            return torch.zeros(*shape, dtype=sums_dtype(device), device=device)

        self.n = 0
        self.origin: tuple[Tensor, Tensor] | None = None
        self.x, self.y = zeros(d_in), zeros(d_out)
        self.xx, self.yx = zeros(d_in, d_in), zeros(d_out, d_in)
        self.yy = zeros(d_out)

    def add(self, x: Tensor, y: Tensor) -> None:
        """Take up rows x (n, d_in) and y (n, d_out)."""
        x, y = x.float(), y.float()
        if self.origin is None:
            self.origin = x.mean(0), y.mean(0)
        x, y = x - self.origin[0], y - self.origin[1]
        self.n += len(x)
        self.x += x.sum(0)
        self.y += y.sum(0)
        self.xx += x.T @ x
        self.yx += y.T @ x
        self.yy += y.square().sum(0)

    def share_origin(self, other: Moments) -> None:
        """Measure from where `other` does, so that the two can be compared."""
        self.origin = other.origin

    def centred(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Mean x, mean y (about the origin), S_xx, S_yx and the total variance of y, all per row."""
        n = max(1, self.n)
        mean_x, mean_y = self.x / n, self.y / n
        s_xx = self.xx / n - torch.outer(mean_x, mean_x)
        s_yx = self.yx / n - torch.outer(mean_y, mean_x)
        return mean_x, mean_y, s_xx, s_yx, (self.yy / n - mean_y.square()).sum()

    def error(self, weight: Tensor, bias: Tensor) -> float:
        """Mean squared error of y about W x + b over the rows, summed over outputs; coordinates of the origin."""
        n = max(1, self.n)
        gap = self.y / n - weight @ (self.x / n) - bias
        s_xx, s_yx, s_yy = self.centred()[2:]
        spread = s_yy - 2 * (weight * s_yx).sum() + ((weight @ s_xx) * weight).sum()
        return float(spread + gap.square().sum())


@dataclass(frozen=True)
class Solution:
    """A solved map. ridge: what was added to the diagonal, as a multiple of the mean variance. r2: the share of the
    variance of B's states that it explains on held-out rows."""

    map: nn.Module
    ridge: float
    r2: float


def sums_dtype(device: torch.device | str) -> torch.dtype:
    """float64, where the device has it."""
    return torch.float32 if str(device).startswith("mps") else torch.float64


def solve_affine(X: Tensor, Y: Tensor, ridge: float | str = "auto") -> Affine:
    """The ridge map of rows X (n, d_in) to rows Y (n, d_out): a module, rows in, rows out.

    ridge: a multiple of the mean variance of X, or "auto": chosen on every eighth row, then solved on all rows.
    """
    if X.ndim != 2 or Y.ndim != 2 or len(X) != len(Y):
        raise StitchworkError(
            f"The two sets of states do not pair up: {tuple(X.shape)} and {tuple(Y.shape)}.",
            "Give two tables with one row for each position.",
        )
    kept, held = Moments(X.shape[1], Y.shape[1], X.device), Moments(X.shape[1], Y.shape[1], X.device)
    away = torch.arange(len(X), device=X.device) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
    kept.add(X[~away], Y[~away])
    if away.any():
        held.share_origin(kept)
        held.add(X[away], Y[away])
    found = solve(kept, held, ridge=ridge).map
    assert isinstance(found, Affine)
    return found


def solve(
    kept: Moments,
    held: Moments,
    kind: MapKind = MapKind.AFFINE,
    *,
    ridge: float | str = "auto",
    rank: int = 16,
    seed: int = 0,
) -> Solution:
    """Solve a map of a kind from the moments of rows to learn from and of held-out rows.

    With ridge "auto" the candidate with the least held-out error is taken, and the map is then solved on both parts.
    """
    if not kept.n:
        raise StitchworkError("The calibration text is empty.", "Connect texts with at least a few hundred words.")
    if kept.origin is not None and not all(torch.isfinite(part).all() for part in (kept.xx, kept.yx, kept.yy)):
        raise StitchworkError(
            "The states of these models are not finite numbers.", "One of the two models is damaged: import it again."
        )
    if kind is MapKind.IDENTITY:
        if kept.xx.shape[0] != kept.yx.shape[0]:
            raise StitchworkError(
                f"The identity needs two models of one width, not {kept.xx.shape[0]:,} and {kept.yx.shape[0]:,}.",
                "Choose an affine map.",
                setting="map",
            )
        weight = torch.eye(kept.xx.shape[0], dtype=kept.xx.dtype, device=kept.xx.device)
        shift = _origin_gap(kept, weight)
        return Solution(Identity(), 0.0, _r2(held if held.n else kept, weight, -shift))
    judge = held if held.n else kept
    if kind is MapKind.PROCRUSTES:
        chosen, weight, bias = 0.0, *_procrustes(kept)
        r2, both = _r2(judge, weight, bias), _procrustes(_joined(kept, held))
        return Solution(Procrustes(*_outside(kept, *both)), chosen, r2)
    chosen, r2 = _choose(kept, judge, ridge)
    weight, bias = _ridge(_joined(kept, held), (chosen,))[0]
    if kind is MapKind.LOW_RANK:
        up, down = _reduce(_joined(kept, held), weight, rank)
        weight = up @ down
        r2 = _r2(judge, weight, _bias(kept, weight))
        _, bias = _outside(kept, weight, _bias(_joined(kept, held), weight))
        return Solution(LowRank(up, down, bias), chosen, r2)
    affine = Affine(*_outside(kept, weight, bias))
    return Solution(AlmostAffine(affine, seed=seed) if kind is MapKind.ALMOST_AFFINE else affine, chosen, r2)


def _choose(kept: Moments, judge: Moments, ridge: float | str) -> tuple[float, float]:
    candidates = RIDGES if ridge == "auto" else (float(ridge),)
    found = [(_r2(judge, *pair), value) for value, pair in zip(candidates, _ridge(kept, candidates), strict=True)]
    r2, value = max(found)
    return value, r2


def _ridge(moments: Moments, ridges: tuple[float, ...]) -> list[tuple[Tensor, Tensor]]:
    """(W, b) for each ridge, about the origin; one eigendecomposition serves all."""
    mean_x, mean_y, s_xx, s_yx, _ = moments.centred()
    values, vectors = torch.linalg.eigh(s_xx)
    values = values.clamp_min(0.0)
    turned = s_yx @ vectors
    scale = float(values.mean().clamp_min(torch.finfo(values.dtype).tiny))
    pairs = []
    for ridge in ridges:
        # Directions without variance carry nothing: they get nothing, even where the ridge is tiny.
        shrunk = torch.where(values > 1e-13 * values.amax(), 1 / (values + ridge * scale), 0.0)
        weight = (turned * shrunk) @ vectors.T
        pairs.append((weight, mean_y - weight @ mean_x))
    return pairs


def _procrustes(moments: Moments) -> tuple[Tensor, Tensor]:
    """The orthogonal matrix and scale nearest to the regression (Schoenemann 1966), about the origin."""
    mean_x, mean_y, s_xx, s_yx, _ = moments.centred()
    u, s, vt = torch.linalg.svd(s_yx, full_matrices=False)
    turn = u @ vt
    weight = turn * (s.sum() / ((turn @ s_xx) * turn).sum().clamp_min(torch.finfo(s.dtype).tiny))
    return weight, mean_y - weight @ mean_x


def _reduce(moments: Moments, weight: Tensor, rank: int) -> tuple[Tensor, Tensor]:
    """Reduced-rank regression (Izenman 1975): keep the directions of B in which the fitted values vary most."""
    s_xx = moments.centred()[2]
    _, vectors = torch.linalg.eigh(weight @ s_xx @ weight.T)
    up = vectors[:, -min(rank, *weight.shape) :]
    return up, up.T @ weight


def _r2(judge: Moments, weight: Tensor, bias: Tensor) -> float:
    variance = float(judge.centred()[4])
    return 1.0 - judge.error(weight, bias) / variance if variance > 0 else 0.0


def _bias(moments: Moments, weight: Tensor) -> Tensor:
    mean_x, mean_y = moments.centred()[:2]
    return mean_y - weight @ mean_x


def _origin_gap(moments: Moments, weight: Tensor) -> Tensor:
    assert moments.origin is not None
    x, y = (part.to(weight.dtype) for part in moments.origin)
    return y - weight @ x


def _outside(moments: Moments, weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """W and b in the coordinates of the models."""
    return weight, bias + _origin_gap(moments, weight)


def _joined(kept: Moments, held: Moments) -> Moments:
    if not held.n:
        return kept
    both = Moments(len(kept.x), len(kept.y), kept.x.device)
    both.origin = kept.origin
    both.n = kept.n + held.n
    for name in ("x", "y", "xx", "yx", "yy"):
        setattr(both, name, getattr(kept, name) + getattr(held, name))
    return both
