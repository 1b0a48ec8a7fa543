"""Which ports a wire can end at. Asked of every port at once when a wire is taken up, so it looks at the graph once."""

from __future__ import annotations

from dataclasses import replace

from engine.graph.checks import downstream, needed
from engine.graph.document import Wire
from gui.canvas.layout import Spot
from gui.document import Document


class Fitting:
    """Says of ports what `Document.why_not` says, without the words. `instead_of`: the wire that would be replaced."""

    def __init__(self, document: Document, fixed: Spot, instead_of: Wire | None = None) -> None:
        wires = [wire for wire in document.graph.wires if wire != instead_of]
        graph = replace(document.graph, wires=wires)
        self._fixed, self._wires = fixed, set(wires)
        self._loops = downstream(graph, fixed.node) if fixed.is_input else needed(graph, [fixed.node])
        "Nodes that a wire would lead round to."

    def holds(self, spot: Spot) -> bool:
        fixed = self._fixed
        if spot.is_input == fixed.is_input or not spot.kind or spot.kind != fixed.kind:
            return False
        return spot.node not in self._loops and fixed.wire_to(spot) not in self._wires
