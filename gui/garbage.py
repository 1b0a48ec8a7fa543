"""Python's full garbage collections stop everything for tens of milliseconds: while a graph runs they wait."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN = 10
"Python's own measure of how often all objects are looked through."
SELDOM = 1000
"A run of many hours may still collect a few times, before memory runs out."
REST_MS = 2000


class Garbage(QObject):
    """Only the rare full collections are put off; the young objects of a run are collected all the time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._collect)

    def wait(self) -> None:
        """A run begins."""
        self._rest.stop()
        gc.set_threshold(*gc.get_threshold()[:2], SELDOM)

    def resume(self) -> None:
        """It has ended: collect once things are at rest."""
        self._rest.start()

    def _collect(self) -> None:
        gc.set_threshold(*gc.get_threshold()[:2], OFTEN)
        gc.collect()
