"""The window's frame: bars, panels, tabs, and who talks to whom. The parts of a document are imported when needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from engine import resources
from engine.jobs import messages as m
from gui import chrome
from gui.action_control import ActionControl
from gui.actions import Actions
from gui.bottom import BottomPanel
from gui.dropping import FileDrops
from gui.filing import Filing
from gui.gallery.page import StartPage
from gui.help.control import HelpControl
from gui.library.control import LibraryControl
from gui.library.dock import LibraryDock
from gui.messages import Entry
from gui.notice import Notice
from gui.panels import Panels
from gui.recovery.keeping import Recovery
from gui.recovery.offering import UnsavedNotice
from gui.results.control import ResultsControl
from gui.running import EngineLike, Running
from gui.runs import RunControl
from gui.runs.keeper import Keeper
from gui.runs.tab import RunsTab
from gui.settings import Preferences
from gui.sweeping.control import SweepControl
from gui.tabs import DocumentTabs
from gui.theme import theme
from gui.toolbar import StatusLine, Toolbar
from gui.tour.control import TourControl
from gui.words import counted

if TYPE_CHECKING:
    from gui.workspace import Workspace


USUAL = QSize(1440, 900)
"The window when it is opened for the first time."


class MainWindow(QMainWindow):
    """Composition only: what the parts do is theirs."""

    painted = Signal()
    "The window was painted for the first time."

    def __init__(
        self,
        engine: EngineLike,
        preferences: Preferences | None = None,
        recipes: Path | None = None,
        library_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Stitchwork"))
        self.setMinimumSize(860, 560)
        self.preferences = preferences or Preferences()
        self.devices: list[tuple[str, str]] = []
        "(name, words), as far as is known by now."
        self._painted = False
        self._closed = False
        self.actions_ = Actions(self)
        self.running = Running(engine, self)
        self.toolbar = Toolbar(self.actions_)
        self.status = StatusLine()
        self.start_page = StartPage(recipes or resources.path("recipes"))
        self.keeper = Keeper(self.running, library_folder and library_folder.parent / "runs", self)
        self.runs_tab = RunsTab(self.keeper, self.preferences)
        self.tabs = DocumentTabs(self.start_page, self.runs_tab)
        self.notice = Notice()
        self.tabs.notices.addWidget(self.notice)
        self.dock = LibraryDock()
        self.bottom = BottomPanel()
        self.inspectors = QStackedWidget()
        self.panels = Panels(self.dock, self.tabs, self.bottom, self.inspectors, self.preferences)
        self.runs = RunControl(
            self.running, self.keeper, self.tabs, self.bottom, self.notice, self.status, self._device, parent=self
        )
        self.models = LibraryControl(
            library_folder,
            self.dock,
            self.running,
            self.preferences,
            self.bottom.messages,
            self.status,
            self.runs.trouble,
            self,
        )
        self.filing = Filing(
            self, self.tabs, self.running, self.preferences, self.runs.trouble, self.models.library, self._adopt
        )
        FileDrops(self, self.filing.open)
        self.recovery = Recovery(library_folder and library_folder.parent / "unsaved", self)
        self.unsaved = UnsavedNotice(self.recovery, self.filing, self)
        self.tabs.notices.addWidget(self.unsaved)
        self.sweeps = SweepControl(self)
        self.help = HelpControl(self)
        self.results = ResultsControl(self)
        self.tour = TourControl(self)
        self.action_control = ActionControl(self)
        self.limit_runs()
        self._lay_out()
        self._connect()
        self._fill()

    def start_engine(self) -> None:
        """After the first paint: the worker, and what the window will soon need."""
        self.running.start()
        self.keeper.start()
        self.recovery.start()
        QTimer.singleShot(0, self.models.fill)

    def open_path(self, path: Path) -> None:
        self.filing.open(path)

    def report_bug(self, words: str, details: str) -> None:
        """An error that nobody foresaw: told, kept, and the window goes on."""
        self.bottom.messages.add(Entry("failed", self.tr("Program"), words, "", details))
        self.notice.show_words(words, "failed", self.tr("Copy the details"), lambda: _copy(f"{words}\n\n{details}"))
        self.status.say(words, "failed")

    # Building

    def _lay_out(self) -> None:
        self.inspectors.setObjectName("panel")
        body = QWidget()
        body.setObjectName("chrome")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(chrome.hair())
        column.addWidget(self.panels, 1)
        column.addWidget(chrome.hair())
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.setStyleSheet(chrome.sheet())
        if self.preferences.geometry.isEmpty():
            self._first_size()
        else:
            self.restoreGeometry(self.preferences.geometry)

    def _first_size(self) -> None:
        """Large, with a margin around it; on a small screen all of it, so that the title bar pushes nothing out."""
        room, least = self.screen().availableSize(), self.minimumSize()
        self.resize(USUAL.boundedTo(room).expandedTo(least))
        if least.boundedTo(room) == least and USUAL.boundedTo(room) != USUAL:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _connect(self) -> None:
        recent = self.actions_["recent"].menu()
        if isinstance(recent, QMenu):
            recent.aboutToShow.connect(lambda: self.filing.fill_recent(recent))
            self.toolbar.menus["file"].aboutToShow.connect(lambda: self.filing.fill_recent(recent))
        QGuiApplication.clipboard().dataChanged.connect(self.refresh)
        theme.changed.connect(self._restyle)
        self.start_page.recipe_opened.connect(self.open_recipe)
        self.start_page.file_opened.connect(self.filing.open)
        self.start_page.empty_opened.connect(self.filing.new)
        self.tabs.current_changed.connect(self._turned)
        self.tabs.close_requested.connect(self.filing.close)
        self.tabs.new_requested.connect(self.filing.new)
        self.runs_tab.graph_requested.connect(self.filing.open_recipe)
        self.runs_tab.start_requested.connect(lambda: self.tabs.show_workspace(None))
        self.dock.panel.chosen.connect(lambda offer: self.tabs.current and self.tabs.current.add(offer))
        self.dock.opened_changed.connect(self.show_library)
        self.bottom.pinned.connect(lambda only: self.tabs.current and self.tabs.current.show_only_selected(only))
        self.bottom.export_requested.connect(self.export)
        self.bottom.messages.go_to.connect(self.runs.show_node)
        self.bottom.messages.fix_requested.connect(self.runs.apply_fix)
        self.toolbar.device_chosen.connect(lambda name: setattr(self.preferences, "device", name))
        self.status.seed_changed.connect(lambda seed: self.tabs.current and self.tabs.current.document.set_seed(seed))
        self.recovery.trouble.connect(self._not_kept)
        self.running.changed.connect(self.refresh)
        self.running.spoke.connect(self.status.say)
        self.running.memory.connect(self.toolbar.memory.show_memory)
        self.running.worker_ready.connect(self._worker_ready)
        self.running.finished.connect(lambda _document, _message: self.refresh())

    def _fill(self) -> None:
        self.actions_[f"theme_{self.preferences.theme}"].setChecked(True)
        cpu = counted(os.cpu_count() or 1, self.tr("CPU, 1 core"), self.tr("CPU, {n} cores"))
        self._show_devices([("auto", self.tr("Automatic")), ("cpu", cpu)])
        self.start_page.show_recent(self.preferences.recent())
        for broken in self.start_page.broken:
            words = self.tr("The recipe {file} was left out. {why}").format(file=broken.path.name, why=broken.words)
            self.bottom.messages.add(Entry("warn", self.tr("Recipes"), words))
            self.notice.show_words(words, "warn")
        self.status.say(self.tr("Ready."))
        self._turned(None)
        self.start_page.setFocus()

    # Tabs

    def _adopt(self, workspace: Workspace) -> None:
        """A new workspace: its board and inspector go into the stacks, its signals to the window."""
        self.bottom.boards.addWidget(workspace.board)
        self.results.adopt(workspace)
        self.inspectors.addWidget(workspace.inspector)
        self.recovery.watch(workspace)
        document = workspace.document
        for signal in (
            workspace.selection_changed,
            document.undo_stack.canUndoChanged,
            document.undo_stack.canRedoChanged,
            document.faults_changed,
            document.modified_changed,
        ):
            signal.connect(self.refresh)
        document.run_changed.connect(lambda: self._show_seed(workspace))
        document.faults_changed.connect(lambda: self.runs.faults_changed(document))

        def fix(node: str, fix: Any) -> None:
            self.runs.apply_fix(document, node, fix)

        workspace.spoke.connect(self.status.say)
        workspace.canvas.fix_requested.connect(fix)
        workspace.inspector.fix_requested.connect(fix)
        workspace.inspector.help_requested.connect(self.actions_["help"].trigger)
        workspace.inspector.action_requested.connect(lambda name: self.actions_[name].trigger())
        workspace.canvas.menu_requested.connect(self.action_control.show_canvas_menu)
        workspace.canvas.node_activated.connect(lambda _node: workspace.inspector.setFocus())

    def _turned(self, workspace: Workspace | None) -> None:
        """Another tab is in front: show its panels."""
        self.panels.show_panels(workspace is not None)
        self.results.follow(workspace)
        if workspace is None:
            self.start_page.show_recent(self.preferences.recent())
        else:
            self.inspectors.setCurrentWidget(workspace.inspector)
            workspace.show_only_selected(self.bottom.pin.isChecked())
        self._show_seed(workspace)
        self.models.need.follow(workspace.document if workspace else None)
        self.refresh()

    def _not_kept(self, words: str) -> None:
        self.notice.show_words(words, "warn")
        self.bottom.messages.add(Entry("warn", self.tr("Program"), words))

    def _show_seed(self, workspace: Workspace | None) -> None:
        if workspace is self.tabs.current:
            self.status.show_seed(workspace.document.graph.seed if workspace else None)

    def open_recipe(self, recipe: Any, run: bool) -> None:
        workspace = self.filing.open_recipe(recipe.path)
        if workspace is not None:
            workspace.canvas.setFocus()
            workspace.results_wanted = run
            if run:
                QTimer.singleShot(0, workspace, self.runs.run)

    # What can be done now

    def refresh(self) -> None:
        if not self._closed:
            self.action_control.refresh()

    def _device(self) -> str:
        return self.toolbar.device.currentData() or "auto"

    def _show_devices(self, devices: list[tuple[str, str]]) -> None:
        self.devices = devices
        self.toolbar.show_devices(devices, self.preferences.device)

    def _worker_ready(self, message: m.WorkerReady) -> None:
        automatic = ("auto", self.tr("Automatic"))
        self._show_devices([automatic, *(pair for pair in message.devices if pair[0] != "auto")])

    # Panels

    def show_library(self, opened: bool) -> None:
        self.panels.open_library(opened)
        self.refresh()

    def export(self) -> None:
        from gui.exporting import export

        if self.tabs.current is not None:
            export(self, self.tabs.current, self.preferences, self.runs.trouble, self.status.say)

    def _restyle(self) -> None:
        self.setStyleSheet(chrome.sheet())

    # Preferences

    def set_theme(self, mode: str) -> None:
        self.preferences.theme = mode
        self.actions_[f"theme_{mode}"].setChecked(True)
        theme.set_mode(mode)

    def set_reduced_motion(self, reduced: bool) -> None:
        self.preferences.reduced_motion = reduced
        theme.set_reduced_motion(reduced)

    def choose_device(self, name: str) -> None:
        self.preferences.device = name
        self.toolbar.show_devices(self.devices, name)

    def limit_runs(self) -> None:
        """The next run uses what the preferences allow."""
        self.running.threads = self.preferences.threads
        self.running.memory_bytes = round(self.preferences.memory_gb * 1e9)
        self.models.need.tell()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.start_engine)
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.geometry = self.saveGeometry()
        if not self.filing.close_all():
            event.ignore()
            return
        self._closed = True
        self.preferences.sync()
        self.hide()
        self.running.close()
        self.keeper.close()
        self.recovery.close()
        event.accept()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
