"""Training that was interrupted ends as if nothing had happened."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from engine.training import half
from engine.training.loop import Outcome, Plan, train

PLAN = Plan(steps=12, rate=0.05, warmup=2, judge_every=3, save_every=3)


class Stop(Exception):
    """The program ends here."""


def fit(module: nn.Linear, checkpoint: Path | None = None, stop_after: int = 0) -> Outcome:
    """Teach a line the sum of its inputs; what is random follows from the step."""

    def loss(step: int) -> Tensor:
        x = torch.randn(8, 3, generator=torch.Generator().manual_seed(step))
        return (module(x)[:, 0] - x.sum(1)).square().mean()

    def report(step: int, value: float) -> None:
        if step == stop_after:
            raise Stop

    return train(module, loss, PLAN, checkpoint=checkpoint, judge=lambda step: loss(1000).item(), report=report)


def line() -> nn.Linear:
    torch.manual_seed(3)
    return nn.Linear(3, 1)


def interrupted(checkpoint: Path) -> None:
    with pytest.raises(Stop):
        fit(line(), checkpoint, stop_after=8)


def test_a_run_goes_on_from_its_checkpoint_and_ends_the_same(tmp_path: Path) -> None:
    checkpoint = tmp_path / "new" / "line.checkpoint"
    interrupted(checkpoint)
    whole, resumed = line(), line()
    first, second = fit(whole), fit(resumed, checkpoint)
    assert torch.equal(whole.weight, resumed.weight)
    assert first.best == second.best


def test_the_best_before_the_stop_is_not_forgotten(tmp_path: Path) -> None:
    checkpoint = tmp_path / "line.checkpoint"
    interrupted(checkpoint)
    kept = torch.load(checkpoint, weights_only=True)
    kept["best"] = (-1.0, 3)
    torch.save(kept, checkpoint)
    module = line()
    assert fit(module, checkpoint).best == (-1.0, 3)
    assert torch.equal(module.weight, kept["kept"][0])


@pytest.mark.parametrize("damage", ["cut off", "another shape", "nonsense"])
def test_a_damaged_checkpoint_is_left_alone(tmp_path: Path, damage: str) -> None:
    checkpoint = tmp_path / "line.checkpoint"
    interrupted(checkpoint)
    if damage == "cut off":
        checkpoint.write_bytes(checkpoint.read_bytes()[:200])
    elif damage == "nonsense":
        checkpoint.write_bytes(b"nonsense")
    else:
        torch.save({"step": 3, "module": nn.Linear(5, 1).state_dict(), "optimizers": []}, checkpoint)
    whole, fresh = line(), line()
    fit(whole)
    fit(fresh, checkpoint)
    assert torch.equal(whole.weight, fresh.weight)


def test_a_full_disk_costs_the_checkpoint_and_not_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(state: object, path: Path) -> None:
        path.write_bytes(b"half of")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", full)
    assert fit(line(), tmp_path / "line.checkpoint").steps == PLAN.steps
    assert list(tmp_path.iterdir()) == []


def test_frozen_weights_are_lowered_and_put_back() -> None:
    layer = line()
    before = layer.weight.detach().clone()
    with half.Lowered(layer.parameters()):
        assert layer.weight.dtype is torch.bfloat16
        assert layer(torch.ones(1, 3, dtype=torch.bfloat16)).dtype is torch.bfloat16
    assert torch.equal(layer.weight, before)
