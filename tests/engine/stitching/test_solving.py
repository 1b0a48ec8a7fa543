"""The instant stitch: closed forms that are right, stable, and honest about what they explain."""

from __future__ import annotations

import pytest
import torch

from engine.errors import StitchworkError
from engine.stitching import MapKind, Moments, solve, solve_affine
from engine.stitching.maps import AlmostAffine, LowRank, parameter_count, restore


def pairs(n: int = 2000, d_in: int = 12, d_out: int = 7, noise: float = 0.0) -> tuple[torch.Tensor, ...]:
    chance = torch.Generator().manual_seed(3)
    weight, bias = torch.randn(d_out, d_in, generator=chance), 50 * torch.randn(d_out, generator=chance)
    x = torch.randn(n, d_in, generator=chance) * torch.logspace(-2, 2, d_in) + 30
    return x, x @ weight.T + bias + noise * torch.randn(n, d_out, generator=chance), weight, bias


def moments(x: torch.Tensor, y: torch.Tensor, batch: int) -> Moments:
    found = Moments(x.shape[1], y.shape[1])
    for rows_x, rows_y in zip(x.split(batch), y.split(batch), strict=True):
        found.add(rows_x, rows_y)
    return found


def test_an_affine_relation_is_recovered() -> None:
    x, y, weight, bias = pairs()
    found = solve_affine(x, y)
    torch.testing.assert_close(found(x), y, rtol=1e-3, atol=1e-2)
    torch.testing.assert_close(found.weight.detach(), weight, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(found.bias.detach(), bias, rtol=1e-2, atol=0.1)


def test_without_a_ridge_it_is_least_squares() -> None:
    x, y, *_ = pairs(noise=2.0)
    ours = solve_affine(x, y, ridge=0.0)
    ones = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    wanted = torch.linalg.lstsq(ones, y.double()).solution
    torch.testing.assert_close(ours.weight.detach().double(), wanted[:-1].T, rtol=1e-3, atol=1e-4)


def test_batches_give_the_moments_of_the_whole() -> None:
    x, y, *_ = pairs(noise=1.0)
    one, many = moments(x, y, len(x)), moments(x, y, 37)
    for name in range(2, 5):
        torch.testing.assert_close(one.centred()[name], many.centred()[name], rtol=1e-5, atol=1e-5)


def test_the_held_out_error_is_that_of_the_rows() -> None:
    x, y, *_ = pairs(noise=1.0)
    kept, held = moments(x[:1000], y[:1000], 100), Moments(12, 7)
    held.share_origin(kept)
    held.add(x[1000:], y[1000:])
    solution = solve(kept, held, ridge=1e-3)
    fit = solve(kept, Moments(12, 7), ridge=1e-3).map
    left = (fit(x[1000:]) - y[1000:]).square().sum()
    r2 = 1 - left / (y[1000:] - y[1000:].mean(0)).square().sum()
    assert solution.r2 == pytest.approx(float(r2), abs=1e-4)


def test_the_ridge_grows_where_there_is_little_text() -> None:
    chance = torch.Generator().manual_seed(0)
    weight = torch.randn(20, 60, generator=chance)

    def ridge(n: int) -> float:
        x = torch.randn(n, 60, generator=chance)
        y = x @ weight.T + 10 * torch.randn(n, 20, generator=chance)
        away = torch.arange(n) % 8 == 7
        held = Moments(60, 20)
        kept = moments(x[~away], y[~away], n)
        held.share_origin(kept)
        held.add(x[away], y[away])
        return solve(kept, held).ridge

    assert ridge(80) > 10 * ridge(20_000)


def test_procrustes_finds_a_turn_and_a_scale() -> None:
    chance = torch.Generator().manual_seed(1)
    turn, _ = torch.linalg.qr(torch.randn(9, 9, generator=chance))
    x = torch.randn(500, 9, generator=chance) * torch.linspace(0.5, 3, 9) + 4
    y = 2.5 * x @ turn.T - 7
    solution = solve(moments(x, y, 100), Moments(9, 9), MapKind.PROCRUSTES)
    torch.testing.assert_close(solution.map(x), y, rtol=1e-3, atol=1e-3)
    assert solution.r2 == pytest.approx(1.0, abs=1e-4)


def test_a_low_rank_map_keeps_what_varies_most() -> None:
    chance = torch.Generator().manual_seed(2)
    x = torch.randn(3000, 30, generator=chance)
    weight = torch.randn(25, 4, generator=chance) @ torch.randn(4, 30, generator=chance)
    y = x @ weight.T + 3 + 0.01 * torch.randn(3000, 25, generator=chance)
    narrow = [solve(moments(x, y, 500), Moments(30, 25), MapKind.LOW_RANK, rank=rank) for rank in (1, 2, 4)]
    assert narrow[0].r2 < narrow[1].r2 < narrow[2].r2
    assert narrow[2].r2 > 0.999
    assert isinstance(narrow[2].map, LowRank)
    assert narrow[2].map.down.shape == (4, 30)


def test_almost_affine_begins_as_the_affine_map() -> None:
    x, y, *_ = pairs(noise=1.0)
    kept, none = moments(x, y, 500), Moments(12, 7)
    affine, almost = (solve(kept, none, kind).map for kind in (MapKind.AFFINE, MapKind.ALMOST_AFFINE))
    assert isinstance(almost, AlmostAffine)
    torch.testing.assert_close(almost(x), affine(x))
    assert parameter_count(almost) > parameter_count(affine)


@pytest.mark.parametrize("kind", [MapKind.AFFINE, MapKind.LOW_RANK, MapKind.PROCRUSTES, MapKind.ALMOST_AFFINE])
def test_a_map_comes_back_from_its_tensors(kind: MapKind) -> None:
    x, y, *_ = pairs(noise=1.0)
    made = solve(moments(x, y, 500), Moments(12, 7), kind).map
    again = restore(kind, made.state_dict())
    assert again.kind is kind  # type: ignore[comparison-overlap]
    assert torch.equal(again(x), made(x))


def test_dead_directions_do_no_harm() -> None:
    x, y, *_ = pairs()
    x = torch.cat([x, x[:, :3], torch.full((len(x), 2), 5.0)], 1)
    found = solve_affine(x, y)
    assert torch.isfinite(found.weight).all()
    torch.testing.assert_close(found(x), y, rtol=1e-3, atol=1e-1)


def test_what_cannot_be_solved_says_why() -> None:
    with pytest.raises(StitchworkError, match="empty"):
        solve(Moments(4, 3), Moments(4, 3))
    with pytest.raises(StitchworkError, match="pair up"):
        solve_affine(torch.randn(5, 2), torch.randn(4, 2))
    with pytest.raises(StitchworkError, match="one width"):
        solve(moments(torch.randn(8, 4), torch.randn(8, 3), 8), Moments(4, 3), MapKind.IDENTITY)
    broken = torch.randn(8, 4)
    broken[3, 2] = float("nan")
    with pytest.raises(StitchworkError, match="finite"):
        solve(moments(broken, torch.randn(8, 3), 8), Moments(4, 3))
