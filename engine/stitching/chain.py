"""Parts of models one after the other: what one gives, the next reads. A stitched model is such a chain, and so are the
two halves of a stitched model that is cut again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from engine.models.contract import LanguageModel, State
from engine.stitching.spelling import Spelling


class ChainState:
    """Where each part of a chain stands; of a front that spells, where each row of it stands."""

    __slots__ = ("length", "parts")

    def __init__(self, parts: list[State], length: int = 0) -> None:
        self.parts, self.length = parts, length

    def copy(self) -> ChainState:
        return ChainState([state.copy() for state in self.parts], self.length)


class Reader:
    """The front of a model, reading tokens that may be another's: each is spelled in its own, and the state at the last
    of them is what it gives. ids (batch, tokens) -> (batch, tokens, width).
    """

    def __init__(self, front: Any, spelling: Spelling | None) -> None:
        self._front, self._spelling = front, spelling
        self.model, self.depth, self.width, self.device = front.model, front.depth, front.width, front.device

    @property
    def blocks(self) -> int:
        return self.depth

    def __call__(self, ids: Tensor) -> Tensor:
        read, places = self._read(ids)
        return _at(self._front(read), places)

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The stream at any depths of the whole model, in one pass."""
        read, places = self._read(ids)
        return {depth: _at(part, places) for depth, part in self.model.hidden(read, depths).items()}

    def start(self, batch: int = 1) -> ChainState:
        # Rows are spelled in different numbers of tokens.
        if self._spelling:
            return ChainState([self._front.start(1) for _ in range(batch)])
        return ChainState([self._front.start(batch)])

    @torch.inference_mode()
    def step(self, ids: Tensor, state: ChainState) -> Tensor:
        state.length += ids.shape[1]
        rows = []
        for row, cache in zip(ids.split(1) if self._spelling else (ids,), state.parts, strict=True):
            read, places = self._read(row)
            rows.append(_at(self._front.step(read, cache), places))
        return rows[0] if len(rows) == 1 else torch.cat(rows)

    def _read(self, ids: Tensor) -> tuple[Tensor, Tensor | None]:
        """What the front reads, and where each token ends in it (None: at its own place)."""
        if self._spelling is None:
            return ids.to(self.device), None
        read, places = self._spelling.rows(ids)
        return read.to(self.device), places.to(self.device)


class Through:
    """A map between two parts. It has no blocks and remembers nothing."""

    blocks = 0

    def __init__(self, cross: Callable[[Tensor], Tensor]) -> None:
        self._cross = cross

    def __call__(self, states: Tensor) -> Tensor:
        return self._cross(states)

    def start(self, batch: int = 1) -> ChainState:
        return ChainState([])

    def step(self, states: Tensor, state: ChainState) -> Tensor:
        return self._cross(states)


class Chain:
    """Parts in order. `model`: what they are parts of, `depth`: the number of its blocks before the cut, `width`: the
    size of the stream at the cut."""

    def __init__(self, parts: Sequence[Any], model: LanguageModel, depth: int, width: int) -> None:
        self._parts = list(parts)
        self.model, self.depth, self.width = model, depth, width
        self.n_layers, self.device, self.context = model.blocks, model.device, model.context
        self.blocks = sum(part.blocks for part in self._parts)

    def __call__(self, inputs: Tensor) -> Tensor:
        for part in self._parts:
            inputs = part(inputs)
        return inputs

    def hidden(self, inputs: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The stream behind so many blocks of the chain, for each of `depths`; where two parts meet, the first's."""
        found: dict[int, Tensor] = {}
        before = 0
        for part in self._parts:
            if isinstance(part, Through):
                inputs = part(inputs)
                continue
            end = before + part.blocks
            wanted = {depth - before for depth in depths if before <= depth <= end and depth not in found}
            goes_on = any(depth > end for depth in depths)
            passed = part.hidden(inputs, [*wanted | ({part.blocks} if goes_on else set())])
            found.update({before + depth: passed[depth] for depth in wanted})
            if not goes_on:
                break
            inputs, before = passed[part.blocks], end
        return {depth: found[depth] for depth in depths}

    def start(self, batch: int = 1) -> ChainState:
        return ChainState([part.start(batch) for part in self._parts])

    @torch.inference_mode()
    def step(self, inputs: Tensor, state: ChainState) -> Tensor:
        state.length += inputs.shape[1]
        for part, own in zip(self._parts, state.parts, strict=True):
            inputs = part.step(inputs, own)
        return inputs


def _at(states: Tensor, places: Tensor | None) -> Tensor:
    """The states (batch, read, width) at places (batch, tokens)."""
    if places is None:
        return states
    return states.gather(1, places[..., None].expand(-1, -1, states.shape[-1]))
