"""One timer for all panels: each is drawn at most 30 times a second, and the window is never held up."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

TICK_MS = 33
"No panel is drawn more often."
TURN_MS = 11
"The panels of a tick are drawn over as many turns of the event loop, so that their painting does not come all at once."
SECONDS_A_TURN = 0.006


class Drawable(Protocol):
    def refresh(self) -> None: ...

    def painting_seconds(self) -> float:
        """How long the painting takes that follows a refresh."""
        ...


class Redraws(QObject):
    """Panels wait here in the order they changed; a turn draws as many as its time allows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Drawable, None] = {}
        self._drawn: dict[Drawable, float] = {}
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self._turn)

    def schedule(self, panel: Drawable) -> None:
        self._waiting.setdefault(panel)
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, panel: Drawable) -> None:
        self._waiting.pop(panel, None)
        self._drawn.pop(panel, None)

    def _turn(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        began = time.perf_counter()
        spent = 0.0
        for panel in list(self._waiting):
            if began - self._drawn.get(panel, 0.0) < 0.9 * TICK_MS / 1000:
                continue
            del self._waiting[panel]
            self._drawn[panel] = began
            start = time.thread_time()
            panel.refresh()
            spent += time.thread_time() - start + panel.painting_seconds()
            if spent > SECONDS_A_TURN:
                break
