"""Dynamic logits fusion: small experts steer a large model at every token (Fan et al. 2024, arXiv 2406.15480)."""

from engine.fusion.fused import FusedModel, FusedState
from engine.fusion.report import GapClosure, StepReport, gap_closure
from engine.fusion.solve import Search, Solution, solve
from engine.fusion.strategies import Strategy
from engine.fusion.vocab import Vocabularies

__all__ = [
    "FusedModel",
    "FusedState",
    "GapClosure",
    "Search",
    "Solution",
    "StepReport",
    "Strategy",
    "Vocabularies",
    "gap_closure",
    "solve",
]
