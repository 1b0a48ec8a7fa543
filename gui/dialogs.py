"""The few questions and lists that stand in front of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import engine
from gui.actions import Actions
from gui.theme import theme


def tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)


def ask_to_save(parent: QWidget, name: str, running: bool) -> str:
    """Before a document is closed: "save", "discard" or "cancel"."""
    box = QMessageBox(parent)
    box.setObjectName("ask-to-save")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Stitchwork"))
    box.setText(tr("Save the changes to “{name}”?").format(name=name))
    hint = tr("Its run is stopped.") if running else tr("Without saving, the changes are lost.")
    box.setInformativeText(hint)
    save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    save.setProperty("primary", True)
    box.setDefaultButton(save)
    box.exec()
    if box.clickedButton() == save:
        return "save"
    return "discard" if box.clickedButton() == discard else "cancel"


def ask_to_stop(parent: QWidget, name: str) -> bool:
    """Before a document whose graph runs is closed."""
    box = QMessageBox(parent)
    box.setObjectName("ask-to-stop")
    box.setWindowTitle(tr("Stitchwork"))
    box.setText(tr("“{name}” is running. Stop the run and close it?").format(name=name))
    stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() == stop


def ask_to_delete(parent: QWidget, names: list[str]) -> bool:
    """Before kept changes are thrown away."""
    box = QMessageBox(parent)
    box.setObjectName("ask-to-delete")
    box.setWindowTitle(tr("Stitchwork"))
    box.setText(tr("Delete the unsaved changes of {names}?").format(names=", ".join(f"“{name}”" for name in names)))
    box.setInformativeText(tr("Files that were saved stay as they are."))
    delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() == delete


def ask_to_remove(parent: QWidget, name: str, size: str) -> bool:
    """Before a model's files are deleted from the library."""
    box = QMessageBox(parent)
    box.setObjectName("ask-to-remove")
    box.setWindowTitle(tr("Stitchwork"))
    box.setText(tr("Remove “{name}” from the library?").format(name=name))
    hint = tr("Its files in the library ({size}) are deleted. What it was imported from stays as it is.")
    box.setInformativeText(hint.format(size=size))
    remove = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    return box.clickedButton() == remove


class ShortcutsDialog(QDialog):
    """All keys, made from the registry of actions."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(4)
        row = 0
        for menu, rows in actions.shortcuts():
            head = QLabel(menu)
            head.setProperty("role", "section")
            grid.addWidget(head, row, 0)
            row += 1
            for name, keys in rows:
                label = QLabel(keys)
                label.setFont(theme.font(12, mono=True))
                grid.addWidget(QLabel(name), row, 0)
                grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
            grid.setRowMinimumHeight(row, 8)
            row += 1
        grid.setContentsMargins(20, 16, 20, 0)
        scroll, _ = scrolled(self, inner)
        # no key is cut, whatever the language
        self.setMinimumWidth(inner.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        self.resize(self.minimumWidth() + 40, 600)


def show_about(parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle(tr("About Stitchwork"))
    box.setIconPixmap(theme.pixmap("stitchwork", "accent", 48, parent.devicePixelRatioF()))
    box.setText(f"Stitchwork {engine.__version__}")
    box.setInformativeText(
        tr(
            "Combine language models on a canvas: fuse, stitch, merge, route and watch. Apache licence 2.0. "
            "Icons: Lucide (ISC). Fonts: Inter, Noto Sans JP and JetBrains Mono (OFL)."
        )
    )
    box.exec()


def scrolled(dialog: QDialog, inner: QWidget) -> tuple[QScrollArea, QDialogButtonBox]:
    """Lay out a dialog as a page that scrolls, over a button that closes it."""
    scroll = QScrollArea(widgetResizable=True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    foot = QVBoxLayout()
    foot.setContentsMargins(20, 0, 20, 16)
    foot.addWidget(buttons)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    layout.addWidget(scroll)
    layout.addLayout(foot)
    return scroll, buttons
