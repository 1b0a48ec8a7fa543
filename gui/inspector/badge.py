"""The state of a node or a group as a badge with words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.jobs.messages import NodeState
from gui.canvas import grouped
from gui.canvas.paint import badge_pixmap
from gui.canvas.words import footer, state_words
from gui.theme import theme

if TYPE_CHECKING:
    from gui.document import Document


class StateBadge(QWidget):
    """Sixteen pixels of shape, and the words that say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: NodeState | None = None
        self._fraction: float | None = None
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(16, 16))
        self.words = QLabel()
        self.words.setFont(theme.font(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self.words)
        theme.changed.connect(self._repaint)

    def show_node(self, document: Document, node: str) -> None:
        state, progress = document.state_of(node), document.outcome.progress.get(node)
        running = state is NodeState.RUNNING and progress is not None and progress.total > 0
        fraction = progress.done / progress.total if running and progress else None
        plain = state in (NodeState.RUNNING, NodeState.WAITING)
        words = state_words(state) if plain else footer(document, node)[0]
        self._show(state, fraction, f"{words} {fraction:.0%}" if fraction is not None else words)

    def show_group(self, document: Document, nodes: Sequence[str]) -> None:
        state = grouped.state(document, nodes)
        fraction = grouped.fraction(document, nodes) if state is NodeState.RUNNING else None
        self._show(state, fraction, grouped.footer(document, nodes)[0])

    def _show(self, state: NodeState, fraction: float | None, words: str) -> None:
        self._state, self._fraction = state, fraction
        self.words.setText(words)
        self._repaint()

    def _repaint(self) -> None:
        if self._state is not None:
            self._picture.setPixmap(badge_pixmap(self._state, 16, self.devicePixelRatioF(), self._fraction))
        color = theme.palette.failed if self._state is NodeState.FAILED else theme.palette.text2
        self.words.setStyleSheet(f"font-size: 12px; color: {color.name()};")
