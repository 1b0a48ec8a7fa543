"""Words written where they stand on the canvas: titles of nodes, groups and frames, and notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.view import CanvasView

_BORDER, _SIDE = 2, 6
_LEAST_HEIGHT, _LEAST_LETTERS = 24, 8


class Writing(QPlainTextEdit):
    """Lies over the words. Leaving it keeps what is written, Escape does not; Enter ends a title, Ctrl+Enter a note."""

    def __init__(
        self,
        view: CanvasView,
        area: QRectF,
        words: str,
        name: str,
        keep: Callable[[str], None],
        *,
        title: bool = True,
    ) -> None:
        """`keep` is called with other words than there were; `title`: one line."""
        super().__init__(view)
        self._view, self._area, self._old, self._keep, self._title = view, area, words, keep, title
        self._done = False
        self.setAccessibleName(name)
        self.setPlainText(words)
        self.selectAll()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        if title:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for moved in (
            view.zoom_changed,
            view.horizontalScrollBar().valueChanged,
            view.verticalScrollBar().valueChanged,
        ):
            moved.connect(self._lie)
        self._lie()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._finish(keep=False)
        elif enter and (self._title or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self._finish(keep=True)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()) if self._title else source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(keep=True)

    def _lie(self) -> None:
        """Over the words, as large as they are, wherever the view has gone."""
        font = theme.font(13, 600) if self._title else theme.font(12)
        size = max(11 if self._title else 8, round(font.pixelSize() * self._view.zoom))
        font.setPixelSize(size)
        place, above = self._view.mapFromScene(self._area).boundingRect(), _SIDE
        if self._title:
            line = QFontMetrics(font).height()
            place = place.adjusted(2, 2, -2, -2)
            place.setHeight(max(_LEAST_HEIGHT, line + 2 * _BORDER, place.height()))
            place.setWidth(max(size * _LEAST_LETTERS, place.width()))
            above = (place.height() - 2 * _BORDER - line) // 2
        self.setFont(font)
        self.setStyleSheet(
            f"QPlainTextEdit, QPlainTextEdit:focus {{ border: {_BORDER}px solid {theme.palette.accent.name()};"
            f" padding: {above}px {_SIDE}px 0 {_SIDE}px; font-size: {size}px;"
            f" font-weight: {600 if self._title else 400}; }}"
        )
        self.setGeometry(place)

    def _finish(self, keep: bool) -> None:
        if self._done:
            return
        self._done = True
        words = self.toPlainText().strip() if self._title else self.toPlainText()
        if keep and words != self._old:
            self._keep(words)
        if self.hasFocus():
            self._view.setFocus()
        self.hide()
        self.deleteLater()
