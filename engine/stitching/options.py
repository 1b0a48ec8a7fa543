"""Choices of a stitch. No torch: the window reads them."""

from __future__ import annotations

from enum import StrEnum


class MapKind(StrEnum):
    """What joins two models: how a state of the front becomes a state of the back."""

    AFFINE = "affine"
    LOW_RANK = "low-rank"
    PROCRUSTES = "procrustes"
    ALMOST_AFFINE = "almost-affine"
    IDENTITY = "identity"
