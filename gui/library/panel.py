"""The library panel: search and filter above the tree, the marked model's card and the import of another below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.library.card import ModelCard
from gui.library.fitting import Fit, FitBar, add_fits
from gui.library.importing import ImportRow
from gui.library.offers import MODELS, Offer, Section
from gui.library.tree import OfferTree
from gui.theme import theme


class LibraryPanel(QWidget):
    """`fit`: only the models that go together with one of them are shown."""

    chosen = Signal(object)
    "An Offer: add it to the canvas."
    import_requested = Signal(str)
    "Of a folder or file that was dropped here, or of what will be chosen."
    import_cancelled = Signal()
    collapse_requested = Signal()
    remove_requested = Signal(object)
    "An Offer: take a model of the person's own off the disk."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit: Fit | None = None
        self._models: Section | None = None
        self._card_wanted = True
        self._importing = False
        self.setObjectName("panel")
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("Library"))
        title.setProperty("role", "section")
        self._collapse = QToolButton()
        self._collapse.setToolTip(self.tr("Hide the library (Ctrl+B)"))
        self._collapse.setAccessibleName(self.tr("Hide the library"))
        self._collapse.clicked.connect(lambda: self.collapse_requested.emit())
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 6, 0)
        head.addWidget(title, 1)
        head.addWidget(self._collapse)
        top = QWidget()
        top.setFixedHeight(34)
        top.setLayout(head)
        self.search = QLineEdit(placeholderText=self.tr("Find a model or node"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find a model or node"))
        self._search_icon = self.search.addAction(
            theme.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(lambda _text: self._filter())
        self.fit_bar = FitBar()
        self.fit_bar.ended.connect(lambda: self.show_fit(None))
        self.search.returnPressed.connect(self._choose_first)
        self.tree = OfferTree()
        self.tree.chosen.connect(self.chosen)
        self._card_timer = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._card_timer.timeout.connect(self._show_card)
        self.tree.current_changed.connect(lambda _offer: self._card_timer.start())
        self.tree.menu_requested.connect(lambda offer, at: self.menu_of(offer).exec(at))
        self.nothing = QLabel(wordWrap=True)
        self.nothing.setProperty("role", "body")
        self.nothing.setContentsMargins(12, 12, 12, 12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.card = ModelCard()
        self.card.chosen.connect(self.chosen)
        self.card.fit_requested.connect(self.show_fit)
        self.card.closed.connect(lambda: self._want_card(False))
        self._card_line = _hair()
        self.own_hint = QLabel(
            self.tr("Bring your own: drop a model’s folder or .gguf file here, or import one."), wordWrap=True
        )
        self.own_hint.setProperty("role", "hint")
        self.import_row = ImportRow()
        self.import_row.cancelled.connect(self.import_cancelled)
        self._import = QPushButton(self.tr("Import a model…"))
        self._import.setObjectName("import")
        self._import.clicked.connect(lambda: self.import_requested.emit(""))
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.own_hint)
        foot.addWidget(self.import_row)
        foot.addWidget(self._import)
        search_row = QVBoxLayout()
        search_row.setContentsMargins(12, 8, 12, 4)
        search_row.setSpacing(6)
        search_row.addWidget(self.search)
        search_row.addWidget(self.fit_bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(_hair())
        layout.addLayout(search_row)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self._card_line)
        layout.addWidget(self.card)
        layout.addWidget(_hair())
        layout.addLayout(foot)
        self.nothing.hide()
        self._card_line.hide()
        self.own_hint.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Fill the tree; sections that were open stay so."""
        self._models = next((section for section in sections if section.key == MODELS), None)
        marked = self.card.offer.title if self.card.offer is not None else ""
        self.tree.show_sections(sections)
        self._filter()
        self._show_hint()
        if marked:
            self.tree.mark(marked)

    def show_fit(self, fit: Fit | None) -> None:
        """Show only the models that fit one; None shows everything again."""
        self.fit = fit
        self.fit_bar.show_fit(fit)
        self.search.clear()
        self._filter()
        if fit is not None:
            self.tree.reveal(MODELS)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_of(self, offer: Offer) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.addAction(self.tr("Add to the canvas"), lambda: self.chosen.emit(offer))
        if offer.entry is not None:
            menu.addAction(self.tr("Describe it"), lambda: self._want_card(True))
            menu.addSeparator()
            add_fits(menu, offer.entry, self.show_fit)
            if not offer.entry.starter:
                menu.addSeparator()
                menu.addAction(self.tr("Remove from the library…"), lambda: self.remove_requested.emit(offer))
        return menu

    def reveal(self, key: str) -> None:
        """Open a section and bring it into sight."""
        self.tree.reveal(key)

    def set_importing(self, importing: bool) -> None:
        self._import.setEnabled(not importing)
        if importing != self._importing:
            self._importing = importing
            self.import_row.show_running(importing)
            self._show_hint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(bool(model_in(event.mimeData())))

    def dropEvent(self, event: QDropEvent) -> None:
        self.import_requested.emit(model_in(event.mimeData()))
        event.acceptProposedAction()

    @property
    def _offers(self) -> Sequence[Offer]:
        """The models."""
        return self._models.offers if self._models is not None else ()

    def _filter(self) -> None:
        text, fit = self.search.text(), self.fit

        def wanted(offer: Offer) -> bool:
            return offer.matches(text) and (fit is None or fit.lets_through(offer))

        filtered = bool(text.strip()) or fit is not None
        found = self.tree.filter(wanted if filtered else None)
        words = self.tr("Nothing is called “{words}”. Try another word, or import a model.").format(words=text.strip())
        self.nothing.setText(fit.nothing if fit is not None and not text.strip() else words)
        self.nothing.setVisible(filtered and not found)
        self.tree.setVisible(self.nothing.isHidden())

    def _show_hint(self) -> None:
        """While there is no model of the person's own, and room, say how one comes here."""
        own = any(not offer.entry.starter for offer in self._offers)
        self.own_hint.setVisible(bool(self._offers) and not own and self.card.isHidden() and self.import_row.isHidden())

    def _want_card(self, wanted: bool) -> None:
        self._card_wanted = wanted
        self._show_card()

    def _show_card(self) -> None:
        """Only after the time of a double click: the card takes room, and rows must not move between two clicks."""
        self._card_timer.stop()
        offer = self.tree.offer_of(self.tree.currentItem())
        self.card.show_offer(offer if self._card_wanted else None, self._offers)
        self._card_line.setVisible(not self.card.isHidden())
        self._show_hint()
        # once the tree has made room for the card
        QTimer.singleShot(0, self.tree, self.tree.scroll_to_current)

    def _choose_first(self) -> None:
        offer = self.tree.first_offer()
        if offer is not None:
            self.chosen.emit(offer)

    def _restyle(self) -> None:
        self._collapse.setIcon(theme.icon("panel-left", "text2"))
        theme.lead(self._import, "download", "text1")
        self._search_icon.setIcon(theme.icon("search", "text3"))
        self.tree.viewport().update()


def model_in(data: QMimeData) -> str:
    """The folder or GGUF file in a drag that could be a model; empty for other drags."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((str(path) for path in paths if path.is_dir() or path.suffix.lower() == ".gguf"), "")


def _hair() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hair")
    line.setFixedHeight(1)
    return line
