"""A bar above the page for what must not be missed: a file that cannot be opened, a change that waits for a run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.chrome import badge
from gui.theme import theme

FILLS = {"failed": "failed_soft", "warn": "warn_soft", "done": "done_soft", "info": "soft"}


class Notice(QWidget):
    """Hidden until it has something to say; one button, sometimes another, and a cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._level = "info"
        self._acts: list[Callable[[], object] | None] = [None, None]
        self._badge = QLabel()
        self._words = QLabel(wordWrap=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.button, self.other = QPushButton(), QPushButton()
        for place, button in enumerate((self.button, self.other)):
            button.clicked.connect(lambda _checked=False, place=place: self._use(place))
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self.other)
        row.addWidget(self._close)
        self.hide()
        theme.changed.connect(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    def show_words(
        self,
        words: str,
        level: str,
        button: str = "",
        act: Callable[[], object] | None = None,
        other: str = "",
        other_act: Callable[[], object] | None = None,
    ) -> None:
        self._level = level
        self._acts = [act, other_act]
        self._words.setText(words)
        for shown, text in ((self.button, button), (self.other, other)):
            shown.setText(text)
            shown.setVisible(bool(text))
        self._restyle()
        self.show()

    def _use(self, place: int) -> None:
        self.hide()
        act = self._acts[place]
        if act is not None:
            act()

    def _restyle(self) -> None:
        palette = theme.palette
        fill, line = getattr(palette, FILLS[self._level]), palette.line
        self.setStyleSheet(f"#notice {{ background: {fill.name()}; border-bottom: 1px solid {line.name()}; }}")
        self._badge.setPixmap(badge(self._level, 16, self.devicePixelRatioF()))
        self._close.setIcon(theme.icon("x", "text2"))
