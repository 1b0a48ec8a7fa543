"""What the theory says: the optimum of one layer, and exact losses and optima on the theory's set of matrices.

On that set A_l = -a_l Sigma^-1 and B_l = b_l I (the network's own sign; a_l, b_l > 0 here), with w ~ N(0, Sigma^-1).
The loss is then an expectation over the eigenvalues t of a Wishart matrix alone (Ahn et al. 2023, Theorems 3 and 4).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.icl.laws import checked_covariance
from engine.icl.minimising import minimise, with_autograd
from engine.icl.options import Parametrisation
from engine.icl.spectrum import spectrum

RARE = 1e-6
"""Share of prompts, those with the largest eigenvalues, that the population leaves out.

Moving the inputs makes the error a polynomial of degree 3^layers - 1 in t: exactly, its expectation is decided by
prompts that come up once in 10^9 and that no sample will hold. Leaving one prompt in a million out describes every
sample that can be drawn; 0 gives the exact expectation.
"""
_FINALISTS = 4
_STARTS = {Parametrisation.SPARSE: 8, Parametrisation.FULL: 48}


def closed_form(sigma: Tensor, n: int) -> Tensor:
    """The best preconditioner A* of one layer when w ~ N(0, I): ((n+1)/n Sigma + (tr Sigma / n) I)^-1 (Theorem 1).

    sigma: (d, d). The network's own matrix is -A*. A singular Sigma is fine; Sigma = 0 is not.
    """
    sigma = checked_covariance(sigma)
    _check_counts(len(sigma), n)
    if float(sigma.trace()) <= 0:
        raise StitchworkError("All inputs are always zero.", "Give at least one input a positive variance.")
    eye = torch.eye(len(sigma), dtype=sigma.dtype)
    return torch.linalg.inv((n + 1) / n * sigma + sigma.trace() / n * eye)


def one_layer_loss(preconditioner: Tensor, sigma: Tensor, n: int) -> float:
    """Exact loss of one layer with any preconditioner (d, d) when w ~ N(0, I).

    tr Sigma - 2 tr(Sigma A' Sigma) + tr(Sigma A' E[S S] A), E[S S] = (n+1)/n Sigma^2 + (tr Sigma / n) Sigma.
    """
    sigma = checked_covariance(sigma)
    _check_counts(len(sigma), n)
    a = torch.as_tensor(preconditioner, dtype=sigma.dtype)
    if a.shape != sigma.shape:
        raise StitchworkError(
            f"The preconditioner has the shape {tuple(a.shape)}, the covariance {tuple(sigma.shape)}.",
            "Both need one row and one column for each input.",
        )
    squared = (n + 1) / n * sigma @ sigma + sigma.trace() / n * sigma
    return float(sigma.trace() - 2 * (sigma @ a.T @ sigma).trace() + (sigma @ a.T @ squared @ a).trace())


def population_loss(
    a: Sequence[float], b: Sequence[float] | None = None, *, d: int, n: int, rare: float = RARE
) -> float:
    """E sum_i q(t_i)^2 in natural units, where q = p = 1 at first and each layer does
    g = a_l t p^2; q <- q (1 - g); p <- p (1 - b_l g). No network, no sampling.

    a, b: one number a layer; without b the inputs stay. rare: see RARE.
    """
    _check_counts(d, n)
    if b is not None and len(b) not in (len(a), len(a) - 1):
        raise StitchworkError(
            f"There are {len(a)} multiples for the labels and {len(b)} for the inputs.",
            "Give one of each for every layer; the last layer's inputs are not read, and theirs may be left out.",
        )
    t, weight = spectrum(d, n, rare)
    flat = torch.tensor([[*a, *(b or ())]], dtype=torch.float64)
    return float(_losses(flat, len(a), t, weight))


def population_optimum(
    layers: int,
    *,
    d: int,
    n: int,
    parametrisation: Parametrisation | str = Parametrisation.SPARSE,
    equal: bool = False,
    rare: float = RARE,
) -> tuple[list[float], list[float] | None, float]:
    """The best multiples of the theory's set: (a, b, loss), a growing where the order does not matter, b None when
    sparse. The last b is 0: nothing reads the inputs after the last layer.

    equal: the same a at every layer, gradient descent with a fixed step. Found by L-BFGS from many starts at once.
    """
    _check_counts(d, n)
    if not 1 <= layers <= 12:
        raise StitchworkError(f"A network of {layers} layers is outside the theory's tables.", "Use 1 to 12 layers.")
    kind = Parametrisation(parametrisation)
    full = kind is Parametrisation.FULL and layers > 1
    t, weight = spectrum(d, n, rare)
    source = torch.Generator().manual_seed(0)
    n_starts = _STARTS[kind] if layers > 1 else 1
    width = 1 if equal else layers
    # Steps of gradient descent lie between 1 / (largest t) and 1 / (smallest t); moved inputs ask for longer ones.
    scale = torch.rand(n_starts, width, generator=source, dtype=torch.float64)
    start = torch.exp(scale * (3.0 if full else 1.5) - 1.0).sort(dim=1).values
    if full:
        shrink = torch.rand(n_starts, layers - 1, generator=source, dtype=torch.float64)
        start = torch.cat((start, 0.3 + 0.7 * shrink), dim=1)

    def log_losses(flat: Tensor) -> Tensor:
        flat = flat.expand(-1, layers) if equal else flat
        return _losses(flat, layers, t, weight).log()

    objective = with_autograd(log_losses)
    points, values = minimise(objective, start, steps=40)
    best_first = values.nan_to_num(torch.inf).argsort()
    points, values = minimise(objective, points[best_first[:_FINALISTS]], steps=250)
    best = points[values.nan_to_num(torch.inf).argmin()]
    a = best.expand(layers).tolist() if equal else best[:layers].tolist()
    loss = float(values.nan_to_num(torch.inf).min().exp())
    if full:
        return a, [*best[layers:].tolist(), 0.0], loss
    return sorted(a), [0.0] * layers if kind is Parametrisation.FULL else None, loss


def _losses(flat: Tensor, layers: int, t: Tensor, weight: Tensor) -> Tensor:
    """flat: (rows, layers of a, then those of b that there are) -> (rows,)."""
    q = p = torch.ones_like(t)
    for layer in range(layers):
        g = flat[:, layer, None] * t * p.square()
        q = q * (1 - g)
        if layers + layer < flat.shape[1]:
            p = p * (1 - flat[:, layers + layer, None] * g)
    return (weight * q.square()).sum(1)


def _check_counts(d: int, n: int) -> None:
    if d < 1 or n < 1:
        raise StitchworkError(f"There are {d} inputs and {n:,} examples.", "Both have to be at least 1.")
