"""Leads through the steps: goes on when the person really opens, runs or looks, and ends when they go elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from gui.tour import steps
from gui.tour.steps import GRAPH, LOOK, OPEN, RUN, WATCH

if TYPE_CHECKING:
    from gui.tour.bubble import Bubble
    from gui.window import MainWindow
    from gui.workspace import Workspace


class TourControl(QObject):
    """`place`: the step that is shown, None while there is no tour. Its widgets are built when it begins."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self.place: int | None = None
        self.bubble: Bubble | None = None
        offer = window.start_page.tour
        offer.setVisible(not window.preferences.tour_offered and window.start_page.hero is not None)
        offer.accepted.connect(self.start)
        offer.declined.connect(self._answered)
        window.tabs.current_changed.connect(self._turned)
        window.running.changed.connect(self._ran)
        window.running.finished.connect(self._finished)

    def start(self) -> None:
        """From the first step, wherever the person is."""
        from gui.tour.bubble import Bubble

        self._answered()
        page = self._window.start_page
        if page.hero is None:
            return
        if self.bubble is None:
            self.bubble = Bubble(self._window)
            self.bubble.next_pressed.connect(self._next)
            self.bubble.left.connect(self.leave)
        self.place, self._workspace = None, None
        self._window.tabs.show_workspace(None)
        page.search.clear()
        page.choose_group("")
        page.verticalScrollBar().setValue(0)
        # once the page without the offer is laid out
        QTimer.singleShot(0, self, lambda: self._show(OPEN))

    def leave(self) -> None:
        """End it; nothing else changes."""
        if self.place is None or self.bubble is None:
            return
        self.place = None
        self.bubble.close_tour()
        workspace = self._window.tabs.current
        (workspace.canvas if workspace is not None else self._window.start_page).setFocus()
        self._window.status.say(self.tr("The tour can be started again from the Help menu."))

    def _answered(self) -> None:
        self._window.preferences.tour_offered = True
        self._window.start_page.tour.hide()

    def _next(self) -> None:
        if self.place == LOOK:
            self.leave()
        elif self.place is not None:
            self._show(self.place + 1)

    def _show(self, place: int) -> None:
        hero, bubble = self._window.start_page.hero, self.bubble
        self.place = place
        if place == WATCH:
            self._window.bottom.show_live()
        elif place == LOOK:
            self._select()
        target = steps.target(self._window, place)
        if bubble is not None and hero is not None and target is not None:
            bubble.point(target, place, steps.step(place, hero.recipe.seconds))

    def _select(self) -> None:
        """A node to look into: the one whose result the person just saw, if one is there."""
        workspace = self._window.tabs.current
        if workspace is None or workspace.node is not None:
            return
        document = workspace.document
        told = [node for node in document.graph.nodes if node in document.outcome.sentences]
        combined = [node for node in document.graph.nodes if len(document.graph.wires_into(node)) > 1]
        workspace.canvas.select(next(iter([*told, *combined, *document.graph.nodes]), None))

    def _turned(self, workspace: Workspace | None) -> None:
        if self.place == OPEN and workspace is not None:
            self._workspace = workspace
            # the canvas is fitted and the panels are laid out first
            QTimer.singleShot(0, self, self._opened)
        elif self.place is not None and self.place != OPEN and workspace is not self._workspace:
            self.leave()

    def _opened(self) -> None:
        if self.place == OPEN:
            self._show(WATCH if self._window.running.busy else GRAPH)

    def _ran(self) -> None:
        if self.place in (GRAPH, RUN) and self._window.running.busy:
            self._show(WATCH)

    def _finished(self, _document: object, _message: object) -> None:
        if self.place == WATCH:
            self._show(LOOK)
