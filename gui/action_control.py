"""What the actions do, and which of them make sense now: for the tab in front, its selection and the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from gui.actions import ARRANGE, ZOOM
from gui.library.offers import model_of

if TYPE_CHECKING:
    from gui.command_palette import CommandPalette
    from gui.window import MainWindow

CANVAS = {
    **{name: name for name in ("cut", "copy", "paste", "duplicate", "select_all", *ZOOM)},
    "delete": "delete_selection",
    "bypass": "toggle_bypass",
}
"Actions that are a method of the canvas in front."
ON_CANVAS = (
    "selection",
    "chosen",
    "removable",
    "wire",
    "several",
    "groupable",
    "grouped",
    "joinable",
    "held",
    "nameable",
)
"Needs that only hold while the canvas can be seen."
CANVAS_MENU = (
    *("run_here", "sweep", "bypass", "rename", "add_bend", "", "cut", "copy", "paste", "duplicate", "delete", ""),
    *("group", "open_group", "ungroup", "put_into", "take_out", "", "add_note", "add_frame", "", "tidy", "arrange", ""),
    *("select_all", "fit", "", "help"),
)


class ActionControl(QObject):
    """Joins the registry of actions to the parts of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions = window.actions_
        self._palette: CommandPalette | None = None
        self._connect(window)

    def refresh(self) -> None:
        """Enable what can be done now, and show it in the bars."""
        window, met = self._window, self._met()
        self._actions.allow(met)
        self._actions["library"].setChecked(window.dock.opened)
        window.toolbar.show_paused(window.running.paused)
        window.dock.panel.set_importing(window.running.importing)
        window.bottom.allow_export("results" in met)
        if window.tabs.current is not None:
            window.tabs.current.inspector.allow_run("can_run_here" in met)
        window.status.hint.setText(self.tr("Next problem: F8") if "problems" in met else "")

    def show_canvas_menu(self, at: QPoint) -> None:
        menu = QMenu(self._window)
        for name in CANVAS_MENU:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._add_fits(menu)
        menu.exec(at)

    def _add_fits(self, menu: QMenu) -> None:
        """For a node that loads a model: which others go together with it."""
        workspace = self._window.tabs.current
        kind = workspace.document.type_of(workspace.node) if workspace and workspace.node else None
        if workspace is None or workspace.node is None or kind is None:
            return
        name = model_of(kind, workspace.document.graph.nodes[workspace.node].settings)
        if name:
            menu.addSeparator()
            self._window.models.show_fits(menu, name)

    def _met(self) -> set[str]:
        """The needs of actions (see `Spec.needs`) that are met."""
        running, workspace = self._window.running, self._window.tabs.current
        met = {"can_stop", "can_pause"} if running.busy else set()
        if workspace is None:
            return met
        document = workspace.document
        selected = workspace.selected
        idle = not running.busy and not running.importing and bool(document.graph.nodes)
        found = {
            "document": True,
            "canvas": not workspace.results_shown,
            "undo": document.undo_stack.canUndo(),
            "redo": document.undo_stack.canRedo(),
            "selection": bool(selected),
            "chosen": workspace.anything_chosen,
            "removable": workspace.anything_chosen or workspace.wire_marked,
            "wire": workspace.wire_marked,
            "several": len(selected) > 1,
            "groupable": len(selected) > 1 or workspace.frame_marked,
            "grouped": workspace.in_group,
            "joinable": workspace.can_join,
            "held": workspace.is_held,
            "nameable": workspace.in_group or len(selected) == 1,
            "problems": any(document.faults_of(node) for node in document.graph.nodes),
            "results": workspace.result is not None and not document.outcome.running,
            "can_run": idle,
            "can_run_here": idle and bool(selected),
        }
        if workspace.results_shown:
            found |= dict.fromkeys(ON_CANVAS, False)
        return met | {need for need, holds in found.items() if holds}

    def _connect(self, window: MainWindow) -> None:
        on = self._actions.on
        on("new", window.filing.new)
        on("open", window.filing.ask_open)
        on("save", window.filing.save)
        on("save_as", window.filing.save_as)
        on("export", window.export)
        on("close", lambda: window.tabs.current and window.filing.close(window.tabs.current))
        on("quit", window.close)
        for name in ("undo", "redo"):
            on(name, lambda name=name: window.tabs.current and getattr(window.tabs.current.document.undo_stack, name)())
        for name, method in CANVAS.items():
            on(name, self._on_canvas(method))
        for name in ARRANGE:
            on(name, self._on_canvas("arrange", name))
        on("results", window.results.toggle)
        on("runs", window.tabs.show_runs)
        on("library", lambda: window.show_library(not window.dock.opened))
        for mode in ("light", "dark", "system"):
            on(f"theme_{mode}", lambda mode=mode: window.set_theme(mode))
        on("run", window.runs.run)
        on("run_here", window.runs.run_up_to_selected)
        on("sweep", window.sweeps.ask)
        on("pause", window.running.toggle_pause)
        on("stop", window.running.stop)
        on("next_problem", window.runs.next_problem)
        on("preferences", self._show_preferences)
        on("palette", self._show_palette)
        on("tour", window.tour.start)
        on("help", window.help.show_here)
        on("help_index", window.help.show_index)
        on("shortcuts", self._show_shortcuts)
        on("about", self._show_about)

    def _on_canvas(self, method: str, *arguments: str) -> Callable[[], None]:
        def call() -> None:
            workspace = self._window.tabs.current
            if workspace is not None:
                getattr(workspace.canvas, method)(*arguments)

        return call

    def _show_palette(self) -> None:
        if self._palette is None:
            from gui.command_palette import CommandPalette

            self._palette = CommandPalette(self._window)
        self._palette.toggle()

    def _show_preferences(self) -> None:
        from gui.preferences_dialog import PreferencesDialog

        PreferencesDialog(self._window).exec()

    def _show_shortcuts(self) -> None:
        from gui.dialogs import ShortcutsDialog

        ShortcutsDialog(self._actions, self._window).exec()

    def _show_about(self) -> None:
        from gui.dialogs import show_about

        show_about(self._window)
