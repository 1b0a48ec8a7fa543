"""Bringing a model into the library: where from, and how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
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

from gui.theme import theme


class ImportDialog(QDialog):
    """Asks for a folder, a .gguf file or the name of a model on the hub, and for its name here."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("Source"), self.source)
        form.addRow("", choose)
        form.addRow(self.tr("Name"), self.name)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("primary", True)
        self.start.setEnabled(False)
        self.source.textChanged.connect(lambda text: self.start.setEnabled(bool(text.strip())))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(self.buttons)

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
    """What an import is doing, a bar, and a way to cancel it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self.bar = QProgressBar(textVisible=False)
        self.cancel = QToolButton()
        self.cancel.setAccessibleName(self.tr("Cancel the import"))
        self.cancel.setToolTip(self.tr("Cancel the import"))
        self.cancel.clicked.connect(lambda: self.cancelled.emit())
        theme.changed.connect(self._restyle)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        self.setVisible(False)
        self._restyle()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_progress(self, share: float, words: str) -> None:
        """`share` below 0: not known, and a bar that runs to and fro where things may move."""
        self.bar.setRange(0, 0 if share < 0 and not theme.reduced_motion else 1000)
        self.bar.setValue(round(max(share, 0.0) * 1000))
        if words:
            self._words.setText(words)

    def _restyle(self) -> None:
        self.cancel.setIcon(theme.icon("x", "text2"))
