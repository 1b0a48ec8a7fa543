"""The dots that run along wires into nodes that work."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from engine.jobs.messages import NodeState
from gui.canvas.wires import WireItem
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.scene import CanvasScene

SECONDS = 0.9
TICK_MS = 33


class Flow(QTimer):
    """Ticks only while something flows. With reduced motion the dots stand in the middle."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene, interval=TICK_MS)
        self._scene = scene
        self.timeout.connect(self._advance)

    def show(self, item: WireItem) -> None:
        """Show a dot on the wire, or none, as its target says."""
        if not self._flows(item):
            item.flow(None)
        elif theme.reduced_motion:
            item.flow(0.5)
        elif not self.isActive():
            self.start()

    def _flows(self, item: WireItem) -> bool:
        return self._scene.document.state_of(item.wire.target) is NodeState.RUNNING

    def _advance(self) -> None:
        flowing = [item for item in self._scene.wires.values() if self._flows(item)]
        if not flowing or theme.reduced_motion:
            self.stop()
        fraction = 0.5 if theme.reduced_motion else monotonic() / SECONDS % 1.0
        for item in flowing:
            item.flow(fraction)
