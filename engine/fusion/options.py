"""The choices that fusion offers. No torch: the graph reads them as settings."""

from __future__ import annotations

from enum import StrEnum


class Strategy(StrEnum):
    """How members are combined.

    dynamic: softmax(l + sum alpha_t (e_t - s)), alpha solved at every step. static: the same with fixed alpha
    (proxy-tuning at 1). contrastive: log p_large - log p_small among plausible tokens. average-probabilities,
    average-logits: plain means over the large model and the experts; the base takes no part. anti-expert (DExperts):
    softmax(l + alpha (expert - anti)); the last expert is the one to avoid, the mean of the others speaks for it, and
    with one expert alone the base does.
    """

    DYNAMIC = "dynamic"
    STATIC = "static"
    CONTRASTIVE = "contrastive"
    AVERAGE_PROBABILITIES = "average-probabilities"
    AVERAGE_LOGITS = "average-logits"
    ANTI_EXPERT = "anti-expert"


class Search(StrEnum):
    """How alpha is found: the exact minimum, or the paper's grid of 21 points, one expert at a time."""

    EXACT = "exact"
    PAPER = "paper"


class Vocabularies(StrEnum):
    """What to do when tokenizers differ: refuse, or compare on a support."""

    SAME = "same"
    UNION_TOP_K = "union-top-k"
    TOKEN_ALIGNMENT = "token-alignment"
