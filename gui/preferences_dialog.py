"""What the person has chosen once and for all. Every change acts at once and is kept; there is nothing to confirm."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine import places
from engine.places import Place
from gui.dialogs import scrolled
from gui.inspector.number_field import NumberField
from gui.segmented import Segmented
from gui.theme import theme

if TYPE_CHECKING:
    from gui.window import MainWindow

WIDTH = 560
LANGUAGES = (("en", "English"), ("ja", "日本語"))
LEAST_GB = 0.1
PATH_WIDTH = 310


class PreferencesDialog(QDialog):
    """Look, runs, folders: labels above the fields, help below them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._preferences = window, window.preferences
        self.setWindowTitle(self.tr("Preferences"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(4)
        self._add_look()
        self._column.addSpacing(16)
        self._add_runs()
        self._column.addSpacing(16)
        self._add_folders()
        self._column.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._column)
        _, buttons = scrolled(self, inner)
        self.setFixedWidth(WIDTH)
        room = window.screen().availableGeometry().height() - 80
        self.resize(WIDTH, min(room, self._column.totalHeightForWidth(WIDTH) + buttons.sizeHint().height() + 32))

    def _add_look(self) -> None:
        self._add_section(self.tr("Look"))
        self.theme = Segmented()
        self.theme.set_options(
            [("light", self.tr("Light")), ("dark", self.tr("Dark")), ("system", self.tr("As the system"))]
        )
        self.theme.set_value(self._preferences.theme)
        self.theme.chosen.connect(self._window.set_theme)
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system"), "")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._preferences.language)))
        self.language.activated.connect(
            lambda _index: setattr(self._preferences, "language", self.language.currentData())
        )
        self._add_row(
            self._field(self.tr("Theme"), self.theme),
            self._field(self.tr("Language"), self.language, self.tr("Another one is used from the next start.")),
        )
        self.still = QCheckBox(self.tr("Reduce motion"))
        self.still.setChecked(self._preferences.reduced_motion)
        self.still.toggled.connect(self._window.set_reduced_motion)
        self._add_row(
            self._field("", self.still, self.tr("Views jump instead of gliding, and nothing moves along wires."))
        )

    def _add_runs(self) -> None:
        self._add_section(self.tr("Runs"))
        self.device = QComboBox()
        for name, about in self._window.devices:
            self.device.addItem(about, name)
        self.device.setCurrentIndex(max(0, self.device.findData(self._preferences.device)))
        self.device.activated.connect(lambda _index: self._window.choose_device(self.device.currentData()))
        self.threads = QComboBox()
        self.threads.addItem(self.tr("Automatic"), 0)
        for number in thread_choices(os.cpu_count() or 1):
            self.threads.addItem(str(number), number)
        self.threads.setCurrentIndex(max(0, self.threads.findData(self._preferences.threads)))
        self.threads.activated.connect(lambda _index: self._limit("threads", self.threads.currentData()))
        words = self.tr("Fewer leave more to other programs.")
        self._add_row(
            self._field(self.tr("Where models run"), self.device),
            self._field(self.tr("Processor threads of a run"), self.threads, words),
        )
        self.limited = QCheckBox(self.tr("Set the memory that a run may use:"))
        self.gigabytes = NumberField(False, 1.0, self.tr("GB"))
        self.gigabytes.setAccessibleName(self.tr("Memory that a run may use, in GB"))
        self.gigabytes.setFixedWidth(120)
        limit = self._preferences.memory_gb
        self.limited.setChecked(limit > 0)
        self.gigabytes.setEnabled(limit > 0)
        self.gigabytes.show_value(limit or float(usual_gigabytes()))
        self.limited.toggled.connect(self._limit_memory)
        self.gigabytes.typed.connect(lambda _value: self._limit_memory(self.limited.isChecked()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.limited)
        row.addWidget(self.gigabytes)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(
            _hint(self.tr("A graph that needs more is not started. Without it, what is free counts."))
        )
        self._column.addSpacing(8)

    def _add_folders(self) -> None:
        self._add_section(self.tr("Folders"))
        self.folders = {
            Place.MODELS: _FolderRow(Place.MODELS, self.tr("Models"), self._window),
            Place.RUNS: _FolderRow(Place.RUNS, self.tr("Kept runs"), self._window),
        }
        for row in self.folders.values():
            self._column.addWidget(row)
            self._column.addSpacing(4)
        fixed = self.tr("STITCHWORK_HOME decides where both are. Start without it to choose here.")
        free = self.tr("They may be on another disk. What is there now can be moved along.")
        self.folders_hint = _hint(fixed if places.home() is not None else free)
        self._column.addWidget(self.folders_hint)

    def _add_section(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "title")
        self._column.addWidget(label)
        self._column.addSpacing(4)

    def _add_row(self, *fields: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in fields:
            row.addLayout(field, 1)
        self._column.addLayout(row)
        self._column.addSpacing(8)

    def _field(self, label: str, field: QWidget, help: str = "") -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        if label:
            words = _label(label)
            words.setBuddy(field)
            field.setAccessibleName(label)
            column.addWidget(words)
        column.addWidget(field)
        if help:
            field.setAccessibleDescription(help)
            column.addWidget(_hint(help))
        column.addStretch(1)
        return column

    def _limit(self, name: str, value: object) -> None:
        setattr(self._preferences, name, value)
        self._window.limit_runs()

    def _limit_memory(self, limited: bool) -> None:
        """Keep the number while it is one; a field that holds none is marked, and the last good number stays."""
        self.gigabytes.setEnabled(limited)
        value = self.gigabytes.value()
        good = not isinstance(value, str) and LEAST_GB <= value < float("inf")
        self.gigabytes.setProperty("problem", limited and not good)
        self.gigabytes.style().unpolish(self.gigabytes)
        self.gigabytes.style().polish(self.gigabytes)
        if not limited:
            self._limit("memory_gb", 0.0)
        elif good:
            self._limit("memory_gb", float(value))


class _FolderRow(QWidget):
    """Where something is kept, with buttons to open and to change it."""

    def __init__(self, place: Place, label: str, window: MainWindow) -> None:
        super().__init__()
        self._place, self._label, self._window = place, label, window
        self._words = QLabel()
        self._words.setProperty("role", "body")
        self.open = QPushButton(self.tr("Open folder"))
        self.open.setAccessibleName(self.tr("Open the folder of: {what}").format(what=label))
        self.open.clicked.connect(lambda: open_folder(self.folder))
        self.change = QPushButton(self.tr("Change…"))
        self.change.setAccessibleName(self.tr("Change the folder of: {what}").format(what=label))
        self.change.setEnabled(window.models.follows_choice and places.home() is None)
        self.change.clicked.connect(self._ask)
        self.problem = _hint("")
        self.problem.setProperty("role", "failed")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.open)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_label(label))
        column.addLayout(row)
        column.addWidget(self.problem)
        self._show()

    @property
    def folder(self) -> Path:
        if self._place is Place.MODELS:
            return Path(self._window.models.library().folder)
        return self._window.keeper.folder or places.folder(Place.RUNS)

    def _show(self, problem: str = "") -> None:
        folder = self.folder
        font = QFontMetrics(theme.font(13))
        self._words.setText(font.elidedText(str(folder), Qt.TextElideMode.ElideMiddle, PATH_WIDTH))
        self._words.setToolTip(str(folder))
        if not problem and self._window.models.follows_choice and places.is_missing(self._place):
            problem = self.tr("This folder is not there. Connect its disk, or choose another one.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _ask(self) -> None:
        from gui.folder_dialog import FolderDialog

        running = self._window.running
        dialog = FolderDialog(self._place, lambda: running.busy or running.importing, self)
        if not dialog.exec():
            return
        if self._place is Place.MODELS:
            self._window.models.look_again()
        else:
            self._window.keeper.look_again()
        left = self.tr("It is used from now on. Some files could not be removed from the old folder.")
        self._show(left if dialog.left_behind else "")


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "label")
    return label


def _hint(words: str) -> QLabel:
    hint = QLabel(words, wordWrap=True)
    hint.setProperty("role", "hint")
    return hint


def thread_choices(cores: int) -> list[int]:
    """Every number on small machines, powers of two and all on large ones."""
    if cores <= 16:
        return list(range(1, cores + 1))
    return sorted({*(2**power for power in range(cores.bit_length())), cores})


def usual_gigabytes() -> int:
    """To start from: half of what the machine has."""
    import psutil

    return max(1, round(psutil.virtual_memory().total / 1e9 / 2))


def open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
