"""Language models: the contract, safe loading, cutting, the library on disk. Importing this package loads no torch."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.models.anatomy import back, front
    from engine.models.loading import load

__all__ = ["back", "front", "load"]

HOMES = {"load": "engine.models.loading", "front": "engine.models.anatomy", "back": "engine.models.anatomy"}


def __getattr__(name: str) -> Any:
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
