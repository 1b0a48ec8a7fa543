"""Cut a model in two at any depth: the front reads tokens and gives the residual stream, the back reads the stream
and gives logits. No architecture needs code of its own: each part is the model itself with fewer blocks, and every
model is tried on a few tokens before its first cut. Weights are shared with the whole model, never copied.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any
from weakref import WeakSet

import torch
from torch import Tensor, nn

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel
from engine.models.cuttable import can_be_cut
from engine.models.streams import entering, leaving, recorded
from engine.models.transformers_model import DecodeState, TransformersModel, new_cache, read_on

TOLERANCE = 1e-4
"Greatest difference between the logits of a model and those of its two parts."
N_CHECKED = 8
"Tokens that check_cut reads."

_checked: WeakSet[TransformersModel] = WeakSet()


def front(model: LanguageModel, k: int) -> Any:
    """Blocks 1 to k of a model, with its embeddings: a Front. 0 <= k <= n. Refuses models that cannot be cut."""
    whole: Any = check_cut(model)
    return Front(whole, k) if isinstance(whole, TransformersModel) else whole.halves(k)[0]


def back(model: LanguageModel, k: int) -> Any:
    """Blocks k + 1 to n of a model, with its final norm and head: a Back. 0 <= k <= n. Refuses like `front`."""
    whole: Any = check_cut(model)
    return Back(whole, k) if isinstance(whole, TransformersModel) else whole.halves(k)[1]


def middle(model: LanguageModel, i: int, j: int) -> Any:
    """Blocks i + 1 to j of a model, i < j: a Middle."""
    whole: Any = check_cut(model)
    return Middle(whole, i, j) if isinstance(whole, TransformersModel) else whole.between(i, j)


class _Part:
    """What both parts share: a few blocks of `model` that run without the others.

    `depth`: the number of blocks before the cut (k). `width`: the size of the stream. A part of no blocks keeps one
    whose result is discarded: models take positions from the caches of their blocks.
    """

    def __init__(self, model: TransformersModel, k: int, kept: slice) -> None:
        self.model = model
        self.depth = k
        self.n_layers = model.blocks
        if not 0 <= k <= self.n_layers:
            raise no_such_cut(model, k)
        self.width: int = model.config.get_text_config(decoder=True).hidden_size
        self.device = model.device
        self.context = model.context
        self._kept = kept
        self._module: Any = _with_blocks(model, kept)
        self._blocks: Any = self._module.get_submodule(_blocks_name(model))

    @property
    def _stream_dtype(self) -> torch.dtype:
        config = self.model.config.get_text_config(decoder=True)
        # Mamba's stream is float32 even where its weights are not
        exact = getattr(config, "residual_in_fp32", False)
        return torch.float32 if exact else next(self._module.parameters()).dtype

    def start(self, batch: int = 1) -> DecodeState:
        """An empty cache of this part; its `length` counts what this part has read."""
        return DecodeState(new_cache(self.model, self._kept), batch)


class Front(_Part):
    """The embeddings and blocks 1 to k. Called: ids (batch, tokens) -> stream (batch, tokens, width)."""

    def __init__(self, model: TransformersModel, k: int) -> None:
        super().__init__(model, k, slice(0, max(k, 1)))
        self._decoder: Any = self._module.get_submodule(_blocks_name(model).rpartition(".")[0])

    def __call__(self, ids: Tensor) -> Tensor:
        """The stream after block k, with gradients where the weights want them; 0: as it enters block 1."""
        self.model.check_length(ids.shape[1])
        return self.model.hidden(ids, [self.depth])[self.depth]

    @torch.inference_mode()
    def step(self, ids: Tensor, state: DecodeState) -> Tensor:
        """Read (batch, tokens) more tokens; return the stream (batch, tokens, width) at them. Moves `state` on."""
        self.model.check_length(state.length + ids.shape[1])
        return torch.cat(list(read_on(self.model, self._read, ids, state)), dim=1)

    def _read(self, ids: Tensor, **settings: Any) -> tuple[Tensor, Any]:
        with recorded(self._blocks, [self.depth]) as found:
            output = self._decoder(input_ids=ids, **settings)
        return found[self.depth], output.get("state")


class Middle(_Part):
    """Blocks i + 1 to j. Called: stream (batch, tokens, width) -> stream."""

    def __init__(self, model: TransformersModel, i: int, j: int) -> None:
        super().__init__(model, i, slice(i, j))
        self.blocks = j - i
        self._decoder: Any = self._module.get_submodule(_blocks_name(model).rpartition(".")[0])

    def __call__(self, states: Tensor) -> Tensor:
        return self.hidden(states, [self.blocks])[self.blocks]

    def hidden(self, states: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The stream (batch, tokens, width) behind so many of this part's blocks, for each of `depths`; 0: as given."""
        with recorded(self._blocks, depths) as found:
            self._run(states, use_cache=False)
        return {depth: found[depth] for depth in depths}

    @torch.inference_mode()
    def step(self, states: Tensor, state: DecodeState) -> Tensor:
        """Read (batch, tokens, width) more states; return the stream at them. Moves `state` on."""
        return torch.cat(list(read_on(self.model, self._read, states, state)), dim=1)

    def _read(self, states: Tensor, **settings: Any) -> tuple[Tensor, Any]:
        with recorded(self._blocks, [self.blocks]) as found:
            output = self._run(states, **settings)
        return found[self.blocks], output.get("state")

    def _run(self, states: Tensor, **settings: Any) -> Any:
        no_tokens = torch.zeros(states.shape[:2], dtype=torch.long, device=states.device)
        with entering(self._blocks[0], states.to(self._stream_dtype)):
            return self._decoder(input_ids=no_tokens, **settings)


