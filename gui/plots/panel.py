"""What every plot panel has: a title line, a body, and its numbers as CSV, picture and clipboard text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from engine.errors import StitchworkError
from engine.files import csv_text, safe_name, write_bytes
from engine.jobs.messages import PlotMessage
from gui.plots.head import Head
from gui.theme import theme

NOTICE_MS = 6000
_panels: dict[type[PlotMessage], type[Panel]] = {}


def panel(message: type[PlotMessage]) -> Callable[[type[Panel]], type[Panel]]:
    """Register a panel class for a kind of plot message."""

    def register(panel_class: type[Panel]) -> type[Panel]:
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

    def __init__(self, node: str, plot: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node, self.plot = node, plot
        self._stale = False
        self.head = Head(plot[:1].upper() + plot[1:].replace("_", " "))
        self.setAccessibleName(self.head.title)
        self._menu_button = self._make_menu()
        self._notice = QLabel(wordWrap=True)
        self._notice.hide()
        self._notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notice_bad = False
        self._notice_timer = QTimer(self, interval=NOTICE_MS, singleShot=True)
        self._notice_timer.timeout.connect(self._notice.hide)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.head)
        line.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.body.addLayout(line)
        self.body.addWidget(self._notice)
        self._recolour_frame()
        theme.changed.connect(self._recolour_frame)

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stale:
            self.changed.emit()
        super().paintEvent(event)

    def to_csv(self, path: Path | str) -> None:
        """Save the numbers. Raises StitchworkError; the file is whole or not there."""
        columns, rows = self.table()
        write_bytes(Path(path), csv_text(columns, rows).encode("utf-8"))

    def to_png(self, path: Path | str) -> None:
        """Save the picture at twice the screen's size, title included, without the menu button."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image().save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
        write_bytes(Path(path), bytes(buffer.data().data()))

    def image(self, scale: float = 2.0) -> QImage:
        self.draw()
        self._menu_button.hide()
        noticed = self._notice.isVisible()
        self._notice.hide()
        margin = 12
        picture = QImage(
            round((self.width() + 2 * margin) * scale),
            round((self.height() + 2 * margin) * scale),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        picture.setDevicePixelRatio(scale)
        picture.fill(theme.palette.panel)
        painter = QPainter(picture)
        self.render(painter, QPoint(margin, margin), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        self._menu_button.show()
        self._notice.setVisible(noticed)
        return picture

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.notice(self.tr("Copied."))

    def notice(self, words: str, bad: bool = False) -> None:
        """A line under the title; good news goes away by itself."""
        self._notice_bad = bad
        self._notice.setText(words)
        self._recolour_frame()
        self._notice.show()
        if bad:
            self._notice_timer.stop()
        else:
            self._notice_timer.start()

    def notice_words(self) -> str:
        return "" if self._notice.isHidden() else self._notice.text()

    def save(self, path: str, write: Callable[[Path], None]) -> None:
        """Save and say how it went, in words, on the panel."""
        try:
            write(Path(path))
        except StitchworkError as error:
            self.notice(f"{error.words} {error.fix}", bad=True)
        else:
            self.notice(self.tr("Saved as {path}.").format(path=path))

    def _make_menu(self) -> QToolButton:
        menu = QMenu(self)
        for words, slot in (
            (self.tr("Save picture (PNG)…"), lambda: self._ask(".png", self.to_png)),
            (self.tr("Save numbers (CSV)…"), lambda: self._ask(".csv", self.to_csv)),
            (self.tr("Copy"), self.copy),
        ):
            action = QAction(words, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup, autoRaise=True)
        button.setMenu(menu)
        button.setFixedSize(24, 24)
        button.setAccessibleName(self.tr("Save or copy {plot}").format(plot=self.head.title))
        button.setToolTip(self.tr("Save or copy"))
        return button

    def _ask(self, suffix: str, write: Callable[[Path], None]) -> None:
        words = self.tr("Save picture") if suffix == ".png" else self.tr("Save numbers")
        kinds = self.tr("Pictures (*.png)") if suffix == ".png" else self.tr("Tables (*.csv)")
        path, _ = QFileDialog.getSaveFileName(self, words, safe_name(self.head.title) + suffix, kinds)
        if path:
            self.save(path if path.endswith(suffix) else path + suffix, write)

    def _recolour_frame(self) -> None:
        colors = theme.palette
        self._menu_button.setIcon(theme.icon("ellipsis", size=14))
        self._menu_button.setStyleSheet(
            "QToolButton { border: none; border-radius: 6px; background: transparent; }"
            "QToolButton::menu-indicator { image: none; width: 0; }"
            f"QToolButton:hover, QToolButton:pressed {{ background: {colors.hover.name()}; }}"
            f"QToolButton:focus {{ border: 2px solid {colors.accent.name()}; }}"
        )
        front, back = (colors.failed, colors.failed_soft) if self._notice_bad else (colors.text2, colors.hover)
        self._notice.setFont(theme.font(12))
        self._notice.setStyleSheet(
            f"color: {front.name()}; background: {back.name()}; border-radius: 6px; padding: 4px 8px;"
        )
        self.mark()


class LatestPanel(Panel):
    """A panel whose plot is one message: the latest."""

    data: Any = None

    def take(self, message: Any) -> None:
        self.data = message

    def clear(self) -> None:
        self.data = None
        self.mark()
