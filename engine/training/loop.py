"""The one training loop: AdamW or Muon, warm-up and decay, clipping, resume, evaluation on the way.

A method hands over its parameters and a loss of the step; everything random in the loss must follow from the step
(see `engine.data.starter.tokens.Mixture`), so that a resumed run repeats the run it continues.
"""

from __future__ import annotations

import contextlib
import csv
import logging
import math
import os
import pickle
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

Loss = Callable[[int], Tensor | Iterable[Tensor]]
Watcher = Callable[[int], Any]
Judge = Callable[[int], float]
Report = Callable[[int, float], None]


@dataclass(frozen=True)
class Plan:
    """The settings of one run."""

    steps: int
    rate: float = 3e-3
    matrix_rate: float = 0.02
    optimizer: str = "adamw"
    schedule: str = "cosine"
    warmup: int = 50
    cooldown: float = 0.4
    final: float = 0.05
    decay: float = 0.01
    clip: float = 1.0
    seed: int = 0
    tokens_per_step: int = 0
    log_every: int = 20
    save_every: int = 200
    watch_every: int = 0
    judge_every: int = 0
    patience: int = 0
    "Judgements without an improvement after which a run ends; 0 goes on to the last step."


@dataclass
class Outcome:
    """What a run did. best: the least held-out loss and the step that reached it, where a run was judged."""

    steps: int
    loss: float
    seconds: float
    stopped: bool = False
    best: tuple[float, int] | None = None


class Best:
    """The parameters at the least held-out loss so far."""

    def __init__(self, trained: list[nn.Parameter], patience: int) -> None:
        self.trained, self.patience = trained, patience
        self.found: tuple[float, int] | None = None
        self.kept: list[Tensor] = []
        self._idle = 0

    @torch.no_grad()
    def judge(self, value: float, step: int) -> bool:
        """Take note of a held-out loss; True once it has not fallen for `patience` times."""
        if self.found is None or value < self.found[0]:
            self.found, self._idle = (value, step), 0
            self.kept = [p.detach().clone() for p in self.trained]
        else:
            self._idle += 1
        return bool(self.patience) and self._idle >= self.patience

    @torch.no_grad()
    def restore(self) -> None:
        """Put the best parameters back."""
        for p, kept in zip(self.trained, self.kept, strict=False):  # nothing is kept where nothing was judged
            p.copy_(kept)


def scale(plan: Plan, step: int) -> float:
    """Give the factor of the learning rate at a step: warm-up, then cosine, linear, late linear or no decay."""
    if step < plan.warmup:
        return (step + 1) / plan.warmup
    done = (step - plan.warmup) / max(1, plan.steps - plan.warmup)
    if plan.schedule == "cosine":
        left = 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
    elif plan.schedule == "linear":
        left = 1 - min(1.0, done)
    elif plan.schedule == "trapezoid":
        left = min(1.0, (plan.steps - step) / max(1.0, plan.steps * plan.cooldown))
    elif plan.schedule == "constant":
        left = 1.0
    else:
        raise ValueError(f"unknown schedule {plan.schedule!r}: use cosine, linear, trapezoid or constant")
    return plan.final + (1 - plan.final) * left


def orthogonal(update: Tensor, rounds: int = 5) -> Tensor:
    """Bring the singular values of a stack of matrices near one by Newton-Schulz rounds."""
    tall = update.size(-2) > update.size(-1)
    x = update.mT if tall else update
    x = (x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)).to(torch.bfloat16)
    for _ in range(rounds):
        gram = x @ x.mT
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return (x.mT if tall else x).to(update.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum with orthogonal updates; matrices of one shape are handled in one stack."""

    def __init__(
        self, params: Iterable[nn.Parameter], lr: float = 0.02, momentum: float = 0.95, weight_decay: float = 0.0
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Apply one update."""
        for group in self.param_groups:
            shapes: dict[torch.Size, list[nn.Parameter]] = {}
            for p in group["params"]:
                if p.grad is not None:
                    shapes.setdefault(p.shape, []).append(p)
            for shape, members in shapes.items():
                directions = []
                for p in members:
                    assert p.grad is not None
                    state = self.state[p]
                    if "momentum" not in state:
                        state["momentum"] = torch.zeros_like(p)
                    state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                    directions.append(p.grad.lerp(state["momentum"], group["momentum"]))
                updates = orthogonal(torch.stack(directions))
                size = math.sqrt(max(1.0, shape[-2] / shape[-1])) * group["lr"]
                for p, update in zip(members, updates, strict=True):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-size)


def optimizers(named: Iterable[tuple[str, nn.Parameter]], plan: Plan) -> list[torch.optim.Optimizer]:
    """Share the parameters between the optimisers of a plan: with Muon, inner matrices go to it."""
    wanted = [(name, p) for name, p in named if p.requires_grad]
    if plan.optimizer not in ("adamw", "muon"):
        raise ValueError(f"unknown optimizer {plan.optimizer!r}: use adamw or muon")

    def inner(name: str, p: nn.Parameter) -> bool:
        return p.ndim == 2 and not any(word in name for word in ("embed", "lm_head", "A_log"))

    matrices = [p for name, p in wanted if plan.optimizer == "muon" and inner(name, p)]
    chosen = {id(p) for p in matrices}
    rest = [p for _, p in wanted if id(p) not in chosen]
    made: list[torch.optim.Optimizer] = []
    groups = [
        {"params": [p for p in rest if p.ndim >= 2], "weight_decay": plan.decay},
        {"params": [p for p in rest if p.ndim < 2], "weight_decay": 0.0},
    ]
    if rest:
        made.append(torch.optim.AdamW([g for g in groups if g["params"]], lr=plan.rate, betas=(0.9, 0.95)))
    if matrices:
        made.append(Muon(matrices, lr=plan.matrix_rate, weight_decay=plan.decay))
    for one in made:
        for group in one.param_groups:
            group["initial"] = group["lr"]
    return made


