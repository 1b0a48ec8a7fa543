"""Make, save and load the models of the starter pack, and their loss with little memory."""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.data.starter.recipe import CONTEXT, Recipe

ROWS_AT_ONCE = 1024

Parts = Iterator[Tensor]


def create(recipe: Recipe) -> nn.Module:
    """Make the model of a recipe with fresh weights drawn from its seed."""
    from transformers import (
        GPTNeoXConfig,
        GPTNeoXForCausalLM,
        LlamaConfig,
        LlamaForCausalLM,
        MambaConfig,
        MambaForCausalLM,
    )

    torch.manual_seed(recipe.seed)
    shape = recipe.shape
    common: dict[str, Any] = {
        "vocab_size": recipe.pieces,
        "hidden_size": shape["width"],
        "num_hidden_layers": shape["layers"],
        "tie_word_embeddings": True,
        "bos_token_id": 0,
        "eos_token_id": 0,
    }
    attention = {
        "intermediate_size": shape["inner"],
        "num_attention_heads": shape.get("heads"),
        "max_position_embeddings": CONTEXT,
    }
    if recipe.family == "llama":
        return LlamaForCausalLM(LlamaConfig(**common, **attention, num_key_value_heads=shape["heads"]))
    if recipe.family == "neox":
        return GPTNeoXForCausalLM(GPTNeoXConfig(**common, **attention))
    mamba: dict[str, Any] = {"intermediate_size": shape["inner"], "state_size": shape["state"], "use_mambapy": False}
    return MambaForCausalLM(MambaConfig(**common, **mamba))


def save(model: nn.Module, tokenizer: Path, folder: Path) -> None:
    """Save a model in bfloat16 with its tokenizer; every file takes its place whole."""
    temporary = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(temporary, ignore_errors=True)
    half: Any = copy.deepcopy(model).to(torch.bfloat16)
    half.save_pretrained(temporary)
    for file in tokenizer.iterdir():
        shutil.copyfile(file, temporary / file.name)
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(temporary.iterdir()):
        file.chmod(0o644)
        os.replace(file, folder / file.name)
    temporary.rmdir()


def load(folder: Path) -> nn.Module:
    """Load a saved model in float32."""
    from transformers import AutoModelForCausalLM

    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)


@torch.no_grad()
def blend(model: nn.Module, base: nn.Module, share: float) -> None:
    """Leave a share of what a model has learned since its base."""
    for p, start in zip(model.parameters(), base.parameters(), strict=True):
        p.copy_(torch.lerp(start, p, share))


def parameter_count(model: nn.Module) -> int:
    """Count the parameters of a model, shared ones once."""
    return sum(p.numel() for p in model.parameters())


class HeadLoss(torch.autograd.Function):
    """Mean cross-entropy behind an output matrix.

    torch's log_softmax took a quarter of a training step on a CPU: this one goes in blocks of rows, in place, and
    forms the gradients on the way.
    """

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
        """Compute the loss and both gradients."""
        total = hidden.new_zeros((), dtype=torch.float32)
        to_hidden, to_weight = torch.empty_like(hidden), torch.zeros_like(weight)
        for begin in range(0, len(targets), ROWS_AT_ONCE):
            rows, wanted = hidden[begin : begin + ROWS_AT_ONCE], targets[begin : begin + ROWS_AT_ONCE, None]
            logits = (rows @ weight.T).float()
            logits -= logits.amax(dim=-1, keepdim=True)
            total -= logits.gather(1, wanted).sum()
            mass = logits.exp_().sum(dim=-1, keepdim=True)
            total += mass.log().sum()
            logits *= 1 / (mass * len(targets))
            logits.scatter_add_(1, wanted, torch.full_like(wanted, -1 / len(targets), dtype=logits.dtype))
            slope = logits.to(rows.dtype)
            torch.mm(slope, weight, out=to_hidden[begin : begin + ROWS_AT_ONCE])
            to_weight.addmm_(slope.T, rows)
        ctx.save_for_backward(to_hidden, to_weight)
        return total / len(targets)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, None]:  # type: ignore[override]
        """Hand out the gradients of the forward pass."""
        to_hidden, to_weight = ctx.saved_tensors
        return to_hidden * gradient, to_weight * gradient, None


def training_loss(model: Any, rows: Tensor) -> Tensor:
    """Give the mean next-token loss of (rows, window + 1) ids."""
    hidden = model.base_model(rows[:, :-1], use_cache=False).last_hidden_state
    weight = model.get_output_embeddings().weight
    return HeadLoss.apply(hidden.flatten(0, 1), weight, rows[:, 1:].flatten())  # type: ignore[no-any-return]


def training_parts(model: Any, rows: Tensor, at_once: int) -> Parts:
    """Yield the loss of a batch in parts: small ones stay in the processor's cache."""
    for block in rows.split(at_once):
        yield training_loss(model, block) * (len(block) / len(rows))


@torch.no_grad()
def held_out_loss(model: Any, rows: Tensor, at_once: int = 8) -> float:
    """Measure the mean loss in nats a token over (rows, window + 1) ids."""
    model.eval()
    total = 0.0
    for block in rows.split(at_once):
        logits = model(block[:, :-1]).logits.float()
        total += float(nn.functional.cross_entropy(logits.flatten(0, 1), block[:, 1:].flatten(), reduction="sum"))
    return total / (rows.shape[0] * (rows.shape[1] - 1))
