"""Which architectures can be cut in two, known from the name alone, before anything is loaded (no torch here)."""

from __future__ import annotations

PER_LAYER_INPUTS = "each of its blocks reads the tokens again, besides the stream that a cut carries"
EMBEDDINGS_AGAIN = "its attention blocks read the embeddings again, besides the stream that a cut carries"
SEVERAL_STREAMS = "several streams pass between its blocks, and its first blocks read the tokens again"
TWO_HALVES = "it is made of an encoder and a decoder, and only one row of blocks can be cut"
BOTH_WAYS = "it reads texts in both directions, and only a model that reads from left to right can be cut"

REASONS: dict[str, str] = {
    **dict.fromkeys(("gemma3n", "gemma3n_text"), PER_LAYER_INPUTS),
    **dict.fromkeys(("gemma4", "gemma4_text", "gemma4_unified", "gemma4_unified_text"), PER_LAYER_INPUTS),
    **dict.fromkeys(("zamba", "zamba2"), EMBEDDINGS_AGAIN),
    "deepseek_v4": SEVERAL_STREAMS,
    **dict.fromkeys(("bart", "bigbird_pegasus", "blenderbot", "blenderbot-small", "marian", "mbart"), TWO_HALVES),
    **dict.fromkeys(("mvp", "pegasus", "plbart", "prophetnet", "trocr", "whisper"), TWO_HALVES),
    **dict.fromkeys(("bert", "big_bird", "camembert", "data2vec-text", "electra", "ernie", "megatron-bert"), BOTH_WAYS),
    **dict.fromkeys(("rembert", "roberta", "roberta-prelayernorm", "roc_bert", "roformer", "xlm"), BOTH_WAYS),
    **dict.fromkeys(("xlm-roberta", "xlm-roberta-xl", "xmod"), BOTH_WAYS),
}


def can_be_cut(architecture: str) -> str | None:
    """None, or in plain words why models of an architecture (`model_type` of config.json) cannot be cut.

    The words end a sentence that begins with “NAME cannot be cut: ”. None is no promise: anatomy.check_cut tries each
    model on a few tokens before its first cut.
    """
    return REASONS.get(architecture)
