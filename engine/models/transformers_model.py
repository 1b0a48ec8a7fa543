"""A checkpoint as a LanguageModel: caches of whatever kind behind one `State`, float32 logits, no padding rows."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import torch
from torch import Tensor, nn
from transformers import DynamicCache

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.tokenizer import FolderTokenizer

UNLIMITED = 1 << 20
"Context of recurrent models, which have no limit of their own."


class DecodeState:
    """The cache of one checkpoint: keys and values, or a recurrent state."""

    __slots__ = ("batch", "cache", "length")

    def __init__(self, cache: Any, batch: int, length: int = 0) -> None:
        self.cache = cache
        self.batch = batch
        self.length = length

    def copy(self) -> DecodeState:
        return DecodeState(_copy_cache(self.cache), self.batch, self.length)


class TransformersModel:
    """A loaded checkpoint. `module` is the transformers model, in evaluation mode."""

    def __init__(self, module: nn.Module, tokenizer: FolderTokenizer, name: str, context: int = 0) -> None:
        self.module: Any = module
        self.tokenizer = tokenizer
        self.name = name
        self.config: Any = self.module.config
        self.context = context or UNLIMITED
        rows = self.module.get_output_embeddings().weight.shape[0]
        self.vocab_size = min(tokenizer.vocab_size, rows)
        self.device = next(module.parameters()).device
        self._cache_name = _cache_name(self.module)
        self._recurrent = self._cache_name != "past_key_values" or any(DynamicCache(config=self.config).is_linear)
        self._keep = {"logits_to_keep": 1} if _accepts(self.module, "logits_to_keep") else {}

    def start(self, batch: int = 1) -> DecodeState:
        return DecodeState(None if self._cache_name == "state" else DynamicCache(config=self.config), batch)

    @torch.inference_mode()
    def step(self, ids: Tensor, state: DecodeState) -> Tensor:
        n_tokens = ids.shape[1]
        if state.length + n_tokens > self.context:
            raise context_error(self, state.length + n_tokens)
        if not self._recurrent or not state.length:
            logits = self._read(ids, state.cache, state)
        else:
            for column in ids.split(1, dim=1):  # several tokens at once would forget the recurrent state
                logits = self._read(column, state.cache, state)
        state.length += n_tokens
        return logits[:, -1, : self.vocab_size].float()

    def _read(self, ids: Tensor, cache: Any, state: DecodeState) -> Tensor:
        if self._cache_name == "state" and state.cache is not None and len(ids) > 1:
            # transformers mixes up the rows of a batch that continues an RWKV state; rows are views into the state
            rows = range(len(ids))
            return torch.cat([self._read(ids[i : i + 1], [part[i : i + 1] for part in cache], state) for i in rows])
        output = self.module(input_ids=ids, use_cache=True, **{self._cache_name: cache}, **self._keep)
        if state.cache is None:
            state.cache = output.state
        return output.logits

    def logits(self, ids: Tensor) -> Tensor:
        if ids.shape[1] > self.context:
            raise context_error(self, ids.shape[1])
        return self.module(input_ids=ids, use_cache=False).logits[..., : self.vocab_size].float()

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        layers = self.layers()
        if bad := [depth for depth in depths if not 0 <= depth <= len(layers)]:
            raise StitchworkError(f"{self.name} has depths 0 to {len(layers)}, and no depth {bad[0]}.")
        found: dict[int, Tensor] = {}

        def keep_input(module: nn.Module, args: tuple, kwargs: dict) -> None:
            found[0] = args[0] if args else kwargs["hidden_states"]

        def keep_output(depth: int) -> Any:
            def keep(module: nn.Module, args: tuple, output: Any) -> None:
                found[depth] = output if isinstance(output, Tensor) else output[0]

            return keep

        with ExitStack() as hooks:
            for depth in set(depths):
                handle = (
                    layers[depth - 1].register_forward_hook(keep_output(depth))
                    if depth
                    else layers[0].register_forward_pre_hook(keep_input, with_kwargs=True)
                )
                hooks.callback(handle.remove)
            self.module(input_ids=ids, use_cache=False, **self._keep)
        return {depth: found[depth] for depth in depths}

    def layers(self) -> nn.ModuleList:
        """The blocks, first to last."""
        config = self.config.get_text_config(decoder=True)
        for part in self.module.modules():
            if isinstance(part, nn.ModuleList) and len(part) == config.num_hidden_layers:
                return part
        raise StitchworkError(f"The blocks of {self.name} could not be found.", "Choose another architecture.")

    def parameters_to_train(self) -> Iterator[nn.Parameter]:
        return self.module.parameters()

    def members(self) -> dict[str, LanguageModel]:
        return {}


def context_error(model: Any, n_tokens: int) -> StitchworkError:
    return StitchworkError(
        f"The text is {n_tokens} tokens long, and {model.name} can read {model.context}.",
        "Shorten the prompt, or choose a model with a longer context.",
        setting="n_tokens",
    )


def _accepts(module: nn.Module, argument: str) -> bool:
    return argument in inspect.signature(module.forward).parameters


def _cache_name(module: nn.Module) -> str:
    for name in ("past_key_values", "cache_params", "state"):
        if _accepts(module, name):
            return name
    raise StitchworkError(f"{type(module).__name__} keeps no state between tokens, so it cannot generate text.")


def _copy_cache(cache: Any) -> Any:
    """Attention caches grow by making new tensors, so a copy may share them; recurrent states change in place."""
    if isinstance(cache, list):
        return [part.clone() for part in cache]
    if cache is None:
        return None
    twin = copy.copy(cache)
    twin.layers = []
    for layer in cache.layers:
        other = copy.copy(layer)
        for name in ("conv_states", "recurrent_states"):
            if isinstance(held := getattr(layer, name, None), dict):
                setattr(other, name, {key: None if t is None else t.clone() for key, t in held.items()})
        for name, value in vars(other).items():
            if isinstance(value, dict) and name not in ("conv_states", "recurrent_states"):
                setattr(other, name, dict(value))
        twin.layers.append(other)
    return twin
