"""A checkpoint as a LanguageModel: caches of whatever kind behind one `State`, float32 logits, no padding rows."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import DynamicCache
from transformers.cache_utils import CacheLayerMixin

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.streams import recorded, stopped
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


class PartCache(DynamicCache):
    """A cache that knows its length also where no block of a part has attention, which transformers refuses."""

    length = 0

    def get_seq_length(self, layer_idx: int = 0) -> int:
        return super().get_seq_length(layer_idx) if self._attends() else self.length

    def get_mask_sizes(self, query_length: int, layer_idx: int) -> tuple[int, int]:
        return super().get_mask_sizes(query_length, layer_idx) if self._attends() else (self.length + query_length, 0)

    def _attends(self) -> bool:
        return any(isinstance(layer, CacheLayerMixin) for layer in self.layers)


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
        self.cache_name = _cache_name(self.module)
        self.takes_positions = _accepts(self.module, "position_ids")
        self.blocks = len(self.layers())
        self.keep_last = {"logits_to_keep": 1} if _accepts(self.module, "logits_to_keep") else {}

    def start(self, batch: int = 1) -> DecodeState:
        return DecodeState(new_cache(self), batch)

    @torch.inference_mode()
    def step(self, ids: Tensor, state: DecodeState) -> Tensor:
        self.check_length(state.length + ids.shape[1])
        *_, logits = read_on(self, self._read, ids, state)
        return logits[:, -1, : self.vocab_size].float()

    def _read(self, ids: Tensor, **settings: Any) -> tuple[Tensor, Any]:
        output = self.module(input_ids=ids, **settings, **self.keep_last)
        return output.logits, output.get("state")

    def logits(self, ids: Tensor) -> Tensor:
        self.check_length(ids.shape[1])
        return self.module(input_ids=ids, use_cache=False).logits[..., : self.vocab_size].float()

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        layers = self.layers()
        if bad := [depth for depth in depths if not 0 <= depth <= len(layers)]:
            raise StitchworkError(f"{self.name} has depths 0 to {len(layers)}, and no depth {bad[0]}.")
        with recorded(layers, depths) as found, stopped(layers, max(depths, default=0)):
            self.module(input_ids=ids, use_cache=False, **self.keep_last)
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

    def check_length(self, n_tokens: int) -> None:
        if n_tokens > self.context:
            raise context_error(self, n_tokens)


def context_error(model: Any, n_tokens: int) -> StitchworkError:
    return StitchworkError(
        f"The text is {n_tokens:,} tokens long, and {model.name} can read {model.context:,}.",
        "Shorten the prompt, or choose a model with a longer context.",
        setting="n_tokens",
    )


def new_cache(model: TransformersModel, blocks: slice = slice(None)) -> DynamicCache | None:
    """An empty cache for some blocks of a model; None for RWKV, which makes its own at the first token."""
    if model.cache_name == "state":
        return None
    cache = PartCache(config=model.config)
    cache.layers = cache.layers[blocks]
    return cache


def read_on(
    model: TransformersModel, read: Callable[..., tuple[Tensor, Any]], inputs: Tensor, state: DecodeState
) -> Iterator[Tensor]:
    """Read `inputs` (batch, tokens, ...) on from `state` and move it; yields the outputs, one token at a time where
    reading several at once would forget a recurrent state. `read(part, **settings)` gives an output and RWKV's state.
    """
    one_by_one = state.length and (model.cache_name == "state" or any(state.cache.is_linear))
    for part in inputs.split(1, dim=1) if one_by_one else (inputs,):
        settings: dict[str, Any] = {"use_cache": True}
        if model.takes_positions:  # a few models begin at 0 again if they are left to count themselves
            places = torch.arange(state.length, state.length + part.shape[1], device=part.device)
            settings["position_ids"] = places[None]
        if isinstance(state.cache, list) and len(part) > 1:
            # transformers mixes up the rows of a batch that continues an RWKV state; rows are views into the state
            rows = (slice(i, i + 1) for i in range(len(part)))
            output = torch.cat([read(part[row], **settings, state=[t[row] for t in state.cache])[0] for row in rows])
        else:
            output, made = read(part, **settings, **{model.cache_name: state.cache})
            state.cache = made if state.cache is None else state.cache
        state.length += part.shape[1]
        if isinstance(state.cache, PartCache):
            state.cache.length = state.length
        yield output


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
