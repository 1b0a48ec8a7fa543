"""How one model's tokens are read by a model that cuts text otherwise.

A stitched model speaks the tokens of its back. Its front reads the same text, each token of the back spelled in its own
tokens; the state at the last of them crosses to the back, whose next prediction is the first token that its tokenizer
gives to the text that follows (Baek, Li, Tegmark 2024, the target for different tokenizers). Every token is spelled by
itself, so that a text grows without its past being cut anew: caches stay valid, and a text is scored as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.models.contract import Tokenizer


class Spelling:
    """Spells the tokens of `spoken` in tokens of `read`, one or more for each."""

    def __init__(self, spoken: Tokenizer, read: Tokenizer) -> None:
        self._spoken, self._read = spoken, read
        self._known: dict[int, tuple[int, ...]] = {}
        self._longest, self._pieces = 0, {}
        for token in range(read.vocab_size):
            if piece := read.piece(token):
                self._pieces.setdefault(piece, token)
                self._longest = max(self._longest, len(piece))
        opening = read.bos if read.bos is not None else read.eos
        self._opening = 0 if opening is None else opening

    def of(self, token: int) -> tuple[int, ...]:
        """The tokens that the front reads for one token of the back."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._spell(token)
        return found

    def rows(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """ids (batch, tokens) -> the front's ids (batch, longest; zeros behind the end) and, for each token of the
        back, the place of the last token that spells it (batch, tokens)."""
        spelled = [[self.of(token) for token in row] for row in ids.tolist()]
        flat = [[one for piece in row for one in piece] for row in spelled]
        longest = max(map(len, flat), default=0)
        read = torch.tensor([row + [0] * (longest - len(row)) for row in flat], device=ids.device)
        lengths = torch.tensor([[len(piece) for piece in row] for row in spelled], device=ids.device)
        return read, lengths.cumsum(1) - 1

    def _spell(self, token: int) -> tuple[int, ...]:
        piece = self._spoken.piece(token)
        if not piece:  # a special token: the nearest thing that the front knows is where a text begins
            return (self._opening,)
        try:
            own = self._read.encode(piece.decode())
        except UnicodeDecodeError:
            own = []
        if b"".join(self._read.piece(one) for one in own) != piece:
            own = self._longest_first(piece)
        return tuple(own) or (self._opening,)

    def _longest_first(self, piece: bytes) -> Sequence[int]:
        """Part of a character, or a tokenizer that adds spaces: the longest pieces that fit, from the left."""
        tokens, place = [], 0
        while place < len(piece):
            for end in range(min(len(piece), place + self._longest), place, -1):
                if (one := self._pieces.get(piece[place:end])) is not None:
                    tokens.append(one)
                    break
            else:
                end = place + 1  # a byte that the front cannot write is left out
            place = end
        return tokens
