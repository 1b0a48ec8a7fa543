"""Type to search for a node, and put it on the canvas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.graph.nodes import NodeType
from gui.canvas.overlays import Panel
from gui.theme import theme

WIDTH = 320
_ROWS = 8
_ROW = 28


class AddPopup(Panel):
    """A search field over a list of node types. `chosen`: a type's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "surface", "edge", 8)
        self._canvas = parent
        self._types: list[NodeType] = []
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find a node"))
        self.field.setAccessibleName(self.tr("Find a node"))
        self.list = QListWidget(self)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.help = QLabel(self)
        self.help.setProperty("role", "hint")
        self.help.setWordWrap(True)
        self.help.setMinimumHeight(36)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.field, self.list, self.help):
            column.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentItemChanged.connect(self._show_help)
        self.hide()

    def offer(self, types: Iterable[NodeType]) -> None:
        """Open with these types, the search field empty and focused."""
        self._types = sorted(types, key=lambda kind: (kind.group, kind.title))
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Escape:
                    self._close()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._choose()
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    row = self.list.currentRow() + step
                    self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                    return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        ranked = [(score, kind) for kind in self._types if (score := match_score(text, kind)) > 0]
        if text.strip():
            ranked.sort(key=lambda pair: -pair[0])
        self.list.clear()
        for _, kind in ranked:
            item = QListWidgetItem(theme.icon(kind.icon), kind.title)
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        if ranked:
            self.list.setCurrentRow(0)
        else:
            self.help.setText(self.tr("No node fits. Try another word."))
        self.list.setFixedHeight(_ROW * max(1, min(_ROWS, len(ranked))) + 2)
        self.adjustSize()

    def _show_help(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            kind: NodeType = item.data(Qt.ItemDataRole.UserRole)
            self.help.setText(kind.help.split("\n\n")[0])

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            kind: NodeType = item.data(Qt.ItemDataRole.UserRole)
            self._close()
            self.chosen.emit(kind.id)

    def _close(self) -> None:
        self.hide()
        self._canvas.setFocus()


def match_score(text: str, kind: NodeType) -> float:
    """How well a type fits what was typed, 0 for not at all: title before group before help, letters in order."""
    wanted = text.casefold().split()
    if not wanted:
        return 1.0
    title, rest = kind.title.casefold(), f"{kind.group} {kind.help}".casefold()
    total = 0.0
    for word in wanted:
        if title.startswith(word):
            score = 8.0
        elif f" {word}" in title:
            score = 6.0
        elif word in title:
            score = 4.0
        elif f" {word}" in f" {rest}":
            score = 2.0
        elif _in_order(word, title):
            score = 1.0
        else:
            return 0.0
        total += score
    return total


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return len(letters) > 1 and all(letter in rest for letter in letters)
