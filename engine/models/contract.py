"""Everything that speaks is a model: the one contract of loaded, stitched, merged, routed, hybrid and fused models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import torch


@runtime_checkable
class State(Protocol):
    """Where a decode stands: the caches of every member, whatever their kind, and how many tokens were seen."""

    length: int

    def copy(self) -> State:
        """A snapshot that decodes on without touching this one."""
        ...


@runtime_checkable
class Tokenizer(Protocol):
    """What the program needs of a tokenizer. `fingerprint`: equal exactly when two tokenizers cut text alike."""

    fingerprint: str
    vocab_size: int
    bos: int | None
    eos: int | None

    def encode(self, text: str) -> list[int]: ...

    def decode(self, ids: Sequence[int]) -> str: ...

    def piece(self, token: int) -> bytes:
        """The bytes that a token adds to a text (b"" for special tokens)."""
        ...


@runtime_checkable
class LanguageModel(Protocol):
    """ids are int64 tensors (batch, tokens) on `device`; all logits are float32 over the tokenizer's vocabulary
    (padding rows of the checkpoint are cut off)."""

    @property
    def name(self) -> str: ...

    @property
    def tokenizer(self) -> Tokenizer: ...

    @property
    def vocab_size(self) -> int: ...

    @property
    def context(self) -> int:
        """Most tokens that the model can read."""
        ...

    @property
    def blocks(self) -> int:
        """How many blocks it has: the greatest depth of `hidden`."""
        ...

    @property
    def device(self) -> torch.device: ...

    def start(self, batch: int = 1) -> State: ...

    def step(self, ids: torch.Tensor, state: Any) -> torch.Tensor:
        """Read (batch, tokens) more tokens; return (batch, vocab) logits of the last position. Moves `state`,
        one of this model's own, on."""
        ...

    def logits(self, ids: torch.Tensor) -> torch.Tensor:
        """(batch, tokens) -> (batch, tokens, vocab), without a cache, for scoring and training."""
        ...

    def hidden(self, ids: torch.Tensor, depths: Sequence[int]) -> dict[int, torch.Tensor]:
        """Residual stream (batch, tokens, width) after block k for each k of `depths`; 0 is the embeddings."""
        ...

    def parameters_to_train(self) -> Iterator[torch.nn.Parameter]: ...

    def members(self) -> dict[str, LanguageModel]:
        """The models it is made of, by role; empty for a loaded checkpoint."""
        ...


@dataclass(frozen=True)
class ModelFacts:
    """What is known of a model without loading it; travels along wires in the checks before a run.

    tokenizer: the tokenizer's fingerprint (empty: unknown). bytes_needed: memory once loaded.
    """

    name: str
    tokenizer: str = ""
    vocab_size: int = 0
    width: int = 0
    layers: int = 0
    context: int = 0
    parameters: int = 0
    bytes_needed: int = 0
    extra: tuple[tuple[str, Any], ...] = ()
