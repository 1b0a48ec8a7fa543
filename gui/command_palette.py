"""Everything by its name, from the keyboard: actions that can be used now, recent files, recipes and nodes to add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from engine.graph.nodes import node_types
from gui.actions import CHOICES, MENUS, SPECS, words
from gui.canvas.add_popup import node_choice
from gui.library.offers import Offer
from gui.search import Choice, SearchPanel

if TYPE_CHECKING:
    from gui.window import MainWindow

WIDTH = 560
_TOP = 90
"Below the toolbar and the tabs."


class CommandPalette(SearchPanel):
    """Lies over the upper middle of the window. `chosen` carries what to call."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window,
            WIDTH,
            self.tr("Find an action, a recipe or a node"),
            self.tr("Nothing fits. Actions that cannot be used now are left out."),
        )
        self._window = window
        self.chosen.connect(_call)
        window.installEventFilter(self)

    def toggle(self) -> None:
        if self.isVisible():
            self.close_panel()
            return
        self._place()
        self.open([*self._actions(), *self._files(), *self._recipes(), *self._nodes()], QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.move((self._window.width() - self.width()) // 2, _TOP)

    def _actions(self) -> Iterator[Choice]:
        menus = {where: words(title) for where, title in MENUS} | {"arrange": words(SPECS["arrange"].text)}
        for name, spec in SPECS.items():
            action = self._window.actions_[name]
            if not action.isEnabled() or action.menu() is not None or name == "palette":
                continue
            title, menu = words(spec.text), menus[spec.where]
            if spec.choice:
                title = f"{words(CHOICES[spec.choice])}: {title}"
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            help = self.tr("In the menu {menu}.").format(menu=menu)
            yield Choice(title, action.trigger, spec.icon or "command", menu, help, keys or menu)

    def _files(self) -> Iterator[Choice]:
        for file in self._window.preferences.recent():
            title, folder, right = file.path.stem, str(file.path.parent), self.tr("Open file")

            def open_file(path=file.path) -> None:
                self._window.filing.open(path)

            yield Choice(title, open_file, "workflow", f"{folder} {right}", folder, right)

    def _recipes(self) -> Iterator[Choice]:
        for recipe in self._window.start_page.recipes:

            def open_recipe(recipe=recipe) -> None:
                self._window.open_recipe(recipe, False)

            right = self.tr("Open recipe")
            also = f"{recipe.group} {right}"
            yield Choice(recipe.name, open_recipe, "book-open", also, recipe.about, right)

    def _nodes(self) -> Iterator[Choice]:
        workspace = self._window.tabs.current
        if workspace is None:
            return
        for kind in sorted(node_types().values(), key=lambda kind: (kind.group, kind.title)):

            def add(kind=kind) -> None:
                workspace.add(Offer(kind.title, kind.icon, kind.id))
                workspace.canvas.setFocus()

            yield node_choice(kind, add, self.tr("Add node"))


def _call(act: Callable[[], object]) -> None:
    act()
