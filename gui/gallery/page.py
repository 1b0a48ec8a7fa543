"""The start page: one recipe to begin with, all others as cards, and where the person left off."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.gallery.cards import RING, HeroCard, RecipeCard
from gui.gallery.continuing import ContinueList
from gui.gallery.recipes import BrokenRecipe, Recipe, read_folder
from gui.settings import RecentFile
from gui.theme import theme
from gui.tour.offer import TourOffer

CARD, CARD_MOST, GAP, MARGIN, WIDEST = 284, 320, 16, 48, 1568
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class StartPage(QScrollArea):
    """Filter by group, search, open. Cards are laid out in as many columns as fit."""

    recipe_opened = Signal(object, bool)
    file_opened = Signal(object)
    empty_opened = Signal()

    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipes, self.broken = _read(folder)
        self._group = ""
        self._columns = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setObjectName("start")
        self._inner = QWidget(self._page)
        outer = QHBoxLayout(self._page)
        outer.setContentsMargins(0, 24, 0, 24)
        outer.addStretch(1)
        outer.addWidget(self._inner)
        outer.addStretch(1)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.search = QLineEdit(placeholderText=self.tr("Find a recipe"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find a recipe"))
        self._search_icon = self.search.addAction(
            theme.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._show)
        self.recent = ContinueList()
        self.recent.file_opened.connect(self.file_opened)
        self.recent.empty_opened.connect(self.empty_opened)
        self.hero = HeroCard(self.recipes[0]) if self.recipes else None
        self.cards = [RecipeCard(recipe) for recipe in self.recipes]
        self.tour = TourOffer(RING)
        self.tour.hide()
        self._nothing = self._build_nothing()
        self._build()
        for card in [*self.cards, *([self.hero] if self.hero else [])]:
            card.opened.connect(self.recipe_opened)
        for card in self.cards:
            card.installEventFilter(self)
        self.setWidget(self._page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        self._show()

    @property
    def shown(self) -> list[RecipeCard]:
        """The cards that the filter and the search let through, in order."""
        return [card for card in self.cards if not card.isHidden()]

    def show_recent(self, files: list[RecentFile]) -> None:
        self.recent.show_files(files, date.today())

    def choose_group(self, group: str) -> None:
        """Show one group's cards, or all for an empty name."""
        self._group = group
        for button in self._chips.buttons():
            button.setChecked(button.property("group") == group)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk over the cards; a card that gets the focus is brought into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, RecipeCard):
            QTimer.singleShot(0, watched, lambda: self.ensureWidgetVisible(watched, 0, 24))
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, RecipeCard):
            steps = STEPS | {Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                shown = self.shown
                index = shown.index(watched) + step
                if 0 <= index < len(shown):
                    shown[index].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        title = QLabel(self.tr("What would you like to try?"))
        title.setProperty("role", "page")
        about = QLabel(
            self.tr(
                "Each recipe is a finished graph. Open it, press Run, watch it work. "
                "Everything here runs on this computer without a network."
            )
        )
        about.setProperty("role", "body")
        about.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(about)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, RING, 0)
        side.addWidget(self.search)
        head = QHBoxLayout()
        head.setContentsMargins(RING, 0, 0, 12)
        head.setSpacing(GAP)
        head.addLayout(words, 1)
        head.addWidget(self._side, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(head)
        self._column.addWidget(self.tour)
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 8)
        first.setSpacing(GAP - 2 * RING)
        if self.hero is not None:
            first.addWidget(self.hero, 1)
        else:
            first.addStretch(1)
        first.addWidget(self.recent)
        self._column.addLayout(first)
        self._column.addLayout(self._build_chips())
        self._column.addWidget(self._nothing)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP - 2 * RING)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)

    def _build_nothing(self) -> QWidget:
        """What stands in the place of the cards where none fits."""
        words = QLabel(self.tr("No recipe fits. Try another word, or start with an empty canvas."))
        words.setProperty("role", "body")
        button = QPushButton(self.tr("Empty canvas"))
        button.clicked.connect(lambda: self.empty_opened.emit())
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(RING, 8, RING, 0)
        row.setSpacing(16)
        row.addWidget(words)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(RING, 4, RING, 8)
        row.setSpacing(8)
        self._chips = QButtonGroup(self)
        self._chips.setExclusive(True)
        groups = Counter(recipe.group for recipe in self.recipes)
        for group, count in [("", len(self.recipes)), *groups.items()]:
            chip = QPushButton(f"{group or self.tr('All')}  {count}")
            chip.setProperty("role", "chip")
            chip.setProperty("group", group)
            chip.setCheckable(True)
            chip.setChecked(not group)
            chip.clicked.connect(lambda _checked=False, group=group: self.choose_group(group))
            self._chips.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _restyle(self) -> None:
        self._search_icon.setIcon(theme.icon("search", "text3"))

    def _show(self) -> None:
        text = self.search.text()
        filtered = bool(text.strip() or self._group)
        for widget in (self.hero, self.recent):
            if widget is not None:
                widget.setVisible(not text.strip())
        for card in self.cards:
            hero = self.hero is not None and card.recipe is self.hero.recipe
            fits = card.recipe.matches(text) and self._group in ("", card.recipe.group)
            card.setVisible(fits and (filtered or not hero))
        self._nothing.setVisible(filtered and not self.shown)
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        """Lay the shown cards out in columns 284 to 320 wide."""
        space = min(self.width() - 2 * MARGIN, WIDEST)
        columns = max(1, (space + GAP) // (CARD + GAP))
        card = min(CARD_MOST, (space - (columns - 1) * GAP) // columns)
        self._inner.setFixedWidth(columns * card + (columns - 1) * GAP + 2 * RING)
        for widget in (self._side, self.recent):
            widget.setFixedWidth(min(card, CARD_MOST) + 2 * RING)
        for widget in self.cards:
            widget.setFixedWidth(card + 2 * RING)
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for place, widget in enumerate(self.shown):
            self._grid.addWidget(widget, place // columns, place % columns)

    def sizeHint(self) -> QSize:
        return QSize(1100, 700)


def _read(folder: Path | None) -> tuple[list[Recipe], list[BrokenRecipe]]:
    return read_folder(folder) if folder is not None else ([], [])
