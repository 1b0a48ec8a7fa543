"""Files that are dropped on the window open: graphs, and exported pictures that carry theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

SUFFIXES = (".stitch", ".png")


class FileDrops(QObject):
    """Takes what the widgets inside the window leave alone."""

    def __init__(self, window: QWidget, opened: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._opened = opened
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and not isinstance(event, QDragMoveEvent):
            files = droppable(event.mimeData())
            if files:
                event.acceptProposedAction()
                for file in files:
                    self._opened(file)
                return True
        elif isinstance(event, (QDragEnterEvent, QDragMoveEvent)) and droppable(event.mimeData()):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)


def droppable(data: QMimeData) -> list[Path]:
    """The files in a drag that could be opened."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in SUFFIXES]
