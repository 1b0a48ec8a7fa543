"""One timer for all panels: each is drawn at most 30 times a second, and the window is never held up."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

TICK_MS = 33
SECONDS_A_TICK = 0.012


class Drawable(Protocol):
    def refresh(self) -> None: ...


class Redraws(QObject):
    """Panels wait here in the order they changed; a tick draws as many as its time allows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Drawable, None] = {}
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def schedule(self, panel: Drawable) -> None:
        self._waiting.setdefault(panel)
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, panel: Drawable) -> None:
        self._waiting.pop(panel, None)

    def _tick(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        deadline = time.perf_counter() + SECONDS_A_TICK
        for panel in list(self._waiting):
            del self._waiting[panel]
            panel.refresh()
            if time.perf_counter() > deadline:
                break
