"""The form of a node's settings, made from its type."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.graph.nodes import NodeType, SettingField
from gui.inspector.editors import Sources, SwitchEditor, editor_for
from gui.inspector.fold import Fold
from gui.inspector.validation import reason_against
from gui.theme import theme

if TYPE_CHECKING:
    from gui.document import Document


class SettingRow(QWidget):
    """Label above, the editor, then why the input does not fit or what the setting does."""

    edited = Signal(str, object)
    reset = Signal(str)
    finished = Signal()

    def __init__(self, kind: NodeType, entry: SettingField, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._kind = kind
        self._shown: Any = None
        self.editor = editor_for(entry, sources)
        self.editor.edited.connect(self._take)
        self.editor.finished.connect(self.finished.emit)
        self.label = QLabel(entry.label)
        self.label.setProperty("role", "label")
        self.label.setBuddy(self.editor)
        self.reset_button = QToolButton()
        self.reset_button.setFixedSize(20, 20)
        self.reset_button.setStyleSheet("QToolButton { padding: 0; }")
        self.reset_button.setToolTip(self.tr("Back to the default"))
        self.reset_button.setAccessibleName(self.tr("{setting}: back to the default").format(setting=entry.label))
        self.reset_button.clicked.connect(lambda: self.reset.emit(entry.name))
        self.help = QLabel(entry.about.help, wordWrap=True)
        self.help.setProperty("role", "hint")
        self.facts = QLabel(wordWrap=True)
        self.facts.hide()
        self.facts.setProperty("role", "hint")
        self.problem = QLabel(wordWrap=True)
        self.problem.hide()
        self.problem.setProperty("role", "failed")
        self.problem.setFont(theme.font(12))
        self._name_fields()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.label)
        top.addStretch()
        top.addWidget(self.reset_button)
        self.label.setVisible(not isinstance(self.editor, SwitchEditor))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.label.setMinimumHeight(20)
        box.addLayout(top)
        for widget in (self.editor, self.problem, self.facts, self.help):
            box.addWidget(widget)
        self.help.setVisible(bool(entry.about.help))
        self._recolour()
        theme.changed.connect(self._recolour)

    def show_value(self, value: Any, changed: bool) -> None:
        """Show what is stored. Input that did not fit stays in the field until the stored value changes."""
        self.reset_button.setVisible(changed)
        if self.problem.text() and value == self._shown:
            return
        self._shown = value
        self.editor.show_value(_stored(value))
        self._show_facts()
        self.show_problem(reason_against(self._kind, self.entry.name, value) if value is not ... else "")

    def show_problem(self, words: str) -> None:
        """Say why the input does not fit; the stored value stays as it was."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.editor.show_problem(bool(words))

    def inputs_changed(self) -> None:
        """Something before the node is different."""
        self.editor.inputs_changed()
        self._show_facts()

    def _show_facts(self) -> None:
        facts = self.editor.facts()
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))

    def _take(self, value: Any) -> None:
        reason = reason_against(self._kind, self.entry.name, value)
        self.show_problem(reason)
        if not reason:
            self.edited.emit(self.entry.name, value)

    def _name_fields(self) -> None:
        name = f"{self.entry.label} ({self.entry.about.unit})" if self.entry.about.unit else self.entry.label
        for child in self.editor.findChildren(QWidget):
            if child.focusPolicy() != Qt.FocusPolicy.NoFocus and not child.accessibleName():
                child.setAccessibleName(name)
                child.setAccessibleDescription(self.entry.about.help)

    def _recolour(self) -> None:
        self.reset_button.setIcon(theme.icon("rotate-ccw", size=14))


class SettingsForm(QFrame):
    """All settings of one node. Every edit is a command of the document; undo shows here at once."""

    def __init__(self, document: Document, node: str, kind: NodeType, sources: Sources) -> None:
        super().__init__()
        self._document, self._node, self._kind = document, node, kind
        self.rows: dict[str, SettingRow] = {}
        self.fold = Fold("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        folded = QVBoxLayout()
        folded.setContentsMargins(0, 0, 0, 0)
        folded.setSpacing(14)
        for entry in kind.fields:
            row = SettingRow(kind, entry, sources)
            row.edited.connect(self._edit)
            row.reset.connect(self._reset)
            row.finished.connect(document.end_gesture)
            self.rows[entry.name] = row
            (folded if entry.about.advanced else box).addWidget(row)
        self.fold.set_content(folded)
        self.fold.setVisible(folded.count() > 0)
        box.addWidget(self.fold)
        if not kind.fields:
            nothing = QLabel(self.tr("This node has no settings."), wordWrap=True)
            nothing.setProperty("role", "body")
            box.addWidget(nothing)
        document.settings_changed.connect(self._show_if_mine)
        for changed in (document.settings_changed, document.wire_added, document.wire_removed, document.node_changed):
            changed.connect(self._inputs_changed)
        self.show_values()

    def show_values(self) -> None:
        """Bring every row to what the document holds."""
        node = self._document.graph.nodes.get(self._node)
        if node is None:
            return
        values = {f.name: node.settings.get(f.name, f.default) for f in self._kind.fields}
        for entry in self._kind.fields:
            row, value = self.rows[entry.name], values[entry.name]
            row.show_value(value, _changed(entry, node.settings))
            if entry.about.depends_on is not None:
                other, wanted = entry.about.depends_on
                row.setVisible(str(_stored(values.get(other))) in wanted)
        advanced = [f for f in self._kind.fields if f.about.advanced]
        changed = sum(_changed(f, node.settings) for f in advanced)
        if changed:
            facts = self.tr("{count}, {changed} changed").format(count=len(advanced), changed=changed)
        else:
            facts = self.tr("{count}, at the default").format(count=1)
            if len(advanced) > 1:
                facts = self.tr("{count}, all at their defaults").format(count=len(advanced))
        self.fold.set_words(self.tr("More settings"), facts)

    def focus_setting(self, setting: str) -> None:
        """Put the cursor into a setting, unfolding it if needed."""
        row = self.rows.get(setting)
        if row is not None:
            if row.entry.about.advanced:
                self.fold.open()
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, setting: str, value: Any) -> None:
        entry = self.rows[setting].entry
        node = self._document.graph.nodes.get(self._node)
        if node is None:
            return
        if setting not in node.settings and value == _stored(entry.default):
            return
        self._document.set_setting(self._node, setting, value)

    def _reset(self, setting: str) -> None:
        self._document.reset_setting(self._node, setting)

    def _inputs_changed(self, _what: object) -> None:
        for row in self.rows.values():
            row.inputs_changed()

    def _show_if_mine(self, node: str) -> None:
        if node == self._node:
            self.show_values()


def _stored(value: Any) -> Any:
    """A value as it is stored in a file: an enum's member as its value, a missing default as nothing."""
    return "" if value is ... else value.value if isinstance(value, Enum) else value


def _changed(entry: SettingField, settings: dict[str, Any]) -> bool:
    return entry.name in settings and entry.default is not ... and settings[entry.name] != _stored(entry.default)
