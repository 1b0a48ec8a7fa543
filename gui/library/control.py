"""The library of models: what its panel shows, and what is imported into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from engine import places
from engine.errors import StitchworkError
from engine.jobs import messages as m
from engine.places import Place
from gui.dialogs import ask_to_remove
from gui.language.shown import say
from gui.library.fitting import Fit, add_fits
from gui.library.need import MemoryNeed
from gui.messages import Entry, MessagesTable
from gui.words import counted, in_bytes, together

if TYPE_CHECKING:
    from gui.library.dock import LibraryDock
    from gui.library.offers import Offer
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
        self._told: set[Path] = set()
        "Folders of the library whose problem stands in Messages."
        self._dock = dock
        self._running = running
        self._preferences = preferences
        self._messages = messages
        self._status = status
        self._trouble = trouble
        self._window = window
        self._last = ("", "")
        "Source and name of the import that was asked for last."
        self.need = MemoryNeed(self._room, self)
        self.need.changed.connect(status.show_need)
        running.memory.connect(self._measured)
        self._memory = m.Memory(0, 0, 0)
        "As the worker told of it last."
        dock.panel.import_requested.connect(self._ask)
        dock.panel.import_row.go_on.connect(lambda: self._import(*self._last))
        dock.panel.remove_requested.connect(self._remove)
        dock.panel.import_cancelled.connect(running.cancel_import)
        running.import_progress.connect(dock.panel.import_row.show_progress)
        running.imported.connect(self._imported)

    def library(self) -> Any:
        if self._library is None:
            from engine.models.library import Library

            self._library = Library(self._folder)
        return self._library

    @property
    def follows_choice(self) -> bool:
        """Models are where the person chose to keep them."""
        return self._folder is None

    def look_again(self) -> None:
        """The person keeps models in another folder now."""
        self.library().rescan()
        self.fill()

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
        self._tell_broken()
        self.need.tell()
        if self._status.level == "info" and not self._running.busy:
            starter = sum(1 for entry in entries if entry.starter)
            found = counted(len(entries), self.tr("1 model"), self.tr("{n} models"))
            words = self.tr("Ready. {models} in the library, {starter} of them came with the program.")
            if starter == len(entries):
                words = self.tr("Ready. {models} in the library came with the program.")
            self._status.say(words.format(models=found, starter=starter))

    def show_fits(self, menu: QMenu, name: str) -> None:
        """Offer, in a menu, the models that go together with one of the library."""
        entry = next((entry for entry in self.library().list() if entry.name == name), None)
        if entry is None:
            return
        fits = menu.addMenu(self.tr("Show models that fit"))
        add_fits(fits, entry, self._show_fit)

    def _show_fit(self, fit: Fit) -> None:
        if not self._dock.opened:
            self._dock.opened_changed.emit(True)
        self._dock.panel.show_fit(fit)

    def _ask(self, source: str) -> None:
        from gui.library.importing import ImportDialog

        dialog = ImportDialog(self._preferences.folder, self.library(), self._window, source)
        if dialog.exec():
            self._import(dialog.source.text().strip(), dialog.name.text().strip())

    def _import(self, source: str, name: str) -> None:
        self._last = (source, name)
        try:
            self._running.import_model(source, name)
        except StitchworkError as problem:
            self._trouble(problem)

    def _remove(self, offer: Offer) -> None:
        if not ask_to_remove(self._window, offer.title, in_bytes(offer.entry.bytes)):
            return
        try:
            self.library().remove(offer.title)
        except StitchworkError as problem:
            self._trouble(problem)
        self.fill()

    def _tell_broken(self) -> None:
        """A folder that cannot be used is not left out in silence; each is told once."""
        where = self.library().folder
        if self.follows_choice and where not in self._told and places.is_missing(Place.MODELS):
            self._told.add(where)
            words = self.tr("The folder of your models is not there: {folder}.").format(folder=where)
            fix = self.tr("Connect its disk, or choose another folder in the preferences.")
            self._messages.add(Entry("warn", self.tr("Library"), together(words, fix)))
        for broken in self.library().broken():
            if broken.folder not in self._told:
                self._told.add(broken.folder)
                words = self.tr("The model {name} cannot be used.").format(name=broken.name)
                self._messages.add(Entry("warn", self.tr("Library"), together(words, say(broken.words))))

    def _measured(self, used: int, total: int, free: int) -> None:
        memory = m.Memory(used, total, free)
        if memory != self._memory:
            self._memory = memory
            self.need.tell()

    def _room(self) -> tuple[int, int]:
        """Bytes that a run may use now, and bytes in all: of the device, or by the limit of the preferences."""
        if self._running.memory_bytes:
            return self._running.memory_bytes, self._running.memory_bytes
        memory = self._memory
        if not memory.total:
            return 0, 0
        from engine.jobs.trouble import free_memory

        free, own_total = free_memory()
        # What the worker holds on a GPU it gives back for the next run.
        return (free if memory.total == own_total else memory.free + memory.used), memory.total

    def _imported(self, message: m.Imported) -> None:
        if message.fault is not None:
            fault = message.fault
            self._dock.panel.set_importing(False)
            self._dock.panel.import_row.show_stopped(say(fault.title))
            self._trouble(StitchworkError(together(fault.title, fault.words), fault.fix))
            return
        self.library().rescan()
        self.fill()
        words = self.tr("{name} is in the library now.").format(name=message.name)
        self._status.say(words, "done")
        self._messages.add(Entry("done", self.tr("Library"), words))
