"""A row of choices of which one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.theme import theme


class Segmented(QWidget):
    """Buttons joined to one control; the arrow keys move the choice. `even`: all equally wide."""

    chosen = Signal(str)
    "By the person, not by `set_value`."

    def __init__(self, parent: QWidget | None = None, *, even: bool = False) -> None:
        super().__init__(parent)
        self._even = even
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setFixedHeight(28)
        theme.changed.connect(self._recolour)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(value, words) pairs, left to right."""
        if [(v, b.text()) for v, b in self._buttons.items()] == list(options):
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()
        for value, words in options:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if self._even:
                button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(24)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._row.addWidget(button, 1 if self._even else max(4, len(words)))
            self._buttons[value] = button
        self._recolour()

    @property
    def options(self) -> list[str]:
        return list(self._buttons)

    def value(self) -> str | None:
        return next((value for value, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        if value in self._buttons:
            self._buttons[value].setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self._buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)

    def button(self, value: str) -> QPushButton:
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        now = self.value()
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        values = self.options
        wanted = values[max(0, min(len(values) - 1, values.index(now) + step))]
        self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        if wanted != now:
            self._buttons[wanted].setChecked(True)
            self.chosen.emit(wanted)

    def _recolour(self) -> None:
        colors = theme.palette
        last = len(self._buttons) - 1
        for index, button in enumerate(self._buttons.values()):
            left, right = (6 if index == 0 else 0), (6 if index == last else 0)
            button.setStyleSheet(
                f"QPushButton {{ background: {colors.surface.name()}; color: {colors.text2.name()}; font-size: 12px;"
                f" border: 1px solid {colors.edge.name()}; border-left-width: {1 if index == 0 else 0}px;"
                f" border-top-left-radius: {left}px; border-bottom-left-radius: {left}px;"
                f" border-top-right-radius: {right}px; border-bottom-right-radius: {right}px;"
                f" padding: 0 6px; min-height: 26px; font-weight: 400; }}"
                f"QPushButton:hover {{ background: {colors.hover.name()}; }}"
                f"QPushButton:checked {{ background: {colors.soft.name()}; color: {colors.accent.name()};"
                f" font-weight: 600; }}"
                f"QPushButton:focus {{ border: 2px solid {colors.accent.name()}; padding: 0 5px; min-height: 24px; }}"
            )
