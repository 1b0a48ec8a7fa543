"""Stop and pause, seen from both sides: one thread turns the controls, the node that works asks them."""

from __future__ import annotations

import threading

from engine.errors import Cancelled


class Controls:
    """The gate of one run. Calling it raises Cancelled once the run was stopped, and waits while it is paused."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._cancelled = False
        self._paused = False

    def __call__(self) -> None:
        if self._paused:
            with self._changed:
                self._changed.wait_for(lambda: self._cancelled or not self._paused)
        if self._cancelled:
            raise Cancelled

    def cancel(self) -> None:
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()

    def pause(self, paused: bool = True) -> None:
        with self._changed:
            self._paused = paused
            self._changed.notify_all()

    def resume(self) -> None:
        self.pause(False)
