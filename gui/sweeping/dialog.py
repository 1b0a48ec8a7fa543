"""The question what to try: one or two settings with their values, how many seeds, and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.graph import checks
from engine.graph.nodes import SettingField, choices
from engine.graph.weight import by_weight
from gui.chrome import badge
from gui.inspector.editors import QuietCombo
from gui.inspector.number_field import NumberField
from gui.inspector.sources import library_sources
from gui.inspector.validation import reason_against
from gui.language import shown
from gui.sweeping.plan import (
    MOST_CELLS,
    MOST_SEEDS,
    Axis,
    Plan,
    candidates,
    kind_of,
    numbers,
    seconds_each,
    usual,
    words_of,
)
from gui.words import counted, duration, listed

if TYPE_CHECKING:
    from gui.document import Document
    from gui.workspace import Workspace

WIDTH = 520
LIST_ROWS = 6
"As many choices are seen at once."


class SweepDialog(QDialog):
    """Says how many runs the values make, and starts them once nothing stands against it. `plan`: what was chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._document = workspace, workspace.document
        self._settings = candidates(self._document.graph)
        self._refused = ""
        "Why the values as they are now cannot be tried."
        self._document.check_now()
        self.setWindowTitle(self.tr("Try several values"))
        self._build()
        self.first.show_setting(self._preselected())
        self._show_second(False)
        self.first.focus_values()

    @property
    def plan(self) -> Plan | None:
        """None while no values are given, or some do not fit."""
        axes = [editor.axis() for editor in self._editors()]
        seeds = self.seeds.value()
        if any(axis is None for axis in axes) or not isinstance(seeds, int) or not 1 <= seeds <= MOST_SEEDS:
            return None
        return Plan(self._document.graph, tuple(axis for axis in axes if axis is not None), seeds)

    def accept(self) -> None:
        """Check the graph with every combination first; the first that cannot run is told, and nothing starts."""
        plan = self.plan
        if plan is None or not self.start.isEnabled():
            return
        for cell in plan.cells():
            found = checks.check(plan.variation(cell), self._document.library)
            if found:
                problem = shown.fault(found[0])
                words = self.tr("{values} cannot run: {problem} Take it out, or mend it first.")
                self._refused = words.format(values=plan.words(cell), problem=problem.title)
                self._tell()
                return
        super().accept()

    # Building

    def _build(self) -> None:
        self.first = AxisEditor(self._document, self._settings, self.tr("Setting"))
        self.second = AxisEditor(self._document, self._settings, self.tr("Second setting"))
        self.second.hide()
        self.more = QPushButton(self.tr("Add a second setting"))
        self.more.clicked.connect(lambda: self._show_second(True))
        self.fewer = QPushButton(self.tr("Only one setting"))
        self.fewer.clicked.connect(lambda: self._show_second(False))
        seeds_label = QLabel(self.tr("Seeds"))
        seeds_label.setProperty("role", "label")
        self.seeds = NumberField(True, 1.0)
        self.seeds.show_value(1)
        self.seeds.setFixedWidth(72)
        self.seeds.setAccessibleName(
            self.tr("How many seeds each value runs with, 1 to {most}").format(most=MOST_SEEDS)
        )
        seeds_label.setBuddy(self.seeds)
        hint = QLabel(self.tr("With more than one you see what is chance. 1 to {most}.").format(most=MOST_SEEDS))
        hint.setProperty("role", "hint")
        seeds = QHBoxLayout()
        seeds.setSpacing(12)
        seeds.addWidget(self.seeds)
        seeds.addWidget(hint, 1)
        beside = QHBoxLayout()
        beside.addWidget(self.more)
        beside.addWidget(self.fewer)
        beside.addStretch(1)
        self._mark = QLabel()
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setMinimumHeight(54)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.verdict, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("primary", True)
        self.start.setDefault(True)
        for button in (self.more, self.fewer):
            button.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(self.first)
        layout.addSpacing(8)
        layout.addWidget(self.second)
        layout.addLayout(beside)
        layout.addSpacing(8)
        layout.addWidget(seeds_label)
        layout.addLayout(seeds)
        layout.addSpacing(12)
        layout.addLayout(verdict)
        layout.addWidget(self.buttons)
        self.setFixedWidth(WIDTH)
        for signal in (self.first.changed, self.second.changed, self.seeds.typed):
            signal.connect(self._changed)

    def _preselected(self) -> tuple[str, str]:
        """The selected node's first setting, else that of the node that says most about the graph."""
        node = self._workspace.node
        if node not in self._settings:
            node = next(name for name in by_weight(self._document.graph) if name in self._settings)
        return node, self._settings[node][0].name

    def _show_second(self, there: bool) -> None:
        if there:
            self.second.show_setting(self._other_setting())
        for widget, seen in ((self.second, there), (self.fewer, there), (self.more, not there)):
            widget.setVisible(seen)
        if there:
            self.second.focus_values()
        self._changed()

    def _other_setting(self) -> tuple[str, str]:
        """Another one of the same node, if there is one."""
        node, name = self.first.setting
        pairs = [(one, entry.name) for one, entries in self._settings.items() for entry in entries]
        others = [pair for pair in pairs if pair != (node, name)] or pairs
        return next((pair for pair in others if pair[0] == node), others[0])

    def _editors(self) -> list[AxisEditor]:
        return [self.first, *([self.second] if not self.second.isHidden() else [])]

    # What it comes to

    def _changed(self, *_: object) -> None:
        self._refused = ""
        self._tell()

    def _tell(self) -> None:
        words, level = self._verdict()
        self.verdict.setText(words)
        self._mark.setVisible(level != "info")
        self._mark.setPixmap(badge(level, 16, self.devicePixelRatioF()))
        plan = self.plan
        self.start.setEnabled(level == "info" and plan is not None)
        n_runs = plan.n_runs if plan is not None else 0
        self.start.setText(
            counted(n_runs, self.tr("Start 1 run"), self.tr("Start {n} runs")) if n_runs else self.tr("Start")
        )
        self.adjustSize()

    def _verdict(self) -> tuple[str, str]:
        for node, faults in self._document.faults.items():
            where = self._document.title_of(node) if node else self.tr("the graph")
            for fault in faults:
                return self.tr("Mend this first. {node}: {problem}").format(node=where, problem=fault.title), "failed"
        if self._refused:
            return self._refused, "failed"
        for editor in self._editors():
            if problem := editor.problem():
                return problem, "failed"
        if len(self._editors()) == 2 and self.first.setting == self.second.setting:
            return self.tr("Both are the same setting. Choose another one."), "failed"
        plan = self.plan
        if plan is None:
            return self.tr("Give a number of seeds from 1 to {most}.").format(most=MOST_SEEDS), "failed"
        if plan.n_runs < 2:
            return self.tr("Give two values or more."), "failed"
        if plan.n_runs > MOST_CELLS:
            words = self.tr("That makes {n} runs; {most} at once are possible. Take some values out.")
            return words.format(n=plan.n_runs, most=MOST_CELLS), "failed"
        return self._amount(plan), "info"

    def _amount(self, plan: Plan) -> str:
        """“5 values, 2 seeds each: 10 runs, about 40 s.”"""
        n_values = " × ".join(str(len(axis.values)) for axis in plan.axes)
        parts = [self.tr("{n} values").format(n=n_values)]
        if plan.n_seeds > 1:
            parts.append(self.tr("{n} seeds each").format(n=plan.n_seeds))
        runs = [counted(plan.n_runs, self.tr("1 run"), self.tr("{n} runs"))]
        each = seconds_each(self._workspace.result, plan.affected())
        if each is not None:
            runs.append(self.tr("about {time}").format(time=duration(each * plan.n_runs)))
        words = self.tr("{values}: {runs}. Your graph stays as it is.")
        return words.format(values=listed(parts), runs=listed(runs))


class AxisEditor(QWidget):
    """One setting of one node, and its values: a line of numbers, or choices to tick."""

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
        for value in values if kind is not None else ():
            reason = reason_against(kind, entry.name, value)
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
        counted_ = kind_of(entry) in (int, float)
        self.line.setVisible(counted_)
        self.list.setVisible(not counted_)
        if counted_:
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
        if kind_of(entry) not in (int, float):
            return self.tr("Tick what is tried. Now: {value}.").format(value=words_of(entry, now))
        return self.tr("Numbers with commas between them. Now: {value}.").format(value=words_of(entry, now))
