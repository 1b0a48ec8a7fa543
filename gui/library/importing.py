"""Bringing a model into the library: where from, and how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import StitchworkError
from gui.chrome import Verdict
from gui.language.shown import say
from gui.library.offers import amount
from gui.theme import theme
from gui.words import in_bytes, together

if TYPE_CHECKING:
    from engine.models.importing import Found

LOOK_DELAY_MS = 250


class ImportDialog(QDialog):
    """Asks for a folder, a .gguf file or the name of a model on the hub, and for its name here. What is typed is looked
    at before anything is copied: what it is, how much memory it needs, or why it cannot be imported."""

    def __init__(self, folder: str, library: Any, parent: QWidget | None = None, source: str = "") -> None:
        super().__init__(parent)
        self._library = library
        self._look_timer = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._look_timer.timeout.connect(self.look)
        self.setWindowTitle(self.tr("Import a model"))
        self.setMinimumWidth(480)
        self._folder = folder
        self.source = QLineEdit(placeholderText=self.tr("Folder, .gguf file, or a name such as owner/model"))
        self.source.setAccessibleName(self.tr("Where the model is"))
        self.name = QLineEdit(placeholderText=self.tr("Taken from the source when empty"))
        self.name.setAccessibleName(self.tr("Name in the library"))
        folder_button = QPushButton(self.tr("Folder…"))
        file_button = QPushButton(self.tr("GGUF file…"))
        folder_button.clicked.connect(self._choose_folder)
        file_button.clicked.connect(self._choose_file)
        choose = QHBoxLayout()
        choose.addWidget(folder_button)
        choose.addWidget(file_button)
        choose.addStretch(1)
        hint = QLabel(
            self.tr(
                "A folder holds config.json, a tokenizer and .safetensors files. The network is used only for a "
                "name from the hub. Files that can carry programs (.bin, .pt) are refused."
            )
        )
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.verdict = Verdict(2)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("Source"), self.source)
        form.addRow("", choose)
        form.addRow(self.tr("Name"), self.name)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("primary", True)
        self.start.setEnabled(False)
        for field in (self.source, self.name):
            field.textChanged.connect(self._changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.verdict)
        layout.addWidget(hint)
        layout.addWidget(self.buttons)
        self.source.setText(source)
        self.look()
        theme.changed.connect(self.look)

    def look(self) -> None:
        """Say what is there, and allow the import if it can be one."""
        from engine.models.importing import look

        self._look_timer.stop()
        source = self.source.text().strip()
        if not source:
            self._say("", "")
            return
        try:
            found = look(source, self._library, self.name.text().strip())
        except StitchworkError as problem:
            self._say(together(say(problem.words), say(problem.fix)), "failed")
        except OSError as problem:
            self._say(self.tr("It cannot be read: {reason}.").format(reason=problem.strerror), "failed")
        else:
            self.name.setPlaceholderText(found.name)
            self._say(self._described(found), "done")

    def accept(self) -> None:
        self.look()
        if self.start.isEnabled():
            super().accept()

    def _changed(self) -> None:
        self.start.setEnabled(False)
        self._look_timer.start()

    def _say(self, words: str, level: str) -> None:
        self.verdict.show_words(words, level)
        self.start.setEnabled(level == "done")

    def _described(self, found: Found) -> str:
        match found.kind:
            case "folder":
                words = self.tr("{parameters} parameters in {layers} layers. {disk} on disk, about {need} once loaded.")
                return words.format(
                    parameters=amount(found.parameters),
                    layers=found.layers,
                    disk=in_bytes(found.bytes),
                    need=in_bytes(found.need),
                )
            case "file":
                words = self.tr("A GGUF file of {disk}. It is converted once, which takes about a minute.")
                return words.format(disk=in_bytes(found.bytes))
        return self.tr("A name on the hub. It is fetched over the network, and checked before its weights come.")

    def _choose_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, self.tr("A model's folder"), self._folder))

    def _choose_file(self) -> None:
        filters = self.tr("GGUF models (*.gguf)")
        self._take(QFileDialog.getOpenFileName(self, self.tr("A GGUF file"), self._folder, filters)[0])

    def _take(self, path: str) -> None:
        if path:
            self._folder = str(Path(path).parent)
            self.source.setText(path)


class ImportRow(QWidget):
    """What an import is doing, a bar, and a way to cancel it. One that was stopped can go on from here."""

    cancelled = Signal()
    go_on = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self.bar = QProgressBar(textVisible=False)
        self.cancel = QToolButton()
        self.cancel.clicked.connect(self._cross)
        self.again = QPushButton(self.tr("Go on"))
        self.again.setToolTip(self.tr("Import it again; what was fetched over the network so far is kept"))
        self.again.clicked.connect(lambda: self.go_on.emit())
        theme.changed.connect(self._restyle)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_running(False)
        self._restyle()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_running(self, running: bool) -> None:
        """An import began, or ended."""
        self._running = running
        self.bar.setVisible(running)
        self.again.hide()
        self.setVisible(running)
        words = self.tr("Cancel the import")
        self.cancel.setAccessibleName(words)
        self.cancel.setToolTip(words)

    def show_stopped(self, words: str) -> None:
        """Why it did not come to its end, with a way to go on."""
        self._words.setText(words)
        self.bar.hide()
        self.again.show()
        self.show()
        words = self.tr("Forget the import")
        self.cancel.setAccessibleName(words)
        self.cancel.setToolTip(words)

    def show_progress(self, share: float, words: str) -> None:
        """`share` below 0: not known, and a bar that runs to and fro where things may move."""
        self.bar.setRange(0, 0 if share < 0 and not theme.reduced_motion else 1000)
        self.bar.setValue(round(max(share, 0.0) * 1000))
        if words:
            self._words.setText(words)

    def _cross(self) -> None:
        if self._running:
            self.cancelled.emit()
        else:
            self.hide()
            self.dismissed.emit()

    def _restyle(self) -> None:
        self.cancel.setIcon(theme.icon("x", "text2"))
