"""The front of one model and the back of another, as one model (Baek, Li, Tegmark 2024, section on stitching)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from torch import Tensor, nn

from engine.errors import StitchworkError
from engine.models.anatomy import back, check_cut, front, middle, no_such_cut
from engine.models.combined import Recipe
from engine.models.contract import LanguageModel
from engine.stitching.chain import Chain, ChainState, Reader, Through
from engine.stitching.maps import restore as restore_map
from engine.stitching.options import MapKind
from engine.stitching.spelling import Spelling

NARROW = 0.5
"Tokens of the back offered for each token that the front can read, where the two cut text differently."


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
        self._spelling, self.context = None, min(a.context, b.context)
        if a.tokenizer.fingerprint != b.tokenizer.fingerprint:
            self._spelling = Spelling(b.tokenizer, a.tokenizer)
            self.context = min(max(2, int(a.context * NARROW)), b.context)
        self.front = Reader(front(a, k), self._spelling)
        n_blocks = check_cut(b).blocks
        if not 0 <= l <= n_blocks:
            raise StitchworkError(f"{b.name} has {n_blocks} blocks, so its last {l} cannot be taken.")
        self.back: Any = back(b, n_blocks - l)
        self.name = name or f"{a.name} [{k}] + {b.name} [{n_blocks - l}]"
        self.tokenizer = b.tokenizer
        self.vocab_size = b.vocab_size
        self.device = b.device
        self.blocks = k + l
        map.to(self.device)
        self._chain = Chain((self.front, Through(self.cross), self.back), self, 0, self.front.width)

    def start(self, batch: int = 1) -> ChainState:
        return self._chain.start(batch)

    def step(self, ids: Tensor, state: ChainState) -> Tensor:
        return self._chain.step(ids, state)

    def logits(self, ids: Tensor) -> Tensor:
        return self._chain(ids)

    def cross(self, states: Tensor) -> Tensor:
        """The map: states of A (batch, tokens, width) to states of B."""
        return self.map(states.to(self.device))

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """Depths 0 to k are A's, and k + 1 to k + l B's blocks behind the map."""
        if bad := [depth for depth in depths if not 0 <= depth <= self.blocks]:
            raise StitchworkError(f"{self.name} has depths 0 to {self.blocks}, and no depth {bad[0]}.")
        return self._chain.hidden(ids, depths)

    def halves(self, depth: int) -> tuple[Any, Any]:
        """The model cut again: its front and back at a depth. At k the map belongs to the back.

        Where A spells the tokens of B, it cannot be cut before k: between its blocks stand more states than tokens.
        """
        if not 0 <= depth <= self.blocks:
            raise no_such_cut(self, depth)
        if depth < self.k and self._spelling:
            raise StitchworkError(
                f"{self.name} cannot be cut before block {self.k}, where its front spells the tokens of its back.",
                f"Choose a depth from {self.k} to {self.blocks}.",
                setting="depth",
            )
        reader = Reader(front(self.a, min(depth, self.k)), self._spelling)
        after = back(self.b, self.back.depth + max(0, depth - self.k))
        passed = self._stretch(self.k, depth)
        rest = self._stretch(depth, self.k) + ([Through(self.cross)] if depth <= self.k else [])
        width = after.width if depth > self.k else reader.width
        return Chain([reader, *passed], self, depth, width), Chain([*rest, after], self, depth, width)

    def between(self, i: int, j: int) -> Chain:
        """Blocks i + 1 to j, stream to stream."""
        parts = self._stretch(i, j)
        return Chain(parts, self, i, parts[0].width if i != self.k else self.front.width)

    def _stretch(self, i: int, j: int) -> list[Any]:
        """Parts from depth i to depth j; none where j is not deeper."""
        parts: list[Any] = []
        if i < min(j, self.k):
            parts.append(middle(self.a, i, min(j, self.k)))
        if i <= self.k < j:
            parts.append(Through(self.cross))
        if max(i, self.k) < j:
            entry = self.back.depth - self.k
            parts.append(middle(self.b, entry + max(i, self.k), entry + j))
        return parts

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
