"""One setting to vary, and its values: a line of numbers, or choices to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.graph.nodes import SettingField, choices
from gui.inspector.editors import QuietCombo
from gui.inspector.sources import library_sources
from gui.inspector.validation import reason_against
from gui.sweeping.plan import Axis, is_number, kind_of, numbers, usual, words_of

if TYPE_CHECKING:
    from gui.document import Document

LIST_ROWS = 6
"As many choices are seen at once."


class AxisEditor(QWidget):
    """Says when the setting or the values are others."""

    changed = Signal()

    def __init__(self, document: Document, settings: dict[str, list[SettingField]], title: str) -> None:
        super().__init__()
        self._document, self._settings = document, settings
        self._sources = library_sources(document, lambda: self.setting[0])
        label = QLabel(title)
        label.setProperty("role", "label")
        self.nodes, self.names = QuietCombo(), QuietCombo()
        label.setBuddy(self.nodes)
        self.nodes.setAccessibleName(self.tr("{setting}: of which node").format(setting=title))
        self.names.setAccessibleName(title)
        for name in settings:
            self.nodes.addItem(document.title_of(name), name)
        self.nodes.activated.connect(lambda _index: self.show_setting((self.nodes.currentData(), "")))
        self.names.activated.connect(lambda _index: self._show_values())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.nodes, 2)
        row.addWidget(self.names, 3)
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda: self.changed.emit())
        self.list = QListWidget()
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (label, self.line, self.list, self.hint):
            layout.addWidget(part)
        layout.insertLayout(1, row)

    @property
    def setting(self) -> tuple[str, str]:
        """(node, setting)"""
        return self.nodes.currentData(), self.names.currentData()

    @property
    def entry(self) -> SettingField:
        node, name = self.setting
        return next(entry for entry in self._settings[node] if entry.name == name)

    def show_setting(self, setting: tuple[str, str]) -> None:
        """Choose a node and one of its settings ("": the first), with the usual values."""
        node, name = setting
        self.nodes.setCurrentIndex(self.nodes.findData(node))
        self.names.clear()
        for entry in self._settings[node]:
            self.names.addItem(entry.label, entry.name)
        self.names.setCurrentIndex(max(0, self.names.findData(name)))
        self._show_values()

    def focus_values(self) -> None:
        (self.list if self.line.isHidden() else self.line).setFocus(Qt.FocusReason.TabFocusReason)

    def axis(self) -> Axis | None:
        """None while the values do not fit, or there are none."""
        values = self._values()
        return Axis(self.setting[0], self.entry, tuple(values)) if values and not self.problem() else None

    def problem(self) -> str:
        """Why the values do not fit; empty if they do."""
        entry, values = self.entry, self._values()
        if values is None:
            whole = kind_of(entry) is int
            return (
                self.tr("Write whole numbers, with commas between them.")
                if whole
                else self.tr("Write numbers, with commas between them.")
            )
        if not values:
            return self.tr("Give at least one value of “{setting}”.").format(setting=entry.label)
        kind = self._document.type_of(self.setting[0])
        for value in values:
            reason = reason_against(kind, entry.name, value) if kind is not None else ""
            if reason:
                return self.tr("{value} does not fit: {reason}").format(value=words_of(entry, value), reason=reason)
        return ""

    def _values(self) -> Sequence[Any] | None:
        if not self.line.isHidden():
            return numbers(self.line.text(), kind_of(self.entry) is int)
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _show_values(self) -> None:
        entry, now = self.entry, self._now()
        typed = is_number(entry)
        self.line.setVisible(typed)
        self.list.setVisible(not typed)
        if typed:
            blocks = self._sources.blocks() if entry.about.widget == "depth" else None
            values = usual(entry, now, blocks.count if blocks else None)
            self.line.setText(", ".join(words_of(entry, value) for value in values))
        else:
            self._fill_list(entry, now)
        for field in (self.line, self.list):
            field.setAccessibleName(self.tr("Values of {setting}").format(setting=entry.label))
        self.hint.setText(self._hint(entry, now))
        self.line.setAccessibleDescription(self.hint.text())
        self.changed.emit()

    def _fill_list(self, entry: SettingField, now: Any) -> None:
        offered: list[Any] = [False, True] if kind_of(entry) is bool else choices(entry.type)
        model = entry.about.widget == "model"
        if model:
            offered = [choice.value for choice in self._sources.models()]
        self.list.blockSignals(True)
        self.list.clear()
        for value in offered:
            item = QListWidgetItem(words_of(entry, value), self.list)
            item.setData(Qt.ItemDataRole.UserRole, value)
            ticked = value == now if model else True
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        rows = min(LIST_ROWS, max(2, self.list.count()))
        self.list.setFixedHeight(rows * 26 + 2 * self.list.frameWidth() + 4)
        self.list.setCurrentRow(0)

    def _now(self) -> Any:
        """The graph's own value."""
        node, name = self.setting
        kind = self._document.type_of(node)
        values = kind.in_force(self._document.graph.nodes[node].settings) if kind else []
        return next(value for entry, value in values if entry.name == name)

    def _hint(self, entry: SettingField, now: Any) -> str:
        if not is_number(entry):
            return self.tr("Tick what is tried. Now: {value}.").format(value=words_of(entry, now))
        return self.tr("Numbers with commas between them. Now: {value}.").format(value=words_of(entry, now))
