"""Models that go together with one of them: the filter of the library, and the words for it. What is known of models is
imported when it is asked for: the window paints first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gui.language.shown import say
from gui.library.offers import Offer
from gui.theme import theme

FUSE, STITCH = "fuse", "stitch"


@dataclass(frozen=True)
class Fit:
    """Which models are looked for: those that can be fused, or stitched, with one."""

    how: str
    model: Any
    "An entry of the library."

    @property
    def words(self) -> str:
        fused, stitched = _tr("Can be fused with {model}"), _tr("Can be stitched with {model}")
        return (fused if self.how == FUSE else stitched).format(model=self.model.name)

    @property
    def reason(self) -> str:
        """What all of them have in common."""
        if self.how == FUSE:
            return _tr("They cut text into the same pieces, so their scores can be added piece by piece.")
        return _tr("They can be cut between two blocks. A map found in seconds joins the halves.")

    @property
    def nothing(self) -> str:
        """What to do where there is none."""
        from engine.models.fitting import why_not_cut

        if self.how == STITCH:
            return say(why_not_cut(self.model) or "") or _tr("No other model of the library can be cut.")
        return _tr(
            "No other model cuts text into the same pieces. Logit fusion can also match pieces by their spelling: "
            "see its setting “Vocabularies”."
        )

    def lets_through(self, offer: Offer) -> bool:
        from engine.models.fitting import why_not_fused, why_not_stitched

        if offer.entry is None or offer.entry.name == self.model.name:
            return False
        why_not = why_not_fused if self.how == FUSE else why_not_stitched
        return why_not(self.model, offer.entry) is None


class FitBar(QWidget):
    """The filter that is on, in words, and a cross that ends it."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel(wordWrap=True)
        self.cross = QToolButton()
        self.cross.setAccessibleName(self.tr("Show all models again"))
        self.cross.setToolTip(self.tr("Show all models again"))
        self.cross.clicked.connect(lambda: self.ended.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def words(self) -> str:
        return self._words.text()

    def show_fit(self, fit: Fit | None) -> None:
        self.setVisible(fit is not None)
        if fit is not None:
            self._words.setText(fit.words)
            self.setToolTip(fit.reason)

    def _restyle(self) -> None:
        palette = theme.palette
        self.setStyleSheet(f"#fit {{ background: {palette.soft.name()}; border-radius: 6px; }}")
        self._words.setStyleSheet(f"font-size: 12px; font-weight: 600; color: {palette.accent.name()};")
        self.cross.setIcon(theme.icon("x", "accent", 14))


def add_fits(menu: QMenu, entry: Any, show: Callable[[Fit], object]) -> None:
    """The entries of a menu that look for models which go together with one."""
    for how in (FUSE, STITCH):
        fit = Fit(how, entry)
        menu.addAction(fit.words, lambda fit=fit: show(fit))


def n_alike(entry: Any, offers: Sequence[Offer]) -> int:
    """How many other models cut text into the same pieces."""
    return sum(Fit(FUSE, entry).lets_through(offer) for offer in offers)


def _tr(text: str) -> str:
    return QCoreApplication.translate("library", text)
