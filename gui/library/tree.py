"""The tree of the library: models and kinds of nodes under headings; a row is dragged to the canvas or chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui.library.offers import Offer, Section
from gui.theme import theme

MIME = "application/x-stitchwork-node"
OFFER = Qt.ItemDataRole.UserRole
SECTION = Qt.ItemDataRole.UserRole + 1
SHOWN = Qt.ItemDataRole.UserRole + 2
"On a heading: how many of its rows are in sight."
OPEN_AT_FIRST = 3


class OfferTree(QTreeWidget):
    """Sections and offers, 26 px high; offers carry the mime data that the canvas takes."""

    chosen = Signal(object)
    current_changed = Signal(object)
    "The Offer of the row that is marked, or None."
    menu_requested = Signal(object, QPoint)
    "(Offer, global position)"

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
        self.currentItemChanged.connect(lambda item, _old: self.current_changed.emit(self.offer_of(item)))

    def show_sections(self, sections: Sequence[Section]) -> None:
        opened = {item.data(0, SECTION).key: item.isExpanded() for item in self._sections()}
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
        for item in self._sections():
            if item.data(0, SECTION).key == key:
                item.setExpanded(True)
                self.setCurrentItem(item)
                self.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtTop)

    def filter(self, fits: Callable[[Offer], bool] | None) -> int:
        """Show only offers that fit, and how many there are; every section that holds one is opened."""
        number = 0
        for top in self._sections():
            found = 0
            for place in range(top.childCount()):
                child = top.child(place)
                assert child is not None
                shown = fits is None or fits(child.data(0, OFFER))
                child.setHidden(not shown)
                found += shown
            top.setData(0, SHOWN, found)
            top.setHidden(fits is not None and not found)
            if fits is not None and found:
                top.setExpanded(True)
            number += found
        return number

    def mark(self, title: str) -> None:
        """Mark an offer's row and bring it into sight."""
        item = self.item_of(title)
        if item is not None:
            parent = item.parent()
            if parent is not None:
                parent.setExpanded(True)
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def scroll_to_current(self) -> None:
        item = self.currentItem()
        if self.offer_of(item) is not None and item is not None:
            self.scrollToItem(item)

    def _sections(self) -> list[QTreeWidgetItem]:
        tops = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [top for top in tops if top is not None]

    def first_offer(self) -> Offer | None:
        """The first one in sight."""
        for top in self._sections():
            for place in range(top.childCount()):
                child = top.child(place)
                if child is not None and not top.isHidden() and not child.isHidden():
                    return child.data(0, OFFER)
        return None

    def item_of(self, title: str) -> QTreeWidgetItem | None:
        """The row of an offer's title."""
        found = self.findItems(title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        return next((item for item in found if item.data(0, OFFER) is not None), None)

    @staticmethod
    def offer_of(item: QTreeWidgetItem | None) -> Offer | None:
        return item.data(0, OFFER) if item is not None else None

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        offer = item.data(0, OFFER) if item is not None else None
        if item is not None and isinstance(offer, Offer):
            self.setCurrentItem(item)
            at = self.visualItemRect(item).center() if by_key else event.pos()
            self.menu_requested.emit(offer, self.viewport().mapToGlobal(at))

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
            self._words(painter, rect.adjusted(26, 0, -12, 0), section.title, _count(section, index.data(SHOWN)), 600)
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


def _count(section: Section, shown: int | None) -> str:
    whole = len(section.offers)
    return str(whole) if shown is None or shown == whole else f"{shown} / {whole}"
