"""What a run found, in words: the answer to what the graph asks comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.graph.ports import Kind
from engine.graph.topology import stages
from engine.jobs.messages import NodeState

if TYPE_CHECKING:
    from gui.document import Document

FOUND = (NodeState.DONE, NodeState.CACHED)


def by_weight(document: Document) -> list[str]:
    """The node that answers what the graph asks comes first: one at its end, that measures rather than writes."""
    reached = stages(document.graph)

    def weight(node: str) -> tuple[bool, int]:
        kind = document.type_of(node)
        writes = kind is not None and any(port.kind is Kind.TEXT for port in kind.outputs)
        return writes, -reached[node]

    return sorted(document.graph.nodes, key=weight)


def sentences(document: Document) -> list[tuple[str, str]]:
    """(node, what it found), the main one first. Only what still holds: an edit withdraws it."""
    outcome = document.outcome
    return [
        (node, outcome.sentences[node])
        for node in by_weight(document)
        if node in outcome.sentences and (state := outcome.states.get(node)) and state.state in FOUND
    ]
