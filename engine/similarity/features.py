"""What is compared: the residual stream after blocks of a model, on windows of text that every model reads as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from engine.errors import StitchworkError
from engine.models.contract import LanguageModel, Tokenizer
from engine.models.devices import memory_guard
from engine.similarity.hsic import LEAST_WINDOWS, enough

BETWEEN = "\n\n"
TOKEN_KINDS: tuple[str, ...] = ("begins a word", "inside a word", "digits", "punctuation", "white space")


def window_texts(
    texts: Iterable[str], tokenizer: Tokenizer, n_tokens: int, n_windows: int, least: int = LEAST_WINDOWS
) -> list[str]:
    """Cut texts into at most `n_windows` windows of about `n_tokens` tokens each, as text.

    Short texts share a window. Windows are text, so that models with other tokenizers read the very same.
    Raises StitchworkError where there are fewer than `least`.
    """
    windows: list[str] = []
    rest: list[int] = []
    for text in texts:
        rest.extend(tokenizer.encode(text + BETWEEN))
        while len(rest) >= n_tokens and len(windows) < n_windows:
            # A character cut in two is left out.
            cut = b"".join(tokenizer.piece(token) for token in rest[:n_tokens]).decode("utf-8", "ignore")
            rest = rest[n_tokens:]
            if cut.strip():
                windows.append(cut)
        if len(windows) == n_windows:
            break
    enough(len(windows), least)
    return windows


@torch.inference_mode()
def block_means(model: LanguageModel, windows: Sequence[str], blocks: Sequence[int]) -> list[Tensor]:
    """Residual stream after each of `blocks` (0: the embeddings), averaged over the tokens of each window: a float32
    (windows, width) on the processor for each block. The token that opens every window is read, not averaged."""
    states, mask = _read(model, windows, blocks)
    counts = mask.sum(1, keepdim=True)
    return [(torch.where(mask[..., None], states[b].float(), 0.0).sum(1) / counts).cpu() for b in blocks]


@torch.inference_mode()
def token_states(model: LanguageModel, windows: Sequence[str], blocks: Sequence[int]) -> tuple[list[Tensor], list[str]]:
    """Residual stream after each of `blocks` at every token of the windows, a float32 (tokens, width) on the processor
    for each block, and the tokens' texts."""
    states, mask = _read(model, windows, blocks)
    pieces = [
        model.tokenizer.piece(token).decode("utf-8", "replace")
        for window in windows
        for token in model.tokenizer.encode(window)
    ]
    return [states[block][mask].float().cpu() for block in blocks], pieces


def _read(model: LanguageModel, windows: Sequence[str], blocks: Sequence[int]) -> tuple[dict[int, Tensor], Tensor]:
    """Hidden states (windows, tokens, width) by block, and where the windows' own tokens are. Rows are padded at
    their end, where a causal model does not look back from."""
    opening = _opening(model)
    before = [] if opening is None else [opening]
    rows = [before + list(model.tokenizer.encode(window)) for window in windows]
    longest = max(map(len, rows))
    if longest > model.context:
        raise StitchworkError(
            f"A window is {longest:,} tokens long for {model.name}, which can read {model.context:,}.",
            "Choose shorter windows.",
            setting="n_tokens",
        )
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows], device=model.device)
    ends = torch.tensor([len(row) for row in rows], device=model.device)
    places = torch.arange(longest, device=model.device)
    mask = (places < ends[:, None]) & (places >= len(before))
    with memory_guard(str(model.device), "reading the texts"):
        return model.hidden(ids, blocks), mask


def _opening(model: LanguageModel) -> int | None:
    """The token that begins each text, as in training."""
    return model.tokenizer.bos if model.tokenizer.bos is not None else model.tokenizer.eos


def token_kinds(pieces: Sequence[str]) -> list[str]:
    """What each token of a text is: one of TOKEN_KINDS. A word begins where no letter comes right before it."""
    kinds = []
    after_letter = False
    for piece in pieces:
        core = piece.strip()
        if not core:
            kinds.append("white space")
        elif core[0].isdigit():
            kinds.append("digits")
        elif core[0].isalpha():
            kinds.append("inside a word" if after_letter and piece[:1] == core[0] else "begins a word")
        else:
            kinds.append("punctuation")
        after_letter = piece[-1:].isalpha()
    return kinds
