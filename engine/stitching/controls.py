"""What a stitch is compared with, apart from the two models alone."""

from __future__ import annotations

import copy
from typing import Any

import torch

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.transformers_model import TransformersModel


def random_twin(model: LanguageModel, seed: int = 0) -> TransformersModel:
    """A model of the same shape and tokenizer with weights drawn anew: what a front that knows nothing is worth."""
    if not isinstance(model, TransformersModel):
        raise StitchworkError(f"{model.name} is made of several models: only a single model has a random twin.")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        module: Any = type(model.module)(copy.deepcopy(model.config))
    module = module.to(device=model.device, dtype=model.module.dtype).eval()
    return TransformersModel(module, model.tokenizer, f"{model.name} (random)", model.context)
