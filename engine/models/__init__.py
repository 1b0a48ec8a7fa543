"""Language models: the contract, safe loading, cutting, the library on disk. Importing this package loads no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lazy import lazy

if TYPE_CHECKING:
    from engine.models.anatomy import back, front
    from engine.models.loading import load

__all__ = ["back", "front", "load"]

__getattr__ = lazy(__name__, {"load": "loading", "front": "anatomy", "back": "anatomy"})
