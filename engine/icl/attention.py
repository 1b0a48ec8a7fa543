"""The network, twice: as it is defined, on whole prompts, and as the arithmetic that remains of it.

Z <- Z + (1/n) P_l Z M (Z' Q_l Z),  M = diag(I_n, 0),  Q_l = [[A_l, 0], [0, 0]],  P_l = diag(B_l, 1) (0 for B_l: sparse)
prediction = -[Z_L]_{d+1, n+1}
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.icl.options import Attention
from engine.icl.products import mix, product


def forward(z: Tensor, a: Tensor, b: Tensor | None = None, attention: Attention = Attention.LINEAR) -> Tensor:
    """Run prompts through the layers as written. z: (prompts, d + 1, n + 1), a, b: (layers, d, d) -> (prompts,)."""
    return answers(z[:, :-1], z[:, -1:], z.shape[-1] - 1, a, b, attention)[:, 0, 0]


def answers(
    x: Tensor, y: Tensor, n: int, a: Tensor, b: Tensor | None = None, attention: Attention = Attention.LINEAR
) -> Tensor:
    """The predictions for several queries and rows of labels at once: neither sees the others.

    x: (prompts, d, n + queries), y: (prompts, rows, n + queries) with 0 for the queries, a, b: (layers, d, d).
    Returns (prompts, rows, queries).

    relu: (Z' Q Z) is cut off at zero. softmax: its columns are shared out over the n examples, in place of 1/n, and
    taken away (P = diag(B, -1)): shares are never negative, and a step of descent lowers what is left of the labels.
    """
    for layer in range(len(a)):
        scores = x[..., :n].transpose(1, 2) @ (a[layer] @ x)
        if attention is Attention.SOFTMAX:
            share = -scores.softmax(dim=1)
        else:
            share = (scores.relu() if attention is Attention.RELU else scores) / n
        y = y + y[..., :n] @ share
        if b is not None:
            x = x + b[layer] @ (x[..., :n] @ share)
    return -y[..., n:]


def residual(a: Tensor, grams: Tensor, start: Tensor, b: Tensor | None = None) -> Tensor:
    """What linear layers leave of the weights: R with error = -<R w, x_query> for every w and query.

    The labels are linear in the inputs at every depth, y_i = <R w, x_i>, and so are the moved inputs, T x_i. A layer
    is then R <- R + T' A' T S R and T <- T + B T S T' A T: matrices of d x d, and in the sparse case the labels alone.

    a, b: (runs, layers, d, d). grams: S (runs or 1, d, d, prompts). start: (runs or 1, d, d), the identity, or the
    square root of the covariance of w. Returns R start, (runs, d, d, prompts).
    """
    left = start[..., None].expand(*start.shape, grams.shape[-1])
    if b is None:
        for layer in range(a.shape[1]):
            left = left + mix(a[:, layer].mT, product(grams, left))
        return left
    eye = torch.eye(a.shape[-1], dtype=a.dtype, device=a.device)[..., None]
    moved: Tensor | None = None
    for layer in range(a.shape[1]):
        down = a[:, layer].mT
        seen = grams if moved is None else product(moved, grams)
        step = mix(down, product(seen, left))
        left = left + (step if moved is None else product(moved.transpose(1, 2), step))
        if layer + 1 == a.shape[1]:
            break
        if moved is None:
            # S is symmetric: S A = (A' S)'.
            moved = eye + mix(b[:, layer], mix(down, grams.expand(len(a), -1, -1, -1)).transpose(1, 2))
        else:
            now = product(seen, moved.transpose(1, 2))
            moved = moved + mix(b[:, layer], product(now, mix(a[:, layer], moved)))
    return left


def losses(a: Tensor, grams: Tensor, start: Tensor, root: Tensor, b: Tensor | None = None) -> Tensor:
    """Expected squared error of each prompt over w and the query, tr(Sigma R C R'): (runs, prompts).

    root: the square root of Sigma (runs or 1, d, d); start: that of C, the covariance of w.
    """
    return mix(root, residual(a, grams, start, b)).square().sum((1, 2))
