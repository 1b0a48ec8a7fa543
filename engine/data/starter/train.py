"""Train one model of the starter pack by its recipe, with a checkpoint to go on from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from engine.data.starter import models, scan, tokens
from engine.data.starter.recipe import RECIPES, Recipe
from engine.training.half import HalfCopy
from engine.training.loop import Outcome, Plan, train


def plan_of(recipe: Recipe, early: int) -> Plan:
    """Give the plan of a recipe."""
    fresh = recipe.base is None
    return Plan(
        steps=recipe.steps,
        rate=recipe.rate,
        matrix_rate=recipe.matrix_rate,
        optimizer="muon",
        schedule="trapezoid" if fresh else "linear",
        warmup=60 if fresh else 20,
        seed=recipe.seed,
        tokens_per_step=recipe.rows * recipe.window,
        save_every=100,
        watch_every=early,
    )


def train_model(name: str, home: Path, work: Path, threads: int = 1, early: int = 0) -> Outcome:
    """Train a model and put it into the pack; with `early`, also every so many steps on the way."""
    torch.set_num_threads(threads)
    recipe = RECIPES[name]
    final = home / "models" / name
    tokenizer = tokens.tokenizer_folder(home, recipe.pieces)
    model: Any = models.create(recipe) if recipe.base is None else models.load(home / "models" / recipe.base)
    scan.use_fast_scan(model)
    if recipe.half:
        # At windows this short the plain arithmetic goes backward faster than torch's fused attention.
        model.set_attn_implementation("eager")
    half = HalfCopy(model) if recipe.half else None
    parts = tokens.streams(home, "train", work / "streams", recipe.pieces)
    plan = plan_of(recipe, early)
    mixture = tokens.Mixture(parts, recipe.mixture, recipe.window, plan.seed)
    checkpoint = work / f"{name}.checkpoint"
    log = home / "training-log" / f"{name}.csv"
    if not checkpoint.exists():
        log.unlink(missing_ok=True)

    def loss(step: int) -> models.Parts:
        working = half.take_up() if half else model
        yield from models.training_parts(working, mixture.batch(step, recipe.rows), max(1, recipe.rows // 4))
        if half:
            half.hand_over()

    outcome = train(
        model, loss, plan, checkpoint=checkpoint, log=log, watch=lambda _: models.save(model, tokenizer, final)
    )
    if recipe.base is not None:
        models.blend(model, models.load(home / "models" / recipe.base), recipe.blend)
    models.save(model, tokenizer, final)
    return outcome
