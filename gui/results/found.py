"""What a run found, in words: the answer to what the graph asks comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.graph.weight import by_weight
from engine.jobs.messages import NodeState

if TYPE_CHECKING:
    from gui.document import Document

FOUND = (NodeState.DONE, NodeState.CACHED)


def holding(document: Document) -> dict[str, str]:
    """Which nodes found what. Only what still holds: an edit withdraws it."""
    states, found = document.outcome.states, document.outcome.sentences
    return {node: found[node] for node in found if node in states and states[node].state in FOUND}


def sentences(document: Document) -> list[tuple[str, str]]:
    """(node, what it found) of what holds, the main one first."""
    found = holding(document)
    return [(node, found[node]) for node in by_weight(document.graph) if node in found]
