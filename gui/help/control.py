"""F1: the page of the selected node, of the library's row, or the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gui.help.window import HelpWindow
    from gui.library.offers import Offer
    from gui.window import MainWindow


class HelpControl(QObject):
    """Opens the one help window of a main window. It is built when it is asked for first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.shown: HelpWindow | None = None
        window.tabs.current_changed.connect(lambda _workspace: self.shown is not None and self.shown.refresh())

    def show_here(self) -> None:
        """Help for where the person is."""
        kind = self._kind_here()
        if kind:
            self._open().show_kind(kind)
        else:
            self.show_index()

    def show_index(self) -> None:
        self._open().show_index()

    def _kind_here(self) -> str:
        tree, workspace = self._window.dock.panel.tree, self._window.tabs.current
        offer = tree.offer_of(tree.currentItem()) if tree.hasFocus() else None
        if offer is not None:
            return offer.type
        if workspace is None or workspace.node is None:
            return ""
        return workspace.document.graph.nodes[workspace.node].type

    def _open(self) -> HelpWindow:
        if self.shown is None:
            from gui.help.window import HelpWindow

            window = self._window
            self.shown = HelpWindow(window.start_page.recipes, lambda: window.tabs.current is not None, window)
            self.shown.add_requested.connect(self._add)
            self.shown.recipe_requested.connect(lambda recipe: window.open_recipe(recipe, False))
        self.shown.refresh()
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()
        return self.shown

    def _add(self, offer: Offer) -> None:
        workspace = self._window.tabs.current
        if workspace is not None:
            workspace.add(offer)