def save_checkpoint(path: Path, module: nn.Module, made: list[torch.optim.Optimizer], step: int, best: Best) -> None:
    """Write what a run needs to go on, through a temporary name. A full disk costs the checkpoint, not the run."""
    temporary = path.with_name(path.name + ".part")
    state = {
        "step": step,
        "module": module.state_dict(),
        "optimizers": [o.state_dict() for o in made],
        "best": best.found,
        "kept": best.kept,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, temporary)
        os.replace(temporary, path)
    except (OSError, RuntimeError) as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        logging.getLogger(__name__).warning("no checkpoint at step %d: %s", step, error)


def load_checkpoint(path: Path, module: nn.Module, made: list[torch.optim.Optimizer], best: Best) -> int:
    """Take up a checkpoint and return the number of steps done: 0 where it is of another shape or damaged."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        if _shapes(state["module"]) != _shapes(module.state_dict()):
            raise ValueError("it is of another shape")
        module.load_state_dict(state["module"])
        for one, old in zip(made, state["optimizers"], strict=True):
            one.load_state_dict(old)
    except (OSError, RuntimeError, ValueError, KeyError, EOFError, pickle.UnpicklingError) as error:
        logging.getLogger(__name__).warning("the checkpoint %s is not used: %s", path, error)
        return 0
    best.found, best.kept = state.get("best"), state.get("kept", [])
    return int(state["step"])


def _shapes(tensors: dict[str, Tensor]) -> dict[str, torch.Size]:
    return {name: tensor.shape for name, tensor in tensors.items()}


def cut_log(log: Path, step: int) -> None:
    """Drop the lines of a log that a resumed run will write again."""
    if not log.exists():
        return
    with log.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    kept = rows[:1] + [row for row in rows[1:] if int(row[0]) <= step]
    with log.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(kept)


def train(
    module: nn.Module,
    loss: Loss,
    plan: Plan,
    *,
    checkpoint: Path | None = None,
    log: Path | None = None,
    watch: Watcher | None = None,
    judge: Judge | None = None,
    report: Report | None = None,
) -> Outcome:
    """Run a plan; `watch(step)` may return True to stop early.

    `loss(step)` gives the loss of a step, or yields parts that add up to it: each part is sent backward before the
    next is made, so that a large batch fits into little memory. `judge(step)` measures the held-out loss every
    `judge_every` steps, before the first step and after the last; the parameters that reached the least are kept.
    `report(step, loss)` hears of every step, and may raise to end the run.
    """
    torch.manual_seed(plan.seed)
    made = optimizers(module.named_parameters(), plan)
    trained = [p for p in module.parameters() if p.requires_grad]
    best = Best(trained, plan.patience)
    begin = 0
    if checkpoint is not None and checkpoint.exists():
        begin = load_checkpoint(checkpoint, module, made, best)
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        cut_log(log, begin)
    started = time.monotonic()
    mean = math.nan
    stopped = False
    sums: list[float] = []
    step = begin
    if judge is not None and best.found is None:
        best.judge(judge(begin), begin)
    module.train()
    while step < plan.steps and not stopped:
        factor = scale(plan, step)
        for one in made:
            for group in one.param_groups:
                group["lr"] = group["initial"] * factor
        found = loss(step)
        parts: Iterable[Tensor] = (found,) if isinstance(found, Tensor) else found
        value = 0.0
        for part in parts:
            part.backward()
            value += float(part.detach())
        nn.utils.clip_grad_norm_(trained, plan.clip, error_if_nonfinite=True)
        for one in made:
            one.step()
            one.zero_grad(set_to_none=True)
        sums.append(value)
        step += 1
        if report is not None:
            report(step, value)
        if step % plan.log_every == 0 or step == plan.steps:
            mean = sum(sums) / len(sums)
            sums.clear()
            if log is not None:
                write_log(log, step, step * plan.tokens_per_step, mean, plan.rate * factor)
        if watch is not None and plan.watch_every and step % plan.watch_every == 0:
            stopped = watch(step) is True
            module.train()
        if judge is not None and (step == plan.steps or (plan.judge_every and step % plan.judge_every == 0)):
            stopped = best.judge(judge(step), step) or stopped
            module.train()
        if checkpoint is not None and (step % plan.save_every == 0 or step == plan.steps):
            save_checkpoint(checkpoint, module, made, step, best)
    best.restore()
    return Outcome(step, mean, time.monotonic() - started, stopped, best.found)


def write_log(log: Path, step: int, tokens: int, loss: float, rate: float) -> None:
    """Append one line to a log, with a heading if it is new."""
    new = not log.exists()
    with log.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(["step", "tokens", "loss", "lr"])
        writer.writerow([step, tokens, f"{loss:.4f}", f"{rate:.3e}"])
