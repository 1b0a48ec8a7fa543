"""One document's results: the sentence that answers the graph's question, what else was found, and the plots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.graph.weight import by_weight
from gui.results.found import holding, sentences

if TYPE_CHECKING:
    from gui.document import Document
    from gui.plots.board import PlotBoard

MOST_SENTENCES = 4
"Besides the first; the rest stand in the inspector and in Messages."


class ResultsPage(QWidget):
    """Holds the document's plots while it is in front; the panel under the canvas has them otherwise."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._held: dict[str, str] | None = None
        "What is shown: every message of a run asks for it anew."
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Results"))
        self.sentence, self.others = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.sentence.setProperty("role", "sentence")
        self.others.setProperty("role", "body")
        for label in (self.sentence, self.others):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setMaximumWidth(960)
        said = QVBoxLayout()
        said.setContentsMargins(24, 20, 24, 0)
        said.setSpacing(8)
        said.addWidget(self.sentence)
        said.addWidget(self.others)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(said)
        document.outcome.changed.connect(self._told)
        document.graph_reset.connect(self._told)
        self._told()

    def hold(self, board: PlotBoard) -> None:
        """Take the plots in, as cards."""
        self._layout.addWidget(board, 1)
        board.show_as_page(by_weight(self.document.graph))
        board.show()
        self._told()

    def _told(self, *_: object) -> None:
        if self.isHidden() or (held := holding(self.document)) == self._held:
            return
        self._held = held
        found = sentences(self.document)
        self._show(self.sentence, [words for _, words in found[:1]])
        titled = ((self.document.title_of(node), words) for node, words in found[1 : 1 + MOST_SENTENCES])
        self._show(self.others, [self.tr("{node}: {words}").format(node=node, words=words) for node, words in titled])

    def _show(self, label: QLabel, lines: Sequence[str]) -> None:
        label.setText("\n".join(lines))
        label.setVisible(bool(lines))
