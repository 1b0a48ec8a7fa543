"""The help window: an index of all nodes with a search on the left, the page of one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.graph.nodes import node_types
from gui.gallery.recipes import Recipe
from gui.help.page import WIDEST, HelpPage
from gui.library.offers import MODELS, Offer, sections
from gui.library.tree import OfferTree
from gui.theme import theme

INDEX = 232


class HelpWindow(QDialog):
    """Stays open beside the work. `can_add()`: whether a canvas is in front."""

    add_requested = Signal(object)
    "An Offer."
    recipe_requested = Signal(object)

    def __init__(self, recipes: Sequence[Recipe], can_add: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help: what every node does"))
        self._recipes = list(recipes)
        self._can_add = can_add
        self.page: HelpPage | None = None
        self.search = QLineEdit(placeholderText=self.tr("Find a node"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find a node"))
        self._search_icon = self.search.addAction(
            theme.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        self.index = OfferTree()
        self.index.current_changed.connect(lambda offer: offer is not None and self.show_kind(offer.type))
        self.index.chosen.connect(self.add_requested)
        self.nothing = QLabel(self.tr("No node fits. Try another word."), wordWrap=True)
        self.nothing.setProperty("role", "body")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 8, 12)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.index, 1)
        left.addWidget(self.nothing, 1)
        side = QWidget()
        side.setFixedWidth(INDEX)
        side.setLayout(left)
        rule = QFrame()
        rule.setProperty("role", "rule")
        rule.setFixedWidth(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(rule)
        layout.addWidget(self._scroll, 1)
        self.resize(INDEX + WIDEST + 20, 680)
        self._fill()
        theme.changed.connect(self._restyle)

    def show_kind(self, kind_id: str) -> None:
        """The page of a kind of node, marked in the index."""
        kind = node_types().get(kind_id)
        if kind is None or (self.page is not None and self.page.kind.id == kind_id):
            return
        self.page = HelpPage(kind, self._recipes, self._can_add())
        self.page.add_requested.connect(lambda: self.add_requested.emit(Offer(kind.title, kind.icon, kind.id)))
        self.page.recipe_requested.connect(self.recipe_requested)
        self._scroll.setWidget(self.page)
        self._scroll.verticalScrollBar().setValue(0)
        marked = self.index.offer_of(self.index.currentItem())
        if marked is None or marked.type != kind_id:
            self.search.clear()
            self.index.mark(kind.title)

    def show_index(self) -> None:
        """The list, with the cursor in the search."""
        if self.page is None:
            self.show_kind(next(iter(section.offers[0].type for section in self._sections)))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """A canvas was opened or closed: what can be added may be different."""
        if self.page is not None:
            self.page.add.setEnabled(self._can_add())

    def _fill(self) -> None:
        self._sections = [part for part in sections(node_types().values(), ()) if part.key != MODELS]
        self.index.show_sections(self._sections)
        self.index.expandAll()

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        found = self.index.filter((lambda offer: offer.matches(wanted)) if wanted else None)
        self.nothing.setVisible(not found)
        self.index.setVisible(bool(found))

    def _take_first(self) -> None:
        offer = self.index.first_offer()
        if offer is not None:
            self.show_kind(offer.type)

    def _restyle(self) -> None:
        self._search_icon.setIcon(theme.icon("search", "text3"))
        if self.page is not None:
            shown, self.page = self.page.kind.id, None
            self.show_kind(shown)
