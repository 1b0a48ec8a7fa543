"""Neighbours, Procrustes and affine maps on features where the answer is known."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.similarity import LayerAlignment, Measure, affine_r2, mutual_knn, procrustes

MEASURES = {Measure.MUTUAL_KNN: mutual_knn, Measure.PROCRUSTES: procrustes, Measure.AFFINE_R2: affine_r2}


def random(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def rotated(X: Tensor) -> Tensor:
    return X @ torch.linalg.qr(random(X.shape[1], X.shape[1], seed=9))[0]


@pytest.mark.parametrize("shape", [(60, 8), (20, 40)])
def test_a_rotated_layer_is_the_same_layer(shape: tuple[int, int]) -> None:
    X = random(*shape)
    Y = 5 * rotated(X) + 2
    assert mutual_knn(X, Y) == 1.0
    assert procrustes(X, Y) == pytest.approx(0.0, abs=1e-9)


def test_neighbours_are_shared_by_chance_between_unrelated_layers() -> None:
    assert mutual_knn(random(400, 16), random(400, 16, seed=1)) == pytest.approx(10 / 399, abs=0.01)


def test_neighbours_are_those_with_the_largest_cosine() -> None:
    """Two pairs of opposite corners: in X the pairs lie along one diagonal, in Y window 0 has changed its partner."""
    X = torch.tensor([[1.0, 0.1], [1.0, -0.1], [-1.0, 0.1], [-1.0, -0.1]])
    Y = torch.tensor([[0.1, 1.0], [-0.1, -1.0], [-0.1, 1.0], [0.1, -1.0]])
    assert mutual_knn(X, X, k=1) == 1.0
    assert mutual_knn(X, Y, k=1) == 0.0


def test_the_distance_of_unrelated_layers_is_near_two() -> None:
    assert procrustes(random(4000, 4), random(4000, 4, seed=1)) > 1.85


def test_wide_and_long_features_give_the_same_distance() -> None:
    """Zero columns change nothing but which side is taken."""
    X, Y = random(12, 5), random(12, 7, seed=1)
    wide = torch.cat([X, torch.zeros(12, 20, dtype=X.dtype)], 1)
    assert procrustes(wide, Y) == pytest.approx(procrustes(X, Y), abs=1e-12)


def test_an_affine_map_explains_all_that_is_affine_and_nothing_that_is_unrelated() -> None:
    X = random(200, 6)
    noise = random(200, 3, seed=3)
    assert affine_r2(X, X @ random(6, 3, seed=1) + 4) == pytest.approx(1.0, abs=1e-6)
    assert affine_r2(X, X[:, :3] + noise) == pytest.approx(0.5, abs=0.1)
    assert affine_r2(X, noise) < 0.05


def test_the_map_is_judged_on_windows_that_it_was_not_fitted_on() -> None:
    """With more columns than windows every fit is perfect; without ridge it says nothing of other windows."""
    X, Y = random(60, 200), random(60, 2, seed=1)
    assert affine_r2(X, Y, ridge=1e-12) < 0.0


def test_it_is_not_symmetric() -> None:
    X = random(200, 6)
    assert affine_r2(X, X[:, :2]) > 0.99
    assert affine_r2(X[:, :2], X) < 0.5


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("two_models", [False, True])
def test_all_layers_at_once_are_all_pairs_one_by_one(measure: Measure, two_models: bool) -> None:
    xs = [random(50, 6), random(50, 80, seed=1)]
    ys = [random(50, 9, seed=2), xs[0] ** 2, xs[1][:, :5]] if two_models else None
    checks: list[None] = []
    gathered = LayerAlignment(measure, lambda: checks.append(None))
    for part in (slice(0, 13), slice(13, 50)):
        gathered.add([x[part] for x in xs], None if ys is None else [y[part] for y in ys])
    expected = torch.tensor([[MEASURES[measure](x, y) for y in ys or xs] for x in xs], dtype=torch.float64)
    torch.testing.assert_close(gathered.matrix(), expected, atol=1e-9, rtol=0)
    assert checks


@pytest.mark.parametrize("measure", MEASURES)
def test_too_few_windows_and_constant_features_are_explained(measure: Measure) -> None:
    with pytest.raises(StitchworkError, match="There are 3 windows"):
        MEASURES[measure](random(3, 2), random(3, 2))
    with pytest.raises(StitchworkError, match="nothing varies"):
        MEASURES[measure](torch.ones(20, 3), random(20, 2))
