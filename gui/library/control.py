"""The library of models: what its panel shows, and what is imported into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.errors import StitchworkError
from engine.jobs import messages as m
from gui.messages import Entry, MessagesTable
from gui.words import counted, together

if TYPE_CHECKING:
    from gui.library.dock import LibraryDock
    from gui.running import Running
    from gui.settings import Preferences
    from gui.toolbar import StatusLine


class LibraryControl(QObject):
    """Reads the models on disk when they are needed first. `folder`: None for the usual place."""

    def __init__(
        self,
        folder: Path | None,
        dock: LibraryDock,
        running: Running,
        preferences: Preferences,
        messages: MessagesTable,
        status: StatusLine,
        trouble: Callable[[StitchworkError], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._folder = folder
        self._library: Any = None
        self._dock = dock
        self._running = running
        self._preferences = preferences
        self._messages = messages
        self._status = status
        self._trouble = trouble
        self._window = window
        dock.panel.import_requested.connect(self._import)
        dock.panel.import_cancelled.connect(running.cancel_import)
        running.import_progress.connect(dock.panel.import_row.show_progress)
        running.imported.connect(self._imported)

    def library(self) -> Any:
        if self._library is None:
            from engine.models.library import Library

            self._library = Library(self._folder)
        return self._library

    def fill(self) -> None:
        """Show the models and node types, and say what there is."""
        from engine.graph.nodes import node_types
        from gui.library.offers import sections

        try:
            entries = self.library().list()
        except (StitchworkError, OSError) as problem:
            entries = []
            self._messages.add(Entry("failed", self.tr("Library"), str(problem)))
        self._dock.show_sections(sections(node_types().values(), entries))
        if self._status.level == "info" and not self._running.busy:
            starter = sum(1 for entry in entries if entry.starter)
            found = counted(len(entries), self.tr("1 model"), self.tr("{n} models"))
            words = self.tr("Ready. {models} in the library, {starter} of them came with the program.")
            self._status.say(words.format(models=found, starter=starter))

    def _import(self) -> None:
        from gui.library.importing import ImportDialog

        dialog = ImportDialog(self._preferences.folder, self._window)
        if dialog.exec():
            try:
                self._running.import_model(dialog.source.text().strip(), dialog.name.text().strip())
            except StitchworkError as problem:
                self._trouble(problem)

    def _imported(self, message: m.Imported) -> None:
        if message.fault is not None:
            fault = message.fault
            self._trouble(StitchworkError(together(fault.title, fault.words), fault.fix))
            return
        self.library().rescan()
        self.fill()
        words = self.tr("{name} is in the library now.").format(name=message.name)
        self._status.say(words, "done")
        self._messages.add(Entry("done", self.tr("Library"), words))
