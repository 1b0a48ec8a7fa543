"""Train one model of the starter pack by its recipe, with a checkpoint to go on from."""

from __future__ import annotations

from pathlib import Path

import torch

from engine.data.starter import models, scan, tokens
from engine.data.starter.recipe import RECIPES
from engine.training.loop import Outcome, Plan, train


def train_model(name: str, home: Path, work: Path, threads: int = 1, early: int = 0) -> Outcome:
    """Train a model and put it into the pack; with `early`, also every so many steps on the way."""
    torch.set_num_threads(threads)
    recipe = RECIPES[name]
    final = home / "models" / name
    tokenizer = tokens.tokenizer_folder(home, recipe.pieces)
    model = models.create(recipe) if recipe.base is None else models.load(home / "models" / recipe.base)
    scan.use_fast_scan(model)
    parts = tokens.streams(home, "train", work / "streams", recipe.pieces)
    mixture = tokens.Mixture(parts, recipe.mixture, recipe.window, recipe.seed)
    checkpoint = work / f"{name}.checkpoint"
    log = home / "training-log" / f"{name}.csv"
    if not checkpoint.exists():
        log.unlink(missing_ok=True)
    plan = Plan(
        steps=recipe.steps,
        rate=recipe.rate,
        matrix_rate=recipe.matrix_rate,
        optimizer="muon",
        schedule="trapezoid" if recipe.base is None else "linear",
        warmup=60 if recipe.base is None else 20,
        seed=recipe.seed,
        tokens_per_step=recipe.rows * recipe.window,
        save_every=100,
        watch_every=early,
    )
    outcome = train(
        model,
        lambda step: models.training_parts(model, mixture.batch(step, recipe.rows), recipe.rows // 4),
        plan,
        checkpoint=checkpoint,
        log=log,
        watch=lambda _: models.save(model, tokenizer, final),
    )
    models.save(model, tokenizer, final)
    return outcome
