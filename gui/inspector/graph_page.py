"""What the inspector shows while nothing is selected: what the graph is for, what came out, and how its nodes do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.inspector.node_list import NodeList
from gui.inspector.pages import words
from gui.results.found import sentences

if TYPE_CHECKING:
    from gui.document import Document

_REFRESH_MS = 60


class GraphPage(QWidget):
    """Follows the document while it is shown."""

    node_chosen = Signal(str)
    help_requested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        box = QVBoxLayout(self)
        box.setSpacing(8)
        graph = document.graph
        box.addSpacing(12)
        box.addWidget(words(graph.name or self.tr("This graph"), "title"))
        if graph.about:
            box.addWidget(words(graph.about, "body"))
        self._found = words("", "section", selectable=True)
        self._found_title = words(self.tr("What came out"), "label")
        self._list = NodeList(document)
        self._list.node_chosen.connect(self.node_chosen)
        box.addSpacing(8)
        box.addWidget(self._found_title)
        box.addWidget(self._found)
        box.addSpacing(8)
        box.addWidget(words(self.tr("Nodes"), "label"))
        box.addWidget(self._list)
        box.addSpacing(8)
        box.addWidget(words(self.tr("Select a node to see its settings and results."), "hint"))
        box.addWidget(help_button(self), 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        self._timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        for signal in (document.state_changed, document.node_changed, document.node_added, document.node_removed):
            signal.connect(self._soon)
        document.faults_changed.connect(self._soon)
        self.refresh()

    def _soon(self, *_: object) -> None:
        self._timer.start()

    def refresh(self) -> None:
        found = sentences(self._document)[:1]
        self._found.setText(found[0][1] if found else "")
        for widget in (self._found_title, self._found):
            widget.setVisible(bool(found))
        self._list.show_nodes(list(self._document.graph.nodes))


class PlainPage(QWidget):
    """Words in the middle of the panel, where there is nothing to show."""

    help_requested = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = words(text, "body")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addStretch()
        box.addWidget(label)
        box.addWidget(help_button(self), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()


def help_button(page: GraphPage | PlainPage) -> QPushButton:
    button = QPushButton(QCoreApplication.translate("Inspector", "What every node does"))
    button.clicked.connect(lambda: page.help_requested.emit())
    return button
