"""The front of one model and the back of another, as one model (Baek, Li, Tegmark 2024, section on stitching)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import StitchworkError
from engine.models.anatomy import back, check_cut, front
from engine.models.combined import Recipe
from engine.models.contract import LanguageModel, State
from engine.stitching.maps import restore as restore_map
from engine.stitching.options import MapKind
from engine.stitching.spelling import Spelling

NARROW = 0.5
"Tokens of the back offered for each token that the front can read, where the two cut text differently."


class StitchState:
    """Where a stitched model stands: the caches of its front and its back."""

    __slots__ = ("back", "front", "length")

    def __init__(self, front: list[State], back: State, length: int = 0) -> None:
        self.front, self.back, self.length = front, back, length

    def copy(self) -> StitchState:
        return StitchState([state.copy() for state in self.front], self.back.copy(), self.length)


class StitchedModel:
    """U_B . (last l blocks of B) . S . (first k blocks of A) . E_A.

    k: blocks of A that are kept, 0 (its embeddings alone) to all. l: the number of last blocks of B that are kept, 0
    (its final norm and head alone) to all. map: the module S, rows (..., width of A) to rows (..., width of B).
    It speaks with the tokenizer of B; where A cuts text differently, A reads each token of B spelled in its own. Only
    S is trained.
    """

    def __init__(
        self,
        a: LanguageModel,
        k: int,
        b: LanguageModel,
        l: int,  # noqa: E741
        map: nn.Module,
        name: str = "",
    ) -> None:
        self.a, self.b, self.k, self.l, self.map = a, b, k, l, map
        self.front: Any = front(a, k)
        n_blocks = self.front_blocks(b)
        if not 0 <= l <= n_blocks:
            raise StitchworkError(f"{b.name} has {n_blocks} blocks, so its last {l} cannot be taken.")
        self.back: Any = back(b, n_blocks - l)
        self.name = name or f"{a.name} [{k}] + {b.name} [{n_blocks - l}]"
        self.tokenizer = b.tokenizer
        self.vocab_size = b.vocab_size
        self.device = b.device
        map.to(self.device)
        self._spelling = None
        self.context = min(a.context, b.context)
        if a.tokenizer.fingerprint != b.tokenizer.fingerprint:
            self._spelling = Spelling(b.tokenizer, a.tokenizer)
            self.context = min(max(2, int(a.context * NARROW)), b.context)

    @staticmethod
    def front_blocks(model: LanguageModel) -> int:
        """How many blocks a model has."""
        return len(check_cut(model).layers())

    def start(self, batch: int = 1) -> StitchState:
        fronts = [self.front.start(1) for _ in range(batch)] if self._spelling else [self.front.start(batch)]
        return StitchState(fronts, self.back.start(batch))

    @torch.inference_mode()
    def step(self, ids: Tensor, state: StitchState) -> Tensor:
        if self._spelling is None:
            states = self.front.step(self._read(ids)[0], state.front[0])
        else:  # rows are spelled in different numbers of tokens
            rows = []
            for row, cache in zip(ids.split(1), state.front, strict=True):
                read, places = self._read(row)
                rows.append(_at(self.front.step(read, cache), places))
            states = torch.cat(rows)
        logits = self.back.step(self.cross(states), state.back)
        state.length += ids.shape[1]
        return logits

    def logits(self, ids: Tensor) -> Tensor:
        return self.back(self.cross(self.front_states(ids)))

    def front_states(self, ids: Tensor) -> Tensor:
        """(batch, tokens) of B -> (batch, tokens, width of A): what A's first k blocks make of each token."""
        read, places = self._read(ids)
        return _at(self.front(read), places)

    def front_hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The same at any depths of A, in one pass."""
        read, places = self._read(ids)
        return {depth: _at(part, places) for depth, part in self.a.hidden(read, depths).items()}

    def _read(self, ids: Tensor) -> tuple[Tensor, Tensor | None]:
        """What the front reads, and where each token of the back ends in it (None: at its own place)."""
        if self._spelling is None:
            return ids.to(self.front.device), None
        read, places = self._spelling.rows(ids)
        return read.to(self.front.device), places.to(self.front.device)

    def cross(self, states: Tensor) -> Tensor:
        """The map: states of A (batch, tokens, width of A) to states of B."""
        return self.map(states.to(self.device))

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """Depths 0 to k are A's, and k + 1 to k + l B's blocks behind the map."""
        wanted = set(depths)
        if bad := [depth for depth in wanted if not 0 <= depth <= self.k + self.l]:
            raise StitchworkError(f"{self.name} has depths 0 to {self.k + self.l}, and no depth {bad[0]}.")
        before = [depth for depth in wanted if depth <= self.k]
        found = self.front_hidden(ids, before) if before else {}
        if behind := [depth - self.k for depth in wanted if depth > self.k]:
            states = self.cross(self.front_states(ids))
            found.update({self.k + depth: part for depth, part in self.back.hidden(states, behind).items()})
        return {depth: found[depth] for depth in depths}

    def parameters_to_train(self) -> Iterator[nn.Parameter]:
        return (p for p in self.map.parameters() if p.requires_grad)

    def members(self) -> dict[str, LanguageModel]:
        return {"front": self.a, "back": self.b}

    def recipe(self) -> Recipe:
        """What to save: the two models by name, the cuts, and the numbers of S."""
        kind: MapKind = self.map.kind  # type: ignore[assignment]
        settings = {"k": self.k, "l": self.l, "map": kind.value}
        return Recipe("stitched", settings, self.members(), self.map.state_dict())


def restore(
    settings: dict[str, Any], parts: dict[str, LanguageModel], tensors: dict[str, Tensor], name: str
) -> StitchedModel:
    """A stitched model from what `recipe` gave."""
    map_ = restore_map(MapKind(settings["map"]), tensors)
    return StitchedModel(parts["front"], settings["k"], parts["back"], settings["l"], map_, name)


def _at(states: Tensor, places: Tensor | None) -> Tensor:
    """The states (batch, read, width) at places (batch, tokens)."""
    if places is None:
        return states
    return states.gather(1, places[..., None].expand(-1, -1, states.shape[-1]))
