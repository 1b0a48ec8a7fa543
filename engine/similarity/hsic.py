"""Linear centred kernel alignment (Kornblith et al. 2019), all layers against all layers, as windows stream in.

With Gram matrices K = X X^T, L = Y Y^T of N windows, CKA = HSIC(K, L) / sqrt(HSIC(K, K) HSIC(L, L)). Either HSIC
needs only a few sums, which are made in the space of features (one product of all layers serves all pairs) or of
windows (one Gram matrix a layer), whichever costs less. Never through an N x N matrix for each pair.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.similarity.options import Estimator

LEAST_WINDOWS = 4
"The unbiased estimator divides by N - 3."
ROWS_AT_ONCE = 1024
"Windows gathered before a product: a large product is many times faster than as many small ones."
GRAM_CELLS = 1 << 24
"Numbers of Gram matrices that are held at once."


def cka(X: Tensor, Y: Tensor, estimator: Estimator | str = Estimator.UNBIASED) -> float:
    """Linear CKA of features X (N, d1) and Y (N, d2): row n of both belongs to window n.

    The unbiased estimate of unrelated features is about 0 whatever their widths, and may fall below it; the biased
    one lies in [0, 1] and grows with width / N. Neither changes under orthogonal maps and scaling of X or of Y.
    Sums are taken in the features' own precision (at least float32) and added up in float64.

    Raises StitchworkError for fewer than 4 windows, and for features that are the same for every window.
    """
    sums = LayerCKA(len(X), estimator, names=("X", "Y"))
    sums.add([X], [Y])
    return float(sums.matrix())


class LayerCKA:
    """CKA of all layers of one or two models, readable at any moment while batches of windows arrive.

    n_windows: about how many will come; it decides in which space is computed, so a wrong guess costs time only.
    """

    def __init__(
        self,
        n_windows: int,
        estimator: Estimator | str = Estimator.UNBIASED,
        names: tuple[str, str] = ("the first model", "the second model"),
    ) -> None:
        self.estimator = Estimator(estimator)
        self.n_windows = 0
        "Windows seen so far."
        self._expected = n_windows
        self._names = names
        self._dtype: torch.dtype | None = None
        self._waiting: list[tuple[list[Tensor], list[Tensor] | None]] = []
        self._n_waiting = 0
        self._frames: tuple[_Frame, _Frame | None] | None = None
        self._sums: _FeatureSums | _WindowSums | None = None

    def add(self, xs: Sequence[Tensor], ys: Sequence[Tensor] | None = None) -> None:
        """Features of the next n windows: (n, d_i) for each layer of both models. Without `ys` the layers of one
        model are compared among themselves."""
        n_rows = check(xs, ys)
        self._dtype = self._dtype or precision([*xs, *(ys or ())])
        self._waiting.append((plain(xs, self._dtype), None if ys is None else plain(ys, self._dtype)))
        self.n_windows += n_rows
        self._n_waiting += n_rows
        if self._n_waiting >= ROWS_AT_ONCE:
            self._flush()

    def matrix(self) -> Tensor:
        """CKA so far, float64 (layers of the first, layers of the second model).

        Raises StitchworkError for fewer than 4 windows, and where a layer gives one and the same vector.
        """
        enough(self.n_windows)
        self._flush()
        assert self._sums is not None
        cross, own_x, own_y = self._sums.read()
        norm_x = self._norm(own_x, self._names[0])
        norm_y = norm_x if own_y is None else self._norm(own_y, self._names[1])
        found = cross.hsic(self.estimator) / (norm_x[:, None] * norm_y[None, :])
        if own_y is None:
            found.fill_diagonal_(1.0)
        return found

    def _flush(self) -> None:
        if not self._waiting:
            return
        xs = _joined([x for x, _ in self._waiting])
        seconds = [y for _, y in self._waiting if y is not None]
        ys = _joined(seconds) if seconds else None
        self._waiting, self._n_waiting = [], 0
        if self._frames is None:
            self._frames = _Frame(xs), None if ys is None else _Frame(ys)
            self._sums = _cheaper(self._expected, xs, ys)
        assert self._sums is not None
        frame_x, frame_y = self._frames
        self._sums.add(frame_x.place(xs), None if ys is None or frame_y is None else frame_y.place(ys))

    def _norm(self, own: Sums, name: str) -> Tensor:
        """sqrt(HSIC(K, K)) of each layer. It is a sum of squares (Szekely and Rizzo 2014), so only rounding could
        make it negative, where a layer does not tell windows apart: then there is no root to take."""
        hsic, spread = own.hsic(self.estimator), own.spread()
        eps = torch.finfo(own.dtype).eps
        flat = (spread < (8 * eps) ** 2) | (hsic <= 10 * eps * spread**2) | ~torch.isfinite(hsic)
        if bool(flat.any()):
            layer = int(flat.nonzero()[0]) + 1
            raise StitchworkError(
                f"The features of {name} (layer {layer}) are the same for nearly every window, so nothing varies "
                "that could be compared.",
                "Take other texts or more of them, and look whether the model is broken.",
            )
        return hsic.sqrt()


@dataclass
class Sums:
    """What either HSIC needs of pairs of layers, as float64 arrays that broadcast. K and L with their diagonals.

    product: tr(K L). squares: <dK, dL>, d the diagonals. rows: <K1, L1>. row_x: <K1, dL>. row_y: <dK, L1>.
    all_*: 1'K1. trace_*: tr K. dtype: the precision of the products.
    """

    n: int
    product: Tensor
    squares: Tensor
    rows: Tensor
    row_x: Tensor
    row_y: Tensor
    all_x: Tensor
    all_y: Tensor
    trace_x: Tensor
    trace_y: Tensor
    dtype: torch.dtype

    def hsic(self, estimator: Estimator) -> Tensor:
        """HSIC, a mean over windows. Unbiased: eq. 5 of Song et al. (2012), K without its diagonal; biased:
        tr(K H L H) / (N - 1)^2."""
        n = self.n
        if estimator is Estimator.BIASED:
            return (self.product - 2 / n * self.rows + self.all_x * self.all_y / n**2) / (n - 1) ** 2
        rows = self.rows - self.row_x - self.row_y + self.squares
        both = (self.all_x - self.trace_x) * (self.all_y - self.trace_y)
        return (self.product - self.squares + both / ((n - 1) * (n - 2)) - 2 / (n - 2) * rows) / (n * (n - 3))

    def spread(self) -> Tensor:
        """Mean squared distance of windows from their mean, for pairs of a layer with itself."""
        return (self.trace_x - self.all_x / self.n) / self.n


class _Frame:
    """Where a model's features are put before they are summed: CKA knows neither shift nor scale, float32 does.

    Residual streams have means far larger than what varies; the first batch's mean takes most of that away.
    """

    def __init__(self, first: list[Tensor]) -> None:
        self._shift = [x.mean(0) for x in first]
        sizes = [float(x.norm()) / len(x) ** 0.5 for x in first]
        self._scale = [1 / size if size else 1.0 for size in sizes]

    def place(self, xs: list[Tensor]) -> list[Tensor]:
        return [(x - shift) * scale for x, shift, scale in zip(xs, self._shift, self._scale, strict=True)]


class _FeatureSums:
    """Sums in the space of features. Each layer is widened by its squared norms and a column of ones, z = [X, dK, 1]:
    then z_i^T z_j holds every sum of the pair. Memory does not grow with the windows."""

    def __init__(self, alone: bool) -> None:
        self._alone = alone
        self._cross: list[Tensor] = []
        self._own: tuple[list[Tensor], list[Tensor]] = [], []
        self._begins: list[int] = []
        self._dtype = torch.float32

    def add(self, xs: list[Tensor], ys: list[Tensor] | None) -> None:
        left = [_widened(x) for x in xs]
        right = left if ys is None else [_widened(y) for y in ys]
        if not self._cross:
            widths = [z.shape[1] for z in right]
            self._begins = [sum(widths[:j]) for j in range(len(widths) + 1)]
            self._dtype = left[0].dtype
            self._cross = [left[0].new_zeros((), dtype=torch.float64)] * len(left)
            self._own = self._cross[:], [self._cross[0]] * len(right)
        together = torch.cat(right, 1)
        for i, z in enumerate(left):
            # Among one model's layers, what lies left of the diagonal is known.
            self._cross[i] = _gathered(self._cross[i], z, together[:, self._begins[i] :] if self._alone else together)
        if not self._alone:
            for own, layers in zip(self._own, (left, right), strict=True):
                own[:] = [_gathered(sums, z, z) for sums, z in zip(own, layers, strict=True)]

    def read(self) -> tuple[Sums, Sums, Sums | None]:
        n_left, n_right = len(self._cross), len(self._begins) - 1
        pairs = [[self._pair(i, j) for j in range(n_right)] for i in range(n_left)]
        cross = _stacked([one for row in pairs for one in row], (n_left, n_right), self._dtype)
        if self._alone:
            return cross, _stacked([pairs[i][i] for i in range(n_left)], (n_left,), self._dtype), None
        own_x, own_y = (_stacked([_terms(e) for e in own], (len(own),), self._dtype) for own in self._own)
        return cross, own_x, own_y

    def _pair(self, i: int, j: int) -> tuple[Tensor, ...]:
        if self._alone and j < i:
            return _terms(self._block(j, i).T)
        return _terms(self._block(i, j))

    def _block(self, i: int, j: int) -> Tensor:
        start = self._begins[i] if self._alone else 0
        return self._cross[i][:, self._begins[j] - start : self._begins[j + 1] - start]


class _WindowSums:
    """Sums in the space of windows: features are kept, and the product of all pairs grows by each batch's rows of the
    Gram matrices."""

    def __init__(self) -> None:
        self._xs: list[Tensor] = []
        self._ys: list[Tensor] | None = None
        self._products = torch.zeros((), dtype=torch.float64)
        "tr(K L) of all pairs among the layers of both models."

    def add(self, xs: list[Tensor], ys: list[Tensor] | None) -> None:
        self._xs = _joined([self._xs, xs]) if self._xs else xs
        if ys is not None:
            self._ys = _joined([self._ys, ys]) if self._ys else ys
        n_layers, n_seen = len(xs) + len(ys or ()), len(self._xs[0])
        step = max(1, GRAM_CELLS // (n_layers * n_seen))
        for begin in range(n_seen - len(xs[0]), n_seen, step):
            self._grow(begin, min(begin + step, n_seen))

    def _grow(self, begin: int, end: int) -> None:
        """Rows begin to end of every Gram matrix, up to column end; those above count twice (K is symmetric)."""
        layers = self._xs + (self._ys or [])
        rows = layers[0].new_empty(end - begin, len(layers), end)
        for i, x in enumerate(layers):
            torch.mm(x[begin:end], x[:end].T, out=rows[:, i])
        before, within = rows[..., :begin], rows[..., begin:]
        # One window's rows in the features' precision, the windows' sum in float64.
        self._products = self._products + (
            2 * torch.bmm(before, before.mT).double().sum(0) + torch.bmm(within, within.mT).double().sum(0)
        )

    def read(self) -> tuple[Sums, Sums, Sums | None]:
        n, n_left, dtype = len(self._xs[0]), len(self._xs), self._xs[0].dtype
        left, right = slice(n_left), slice(n_left if self._ys else 0, None)
        product, own = self._products, self._products.diagonal()
        dx, rx = _diagonals(self._xs)
        dy, ry = (dx, rx) if self._ys is None else _diagonals(self._ys)
        totals = rx.sum(1)[:, None], ry.sum(1)[None, :], dx.sum(1)[:, None], dy.sum(1)[None, :]
        cross = Sums(n, product[left, right], dx @ dy.T, rx @ ry.T, rx @ dy.T, dx @ ry.T, *totals, dtype)
        own_x = _own_sums(n, own[left], dx, rx, dtype)
        return cross, own_x, None if self._ys is None else _own_sums(n, own[right], dy, ry, dtype)


def _cheaper(n_windows: int, xs: list[Tensor], ys: list[Tensor] | None) -> _FeatureSums | _WindowSums:
    """The side with fewer multiplications: N^2 / 2 for each column and pair, or N for each cell of the products."""
    left = [x.shape[1] for x in xs]
    right = left if ys is None else [y.shape[1] for y in ys]
    every = left if ys is None else left + right
    in_windows = n_windows / 2 * (sum(every) + len(every) ** 2)
    in_features = sum(left) * sum(right) / 2 if ys is None else sum(left) * sum(right) + sum(d * d for d in every)
    return _WindowSums() if in_windows <= in_features else _FeatureSums(ys is None)


def _joined(batches: list[list[Tensor]]) -> list[Tensor]:
    """Each layer's batches as one."""
    return batches[0] if len(batches) == 1 else [torch.cat(parts) for parts in zip(*batches, strict=True)]


