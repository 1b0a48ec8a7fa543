"""CKA of features that are known: what it must not depend on, both estimators, streams, and what it refuses."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from engine.errors import StitchworkError
from engine.similarity import LayerCKA, cka

ESTIMATORS = ("unbiased", "biased")
AS_SMALL_AS_WINDOWS, AS_LARGE_AS_STREAMS = 1, 10**8
"Announced numbers of windows that make the sums be taken in the space of windows, or of features."


def random(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def related(n: int, d: int, e: int, seed: int = 0) -> tuple[Tensor, Tensor]:
    X = random(n, d, seed=seed)
    return X, X @ random(d, e, seed=seed + 1) + random(n, e, seed=seed + 2)


def by_definition(X: Tensor, Y: Tensor, estimator: str) -> float:
    """HSIC written out with N x N matrices: eq. 5 of Song et al. (2012), and tr(K H L H)."""

    def hsic(K: Tensor, L: Tensor) -> float:
        n = len(K)
        if estimator == "biased":
            H = torch.eye(n, dtype=K.dtype) - 1 / n
            return float(torch.trace(K @ H @ L @ H)) / (n - 1) ** 2
        K, L = K - K.diagonal().diag(), L - L.diagonal().diag()
        ones = torch.ones(n, dtype=K.dtype)
        parts = torch.trace(K @ L) + (ones @ K @ ones) * (ones @ L @ ones) / ((n - 1) * (n - 2))
        return float(parts - 2 / (n - 2) * (ones @ K @ L @ ones)) / (n * (n - 3))

    K, L = X @ X.T, Y @ Y.T
    return hsic(K, L) / math.sqrt(hsic(K, K) * hsic(L, L))


sizes = st.tuples(st.integers(5, 40), st.integers(2, 12), st.integers(2, 12), st.integers(0, 1000))


@pytest.mark.parametrize("estimator", ESTIMATORS)
@settings(max_examples=25, deadline=None)
@given(sizes)
def test_it_is_what_the_definition_says(estimator: str, size: tuple[int, int, int, int]) -> None:
    X, Y = related(*size)
    assert cka(X, Y, estimator) == pytest.approx(by_definition(X, Y, estimator), abs=1e-9)


@pytest.mark.parametrize("estimator", ESTIMATORS)
@settings(max_examples=25, deadline=None)
@given(sizes, st.floats(0.01, 100.0))
def test_rotation_scaling_shift_and_order_change_nothing(
    estimator: str, size: tuple[int, int, int, int], scale: float
) -> None:
    X, Y = related(*size)
    rotation, _ = torch.linalg.qr(random(X.shape[1], X.shape[1], seed=9))
    assert cka(X, X, estimator) == pytest.approx(1.0, abs=1e-9)
    value = cka(X, Y, estimator)
    assert cka(scale * X @ rotation + 3.0, Y, estimator) == pytest.approx(value, abs=1e-9)
    assert cka(Y, X, estimator) == pytest.approx(value, abs=1e-9)


def test_it_does_depend_on_maps_that_are_no_rotation() -> None:
    X, Y = related(200, 8, 8)
    stretched = X * torch.tensor([30.0] + [1.0] * 7)
    assert abs(cka(stretched, Y) - cka(X, Y)) > 0.1


def test_unrelated_layers_read_zero_only_without_bias() -> None:
    X, Y = random(512, 64, seed=1), random(512, 64, seed=2)
    assert cka(X, Y, "unbiased") == pytest.approx(0.0, abs=0.01)
    assert cka(X, Y, "biased") == pytest.approx(0.11, abs=0.01)


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize("announced", [AS_SMALL_AS_WINDOWS, AS_LARGE_AS_STREAMS])
@pytest.mark.parametrize("two_models", [False, True])
def test_a_stream_of_windows_gives_what_one_batch_gives(estimator: str, announced: int, two_models: bool) -> None:
    """In float32, far from zero, in uneven batches, read before all have come."""
    X, Y = related(300, 12, 20)
    xs = [(X + 50).float(), (X @ random(12, 30, seed=5)).float()]
    ys = [Y.float(), (Y**3).float(), random(300, 7, seed=6).float()] if two_models else None
    sums = LayerCKA(announced, estimator)
    for begin in range(0, 300, 37):
        part = slice(begin, begin + 37)
        sums.add([x[part] for x in xs], None if ys is None else [y[part] for y in ys])
        seen = [x[: sums.n_windows] for x in xs]
        so_far = sums.matrix()
        assert float(so_far[0, 1]) == pytest.approx(
            cka(seen[0], seen[1] if ys is None else ys[1][: sums.n_windows], estimator), abs=1e-6
        )
    expected = [[by_definition(x.double(), y.double(), estimator) for y in ys or xs] for x in xs]
    torch.testing.assert_close(sums.matrix(), torch.tensor(expected, dtype=torch.float64), atol=1e-6, rtol=0)


@pytest.mark.parametrize(("announced", "kind"), [(AS_SMALL_AS_WINDOWS, "window"), (AS_LARGE_AS_STREAMS, "feature")])
def test_the_cheaper_space_is_chosen_by_the_number_of_windows(announced: int, kind: str) -> None:
    sums = LayerCKA(announced)
    sums.add([random(20, 6)])
    sums.matrix()
    assert kind in type(sums._sums).__name__.lower()


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_fewer_than_four_windows_are_refused(estimator: str) -> None:
    with pytest.raises(StitchworkError, match=r"There are 3 windows.*at least 4"):
        cka(random(3, 5), random(3, 5), estimator)


def one_apart() -> Tensor:
    return torch.cat([torch.zeros(49, 8), torch.ones(1, 8)])


@pytest.mark.parametrize("flat", [torch.ones(50, 8), torch.zeros(50, 8), 7 + 1e-7 * random(50, 8).float(), one_apart()])
def test_features_that_do_not_vary_are_explained(flat: Tensor) -> None:
    """With one window apart from the rest, the unbiased estimate has nothing to go by either."""
    with pytest.raises(StitchworkError, match=r"features of Y \(layer 1\) are the same for nearly every window"):
        cka(random(50, 4).float(), flat)


def test_features_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(StitchworkError, match=r"\(20, 4\), \(19, 4\)"):
        cka(random(20, 4), random(19, 4))
    with pytest.raises(StitchworkError, match="not numbers"):
        cka(random(20, 4), torch.full((20, 4), torch.nan))
