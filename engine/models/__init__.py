"""Language models: the contract, safe loading, the library on disk. Importing this package loads no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.models.loading import load

__all__ = ["load"]


def __getattr__(name: str) -> Any:
    if name == "load":
        from engine.models.loading import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
