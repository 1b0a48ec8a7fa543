"""Nodes that make one model out of several."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from engine import papers
from engine.errors import Fix, StitchworkError
from engine.fusion.options import Search, Strategy, Vocabularies
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Model
from engine.jobs.run import Run

_STRATEGIES = {
    "dynamic": "Dynamic",
    "static": "Fixed weight",
    "contrastive": "Contrastive",
    "average-probabilities": "Average of probabilities",
    "average-logits": "Average of logits",
    "anti-expert": "Anti-expert",
}
_NEEDS_BASE = (Strategy.DYNAMIC, Strategy.STATIC, Strategy.CONTRASTIVE)


def _row(settings: Any) -> str:
    words = _STRATEGIES[settings.strategy.value]
    if settings.strategy is Strategy.DYNAMIC:
        return f"{words}, {'exact' if settings.search is Search.EXACT else 'paper’s'} search"
    return f"Fixed weight {settings.alpha:g}" if settings.strategy is Strategy.STATIC else words


def _members_fit(context: Preflight) -> dict[str, Any]:
    """One tokenizer for all, or a mapping chosen; the members that the strategy needs."""
    settings, inputs = context.settings, context.inputs
    if settings.strategy in _NEEDS_BASE and "base" not in inputs:
        raise StitchworkError(
            f"The strategy “{_STRATEGIES[settings.strategy.value]}” needs a base model.",
            "Connect the small model that the experts were made from.",
            port="base",
        )
    if settings.strategy is not Strategy.CONTRASTIVE and not inputs.get("experts"):
        raise StitchworkError("“experts” is not connected.", "Connect one or more models to it.", port="experts")
    if settings.strategy is Strategy.ANTI_EXPERT and len(inputs["experts"]) < 2 and "base" not in inputs:
        raise StitchworkError(
            "An anti-expert needs a model that speaks for the good side.",
            "Connect a base, or a second expert before the one to avoid.",
            port="experts",
        )
    large = inputs["large"]
    heard = [("base", 0, inputs["base"])] if "base" in inputs else []
    heard += [("experts", place, expert) for place, expert in enumerate(inputs.get("experts") or [])]
    for port, place, facts in heard:
        one, other = getattr(large, "tokenizer", ""), getattr(facts, "tokenizer", "")
        if one and other and one != other and settings.vocabularies is Vocabularies.SAME:
            raise StitchworkError(
                f"{facts.name} and {large.name} do not share a vocabulary "
                f"({facts.vocab_size:,} and {large.vocab_size:,} pieces).",
                "Logit fusion adds the members' scores piece by piece. That needs one list of pieces, or a mapping.",
                port=port,
                place=place,
                fixes=(
                    Fix(
                        "Map the vocabularies",
                        "Compares pieces by their spelling, over the likeliest of each member. Somewhat slower.",
                        "vocabularies",
                        Vocabularies.UNION_TOP_K.value,
                    ),
                    Fix("Choose another model", f"Take one that cuts text like {large.name}."),
                ),
            )
    if not hasattr(large, "name"):
        return {}
    return {"model": replace(large, name=f"{large.name}, fused", bytes_needed=0)}


@node(
    "Logit fusion",
    group="Combine",
    icon="blend",
    summary=_row,
    preflight=_members_fit,
)
def logit_fusion(
    run: Run,
    large: Model,
    base: Model | None = None,
    experts: list[Model] | None = None,
    *,
    strategy: Annotated[
        Strategy,
        Setting(
            label="Strategy",
            help="Dynamic finds a new weight for each expert at every token, so that the large model moves as far as "
            "the experts did.",
            labels=_STRATEGIES,
            papers={
                "dynamic": (papers.DYNAMIC_FUSION,),
                "static": (papers.PROXY_TUNING,),
                "contrastive": (papers.CONTRASTIVE_DECODING,),
                "average-probabilities": (papers.OPINION_POOL,),
                "average-logits": (papers.PRODUCTS_OF_EXPERTS,),
                "anti-expert": (papers.DEXPERTS,),
            },
        ),
    ] = Strategy.DYNAMIC,
    search: Annotated[
        Search,
        Setting(
            label="Search",
            help="Exact solves for the best weight. The paper tries 21 weights, one expert at a time.",
            labels={"exact": "Exact", "paper": "Paper grid, 21 points"},
            depends_on=("strategy", ("dynamic",)),
        ),
    ] = Search.EXACT,
    alpha: Annotated[
        float,
        Setting(
            label="Fixed weight (alpha)",
            help="0 is the large model alone, 1 is proxy-tuning.",
            minimum=0.0,
            maximum=2.0,
            step=0.1,
            depends_on=("strategy", ("static", "anti-expert")),
        ),
    ] = 1.0,
    vocabularies: Annotated[
        Vocabularies,
        Setting(
            label="Vocabularies",
            help="What to do when members cut text into different pieces.",
            labels={
                "same": "One tokenizer for all",
                "union-top-k": "Match the likeliest pieces by spelling",
                "token-alignment": "Match the pieces that all have",
            },
            papers={"union-top-k": (papers.TOP_K_UNION,), "token-alignment": (papers.TOKEN_CLASSES,)},
            advanced=True,
        ),
    ] = Vocabularies.SAME,
) -> Model:
    """Steer a large model with small experts, token by token. Nothing is trained.

    Each expert is a fine-tuned copy of the small base. What it learned, the difference between its scores and the
    base's, is added to the large model's scores: softmax(l + Σ αₜ (eₜ − s)). The weights α are found anew at every
    token, so that the large model moves exactly as far from itself as the expert moved from the base, measured by the
    KL divergence in both directions.

    The result is a model: it generates, is measured, and can be a member of the next fusion.
    """
    from engine.fusion import FusedModel

    fused = FusedModel(
        large, base, experts or [], strategy, alpha, search=search, vocabularies=vocabularies, name=run.title
    )
    run.footer = f"{len(fused.members())} members"
    return fused
