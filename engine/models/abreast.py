"""Checkpoints of one shape that read together: an expert and the base it was made from differ in numbers alone, so one
forward pass with their weights side by side gives the logits of all. At one token a time a small model is mostly the
waiting between its operations, and three then cost little more than one.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from engine.models.contract import LanguageModel, State
from engine.models.transformers_model import DecodeState, TransformersModel, new_cache, read_on

N_CHECKED = 8
"Tokens on which members that read together are compared with themselves alone."
NAMES = ("_name_or_path", "architectures", "transformers_version")
"What tells the configurations of equal shapes apart."


class Voice(Protocol):
    """One or several members that step as one."""

    def start(self, batch: int = 1) -> State: ...

    def step(self, ids: Tensor, state: State) -> Tensor:
        """(batch, tokens) -> float32 logits of the last position, (members, batch, vocab)."""
        ...


class Alone:
    """A member that reads by itself."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model

    def start(self, batch: int = 1) -> State:
        return self.model.start(batch)

    def step(self, ids: Tensor, state: State) -> Tensor:
        return self.model.step(ids, state)[None]


class Abreast:
    """Members of one shape as one batch: row r of member m is row m * batch + r.

    Their weights move into shared tensors, of which each member keeps its part: nothing is held twice.
    """

    def __init__(self, models: Sequence[TransformersModel], module: nn.Module, size: Size) -> None:
        self.models, self._size = list(models), size
        self._module: Any = module

    def start(self, batch: int = 1) -> DecodeState:
        return DecodeState(new_cache(self.models[0]), batch * len(self.models))

    @torch.inference_mode()
    def step(self, ids: Tensor, state: Any) -> Tensor:
        first = self.models[0]
        first.check_length(state.length + ids.shape[1])
        self._size.batch = len(ids)
        *_, logits = read_on(first, self._read, ids.repeat(len(self.models), 1), state)
        return logits[:, -1, : first.vocab_size].float().unflatten(0, (len(self.models), len(ids)))

    def _read(self, ids: Tensor, **settings: Any) -> tuple[Tensor, None]:
        return self._module(input_ids=ids, **settings, **self.models[0].keep_last).logits, None


def voices(models: Mapping[str, LanguageModel]) -> list[tuple[tuple[str, ...], Voice]]:
    """Group members, by role, into those that can read together and those that read alone."""
    alike: dict[str, list[str]] = {}
    for role, model in models.items():
        alike.setdefault(_shape(model) or role, []).append(role)
    found: list[tuple[tuple[str, ...], Voice]] = []
    for roles in alike.values():
        together = _together([models[role] for role in roles]) if len(roles) > 1 else None
        if together is None:
            found += [((role,), Alone(models[role])) for role in roles]
        else:
            found.append((tuple(roles), together))
    return found


def _shape(model: LanguageModel) -> str | None:
    """What members that read together have in common; None for those that cannot."""
    if not isinstance(model, TransformersModel) or model.cache_name != "past_key_values":
        return None
    config = {name: value for name, value in model.config.to_dict().items() if name not in NAMES}
    weights = [(name, tuple(p.shape), str(p.dtype), str(p.device)) for name, p in model.module.named_parameters()]
    same = [type(model.module).__qualname__, model.context, model.vocab_size, config, weights]
    return json.dumps(same, default=str, sort_keys=True)


def _together(models: Sequence[Any]) -> Abreast | None:
    """Members as one, or None where a part of them has no form side by side or they say something else in it."""
    first = models[0].module
    parts = [dict(model.module.named_modules()) for model in models]
    owners = [name for name, part in first.named_modules() if any(True for _ in part.parameters(recurse=False))]
    makers = {name: _maker(parts[0][name]) for name in owners}
    if not all(makers.values()):
        return None
    size, shared = Size(len(models)), _Shared()
    # The copy has the modules, not the weights: these are the members' own.
    whole = copy.deepcopy(first, {id(held): held for held in (*first.parameters(), *first.buffers())})
    for name, make in makers.items():
        assert make is not None
        whole.set_submodule(name, make([part[name] for part in parts], size, shared))
    made = Abreast(models, whole, size)
    return made if _faithful(made) else None


@torch.inference_mode()
def _faithful(made: Abreast) -> bool:
    ids = torch.arange(N_CHECKED, device=made.models[0].device)[None] % made.models[0].vocab_size
    alone = torch.stack([model.step(ids, model.start()) for model in made.models])
    rounding = torch.finfo(next(made.models[0].parameters_to_train()).dtype).eps
    allowed = (64 if rounding < 1e-5 else 4) * rounding * float(alone.abs().max())
    return bool((made.step(ids, made.start()) - alone).abs().max() <= allowed)


