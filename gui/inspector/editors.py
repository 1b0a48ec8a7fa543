"""One editor for each kind of setting, chosen from its type and its `Setting`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.graph.nodes import SettingField, choices
from gui.inspector.halves import Blocks, Halves
from gui.inspector.number_field import NumberField, NumberSlider
from gui.plots.numbers import number
from gui.segmented import Segmented
from gui.theme import theme
from gui.words import counted

MOST_SEGMENTS = 3
SEGMENT_LETTERS = 30
"Choices with more letters in all are a list, not a row of buttons."


@dataclass(frozen=True)
class Choice:
    """One entry of a list: what is stored, what is shown, and facts about it."""

    value: str
    words: str
    facts: str = ""


@dataclass(frozen=True)
class Sources:
    """Where lists that are not part of a node type come from."""

    models: Callable[[], Sequence[Choice]] = tuple
    corpora: Callable[[], Sequence[Choice]] = tuple
    blocks: Callable[[], Blocks | None] = lambda: None
    "Of the model that is connected to the node; None while that is not known."


class Editor(QWidget):
    """Shows a value and says when the person changed it. Showing a value never says anything."""

    edited = Signal(object)
    finished = Signal()
    "The field was left or the handle let go: the next change is a new step to undo."

    def show_value(self, value: Any) -> None:
        """Show what is stored."""

    def show_problem(self, problem: bool) -> None:
        """Mark the field."""
        for child in self.findChildren(QWidget):
            if child.property("problem") != problem:
                child.setProperty("problem", problem)
                child.style().polish(child)

    def facts(self) -> str:
        """What is known of the chosen value, for the line below."""
        return ""

    def inputs_changed(self) -> None:
        """Something before the node is different: what can be chosen may be so too."""

    def _fill(self, *widgets: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        self.setFocusProxy(widgets[0])


class SegmentEditor(Editor):
    """Up to three short choices."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.control = Segmented()
        self.control.set_options(options)
        self.control.chosen.connect(self.edited.emit)
        self._fill(self.control)

    def show_value(self, value: Any) -> None:
        self.control.set_value(str(value))


class QuietCombo(QComboBox):
    """A list whose choice the wheel does not change; the list is fetched anew when it opens."""

    opening = Signal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


class ListEditor(Editor):
    """Choices in a list. A stored value that is not on offer stays, and says so."""

    def __init__(self, offers: Callable[[], Sequence[Choice]], empty: str = "") -> None:
        super().__init__()
        self.combo = QuietCombo()
        self.combo.setMinimumWidth(80)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setPlaceholderText(empty or self.tr("Choose…"))
        self._offers = offers
        self._choices: dict[str, Choice] = {}
        self.combo.opening.connect(self._refresh)
        self.combo.activated.connect(lambda index: self.edited.emit(self.combo.itemData(index)))
        self._fill(self.combo)
        self._refresh()

    def show_value(self, value: Any) -> None:
        value = str(value)
        if value not in self._choices:
            self._refresh()
        index = self.combo.findData(value)
        if index < 0 and value:
            self.combo.addItem(self.tr("{value} (not here)").format(value=value), value)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)

    def facts(self) -> str:
        choice = self._choices.get(self.combo.currentData() or "")
        return choice.facts if choice else ""

    def _refresh(self) -> None:
        now = self.combo.currentData()
        offers = list(self._offers())
        self._choices = {choice.value: choice for choice in offers}
        self.combo.clear()
        for choice in offers:
            self.combo.addItem(choice.words, choice.value)
            if choice.facts:
                self.combo.setItemData(self.combo.count() - 1, choice.facts, 3)
        if now is not None:
            if now not in self._choices:
                self.combo.addItem(self.tr("{value} (not here)").format(value=now), now)
            self.combo.setCurrentIndex(self.combo.findData(now))


class NumberEditor(Editor):
    """A number; with both bounds a slider as well, its ends written below."""

    def __init__(self, entry: SettingField, whole: bool) -> None:
        super().__init__()
        about = entry.about
        low, high = about.minimum, about.maximum
        step = about.step or (1.0 if whole else _step(low, high))
        self.field = NumberField(whole, step, about.unit)
        self.field.typed.connect(self.edited.emit)
        self.field.editingFinished.connect(self.finished.emit)
        self.slider: NumberSlider | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        if low is not None and high is not None:
            self.slider = NumberSlider(low, high, whole, step)
            self.slider.slid.connect(self.edited.emit)
            self.slider.sliderReleased.connect(self.finished.emit)
            self.field.setFixedWidth(72 if not about.unit else 116)
            grid.addWidget(self.slider, 0, 0, 1, 3)
            grid.addWidget(self.field, 0, 3)
            for column, bound in ((0, low), (2, high)):
                label = QLabel(number(int(bound) if float(bound).is_integer() else bound))
                label.setFont(theme.font(11))
                label.setStyleSheet("font-size: 11px;")
                label.setProperty("role", "hint")
                grid.addWidget(label, 1, column)
            grid.setColumnStretch(1, 1)
        else:
            grid.addWidget(self.field, 0, 0)
        self.setFocusProxy(self.slider or self.field)

    def show_value(self, value: Any) -> None:
        self.field.show_value(value)
        if self.slider is not None:
            self.slider.show_value(value)


