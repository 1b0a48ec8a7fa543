"""New, open, save, save as, export, close: everything between documents and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engine.errors import StitchworkError
from gui import dialogs
from gui.language import shown
from gui.settings import Preferences
from gui.tabs import DocumentTabs

if TYPE_CHECKING:
    from gui.document import Document
    from gui.recovery.swap import Unsaved
    from gui.running import Running
    from gui.workspace import Workspace

SUFFIX, PICTURE = ".stitch", ".png"


class Filing(QObject):
    """Works on the tabs. Problems go to `trouble(StitchworkError)`, files that were used to the preferences."""

    def __init__(
        self,
        window: QWidget,
        tabs: DocumentTabs,
        running: Running,
        preferences: Preferences,
        trouble: Callable[[StitchworkError], None],
        library: Callable[[], Any],
        opened: Callable[[Workspace], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._running = running
        self._preferences = preferences
        self._trouble = trouble
        self._library = library
        self._opened = opened

    def new(self) -> Workspace:
        """An empty canvas in a new tab."""
        return self._show(self._document())

    def open_recipe(self, path: Path) -> Workspace | None:
        """An untitled copy of a bundled graph: saving asks where to."""
        from engine.graph import files

        try:
            graph = files.load(path)
        except StitchworkError as problem:
            self._trouble(problem)
            return None
        document = self._document()
        document.set_graph(shown.graph(graph))
        return self._show(document)

    def open(self, path: Path) -> Workspace | None:
        """A file in a new tab, or its tab when it is open already. An exported picture: a copy of the graph in it."""
        path = Path(path).resolve()
        shown = self._tab_of(path)
        if shown is not None:
            self._tabs.show_workspace(shown)
            return shown
        if path.suffix.lower() == PICTURE:
            return self.open_recipe(path)
        document = self._document()
        try:
            document.open(path)
        except StitchworkError as problem:
            document.deleteLater()
            self._trouble(problem)
            return None
        self._preferences.add_recent(path)
        return self._show(document)

    def restore(self, unsaved: Unsaved) -> Workspace:
        """Changes that were never saved, as the file they belong to. When that has moved on since (it was written
        later, or is being changed in another tab), they open as a copy, so that saving overwrites nothing."""
        from gui.recovery.swap import is_newer

        file = unsaved.file
        shown = self._tab_of(file)
        graph = unsaved.graph
        if file is not None and (is_newer(file, unsaved.written) or (shown is not None and shown.document.modified)):
            file, shown = None, None
            graph.name = unsaved.name
        document = shown.document if shown is not None else self._document()
        document.set_graph(graph, file)
        workspace = shown or self._show(document)
        document.undo_stack.resetClean()
        self._tabs.show_workspace(workspace)
        return workspace

    def ask_open(self) -> None:
        title, filters = self.tr("Open a graph"), self.tr("Stitchwork graphs and exported pictures (*.stitch *.png)")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._preferences.folder, filters)
        if path:
            self._preferences.folder = str(Path(path).parent)
            self.open(Path(path))

    def save(self, workspace: Workspace | None = None) -> bool:
        """Whether the document is on disk now."""
        workspace = workspace or self._tabs.current
        if workspace is None:
            return False
        if workspace.document.path is None:
            return self.save_as(workspace)
        return self.save_to(workspace, workspace.document.path)

    def save_as(self, workspace: Workspace | None = None) -> bool:
        workspace = workspace or self._tabs.current
        if workspace is None:
            return False
        title, filters = self.tr("Save the graph"), self.tr("Stitchwork graphs (*.stitch)")
        here = workspace.document.path or Path(self._preferences.folder) / f"{workspace.name}{SUFFIX}"
        path, _ = QFileDialog.getSaveFileName(self._window, title, str(here), filters)
        if not path:
            return False
        target = Path(path) if path.endswith(SUFFIX) else Path(path + SUFFIX)
        self._preferences.folder = str(target.parent)
        return self.save_to(workspace, target)

    def save_to(self, workspace: Workspace, path: Path) -> bool:
        try:
            workspace.document.save(path)
        except StitchworkError as problem:
            self._trouble(problem)
            return False
        self._preferences.add_recent(path)
        self._tabs.rename(workspace)
        return True

    def close(self, workspace: Workspace) -> bool:
        """Close a tab, asking first when something would be lost. False: the person changed their mind."""
        document = workspace.document
        runs = self._running.busy and self._running.document is document
        if document.modified:
            answer = dialogs.ask_to_save(self._window, workspace.name, runs)
            if answer == "cancel" or (answer == "save" and not self.save(workspace)):
                return False
        elif runs and not dialogs.ask_to_stop(self._window, workspace.name):
            return False
        self._running.forget(document)
        self._tabs.remove(workspace)
        workspace.close()
        return True

    def close_all(self) -> bool:
        """Before the window closes."""
        for workspace in list(self._tabs.workspaces):
            self._tabs.show_workspace(workspace)
            if not self.close(workspace):
                return False
        return True

    def fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for file in self._preferences.recent():
            action = menu.addAction(file.path.name, lambda path=file.path: self.open(path))
            action.setToolTip(str(file.path))
        menu.setEnabled(not menu.isEmpty())
        if menu.isEmpty():
            menu.addAction(self.tr("No files yet")).setEnabled(False)

    def _tab_of(self, file: Path | None) -> Workspace | None:
        """The tab of a file, when it is open."""
        for workspace in self._tabs.workspaces:
            path = workspace.document.path
            if file is not None and path is not None and path.resolve() == file.resolve():
                return workspace
        return None

    def _document(self) -> Document:
        from gui.document import Document

        return Document(library=self._library())

    def _show(self, document: Document) -> Workspace:
        from gui.workspace import Workspace

        workspace = Workspace(document, self)
        self._opened(workspace)
        self._tabs.add(workspace)
        return workspace
