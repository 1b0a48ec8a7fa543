"""Models and kinds of nodes in one searchable tree; a row is dragged to the canvas or added by a double click."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.library.importing import ImportRow
from gui.library.offers import Offer, Section
from gui.theme import theme

MIME = "application/x-stitchwork-node"
OFFER = Qt.ItemDataRole.UserRole
SECTION = Qt.ItemDataRole.UserRole + 1
OPEN_AT_FIRST = 3


class LibraryPanel(QWidget):
    """Heading, search, tree, and the import of a model."""

    chosen = Signal(object)
    "An Offer: add it to the canvas."
    import_requested = Signal()
    import_cancelled = Signal()
    collapse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
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
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.tree = OfferTree()
        self.tree.chosen.connect(self.chosen)
        self.import_row = ImportRow()
        self.import_row.cancelled.connect(self.import_cancelled)
        self._import = QPushButton(self.tr("Import a model…"))
        self._import.setObjectName("import")
        self._import.clicked.connect(lambda: self.import_requested.emit())
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.import_row)
        foot.addWidget(self._import)
        search_row = QVBoxLayout()
        search_row.setContentsMargins(12, 8, 12, 4)
        search_row.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(_hair())
        layout.addLayout(search_row)
        layout.addWidget(self.tree, 1)
        layout.addWidget(_hair())
        layout.addLayout(foot)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Fill the tree; sections that were open stay so."""
        self.tree.show_sections(sections)
        self._filter(self.search.text())

    def reveal(self, key: str) -> None:
        """Open a section and bring it into sight."""
        self.tree.reveal(key)

    def set_importing(self, importing: bool) -> None:
        self._import.setEnabled(not importing)
        self.import_row.setVisible(importing)

    def _filter(self, text: str) -> None:
        self.tree.filter(text)

    def _choose_first(self) -> None:
        offer = self.tree.first_offer()
        if offer is not None:
            self.chosen.emit(offer)

    def _restyle(self) -> None:
        self._collapse.setIcon(theme.icon("panel-left", "text2"))
        self._import.setIcon(theme.icon("download", "text1", 14))
        self._search_icon.setIcon(theme.icon("search", "text3"))
        self.tree.viewport().update()


class OfferTree(QTreeWidget):
    """Sections and offers, 26 px high; offers carry the mime data that the canvas takes."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAccessibleName(self.tr("Models and nodes"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(_Rows(self))
        self.itemDoubleClicked.connect(lambda item, _column: self._choose(item))
        self.itemClicked.connect(self._toggle)
        self.itemExpanded.connect(lambda _item: self.viewport().update())

    def show_sections(self, sections: Sequence[Section]) -> None:
        opened = {
            item.data(0, SECTION).key: item.isExpanded()
            for item in map(self.topLevelItem, range(self.topLevelItemCount()))
            if item is not None
        }
        self.clear()
        for place, section in enumerate(sections):
            top = QTreeWidgetItem([section.title])
            top.setData(0, SECTION, section)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.addTopLevelItem(top)
            for offer in section.offers:
                item = QTreeWidgetItem([offer.title])
                item.setData(0, OFFER, offer)
                item.setToolTip(0, offer.about)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
                top.addChild(item)
            top.setExpanded(opened.get(section.key, place < OPEN_AT_FIRST or len(sections) <= 5))

    def reveal(self, key: str) -> None:
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None and item.data(0, SECTION).key == key:
                item.setExpanded(True)
                self.setCurrentItem(item)
                self.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtTop)

    def filter(self, text: str) -> None:
        """Show only offers that match; while searching, every section with a match is open."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            assert top is not None
            found = False
            for place in range(top.childCount()):
                child = top.child(place)
                assert child is not None
                fits = not text.strip() or child.data(0, OFFER).matches(text)
                child.setHidden(not fits)
                found = found or fits
            top.setHidden(bool(text.strip()) and not found)
            if text.strip() and found:
                top.setExpanded(True)

    def first_offer(self) -> Offer | None:
        """The first one in sight."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            if top is None or top.isHidden():
                continue
            for place in range(top.childCount()):
                child = top.child(place)
                if child is not None and not child.isHidden():
                    return child.data(0, OFFER)
        return None

    def item_of(self, title: str) -> QTreeWidgetItem | None:
        """The row of an offer's title."""
        found = self.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        return next((item for item in found if item.data(0, OFFER) is not None), None)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        mime = QMimeData()
        offer = items[0].data(0, OFFER) if items else None
        if isinstance(offer, Offer):
            mime.setData(MIME, mime_bytes(offer))
            mime.setText(offer.title)
        return mime

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._toggle(item)
            self._choose(item)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QTreeWidgetItem) -> None:
        offer = item.data(0, OFFER)
        if isinstance(offer, Offer):
            self.chosen.emit(offer)

    def _toggle(self, item: QTreeWidgetItem) -> None:
        if item.data(0, SECTION) is not None:
            item.setExpanded(not item.isExpanded())


class _Rows(QStyledItemDelegate):
    """Headings with a chevron and a count, offers with an icon and a size."""

    def paint(  # type: ignore[override]
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tree: OfferTree = self.parent()  # type: ignore[assignment]
        palette = theme.palette
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        ratio = tree.devicePixelRatioF()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.soft if chosen else palette.hover)
            painter.drawRoundedRect(rect.adjusted(6, 0, -6, 0), 3, 3)
        middle = rect.center().y()
        section = index.data(SECTION)
        if section is not None:
            name = "chevron-down" if tree.isExpanded(index) else "chevron-right"
            painter.drawPixmap(8, middle - 6, theme.pixmap(name, "text2", 14, ratio))
            self._words(painter, rect.adjusted(26, 0, -12, 0), section.title, str(len(section.offers)), 600)
        else:
            offer: Offer = index.data(OFFER)
            painter.drawPixmap(14, middle - 7, theme.pixmap(offer.icon, "text2", 16, ratio))
            self._words(painter, rect.adjusted(38, 0, -12, 0), offer.title, offer.right, 400)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 30 if index.data(SECTION) is not None else 26)

    @staticmethod
    def _words(painter: QPainter, rect: QRect, left: str, right: str, weight: int) -> None:
        painter.setFont(theme.font(11 if weight == 400 else 12))
        painter.setPen(theme.palette.text3)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        taken = painter.fontMetrics().horizontalAdvance(right) + 8 if right else 0
        painter.setFont(theme.font(13 if weight == 400 else 12, weight))
        painter.setPen(theme.palette.text1)
        space = rect.adjusted(0, 0, -taken, 0)
        words = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def mime_bytes(offer: Offer) -> bytes:
    """What the canvas reads from a drag: the kind of node, with its settings."""
    return json.dumps({"type": offer.type, "settings": offer.settings}).encode()


def _hair() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hair")
    line.setFixedHeight(1)
    return line