class Back(_Part):
    """Blocks k + 1 to n, the final norm and the head. Called: stream (batch, tokens, width) -> logits (batch,
    tokens, vocab), float32, padding rows cut off. Its positions are the numbers of states that it has read.
    """

    def __init__(self, model: TransformersModel, k: int) -> None:
        super().__init__(model, k, slice(min(k, len(model.layers()) - 1), None))
        self.blocks = self.n_layers - k

    def __call__(self, states: Tensor) -> Tensor:
        """Gradients reach `states`, and the weights where they want them."""
        self._check(states, 0)
        return self._shown(self._run(states, use_cache=False).logits)

    def hidden(self, states: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The stream (batch, tokens, width) behind so many of this part's blocks, for each of `depths`; 0: as given."""
        self._check(states, 0)
        with recorded(self._blocks, depths) as found:
            self._run(states, use_cache=False)
        return {depth: found[depth] for depth in depths}

    @torch.inference_mode()
    def step(self, states: Tensor, state: DecodeState) -> Tensor:
        """Read (batch, tokens, width) more states; return (batch, vocab) logits of the last one. Moves `state` on."""
        self._check(states, state.length)
        *_, logits = read_on(self.model, self._read, states, state)
        return self._shown(logits[:, -1])

    def _read(self, states: Tensor, **settings: Any) -> tuple[Tensor, Any]:
        output = self._run(states, **settings, **self.model.keep_last)
        return output.logits, output.get("state")

    def _run(self, states: Tensor, **settings: Any) -> Any:
        blocks, stream = self._blocks, states.to(self._stream_dtype)
        swapped = entering(blocks[0], stream) if self.depth < self.n_layers else leaving(blocks[-1], stream)
        no_tokens = torch.zeros(states.shape[:2], dtype=torch.long, device=states.device)
        with swapped:
            return self._module(input_ids=no_tokens, **settings)

    def _shown(self, logits: Tensor) -> Tensor:
        return logits[..., : self.model.vocab_size].float()

    def _check(self, states: Tensor, n_read: int) -> None:
        if states.shape[-1] != self.width:
            raise StitchworkError(
                f"{self.model.name} reads a stream {self.width:,} wide, and got one {states.shape[-1]:,} wide.",
                "Put a stitch between models of different widths.",
            )
        self.model.check_length(n_read + states.shape[1])


def no_such_cut(model: LanguageModel, depth: int) -> StitchworkError:
    return StitchworkError(
        f"{model.name} has {model.blocks} blocks and cannot be cut after block {depth}.",
        f"Choose a depth from 0 to {model.blocks}.",
        setting="depth",
    )


def check_cut(model: LanguageModel) -> LanguageModel:
    """Give the model back, or refuse one whose two parts do not give what the whole gives on a few tokens, read at once
    and one by one.

    Runs once a model; cuts after the first block and after half of them. A model made of others gives its own `halves`
    of parts that were tried, or cannot be cut. Raises StitchworkError.
    """
    if not isinstance(model, TransformersModel):
        if hasattr(model, "halves"):
            return model
        raise StitchworkError(
            f"{model.name} is made of several models and cannot be cut.",
            "Cut the models that it is made of.",
            port="model",
        )
    if model in _checked:
        return model
    if reason := can_be_cut(model.config.model_type):
        raise _refusal(model, reason)
    n_blocks = model.blocks
    try:
        apart = [_difference(model, k) for k in sorted({min(1, n_blocks - 1), n_blocks // 2})]
    except StitchworkError:
        raise
    except Exception as error:  # blocks that want more than a stream fail in ways of their own
        raise _refusal(model, "its blocks need more than the stream that a cut carries", str(error)) from error
    if not all(difference <= TOLERANCE for difference in apart):  # not a number, either
        raise _refusal(model, f"its two parts together give other logits than the whole ({max(apart):.1e} apart)")
    _checked.add(model)
    return model


def _refusal(model: TransformersModel, reason: str, details: str = "") -> StitchworkError:
    words = f"{model.name} cannot be cut: {reason}."
    return StitchworkError(words, "Choose a model such as Llama, Qwen, Gemma 3, GPT-NeoX or Mamba.", details=details)


@torch.inference_mode()
def _difference(model: TransformersModel, k: int) -> float:
    """The greatest difference of logits between the whole and its parts, without and with caches."""
    n_tokens = min(N_CHECKED, model.context)
    ids = torch.arange(1, n_tokens + 1, device=model.device)[None] % model.vocab_size
    first, second = Front(model, k), Back(model, k)
    stream = first(ids)
    if stream.shape != (1, n_tokens, first.width):
        raise _refusal(model, "more than one vector a token passes from block to block")
    apart = (model.logits(ids) - second(stream)).abs().max()
    whole_state, first_state, second_state = model.start(), first.start(), second.start()
    for part in ids.split([n_tokens - n_tokens // 2, *[1] * (n_tokens // 2)], dim=1):
        whole = model.step(part, whole_state)
        apart = torch.maximum(apart, (whole - second.step(first.step(part, first_state), second_state)).abs().max())
    return float(apart)


def _blocks_name(model: TransformersModel) -> str:
    blocks = model.layers()
    return next(name for name, part in model.module.named_modules() if part is blocks)


def _with_blocks(model: TransformersModel, kept: slice) -> nn.Module:
    """The model with some of its blocks only: a second tree of modules and configs over the same tensors."""
    shared = {id(tensor): tensor for part in model.module.modules() for tensor in _tensors(part)}
    twin: nn.Module = copy.deepcopy(model.module, shared)
    path = _blocks_name(model)
    blocks = twin.get_submodule(path)
    assert isinstance(blocks, nn.ModuleList)
    n_blocks = len(blocks)
    first = kept.indices(n_blocks)[0]
    twin.set_submodule(path, blocks[kept])
    for block in blocks[kept]:
        _renumber(block, first)
    # every module of the twin shares the copies, so that also a block looks itself up under its new number
    for config in {id(config): config for part in twin.modules() if (config := getattr(part, "config", None))}.values():
        if getattr(config, "num_hidden_layers", None) == n_blocks:
            _slice_config(config, kept)
    return twin


def _tensors(part: nn.Module) -> list[Tensor]:
    held = [*vars(part).values(), *part.parameters(recurse=False), *part.buffers(recurse=False)]
    return [value for value in held if isinstance(value, Tensor)]


def _renumber(block: nn.Module, first: int) -> None:
    """Blocks find their cache by number. RWKV's block keeps its own: block 1 has one norm more than the others."""
    for part in block.modules():
        for name in ("layer_idx", "layer_id"):
            if isinstance(getattr(part, name, None), int) and not (part is block and name == "layer_id"):
                setattr(part, name, getattr(part, name) - first)


def _slice_config(config: Any, kept: slice) -> None:
    """Leave only the kept blocks in a config: their number and every list that has an entry for each block."""
    n_blocks = config.num_hidden_layers
    computed: dict[str, list] = {}
    names = {name for name in dir(config) if "layer" in name and not name.startswith("_")}
    lists = {name: value for name in names if isinstance(value := getattr(config, name, None), list)}
    for name, value in lists.items():
        if len(value) != n_blocks:
            continue
        if isinstance(getattr(type(config), config.attribute_map.get(name, name), None), property):
            computed[config.attribute_map.get(name, name)] = value[kept]
        else:
            setattr(config, name, value[kept])
    config.num_hidden_layers = len(range(n_blocks)[kept])
    if computed:  # from the block's number, by a rule that no longer holds
        config.__class__ = type(type(config).__name__, (type(config),), computed)
