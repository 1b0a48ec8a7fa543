"""The library's place at the left: the panel, or a 44 px rail of its sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from gui.library.offers import MODELS, Section
from gui.library.panel import LibraryPanel
from gui.theme import theme

RAIL, LEAST, MOST = 44, 180, 480


class LibraryDock(QWidget):
    """Open, it is the panel and can be made wider; closed, each icon of the rail opens its section."""

    opened_changed = Signal(bool)
    "The person opened or closed it."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.opened = True
        self.panel = LibraryPanel()
        self.rail = QWidget()
        self._buttons = QVBoxLayout(self.rail)
        self._buttons.setContentsMargins(6, 4, 6, 8)
        self._buttons.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        layout.addWidget(self.rail)
        self.panel.collapse_requested.connect(lambda: self.opened_changed.emit(False))
        self.show_sections(())
        self.open(True)
        theme.changed.connect(self._restyle)

    def show_sections(self, sections: Sequence[Section]) -> None:
        self.panel.show_sections(sections)
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._add("panel-left", self.tr("Show the library (Ctrl+B)"), "")
        self._add("search", self.tr("Find a model or node"), "search")
        for section in sections:
            self._add("package" if section.key == MODELS else section.icon, section.title, section.key)
        self._buttons.addStretch(1)

    def open(self, opened: bool) -> None:
        """Show the panel or the rail."""
        self.opened = opened
        self.panel.setVisible(opened)
        self.rail.setVisible(not opened)
        self.setMinimumWidth(LEAST if opened else RAIL)
        self.setMaximumWidth(MOST if opened else RAIL)

    def _add(self, icon: str, words: str, key: str) -> None:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setIcon(theme.icon(icon, "text2"))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(32, 32)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._use(key))
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _use(self, key: str) -> None:
        self.opened_changed.emit(True)
        if key == "search":
            self.panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key:
            self.panel.reveal(key)

    def _restyle(self) -> None:
        for button in self.rail.findChildren(QToolButton):
            button.setIcon(theme.icon(button.property("icon_name"), "text2"))
