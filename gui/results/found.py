"""What a run found, in words: the answer to what the graph asks comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.graph.weight import by_weight
from engine.jobs.messages import NodeState

if TYPE_CHECKING:
    from gui.document import Document

FOUND = (NodeState.DONE, NodeState.CACHED)


def sentences(document: Document) -> list[tuple[str, str]]:
    """(node, what it found), the main one first. Only what still holds: an edit withdraws it."""
    outcome = document.outcome
    return [
        (node, outcome.sentences[node])
        for node in by_weight(document.graph)
        if node in outcome.sentences and (state := outcome.states.get(node)) and state.state in FOUND
    ]
