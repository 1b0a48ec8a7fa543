"""The offer of the tour on the start page: calm, once, and gone for good when it was answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.chrome import Panel
from gui.theme import theme


class TourOffer(QWidget):
    """A card with two answers."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, ring: int) -> None:
        super().__init__()
        card = Panel(self, "surface", "line", 8)
        self._icon = QLabel()
        title = QLabel(self.tr("New here?"))
        title.setProperty("role", "section")
        words = QLabel(self.tr("Five steps run the first recipe with you. It takes a minute."), wordWrap=True)
        words.setProperty("role", "body")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(title)
        text.addWidget(words)
        self.accept = QPushButton(self.tr("Show me around"))
        self.accept.clicked.connect(lambda: self.accepted.emit())
        self.decline = QPushButton(self.tr("Not now"))
        self.decline.setFlat(True)
        self.decline.clicked.connect(lambda: self.declined.emit())
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(text, 1)
        row.addWidget(self.decline)
        row.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ring, 0, ring, 12)
        layout.addWidget(card)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._icon.setPixmap(theme.pixmap("lightbulb", "accent", 20, self.devicePixelRatioF()))
