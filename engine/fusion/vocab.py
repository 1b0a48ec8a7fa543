"""Members that cut text differently: how each reads the same text, and on which tokens their opinions meet.

The fusion speaks the large model's tokens. Another member reads the text so far in tokens of its own, and its
probabilities are compared on a support: pairs (token of the large model, token of the member) of one surface form.
union-top-k (UniTE, Yao et al. 2024): the likeliest tokens of every member, each as the large model would write it; a
member without that token lends the first of the tokens it would write. token-alignment (GaC, Yu et al. 2024): all
tokens whose bytes every member has. The rule is applied on the support; other tokens keep the large model's own
probability. Limits: such members read one text at a time, and are not heard inside a character of several bytes.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Sequence

import torch
from torch import Tensor

from engine.fusion.options import Vocabularies
from engine.models.contract import LanguageModel, State, Tokenizer

TOP_K = 10
MARKS = 4


class Reader:
    """Reads a growing text, handed over as bytes, in a model's own tokens.

    The last tokens may be cut anew as the text grows; the cache then goes back to a mark before them. Beyond the
    model's context the oldest half is forgotten.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.text = ""
        self.tokens: list[int] = []
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._state: State | None = None
        self._marks: deque[tuple[list[int], State]] = deque(maxlen=MARKS)
        self._logits: Tensor | None = None

    @property
    def pending(self) -> bool:
        """Whether the text ends inside a character."""
        return bool(self._decoder.getstate()[0])

    @torch.inference_mode()
    def read(self, more: bytes) -> Tensor:
        """(1, vocab) logits after the text so far and `more`."""
        self.text += self._decoder.decode(more)
        tokens = self._window(self._opening() + self.model.tokenizer.encode(self.text))
        if self._logits is None or tokens != self.tokens:
            state = self._at_prefix(tokens)
            ids = torch.tensor([tokens[state.length :]], device=self.model.device)
            self._logits = self.model.step(ids, state)
            self._state, self.tokens = state, tokens
        return self._logits

    def copy(self) -> Reader:
        twin = Reader(self.model)
        twin.text, twin.tokens, twin._logits = self.text, self.tokens, self._logits
        twin._decoder.setstate(self._decoder.getstate())
        twin._state = self._state.copy() if self._state else None
        twin._marks.extend(self._marks)
        return twin

    def _opening(self) -> list[int]:
        tokenizer = self.model.tokenizer
        opening = tokenizer.bos if tokenizer.bos is not None else tokenizer.eos
        return [] if opening is None else [opening]

    def _window(self, tokens: list[int]) -> list[int]:
        half = max(1, self.model.context // 2)
        excess = len(tokens) - self.model.context
        tokens = tokens[-(-excess // half) * half :] if excess > 0 else tokens
        return tokens or [0]

    def _at_prefix(self, tokens: list[int]) -> State:
        """A state that has read a part of `tokens` from their start, all but the last at most."""
        if self._state and tokens[: len(self.tokens)] == self.tokens and len(tokens) > len(self.tokens):
            self._marks.append((self.tokens, self._state.copy()))
            return self._state
        while self._marks:
            read, state = self._marks[-1]
            if tokens[: len(read)] == read and len(tokens) > len(read):
                return state.copy()
            self._marks.pop()
        return self.model.start(1)


class Support:
    """Where opinions meet: `own` tokens of the large model, and for every other member the tokens it has for them."""

    def __init__(self, own: Sequence[int], theirs: dict[str, list[int]], device: torch.device) -> None:
        self.own = torch.tensor(own, dtype=torch.long, device=device)
        self._theirs = {role: torch.tensor(ids, dtype=torch.long, device=device) for role, ids in theirs.items()}

    def pick(self, role: str, logits: Tensor) -> Tensor:
        return logits[:, self._theirs.get(role, self.own)]

    def spread(self, large: Tensor, log_probs: Tensor) -> Tensor:
        """Log-probabilities over the whole vocabulary: the support's share of the large model, dealt out anew."""
        spread = large.log_softmax(-1)
        share = spread[:, self.own].logsumexp(-1, keepdim=True)
        return spread.index_copy(1, self.own, share + log_probs)


class Mapping:
    """Builds supports for a large model's vocabulary and members (by role) with tokenizers of their own."""

    def __init__(self, kind: Vocabularies, large: LanguageModel, foreign: dict[str, LanguageModel]) -> None:
        self.kind = kind
        self.large = large
        self.foreign = foreign
        self._index = {role: _index(model.tokenizer, model.vocab_size) for role, model in foreign.items()}
        self._own = _index(large.tokenizer, large.vocab_size)
        self._written: dict[tuple[str, bytes], int | None] = {}
        self._aligned = self._align() if kind is Vocabularies.TOKEN_ALIGNMENT else None

    def support(self, logits: dict[str, Tensor]) -> Support:
        """The support of one position; logits: (1, vocab) of every member that is heard, by role."""
        return self._aligned or self._union(logits)

    def _align(self) -> Support:
        shared = [
            (token, surface)
            for surface, token in self._own.items()
            if all(surface in index for index in self._index.values())
        ]
        theirs = {role: [index[surface] for _, surface in shared] for role, index in self._index.items()}
        return Support([token for token, _ in shared], theirs, self.large.device)

    def _union(self, logits: dict[str, Tensor]) -> Support:
        own: dict[int, bytes] = {}
        for role, row in logits.items():
            speaker = self.foreign.get(role, self.large)
            for token in row[0].topk(min(TOP_K, row.shape[-1])).indices.tolist():
                surface = speaker.tokenizer.piece(token)
                if speaker is self.large:
                    own[token] = surface
                elif surface and (mine := self._write("", surface)) is not None:
                    own[mine] = self.large.tokenizer.piece(mine)
        theirs: dict[str, dict[int, int]] = {role: {} for role in self.foreign}
        for role, written in theirs.items():
            for token, surface in list(own.items()):
                found = self._write(role, surface)
                if found is None:
                    del own[token]
                else:
                    written[token] = found
        columns = {role: [written[token] for token in own] for role, written in theirs.items()}
        return Support(list(own), columns, self.large.device)

    def _write(self, role: str, surface: bytes) -> int | None:
        """The token of a member ("" for the large model) for these bytes, or else the first it would write."""
        key = (role, surface)
        if key not in self._written:
            index, model = (self._index[role], self.foreign[role]) if role else (self._own, self.large)
            found = index.get(surface)
            if found is None and surface:
                text = surface.decode("utf-8", "ignore")
                found = next((token for token in model.tokenizer.encode(text) if model.tokenizer.piece(token)), None)
            self._written[key] = found
        return self._written[key]


def _index(tokenizer: Tokenizer, vocab_size: int) -> dict[bytes, int]:
    """Surface -> token; of several tokens with one surface the first. Tokens that write nothing are left out."""
    found: dict[bytes, int] = {}
    for token in range(min(vocab_size, tokenizer.vocab_size)):
        surface = tokenizer.piece(token)
        if surface:
            found.setdefault(surface, token)
    return found