class DepthEditor(Editor):
    """A place between the blocks of the connected model: its two halves, a slider and the number. The number alone
    while the model is not known."""

    def __init__(self, entry: SettingField, blocks: Callable[[], Blocks | None]) -> None:
        super().__init__()
        self._find = blocks
        self._blocks: Blocks | None = None
        self._value: Any = 0
        self.field = NumberField(True, 1.0, entry.about.unit)
        self.slider = NumberSlider(0, 1, True, 1.0)
        self.halves = Halves()
        for signal in (self.field.typed, self.slider.slid, self.halves.chosen):
            signal.connect(self.edited.emit)
        for signal in (self.field.editingFinished, self.slider.sliderReleased, self.halves.released):
            signal.connect(self.finished.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.slider, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.halves, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.setFocusProxy(self.field)
        self.inputs_changed()

    def inputs_changed(self) -> None:
        self._blocks = self._find()
        known = self._blocks is not None
        if self._blocks is not None:
            self.slider.set_bounds(0, self._blocks.count)
        for widget in (self.slider, self.halves):
            widget.setVisible(known)
        self.field.setMaximumWidth(72 if known else 16_777_215)
        self.setFocusProxy(self.slider if known else self.field)
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        self._value = value
        self.field.show_value(value)
        if self._blocks is not None and isinstance(value, int):
            self.slider.show_value(value)
            self.halves.show_cut(self._blocks.count, value)

    def facts(self) -> str:
        if self._blocks is None:
            return self.tr("Connect a model to choose among its blocks.")
        count = counted(self._blocks.count, self.tr("1 block"), self.tr("{n} blocks"))
        return self.tr("{model} has {blocks}.").format(model=self._blocks.model, blocks=count)


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.box.clicked.connect(lambda checked: self.edited.emit(checked))
        self._fill(self.box)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class LineEditor(Editor):
    """One line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.textEdited.connect(self.edited.emit)
        self.field.editingFinished.connect(self.finished.emit)
        self._fill(self.field)

    def show_value(self, value: Any) -> None:
        if self.field.text() != str(value):
            self.field.setText(str(value))


class TextEditor(Editor):
    """Several lines of text."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(104)
        self._showing = False
        self.field.textChanged.connect(self._changed)
        self._fill(self.field)

    def show_value(self, value: Any) -> None:
        if self.field.toPlainText() != str(value):
            self._showing = True
            self.field.setPlainText(str(value))
            self._showing = False

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(self.field.toPlainText())


class PathEditor(LineEditor):
    """A path with a button that chooses it."""

    def __init__(self, folder: bool) -> None:
        super().__init__()
        self._folder = folder
        self.field.setPlaceholderText(self.tr("No folder chosen") if folder else self.tr("No file chosen"))
        self.button = QPushButton(self.tr("Choose…"))
        self.button.clicked.connect(self._choose)
        row = self.layout()
        assert row is not None
        row.addWidget(self.button)

    def _choose(self) -> None:
        start = str(Path(self.field.text()).expanduser().parent) if self.field.text() else str(Path.home())
        if self._folder:
            path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self.field.text() or start)
        else:
            path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), start)
        if path:
            self.edited.emit(path)
            self.finished.emit()


class NoEditor(Editor):
    """A setting of a kind that this form cannot edit: shown as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel(wordWrap=True)
        self._label.setProperty("role", "hint")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._label)

    def show_value(self, value: Any) -> None:
        self._label.setText(str(value))


def editor_for(entry: SettingField, sources: Sources) -> Editor:
    """The editor that suits a setting."""
    kind = _plain(entry.type)
    about = entry.about
    values = choices(kind)
    if values:
        options = [(value, about.labels.get(value, value.replace("_", " ").capitalize())) for value in values]
        if len(options) <= MOST_SEGMENTS and sum(len(words) for _, words in options) <= SEGMENT_LETTERS:
            return SegmentEditor(options)
        return ListEditor(lambda: [Choice(value, words) for value, words in options])
    match about.widget:
        case "model":
            return ListEditor(sources.models)
        case "corpus":
            return ListEditor(sources.corpora)
        case "depth":
            return DepthEditor(entry, sources.blocks)
        case "text":
            return TextEditor()
        case "file" | "folder":
            return PathEditor(about.widget == "folder")
    if kind is bool:
        return SwitchEditor(entry.label)
    if kind in (int, float):
        return NumberEditor(entry, kind is int)
    return LineEditor() if kind is str else NoEditor()


def _plain(kind: Any) -> Any:
    """The type without its `| None`."""
    inner = [part for part in get_args(kind) if part is not type(None)]
    return inner[0] if len(inner) == 1 and type(None) in get_args(kind) else kind


def _step(low: float | None, high: float | None) -> float:
    span = high - low if low is not None and high is not None else 10.0
    return 0.01 if span <= 2 else 0.1 if span <= 20 else 1.0
