"""Dynamic logits fusion: small experts steer a large model at every token (Fan et al. 2024, arXiv 2406.15480).

Importing this package loads no torch: the window reads `engine.fusion.options` through the nodes' settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Load the methods on first use. All at once: a part of them would leave `solve` naming its module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from engine.fusion import fused, report, solve, strategies, vocab

    for module in (fused, report, solve, strategies, vocab):
        globals().update({key: getattr(module, key) for key in __all__ if key in vars(module)})
    return globals()[name]
