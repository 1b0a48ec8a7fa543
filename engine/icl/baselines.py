"""What networks are compared with: methods for least squares, each on all n examples of a prompt and at its best.

Steps of gradient descent, with a preconditioner or moved inputs, are networks whose matrices are given up to their
multiples; the multiples are tuned on a sample of their own, as the network's matrices are.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.icl.attention import losses
from engine.icl.evaluating import PROMPTS, Estimate, estimate
from engine.icl.laws import Law
from engine.icl.minimising import minimise, with_autograd
from engine.icl.options import Parametrisation, Weights
from engine.icl.theory import population_optimum

TUNING = 4_096
STARTS = 6
_KNOWN = 12


class Baseline(StrEnum):
    """gd: gradient descent, one step size. pgd: preconditioned with Sigma^-1. pgd_steps: a step size a layer.
    gd_plus_plus: inputs move too. least_squares: the shortest exact solution. ridge: with a penalty."""

    GD = "gd"
    PGD = "pgd"
    PGD_STEPS = "pgd-steps"
    GD_PLUS_PLUS = "gd++"
    LEAST_SQUARES = "least-squares"
    RIDGE = "ridge"


def baseline(
    kind: Baseline | str,
    law: Law,
    steps: int = 1,
    *,
    penalty: float = 0.1,
    n_prompts: int = PROMPTS,
    seed: int = 1_000_003,
) -> Estimate:
    """Loss of a method after `steps` steps, on prompts of the law. penalty: of ridge, beside S (no other reads it)."""
    kind = Baseline(kind)
    start, root = law.weight_root, law.root
    if kind in (Baseline.LEAST_SQUARES, Baseline.RIDGE):

        def closed(count: int, source: np.random.Generator) -> Tensor:
            grams = law.grams(count, source).permute(2, 0, 1)
            left = _left_by_solving(grams, penalty if kind is Baseline.RIDGE else 0.0)
            return (root @ left @ start).square().sum((1, 2))[None]

        return estimate(closed, n_prompts, seed)[0]
    if steps < 0:
        raise StitchworkError(f"A method cannot take {steps} steps.", "Use 0 or more.")
    a, b = tuned(kind, law, steps, seed=seed + 1)

    def stepped(count: int, source: np.random.Generator) -> Tensor:
        return losses(a, law.grams(count, source)[None], start[None], root[None], b)

    return estimate(stepped, n_prompts, seed)[0]


def tuned(kind: Baseline, law: Law, steps: int, *, seed: int = 0) -> tuple[Tensor, Tensor | None]:
    """The matrices of a method of steps at its best: a and b (1, steps, d, d).

    On the theory's set the multiples of all methods but plain descent are known exactly.
    """
    d = law.d
    if law.weights is Weights.INVERSE and kind is not Baseline.GD and 0 < steps <= _KNOWN and d <= 20:
        kinds = Parametrisation.FULL if kind is Baseline.GD_PLUS_PLUS else Parametrisation.SPARSE
        a, b, _ = population_optimum(steps, d=d, n=law.n_examples, parametrisation=kinds, equal=kind is Baseline.PGD)
        inverse, eye = torch.linalg.inv(law.covariance), torch.eye(d, dtype=torch.float64)
        moved = None if b is None else torch.tensor(b, dtype=torch.float64)[None, :, None, None] * eye
        return -torch.tensor(a, dtype=torch.float64)[None, :, None, None] * inverse, moved
    grams = law.grams(TUNING, np.random.default_rng(seed))[None]
    start, root = law.weight_root[None], law.root[None]
    eye = torch.eye(d, dtype=torch.float64)
    frame = eye if kind is Baseline.GD else torch.linalg.pinv(law.covariance, hermitian=True)
    if steps == 0:
        return eye.new_zeros(1, 0, d, d), None
    moves = kind is Baseline.GD_PLUS_PLUS and steps > 1
    width = 1 if kind in (Baseline.GD, Baseline.PGD) else steps

    def matrices(flat: Tensor) -> tuple[Tensor, Tensor | None]:
        a = -flat[:, :width].expand(-1, steps)[..., None, None] * frame
        if not moves:
            return a, None
        b = torch.cat((flat[:, width:], flat.new_zeros(len(flat), 1)), dim=1)
        return a, b[..., None, None] * eye

    def log_losses(flat: Tensor) -> Tensor:
        a, b = matrices(flat)
        return losses(a, grams, start, root, b).mean(1).log()

    source = torch.Generator().manual_seed(seed)
    n_starts = STARTS if width > 1 else 1
    # The longest step that cannot overshoot, for the average prompt, is the unit of all others.
    unit = 1 / float(torch.linalg.eigvalsh(law.covariance @ frame if kind is not Baseline.GD else law.covariance)[-1])
    scale = torch.rand(n_starts, width, generator=source, dtype=torch.float64)
    first = unit * torch.exp(scale * (3.0 if moves else 1.0) - 1.0).sort(dim=1).values
    if moves:
        first = torch.cat((first, 0.3 + 0.7 * torch.rand(n_starts, steps - 1, generator=source)), dim=1)
    points, values = minimise(with_autograd(log_losses), first, steps=60, settled=1e-6)
    return matrices(points[values.nan_to_num(torch.inf).argmin()][None])


def _left_by_solving(grams: Tensor, penalty: float) -> Tensor:
    """I - (S + penalty)^-1 S for S (prompts, d, d); without a penalty, what no example shows."""
    values, vectors = torch.linalg.eigh(grams)
    unseen = (values <= 1e-10 * values[:, -1:]).to(values.dtype)
    left = penalty / (values.clamp(min=0) + penalty) if penalty else unseen
    return (vectors * left[:, None]) @ vectors.mT
