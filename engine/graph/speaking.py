"""The one thing that a window tells node types: how their words are said. Apart from them, as they are slow to load."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.graph.nodes import NodeType

speaker: Callable[[NodeType], NodeType] | None = None
"Translates the words of a node type. Set before node types are looked up for the first time."
