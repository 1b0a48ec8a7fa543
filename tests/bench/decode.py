"""Plain decoding of one model against transformers' own generate: greedy, the same weights, the same prompt."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

N_TOKENS = 96
ROUNDS = 5
PROMPT = "In the beginning"
MODELS = ("starter-small", "starter-large", "starter-neox", "starter-mamba", "smollm2-135m")


def measure() -> dict[str, float | str]:
    """Tokens a second of both, and their ratio (above 1: Stitchwork is faster), for each model that is there.

    Both run in turns and the fastest round of each counts, so that other work on the machine disturbs them alike.
    """
    from engine.models import load
    from engine.models.library import Library

    library = Library()
    names = {entry.name for entry in library.list()}
    results: dict[str, float | str] = {}
    for name in MODELS:
        if name not in names:
            results[name] = "not in the library"
            continue
        model = load(name, library=library, device="cpu")
        ours, theirs = _race(lambda model=model: _stitchwork(model), lambda model=model: _transformers(model))
        results[f"{name}.stitchwork_tokens_per_second"] = ours
        results[f"{name}.transformers_tokens_per_second"] = theirs
        results[f"{name}.ratio"] = ours / theirs
    return results


def _race(first: Callable[[], int], second: Callable[[], int]) -> tuple[float, float]:
    best = [0.0, 0.0]
    for _ in range(ROUNDS):
        for lane, run in enumerate((first, second)):
            began = time.perf_counter()
            n_tokens = run()
            best[lane] = max(best[lane], n_tokens / (time.perf_counter() - began))
    return best[0], best[1]


def _stitchwork(model: Any) -> int:
    from engine.models.decoding import generate

    model.tokenizer.stops = frozenset()
    return sum(1 for _ in generate(model, PROMPT, n_tokens=N_TOKENS))


def _transformers(model: Any) -> int:
    import torch
    from transformers import GenerationConfig

    ids = torch.tensor([model.tokenizer.encode(PROMPT)])
    settings = GenerationConfig(
        max_new_tokens=N_TOKENS, min_new_tokens=N_TOKENS, do_sample=False, eos_token_id=None, pad_token_id=0
    )
    with torch.inference_mode():
        output = model.module.generate(ids, generation_config=settings)
    return output.shape[1] - ids.shape[1]
