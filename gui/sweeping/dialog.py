"""The question what to try: one or two settings with their values, how many seeds, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.graph import checks
from engine.graph.weight import by_weight
from gui.chrome import badge
from gui.inspector.number_field import NumberField
from gui.language import shown
from gui.sweeping.axis import AxisEditor
from gui.sweeping.plan import (
    MOST_CELLS,
    MOST_SEEDS,
    Plan,
    candidates,
    is_number,
    seconds_each,
)
from gui.words import counted, duration, listed

if TYPE_CHECKING:
    from gui.workspace import Workspace

WIDTH = 520


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
        self.start.setDefault(True)  # only now does the dialog know its buttons
        self.setFixedWidth(WIDTH)
        for signal in (self.first.changed, self.second.changed, self.seeds.typed):
            signal.connect(self._changed)

    def _preselected(self) -> tuple[str, str]:
        """The first number, or else the first setting, of the selected node, or else of the one that answers what the
        graph asks."""
        node = self._workspace.node
        if node not in self._settings:
            node = next(name for name in by_weight(self._document.graph) if name in self._settings)
        entries = self._settings[node]
        return node, next((entry for entry in entries if is_number(entry)), entries[0]).name

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
