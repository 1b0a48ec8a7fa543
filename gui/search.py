"""Type to search, choose with the keyboard: a field over a list, for the nodes of a canvas and for everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.chrome import Panel
from gui.theme import theme

_ROWS = 8
_ROW = 28
_CHOICE = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


@dataclass(frozen=True)
class Choice:
    """One row. `also`: words by which it is found beside its title. `right`: said at the end of the row."""

    title: str
    value: Any
    icon: str = "command"
    also: str = ""
    help: str = ""
    right: str = ""


class SearchPanel(Panel):
    """`chosen`: the value of a choice, after the panel has gone and the focus is back where it was."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, width: int, prompt: str, nothing: str) -> None:
        super().__init__(parent, "surface", "edge", 8)
        self._nothing = nothing
        self._choices: list[Choice] = []
        self._home: QWidget | None = None
        self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.list = QListWidget(self)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Rows(self.list))
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

    def open(self, choices: Iterable[Choice], home: QWidget | None) -> None:
        """Show these, the search field empty and focused. `home` has the focus afterwards."""
        self._choices, self._home = list(choices), home
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        if self._home is not None:
            self._home.setFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if key in _STEPS:
                row = self.list.currentRow() + _STEPS[key]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        scores = ((match_score(text, choice.title, choice.also), choice) for choice in self._choices)
        ranked = [(score, choice) for score, choice in scores if score > 0]
        if text.strip():
            ranked.sort(key=lambda pair: -pair[0])
        self.list.clear()
        for _, choice in ranked:
            item = QListWidgetItem(theme.icon(choice.icon), choice.title)
            item.setData(_CHOICE, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (choice.title, choice.right))))
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        if ranked:
            self.list.setCurrentRow(0)
        else:
            self.help.setText(self._nothing)
        self.list.setFixedHeight(_ROW * max(1, min(_ROWS, len(ranked))) + 2)
        self.adjustSize()

    def _show_help(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            choice: Choice = item.data(_CHOICE)
            self.help.setText(choice.help)
            self.field.setAccessibleDescription(item.data(Qt.ItemDataRole.AccessibleTextRole))

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            choice: Choice = item.data(_CHOICE)
            self.close_panel()
            self.chosen.emit(choice.value)


class _Rows(QStyledItemDelegate):
    """Says at the end of a row what it is, or its keys."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        choice: Choice = index.data(_CHOICE)
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        room = option.rect.width() - 40 - metrics.horizontalAdvance(choice.right) - 16  # type: ignore[attr-defined]
        option.text = metrics.elidedText(choice.title, Qt.TextElideMode.ElideRight, room)  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        choice: Choice = index.data(_CHOICE)
        if choice.right:
            painter.save()
            painter.setFont(theme.font(12))
            painter.setPen(theme.palette.text3)
            area = option.rect.adjusted(0, 0, -8, 0)  # type: ignore[attr-defined]
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, choice.right)
            painter.restore()


def match_score(text: str, title: str, also: str = "") -> float:
    """How well a row fits what was typed, 0 for not at all: title before other words, then letters in order."""
    wanted = text.casefold().split()
    if not wanted:
        return 1.0
    title, also = title.casefold(), also.casefold()
    total = 0.0
    for word in wanted:
        if title.startswith(word):
            score = 8.0
        elif f" {word}" in title:
            score = 6.0
        elif word in title:
            score = 4.0
        elif f" {word}" in f" {also}":
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
