"""Dynamic logits fusion: small experts steer a large model at every token (Fan et al. 2024, arXiv 2406.15480).

Importing this package loads no torch: the window reads `engine.fusion.options` through the nodes' settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.fusion.options import Search, Strategy, Vocabularies
from engine.lazy import lazy

if TYPE_CHECKING:
    from engine.fusion.fused import FusedModel, FusedState
    from engine.fusion.report import GapClosure, StepReport, gap_closure
    from engine.fusion.solving import Solution, solve

_HOMES = {
    "FusedModel": "fused",
    "FusedState": "fused",
    "GapClosure": "report",
    "StepReport": "report",
    "gap_closure": "report",
    "Solution": "solving",
    "solve": "solving",
}

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

__getattr__ = lazy(__name__, _HOMES)