class Size:
    """How many members there are, and how many rows each reads at the moment."""

    def __init__(self, members: int) -> None:
        self.members, self.batch = members, 1

    @property
    def rows(self) -> int:
        return self.members * self.batch


class _Shared:
    """Parameters side by side, (members, ...); those that two modules share stay shared."""

    def __init__(self) -> None:
        self._made: dict[int, Tensor] = {}

    def join(self, modules: Sequence[nn.Module], name: str) -> Tensor:
        weights = [getattr(module, name) for module in modules]
        key = id(weights[0])
        if key not in self._made:
            joined = _side_by_side(weights)
            if joined is None:
                joined = torch.stack([weight.detach() for weight in weights])
                for weight, own in zip(weights, joined, strict=True):
                    weight.data = own
            self._made[key] = joined
        return self._made[key]


def _side_by_side(weights: Sequence[Tensor]) -> Tensor | None:
    """The tensor that an earlier meeting of the same members has left them in, if it did."""
    first = weights[0].detach()
    numel, start = first.numel(), first.storage_offset()
    home = first.untyped_storage().data_ptr()
    for place, weight in enumerate(weights):
        beside = weight.untyped_storage().data_ptr() == home and weight.storage_offset() == start + place * numel
        if not (beside and weight.is_contiguous()):
            return None
    return first.as_strided((len(weights), *first.shape), (numel, *first.stride()))


class _Linear(nn.Module):
    def __init__(self, layers: Sequence[nn.Linear], size: Size, shared: _Shared) -> None:
        super().__init__()
        self.size, self.into = size, shared.join(layers, "weight").mT
        self.bias = None if layers[0].bias is None else shared.join(layers, "bias")[:, None]

    def forward(self, x: Tensor) -> Tensor:
        rows = x.reshape(self.size.members, -1, x.shape[-1])
        found = rows @ self.into if self.bias is None else torch.baddbmm(self.bias, rows, self.into)
        return found.view(*x.shape[:-1], -1)


class _Embedding(nn.Module):
    def __init__(self, layers: Sequence[nn.Embedding], size: Size, shared: _Shared) -> None:
        super().__init__()
        joined = shared.join(layers, "weight")
        self.size, self.weight = size, joined.flatten(0, 1)
        self.first = torch.arange(0, len(self.weight), joined.shape[1], device=joined.device)

    def forward(self, ids: Tensor) -> Tensor:
        # Positions come as one row for all.
        ids = ids.expand(self.size.rows, -1)
        return nn.functional.embedding(ids + _by_row(self.first, self.size, ids.dim()), self.weight)


class _Norm(nn.Module):
    """A norm that only scales: its own arithmetic, with a weight for each row."""

    def __init__(self, layers: Sequence[nn.Module], size: Size, shared: _Shared) -> None:
        super().__init__()
        self.size, self.weight, self.norm = size, shared.join(layers, "weight"), copy.copy(layers[0])
        self.norm._parameters = {}

    def forward(self, x: Tensor) -> Tensor:
        self.norm.weight = _by_row(self.weight, self.size, x.dim())
        return self.norm(x)


class _LayerNorm(nn.Module):
    def __init__(self, layers: Sequence[nn.LayerNorm], size: Size, shared: _Shared) -> None:
        super().__init__()
        self.size, self.shape, self.eps = size, layers[0].normalized_shape, layers[0].eps
        self.weight = shared.join(layers, "weight")
        self.bias = None if layers[0].bias is None else shared.join(layers, "bias")

    def forward(self, x: Tensor) -> Tensor:
        x = nn.functional.layer_norm(x, self.shape, eps=self.eps) * _by_row(self.weight, self.size, x.dim())
        return x if self.bias is None else x + _by_row(self.bias, self.size, x.dim())


def _by_row(weight: Tensor, size: Size, dimensions: int) -> Tensor:
    """(members, ...) -> (rows, 1, ..., 1, ...), as wide as what it meets has dimensions."""
    rows = weight if size.batch == 1 else weight.repeat_interleave(size.batch, dim=0)
    return rows.view(len(rows), *[1] * (dimensions - weight.dim()), *weight.shape[1:])


Maker = Callable[[Sequence[Any], Size, _Shared], nn.Module]


def _maker(part: nn.Module) -> Maker | None:
    """The form side by side of a module with weights of its own."""
    if type(part) is nn.Linear:
        return _Linear
    if type(part) is nn.Embedding:
        return _Embedding
    if type(part) is nn.LayerNorm and part.weight is not None:
        return _LayerNorm
    scales = type(part).__name__.endswith("RMSNorm") and [name for name, _ in part.named_parameters()] == ["weight"]
    return _Norm if scales else None
