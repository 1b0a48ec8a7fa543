"""The switch between canvas and results: which of them a tab shows, and where its plots are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.jobs import messages as m

if TYPE_CHECKING:
    from gui.document import Document
    from gui.window import MainWindow
    from gui.workspace import Workspace

CANVAS, RESULTS = "canvas", "results"


class ResultsControl(QObject):
    """Joins the switch above the tabs, the workspaces and the panel under the canvas."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._switch = window.tabs.switch
        self._words = self.tr("Results")
        self._switch.set_options(((CANVAS, self.tr("Canvas")), (RESULTS, self._words)))
        self._switch.setAccessibleName(self.tr("Canvas or results"))
        self._switch.chosen.connect(lambda place: self.show(place == RESULTS))
        window.running.finished.connect(self._finished)

    def toggle(self) -> None:
        workspace = self._window.tabs.current
        if workspace is not None:
            self.show(not workspace.results_shown)

    def show(self, results: bool) -> None:
        """Of the document in front."""
        workspace = self._window.tabs.current
        if workspace is not None:
            workspace.show_results(results)

    def adopt(self, workspace: Workspace) -> None:
        """A workspace was opened."""
        workspace.view_changed.connect(lambda: self._place(workspace))

    def _place(self, workspace: Workspace) -> None:
        """Bring the plots to where they are looked at."""
        if not workspace.results_shown:
            self._window.bottom.boards.addWidget(workspace.board)
            workspace.board.show_as_strip()
        if workspace is self._window.tabs.current:
            self.follow(workspace)
            (workspace.results if workspace.results_shown else workspace.canvas).setFocus()

    def follow(self, workspace: Workspace | None) -> None:
        """Another tab, or the other view, is in front."""
        self._switch.setVisible(workspace is not None)
        if workspace is None:
            return
        self._switch.set_value(RESULTS if workspace.results_shown else CANVAS)
        button = self._switch.button(RESULTS)
        button.setText(f"{self._words} •" if workspace.results_new else self._words)
        button.setAccessibleName(self.tr("Results, new") if workspace.results_new else self._words)
        self._window.panels.show_bottom(not workspace.results_shown)
        if not workspace.results_shown:
            self._window.bottom.boards.setCurrentWidget(workspace.board)
        self._window.refresh()

    def _finished(self, document: Document | None, message: m.RunFinished) -> None:
        workspace = self._window.tabs.of(document)
        if workspace is None or message.outcome != "done" or workspace.results_shown or self._window.running.cell:
            return
        workspace.results_new = True
        if workspace.results_wanted:
            workspace.show_results(True)
        elif workspace is self._window.tabs.current:
            self.follow(workspace)
