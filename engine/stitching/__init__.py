"""Stitching: the front of one model, one map, the back of another (Baek, Li, Tegmark 2024, arXiv 2410.08255).

Importing this package loads no torch: the window reads `engine.stitching.options` through the nodes' settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lazy import lazy
from engine.stitching.options import MapKind

if TYPE_CHECKING:
    from engine.stitching.calibrate import held_out_loss, instant, train_map
    from engine.stitching.controls import random_twin
    from engine.stitching.maps import Affine, AlmostAffine, Identity, LowRank, Procrustes
    from engine.stitching.solving import Moments, Solution, solve, solve_affine
    from engine.stitching.stitched import StitchedModel

_HOMES = {
    "Affine": "maps",
    "AlmostAffine": "maps",
    "Identity": "maps",
    "LowRank": "maps",
    "Moments": "solving",
    "Procrustes": "maps",
    "Solution": "solving",
    "StitchedModel": "stitched",
    "held_out_loss": "calibrate",
    "random_twin": "controls",
    "instant": "calibrate",
    "solve": "solving",
    "solve_affine": "solving",
    "train_map": "calibrate",
}

__all__ = [
    "Affine",
    "AlmostAffine",
    "Identity",
    "LowRank",
    "MapKind",
    "Moments",
    "Procrustes",
    "Solution",
    "StitchedModel",
    "held_out_loss",
    "instant",
    "random_twin",
    "solve",
    "solve_affine",
    "train_map",
]

__getattr__ = lazy(__name__, _HOMES)
