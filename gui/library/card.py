"""What is known of one model of the library, without loading it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.language.shown import say
from gui.library.fitting import Fit, add_fits, n_alike
from gui.library.offers import Offer, amount
from gui.theme import theme
from gui.words import counted, in_bytes, listed

FAMILIES = {"gpt_neox": "GPT-NeoX", "gpt2": "GPT-2", "opt": "OPT", "bloom": "BLOOM", "rwkv": "RWKV", "lfm2": "LFM2"}
"Names that are not only the first letter made large."


class ModelCard(QWidget):
    """Stands below the library's tree while the row of a model is marked."""

    chosen = Signal(object)
    "An Offer: add it to the canvas."
    fit_requested = Signal(object)
    "A Fit: show the models that go together with this one."
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer: Offer | None = None
        self.rows: list[tuple[str, str]] = []
        self._name = QLabel()
        self._name.setProperty("role", "section")
        self._cross = QToolButton()
        self._cross.setAccessibleName(self.tr("Close the description"))
        self._cross.setToolTip(self.tr("Close the description"))
        self._cross.clicked.connect(lambda: self.closed.emit())
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._name, 1)
        head.addWidget(self._cross)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.add = QPushButton(self.tr("Add"))
        self.add.setToolTip(self.tr("Add to the canvas"))
        self.add.clicked.connect(lambda: self.chosen.emit(self.offer))
        self.fits = QPushButton(self.tr("What fits…"))
        self.fits.setToolTip(self.tr("Show the models that go together with this one"))
        self.fits.clicked.connect(self._offer_fits)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.fits)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addSpacing(2)
        layout.addLayout(buttons)
        self.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_offer(self, offer: Offer | None, others: Sequence[Offer] = ()) -> None:
        """Describe a row's model; None, or a row that is no model: nothing."""
        self.offer = offer if offer is not None and offer.entry is not None else None
        self.setVisible(self.offer is not None)
        if self.offer is None:
            return
        self._name.setText(self.offer.title)
        self.rows = self._facts(self.offer.entry, n_alike(self.offer.entry, others))
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._name.setToolTip(say(self.offer.entry.about))
        for row, (name, value) in enumerate(self.rows):
            label = QLabel(name)
            label.setProperty("role", "hint")
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(Elided(value), row, 1)

    def menu(self) -> QMenu:
        """What fits the model."""
        menu = QMenu(self)
        if self.offer is not None:
            add_fits(menu, self.offer.entry, self._show_fit)
        return menu

    def _facts(self, entry: Any, alike: int) -> list[tuple[str, str]]:
        """Rows (what, value) in plain words."""
        shared = counted(alike, self.tr("as 1 other"), self.tr("as {n} others"))
        size, layers = self.tr("{amount} parameters"), self.tr("{n}, each {width:,} wide")
        licence = self.tr("Apache 2.0; the texts have their own") if entry.starter else say(entry.licence)
        rows = [
            (self.tr("Kind"), family(entry.architecture)),
            (self.tr("Size"), size.format(amount=amount(entry.parameters))),
            (self.tr("Layers"), layers.format(n=entry.layers, width=entry.width)),
            (self.tr("Pieces"), listed([f"{entry.vocab_size:,}", shared if alike else self.tr("no other has them")])),
            (self.tr("Memory"), in_bytes(entry.need)),
            (self.tr("On disk"), in_bytes(entry.bytes)),
            (self.tr("Licence"), licence or self.tr("not stated")),
            (self.tr("From"), self.tr("came with Stitchwork") if entry.starter else say(entry.source)),
        ]
        return [row for row in rows if row[1]]

    def _offer_fits(self) -> None:
        self.menu().exec(self.fits.mapToGlobal(QPoint(0, self.fits.height() + 2)))

    def _show_fit(self, fit: Fit) -> None:
        self.fit_requested.emit(fit)

    def _restyle(self) -> None:
        self._cross.setIcon(theme.icon("x", "text2", 14))


def family(architecture: str) -> str:
    """An architecture's name as its authors write it, as far as that is known."""
    return FAMILIES.get(architecture, architecture[:1].upper() + architecture[1:].replace("_", " "))


class Elided(QLabel):
    """One line, cut where there is no more room; the whole of it is in the tool tip."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setStyleSheet("font-size: 12px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