def _widened(x: Tensor) -> Tensor:
    return torch.cat([x, x.square().sum(1, keepdim=True), x.new_ones(len(x), 1)], 1)


def _gathered(sums: Tensor, left: Tensor, right: Tensor) -> Tensor:
    """sums + left^T right, a slice of rows at a time: each slice in the features' precision, their sum in float64."""
    for begin in range(0, len(left), ROWS_AT_ONCE):
        part = left[begin : begin + ROWS_AT_ONCE].T @ right[begin : begin + ROWS_AT_ONCE]
        sums = part.double() if not sums.dim() else sums.add_(part)
    return sums


def _terms(e: Tensor) -> tuple[Tensor, ...]:
    """The fields of Sums from z_i^T z_j, in their order after n."""
    core, sum_x, sum_y = e[:-2, :-2], e[:-2, -1], e[-1, :-2]
    return (
        core.square().sum(),
        e[-2, -2],
        sum_x @ core @ sum_y,
        sum_x @ e[:-2, -2],
        sum_y @ e[-2, :-2],
        sum_x @ sum_x,
        sum_y @ sum_y,
        e[-2, -1],
        e[-1, -2],
        e[-1, -1],
    )


def _stacked(terms: list[tuple[Tensor, ...]], shape: tuple[int, ...], dtype: torch.dtype) -> Sums:
    *fields, n = (torch.stack(column).reshape(shape) for column in zip(*terms, strict=True))
    return Sums(round(float(n.flatten()[0])), *fields, dtype=dtype)


