"""The view follows what is dragged to its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_EDGE = 20
"How near the edge begins, in pixels."
_WAIT_MS, _TICK_MS = 250, 16
"So long the mouse is held there before the view moves: on the way out of the view it does not."
_MOST = 18
"Pixels a tick, far outside."


class EdgeScroll(QTimer):
    """Scrolls while a gesture is held at the view's edge, the faster the farther outside, and tells the gesture."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._pos, self._free = QPoint(), False
        self.timeout.connect(self._scroll)

    def follow(self, pos: QPoint, free: bool) -> None:
        """The mouse is here. `free`: see Gesture."""
        self._pos, self._free = pos, free
        if self._step().isNull():
            self.stop()
        elif not self.isActive():
            self.start(_WAIT_MS)

    def _scroll(self) -> None:
        if self._view.gesture is None:
            self.stop()
            return
        self.setInterval(_TICK_MS)
        step = self._step()
        self._view.scroll_by(step.x(), step.y())
        self._view.gesture.move(self._pos, free=self._free)

    def _step(self) -> QPoint:
        inside = self._view.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

        def along(at: int, least: int, most: int) -> int:
            over = min(0, at - least) + max(0, at - most)
            return max(-_MOST, min(_MOST, int(over / 3)))

        return QPoint(
            along(self._pos.x(), inside.left(), inside.right()), along(self._pos.y(), inside.top(), inside.bottom())
        )
