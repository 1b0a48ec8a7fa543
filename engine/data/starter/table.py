"""Measure every model of the pack on the held-out texts and write losses.json, starter.json and the README table."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from engine.data.starter import models, tokens
from engine.data.starter.recipe import BASE_MIXTURE, CONTEXT, DOMAIN_SHARE, RECIPES
from engine.data.starter.texts import TEXTS

SAMPLE = 30_000
ARCHITECTURES = {"llama": "Llama", "neox": "GPT-NeoX", "mamba": "Mamba"}
LICENCE = "the same as Stitchwork; trained on texts under the licences in texts/LICENSES.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def measure(home: Path, work: Path) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, Any]]]:
    """Measure the saved models in float32 and describe them."""
    samples: dict[int, dict[str, torch.Tensor]] = {}
    for pieces in {recipe.pieces for recipe in RECIPES.values()}:
        parts = tokens.streams(home, "heldout", work / "streams", pieces)
        samples[pieces] = {domain: tokens.windows(parts[domain], CONTEXT, SAMPLE) for domain in TEXTS}
    losses: dict[str, dict[str, float]] = {}
    facts: dict[str, dict[str, Any]] = {}
    for name, recipe in RECIPES.items():
        folder = home / "models" / name
        if not (folder / "model.safetensors").exists():
            continue
        model = models.load(folder)
        rows = samples[recipe.pieces]
        losses[name] = {domain: round(models.held_out_loss(model, rows[domain]), 4) for domain in TEXTS}
        facts[name] = {
            "parameters": models.parameter_count(model),
            "kind": recipe.kind,
            "domain": recipe.domain,
            "base": recipe.base,
            "licence": LICENCE,
            "tokens": recipe.tokens,
            "architecture": ARCHITECTURES[recipe.family],
        }
        print(name, losses[name], flush=True)
    return losses, facts


def markdown(losses: Mapping[str, Mapping[str, float]], facts: Mapping[str, Mapping[str, Any]]) -> str:
    """Lay out the losses and facts as a table."""
    lines = [
        "| model | architecture | parameters | tokens seen | " + " | ".join(TEXTS) + " |",
        "|---|---|---|---|" + "---|" * len(TEXTS),
    ]
    for name, row in losses.items():
        fact = facts[name]
        seen = f"{'+' if fact['base'] else ''}{fact['tokens'] / 1e6:.2f}M"
        cells = [name, fact["architecture"], f"{fact['parameters'] / 1e6:.2f}M", seen]
        lines.append("| " + " | ".join(cells + [f"{row[domain]:.2f}" for domain in TEXTS]) + " |")
    mixture = ", ".join(f"{domain} {share:.2f}" for domain, share in BASE_MIXTURE.items())
    lines += [
        "",
        f"Base mixture: {mixture}. Fine-tuned models: {DOMAIN_SHARE:.0%} domain, the rest base mixture.",
        "The letters models cut text into 1,024 pieces: their losses a token cannot be compared with the others'.",
    ]
    return "\n".join(lines)


def replace_text(path: Path, text: str) -> None:
    """Write a file through a temporary name."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def write(home: Path, work: Path) -> None:
    """Measure and write the tables."""
    torch.set_num_threads(max(1, os.cpu_count() or 1))
    losses, facts = measure(home, work)
    replace_text(home / "losses.json", json.dumps(losses, indent=2) + "\n")
    replace_text(home / "starter.json", json.dumps(facts, indent=2) + "\n")
    readme = home / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else f"# Starter pack\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    replace_text(readme, f"{before}{BEGIN}\n{markdown(losses, facts)}\n{END}{after}")