def _diagonals(xs: list[Tensor]) -> tuple[Tensor, Tensor]:
    """dK and K1 of each layer: (layers, N) float64 both."""
    squares = torch.stack([x.double().square().sum(1) for x in xs])
    return squares, torch.stack([(x @ x.double().sum(0).to(x.dtype)).double() for x in xs])


def _own_sums(n: int, product: Tensor, d: Tensor, r: Tensor, dtype: torch.dtype) -> Sums:
    mixed, total, trace = (r * d).sum(1), r.sum(1), d.sum(1)
    return Sums(n, product, (d * d).sum(1), (r * r).sum(1), mixed, mixed, total, total, trace, trace, dtype)


def enough(n_windows: int, least: int = LEAST_WINDOWS) -> None:
    """Refuse what is too few to compare representations on."""
    if n_windows < least:
        raise StitchworkError(
            f"There are {n_windows:,} windows of text, and comparing representations needs at least {least}.",
            "Take more texts, or shorter windows.",
            port="texts",
        )


def check(xs: Sequence[Tensor], ys: Sequence[Tensor] | None) -> int:
    """The number of windows, the same everywhere."""
    layers = [*xs, *(ys or ())]
    if not layers or any(x.dim() != 2 or len(x) != len(layers[0]) for x in layers):
        shapes = ", ".join(str(tuple(x.shape)) for x in layers) or "none"
        raise StitchworkError(f"Features must be (windows, width) with the same windows everywhere; they are {shapes}.")
    if not all(math.isfinite(float(x.detach().cpu().sum(dtype=torch.float64))) for x in layers):
        raise StitchworkError(
            "The features hold values that are not numbers: the model overflowed.",
            "Run on the processor, where models compute in float32.",
            setting="device",
        )
    return len(layers[0])


def precision(layers: Sequence[Tensor]) -> torch.dtype:
    """float64 where any features come in it, else float32."""
    return torch.float64 if any(x.dtype == torch.float64 for x in layers) else torch.float32


def plain(xs: Sequence[Tensor], dtype: torch.dtype) -> list[Tensor]:
    """On the processor, without gradients, in one precision."""
    return [x.detach().cpu().to(dtype) for x in xs]
