"""The paper's experiments in seconds, and a training step against the same step written out with einsum."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

from engine.icl import (
    Law,
    Optimiser,
    Weights,
    baseline,
    closed_form,
    covariance,
    distance,
    evaluate,
    one_layer_loss,
    shared_frame,
    train,
)

BATCH = 20_000
ROUNDS = 3
BUDGET = {"experiments_seconds": 300.0, "step_ratio": 0.1, "dist_shared": 0.02}


def measure() -> dict[str, float]:
    """`*_seconds`: processor time on one thread, so that other work on the machine does not count.

    step_ratio: our step / plain step of three sparse layers at a batch of 20,000, forward and backward, data and all.
    """
    torch.set_num_threads(1)
    found: dict[str, float] = {}
    for name, work in (("one", _one), ("sparse", _sparse), ("full", _full), ("curves", _curves)):
        found[f"{name}_seconds"], numbers = _timed(work)
        found.update(numbers)
    found["experiments_seconds"] = sum(found[f"{name}_seconds"] for name in ("one", "sparse", "full", "curves"))
    law = Law(covariance(seed=0), 20)
    ours = statistics.median(_timed(lambda: _our_step(law))[0] for _ in range(ROUNDS + 1))
    plain = statistics.median(_timed(lambda: _plain_step(law))[0] for _ in range(ROUNDS))
    return found | {"our_step_ms": ours * 1000, "plain_step_ms": plain * 1000, "step_ratio": ours / plain}


def _one() -> dict[str, float]:
    sigma = covariance()
    found = train(Law(sigma, 20, Weights.IDENTITY), 1, n_prompts=8_192)
    best = closed_form(sigma, 20)
    away = max(float((-a - best).norm() / best.norm()) for a in found.a[:, 0])
    return {"one_layer_loss": one_layer_loss(-found.a[0, 0], sigma, 20), "one_layer_away": away}


def _sparse() -> dict[str, float]:
    law = Law(covariance(seed=0), 20)
    found = train(law, 3, n_prompts=8_192)
    return {
        "sparse_log_loss": statistics.fmean(one.log for one in evaluate(found.a, law)),
        "dist_shared": float(distance(shared_frame(found.a, law)).max()),
        "dist_unshared": float(distance(found.a).min()),
    }


def _full() -> dict[str, float]:
    law = Law(covariance(seed=0), 20)
    found = train(law, 3, parametrisation="full", seeds=3, n_prompts=8_192, steps=250)
    logs = [one.log for one in evaluate(found.a, law, found.b)]
    return {"full_log_loss_best": min(logs), "full_log_loss_mean": statistics.fmean(logs)}


def _curves() -> dict[str, float]:
    sigma = covariance(seed=0)
    numbers: dict[str, float] = {}
    for layers in (1, 2, 3, 4):
        law = Law(sigma, 20)
        found = train(law, layers, seeds=2, n_prompts=4_096)
        numbers[f"log_loss_{layers}_layers"] = statistics.fmean(one.log for one in evaluate(found.a, law))
        for kind in ("gd", "pgd"):
            numbers[f"log_loss_{kind}_{layers}"] = baseline(kind, law, layers).log
    for n in range(2, 21, 2):
        law = Law(sigma, n)
        found = train(law, 3, seeds=1, n_prompts=4_096)
        numbers[f"log_loss_{n}_examples"] = evaluate(found.a, law)[0].log
        numbers[f"log_loss_pgd_{n}_examples"] = baseline("pgd", law, 3).log
        left = baseline("least-squares", law).loss
        numbers[f"loss_least_squares_{n}_examples"] = left if left > 1e-9 else 0.0
    return {name: value for name, value in numbers.items() if math.isfinite(value)}


def _our_step(law: Law) -> None:
    train(law, 3, seeds=1, optimiser=Optimiser.ADAM, n_prompts=BATCH, steps=1)


def _plain_step(law: Law) -> None:
    """Z + (1/n) P Z M Z' Q Z over whole prompts, as published implementations do it."""
    a = (0.1 * torch.randn(3, 5, 5)).requires_grad_()
    source = torch.Generator().manual_seed(0)
    root, weight_root = law.root.float(), law.weight_root.float()
    x = torch.einsum("ij,pnj->pni", root, torch.randn(BATCH, 21, 5, generator=source))
    w = torch.einsum("ij,pj->pi", weight_root, torch.randn(BATCH, 5, generator=source))
    y = torch.einsum("pni,pi->pn", x, w)
    target = y[:, -1].clone()
    y[:, -1] = 0
    z = torch.cat((x, y[..., None]), dim=2)
    mask = torch.ones(21)
    mask[-1] = 0
    p = torch.zeros(6, 6)
    p[5, 5] = 1
    for layer in range(3):
        q = torch.nn.functional.pad(a[layer], (0, 1, 0, 1))
        scores = torch.einsum("pni,ij,pmj->pnm", z * mask[:, None], q, z)
        key = torch.einsum("ij,pnj->pni", p, z)
        z = z + torch.einsum("pnm,pni->pmi", scores, key) / 20
    loss = (-z[:, -1, 5] - target).square().mean()
    torch.autograd.grad(loss, a)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.thread_time()
    result = work()
    return time.thread_time() - started, result
