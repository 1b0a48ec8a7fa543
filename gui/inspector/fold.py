"""A part that is folded away until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QToolButton, QVBoxLayout, QWidget

from gui.theme import theme


class Fold(QFrame):
    """A line above, a button with a chevron, and below it the content. A tool may stand on the right."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(14, 14))
        self.button.toggled.connect(self._toggle)
        self._facts = QLabel()
        self._facts.setProperty("role", "hint")
        self._line = QFrame()
        self._line.setFixedHeight(1)
        self.content = QWidget()
        self.content.hide()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(2)
        self._row.addWidget(self.button)
        self._row.addWidget(self._facts)
        self._row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._line)
        box.addLayout(self._row)
        box.addWidget(self.content)
        self.set_words(words)
        self._recolour()
        theme.changed.connect(self._recolour)

    def set_words(self, words: str, facts: str = "") -> None:
        self.button.setText(words)
        self.button.setAccessibleName(f"{words} {facts}".strip())
        self._facts.setText(facts)

    def set_content(self, layout: QLayout) -> None:
        self.content.setLayout(layout)

    def add_tool(self, tool: QWidget) -> None:
        self._row.addWidget(tool)

    def open(self) -> None:
        self.button.setChecked(True)

    def _toggle(self, opened: bool) -> None:
        self.content.setVisible(opened)
        self._recolour()

    def _recolour(self) -> None:
        colors = theme.palette
        self.button.setIcon(theme.icon("chevron-down" if self.button.isChecked() else "chevron-right", size=14))
        self.button.setStyleSheet(
            f"QToolButton {{ color: {colors.text2.name()}; padding: 3px 6px 3px 0; }}"
            f"QToolButton:checked {{ background: transparent; color: {colors.text1.name()}; }}"
            f"QToolButton:focus {{ padding: 2px 5px 2px 0; }}"
        )
        self._line.setStyleSheet(f"background: {colors.line.name()};")
