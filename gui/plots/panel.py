"""What every plot panel has: a title line, a body, and its numbers as CSV, picture and clipboard text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from engine.errors import StitchworkError
from engine.files import csv_text, safe_name, write_bytes
from engine.jobs.messages import PlotMessage
from gui.language.shown import problem, say
from gui.plots.head import Head
from gui.plots.tools import Tools
from gui.theme import theme

P = TypeVar("P", bound="Panel")
NOTICE_MS = 6000
_panels: dict[type[PlotMessage], type[Panel]] = {}


def panel(message: type[PlotMessage]) -> Callable[[type[P]], type[P]]:
    """Register a panel class for a kind of plot message."""

    def register(panel_class: type[P]) -> type[P]:
        _panels[message] = panel_class
        return panel_class

    return register


def panel_for(message: PlotMessage) -> type[Panel] | None:
    return _panels.get(type(message))


class Panel(QFrame):
    """One plot of one node. Subclasses keep the data in `take`, show it in `draw`, and give it back in `table`.

    Taking is cheap and happens at every message; drawing happens at most 30 times a second and only while the
    panel can be seen.
    """

    changed = Signal()
    cursor_moved = Signal(object)
    "The x under the cursor, or None; panels of one node follow each other."
    pin_changed = Signal(bool)

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node, self.plot = node, plot
        self.pinned = False
        self.graph: dict[str, Any] | None = None
        "What drew the plot, as the data of its file; a saved picture carries it."
        self._stale = False
        self._card = False
        self.head = Head(say(plot[:1].upper() + plot[1:].replace("_", " ")))
        self.setAccessibleName(self.head.title)
        self.tools = Tools(self.head.title)
        self.tools.menu_asked.connect(self._fill_menu)
        self.tools.unpinned.connect(lambda: self.set_pinned(False))
        self._notice: QLabel | None = None
        self._notice_bad = False
        self._notice_timer = QTimer(self, interval=NOTICE_MS, singleShot=True)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.head)
        line.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.body.addLayout(line)
        theme.changed.connect(self._theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def set_card(self, card: bool) -> None:
        """With a border and room around it, or flat on what it lies on."""
        if card != self._card:
            self._card = card
            self.body.setContentsMargins(*((16, 10, 12, 12) if card else (0, 0, 0, 0)))
            self.update()

    def ground(self) -> QColor:
        """The colour that the panel lies on."""
        return theme.palette.surface if self._card else theme.palette.panel

    def fill(self, widget: QWidget) -> None:
        """Give the panel's room to a widget, which is called what the panel is called."""
        widget.setAccessibleName(self.head.title)
        self.body.addWidget(widget, 1)

    def take(self, message: Any) -> None:
        """Keep what the message brings."""

    def draw(self) -> None:
        """Show what was kept."""

    def empty(self) -> bool:
        return not self.table()[1]

    def clear(self) -> None:
        """Forget everything; a new run of the node begins."""

    def table(self) -> tuple[Sequence[str], list[Sequence[Any]]]:
        """The numbers behind the picture: columns and rows."""
        return (), []

    def text(self) -> str:
        """What Copy puts on the clipboard."""
        columns, rows = self.table()
        lines = [columns, *rows]
        return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in lines)

    def set_running(self, running: bool) -> None:
        """The node is at work, or has ended."""

    def set_progress(self, done: float, total: float) -> None:
        """How far the node is."""

    def follow_cursor(self, x: float | None) -> None:
        """Show the cursor at x, or none."""

    def fill_menu(self, menu: QMenu) -> None:
        """Add what only this kind of plot can do."""

    def receive(self, message: PlotMessage) -> None:
        self.take(message)
        self.mark()

    def mark(self) -> None:
        """Ask to be drawn."""
        if not self._stale:
            self._stale = True
            self.changed.emit()

    def refresh(self) -> None:
        """Draw if there is something new and it can be seen; otherwise wait for the next paint event."""
        if self._stale and not self.visibleRegion().isEmpty():
            self._stale = False
            self.draw()

    def painting_seconds(self) -> float:
        """How long the last painting of the body took, where that is known."""
        return 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stale:
            self.changed.emit()
        super().paintEvent(event)
        if self._card:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.palette.line, 1))
            painter.setBrush(theme.palette.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def set_pinned(self, pinned: bool) -> None:
        """A pinned plot stays in sight, and keeps what it shows when a new run begins."""
        if pinned != self.pinned:
            self.pinned = pinned
            self.tools.show_pinned(pinned)
            self.pin_changed.emit(pinned)

    def to_csv(self, path: Path | str) -> None:
        """Save the numbers. Raises StitchworkError; the file is whole or not there."""
        columns, rows = self.table()
        write_bytes(Path(path), csv_text(columns, rows).encode("utf-8"))

    def to_png(self, path: Path | str) -> None:
        """Save the picture at twice the screen's size, title included, without the buttons."""
        from gui.plots.pictures import png

        write_bytes(Path(path), png(self))

    def to_pdf(self, path: Path | str) -> None:
        """Save the picture as lines and letters that stay sharp at every size."""
        from gui.plots.pictures import pdf

        write_bytes(Path(path), pdf(self))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.notice(self.tr("Copied."))

    def notice(self, words: str, bad: bool = False) -> None:
        """A line under the title; good news goes away by itself."""
        if self._notice is None:
            self._notice = QLabel(wordWrap=True)
            self._notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._notice_timer.timeout.connect(self._notice.hide)
            self.body.insertWidget(1, self._notice)
        self._notice_bad = bad
        self._notice.setText(words)
        self._recolour_notice(self._notice)
        self._notice.show()
        if bad:
            self._notice_timer.stop()
        else:
            self._notice_timer.start()

    def notice_words(self) -> str:
        return "" if self._notice is None or self._notice.isHidden() else self._notice.text()

    def hide_for_picture(self) -> Callable[[], None]:
        """Take away what does not belong on a saved picture; call what comes back to have it again."""
        hidden = [widget for widget in (self.tools, self._notice) if widget is not None and not widget.isHidden()]
        for widget in hidden:
            widget.hide()

        def bring_back() -> None:
            for widget in hidden:
                widget.show()

        return bring_back

    def save(self, path: str, write: Callable[[Path], None]) -> None:
        """Save and say how it went, in words, on the panel."""
        try:
            write(Path(path))
        except StitchworkError as error:
            self.notice(str(problem(error)), bad=True)
        else:
            self.notice(self.tr("Saved as {path}.").format(path=path))

    def _fill_menu(self, menu: QMenu) -> None:
        self.fill_menu(menu)
        pin = menu.addAction(self.tr("Pin: keep it in sight"), lambda: self.set_pinned(not self.pinned))
        pin.setCheckable(True)
        pin.setChecked(self.pinned)
        menu.addSeparator()
        picture, numbers = self.tr("Save picture"), self.tr("Save numbers")
        for words, slot in (
            (self.tr("Save picture (PNG)…"), lambda: self._ask(picture, "PNG (*.png)", ".png", self.to_png)),
            (self.tr("Save picture (PDF)…"), lambda: self._ask(picture, "PDF (*.pdf)", ".pdf", self.to_pdf)),
            (self.tr("Save numbers (CSV)…"), lambda: self._ask(numbers, "CSV (*.csv)", ".csv", self.to_csv)),
            (self.tr("Copy"), self.copy),
        ):
            menu.addAction(words, slot)

    def _ask(self, title: str, kinds: str, suffix: str, write: Callable[[Path], None]) -> None:
        path, _ = QFileDialog.getSaveFileName(self, title, safe_name(self.head.title) + suffix, kinds)
        if path:
            self.save(path if path.endswith(suffix) else path + suffix, write)

    def _theme_changed(self) -> None:
        if self._notice is not None:
            self._recolour_notice(self._notice)
        self.mark()

    def _recolour_notice(self, notice: QLabel) -> None:
        colors = theme.palette
        front, back = (colors.failed, colors.failed_soft) if self._notice_bad else (colors.text2, colors.hover)
        notice.setFont(theme.font(12))
        notice.setStyleSheet(f"color: {front.name()}; background: {back.name()}; border-radius: 6px; padding: 4px 8px;")


class LatestPanel(Panel):
    """A panel whose plot is one message: the latest."""

    data: Any = None

    def take(self, message: Any) -> None:
        self.data = message

    def clear(self) -> None:
        self.data = None
        self.mark()
