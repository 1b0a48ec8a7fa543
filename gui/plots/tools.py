"""The buttons at the right end of a plot's title line: the menu, and what only shows while it means something."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.theme import theme

SIZE = 24


class Tools(QWidget):
    """`menu_asked` carries the menu, empty, each time before it opens."""

    menu_asked = Signal(object)
    unpinned = Signal()
    show_all = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.button = self._button(self.tr("Save or copy {plot}").format(plot=title))
        self.button.setToolTip(self.tr("Save, copy, pin"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        self.pin: QToolButton | None = None
        self.whole: QToolButton | None = None
        self._recolour()
        theme.changed.connect(self._recolour)

    def show_pinned(self, pinned: bool) -> None:
        if pinned and self.pin is None:
            self.pin = self._button(self.tr("Pinned. Press to let go."))
            self.pin.clicked.connect(lambda: self.unpinned.emit())
        if self.pin is not None:
            self.pin.setVisible(pinned)
        self._recolour()

    def show_zoomed(self, zoomed: bool) -> None:
        if zoomed and self.whole is None:
            self.whole = self._button(self.tr("Show all again (double click)"))
            self.whole.clicked.connect(lambda: self.show_all.emit())
        if self.whole is not None:
            self.whole.setVisible(zoomed)
        self._recolour()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setFixedSize(SIZE, SIZE)
        button.setAccessibleName(words)
        button.setToolTip(words)
        self._line.insertWidget(0, button)
        return button

    def _fill(self) -> None:
        self.menu.clear()
        self.menu_asked.emit(self.menu)

    def _recolour(self) -> None:
        for button, icon, color in (
            (self.button, "ellipsis", "text2"),
            (self.pin, "pin", "accent"),
            (self.whole, "maximize", "text2"),
        ):
            if button is not None:
                button.setIcon(theme.icon(icon, color, 14))
