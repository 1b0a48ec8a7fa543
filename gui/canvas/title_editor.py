"""A title written where it stands on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_LEAST = 22


class TitleEditor(QLineEdit):
    """Lies over a title. Enter and leaving it keep the words, Escape does not; so does a title without any."""

    def __init__(self, view: CanvasView, area: QRectF, title: str, name: str, keep: Callable[[str], None]) -> None:
        super().__init__(view)
        self._view, self._keep, self._title = view, keep, title
        self._done = False
        size = max(11, round(13 * view.zoom))
        self.setStyleSheet(f"QLineEdit {{ font-size: {size}px; font-weight: 600; padding: 0 6px; }}")
        self.setAccessibleName(name)
        self.setText(title)
        self.selectAll()
        place = view.mapFromScene(area).boundingRect().adjusted(2, 2, -2, -2)
        place.setHeight(max(_LEAST, place.height()))
        place.setWidth(max(theme.font(13).pixelSize() * 8, place.width()))
        self.setGeometry(place)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish(keep=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(keep=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(keep=True)

    def _finish(self, keep: bool) -> None:
        if self._done:
            return
        self._done = True
        words = self.text().strip()
        if keep and words and words != self._title:
            self._keep(words)
        if self.hasFocus():
            self._view.setFocus()
        self.hide()
        self.deleteLater()
