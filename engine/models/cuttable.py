"""Which architectures can be cut in two, known from the name alone, before anything is loaded (no torch here)."""

from __future__ import annotations

PER_LAYER_INPUTS = "each of its blocks reads the tokens again, besides the stream that a cut carries"
SHARED_EMBEDDINGS = "its attention blocks read the embeddings again, besides the stream that a cut carries"
TWO_HALVES = "it reads with an encoder and writes with a decoder, and only a model that is one row of blocks can be cut"
BOTH_WAYS = "it reads texts in both directions and does not write them token by token"

REASONS: dict[str, str] = {
    **dict.fromkeys(("gemma3n", "gemma3n_text", "gemma4", "gemma4_text"), PER_LAYER_INPUTS),
    **dict.fromkeys(("zamba", "zamba2"), SHARED_EMBEDDINGS),
}


def can_be_cut(architecture: str) -> str | None:
    """None, or in plain words why models of this architecture (`model_type` of config.json) cannot be cut.

    The rest of a sentence that begins with “NAME cannot be cut: ”. A model that passes is checked with real tokens
    as well when it is first cut (anatomy.check_cut).
    """
    return REASONS.get(architecture)
