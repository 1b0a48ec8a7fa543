"""How much memory the graph in front needs, known from the models' headers before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.words import in_bytes

if TYPE_CHECKING:
    from gui.document import Document

DELAY_MS = 150
TIGHT = 0.8
"From this share of what a run may use the need is a warning."


class MemoryNeed(QObject):
    """Follows one document at a time. `room()`: bytes that a run may use and bytes in all; zeros: not known."""

    changed = Signal(str, str)
    "(words, level): nothing to say, info, warn or failed."

    def __init__(self, room: Callable[[], tuple[int, int]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._document: Document | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.tell)

    def follow(self, document: Document | None) -> None:
        """Tell of another document from now on; None: of none."""
        if document is self._document:
            return
        if self._document is not None:
            for signal in _edits(self._document):
                signal.disconnect(self._later)
        self._document = document
        if document is not None:
            for signal in _edits(document):
                signal.connect(self._later)
        self.tell()

    def tell(self) -> None:
        """Say it now."""
        self._timer.stop()
        need = self._needed()
        if not need:
            self.changed.emit("", "")
            return
        free, total = self._room()
        level = "info" if not free or need <= TIGHT * free else "warn" if need <= free else "failed"
        words = self.tr("needs about {need} of {total}") if total else self.tr("needs about {need}")
        self.changed.emit(words.format(need=in_bytes(need), total=in_bytes(total)), level)

    def _needed(self) -> int:
        document = self._document
        if document is None or document.library is None:
            return 0
        from engine.graph.checks import memory_needed

        return memory_needed(document.graph, document.library)

    def _later(self, *_what: object) -> None:
        self._timer.start()


def _edits(document: Document) -> tuple:
    """Everything that may change what is loaded."""
    return (
        document.graph_reset,
        document.node_added,
        document.node_removed,
        document.wire_added,
        document.wire_removed,
        document.node_changed,
        document.settings_changed,
    )
