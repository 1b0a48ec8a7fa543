"""Everything a person can ask for, as data: menus, toolbar, shortcuts and the list of shortcuts come from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.theme import theme


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Spec:
    """One action. `where` is its menu; `needs` says when it can be used (see `Actions.allow`); actions with the
    same `choice` are alternatives, of which one is ticked."""

    id: str
    text: str
    where: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    choice: str = ""
    checkable: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("actions", "File")),
    ("edit", QT_TRANSLATE_NOOP("actions", "Edit")),
    ("view", QT_TRANSLATE_NOOP("actions", "View")),
    ("run", QT_TRANSLATE_NOOP("actions", "Run")),
    ("help", QT_TRANSLATE_NOOP("actions", "Help")),
)

CHOICES = {"theme": QT_TRANSLATE_NOOP("actions", "Theme")}
"What actions choose that are alternatives."
SEPARATOR = None
ACTIONS: tuple[Spec | None, ...] = (
    Spec("new", QT_TRANSLATE_NOOP("actions", "New canvas"), "file", ("Ctrl+N",), "file-plus"),
    Spec("open", QT_TRANSLATE_NOOP("actions", "Open…"), "file", ("Ctrl+O",), "folder-open"),
    Spec("recent", QT_TRANSLATE_NOOP("actions", "Open recent"), "file"),
    SEPARATOR,
    Spec("save", QT_TRANSLATE_NOOP("actions", "Save"), "file", ("Ctrl+S",), "save", needs="document"),
    Spec("save_as", QT_TRANSLATE_NOOP("actions", "Save as…"), "file", ("Ctrl+Shift+S",), needs="document"),
    Spec("export", QT_TRANSLATE_NOOP("actions", "Export results…"), "file", ("Ctrl+E",), "download", needs="results"),
    SEPARATOR,
    Spec("close", QT_TRANSLATE_NOOP("actions", "Close tab"), "file", ("Ctrl+W",), needs="document"),
    Spec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "file", ("Ctrl+Q",)),
    Spec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "edit", ("Ctrl+Z",), "undo-2", needs="undo"),
    Spec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", needs="redo"),
    SEPARATOR,
    Spec("cut", QT_TRANSLATE_NOOP("actions", "Cut"), "edit", ("Ctrl+X",), "scissors", needs="chosen"),
    Spec("copy", QT_TRANSLATE_NOOP("actions", "Copy"), "edit", ("Ctrl+C",), "copy", needs="chosen"),
    Spec("paste", QT_TRANSLATE_NOOP("actions", "Paste"), "edit", ("Ctrl+V",), "clipboard-paste", needs="canvas"),
    Spec("duplicate", QT_TRANSLATE_NOOP("actions", "Duplicate"), "edit", ("Ctrl+D",), needs="chosen"),
    Spec("delete", QT_TRANSLATE_NOOP("actions", "Delete"), "edit", ("Del",), "trash-2", needs="removable"),
    SEPARATOR,
    Spec("bypass", QT_TRANSLATE_NOOP("actions", "Bypass"), "edit", ("Ctrl+M",), needs="selection"),
    SEPARATOR,
    Spec("add_note", QT_TRANSLATE_NOOP("actions", "Add a note"), "edit", ("Ctrl+Shift+N",), needs="canvas"),
    Spec(
        "add_frame", QT_TRANSLATE_NOOP("actions", "Frame the selection"), "edit", ("Ctrl+Shift+F",), needs="selection"
    ),
    SEPARATOR,
    Spec("group", QT_TRANSLATE_NOOP("actions", "Group"), "edit", ("Ctrl+G",), "group", needs="groupable"),
    Spec("ungroup", QT_TRANSLATE_NOOP("actions", "Ungroup"), "edit", ("Ctrl+Shift+G",), needs="grouped"),
    Spec(
        "open_group",
        QT_TRANSLATE_NOOP("actions", "Open or close the group"),
        "edit",
        ("Ctrl+Shift+O",),
        needs="grouped",
    ),
    Spec("put_into", QT_TRANSLATE_NOOP("actions", "Put into a group…"), "edit", needs="joinable"),
    Spec("take_out", QT_TRANSLATE_NOOP("actions", "Take out of the group"), "edit", needs="held"),
    Spec("add_bend", QT_TRANSLATE_NOOP("actions", "Bend the wire"), "edit", ("Ctrl+Shift+B",), needs="wire"),
    Spec("rename", QT_TRANSLATE_NOOP("actions", "Rename"), "edit", ("F2",), "pencil", needs="nameable"),
    SEPARATOR,
    Spec("tidy", QT_TRANSLATE_NOOP("actions", "Tidy"), "edit", ("Ctrl+L",), needs="canvas"),
    Spec("arrange", QT_TRANSLATE_NOOP("actions", "Arrange"), "edit", needs="several"),
    Spec("align_left", QT_TRANSLATE_NOOP("actions", "Align left edges"), "arrange", needs="several"),
    Spec("align_centre", QT_TRANSLATE_NOOP("actions", "Align centres"), "arrange", needs="several"),
    Spec("align_right", QT_TRANSLATE_NOOP("actions", "Align right edges"), "arrange", needs="several"),
    SEPARATOR,
    Spec("align_top", QT_TRANSLATE_NOOP("actions", "Align upper edges"), "arrange", needs="several"),
    Spec("align_middle", QT_TRANSLATE_NOOP("actions", "Align middles"), "arrange", needs="several"),
    Spec("align_bottom", QT_TRANSLATE_NOOP("actions", "Align lower edges"), "arrange", needs="several"),
    SEPARATOR,
    Spec("spread_across", QT_TRANSLATE_NOOP("actions", "Spread evenly across"), "arrange", needs="several"),
    Spec("spread_down", QT_TRANSLATE_NOOP("actions", "Spread evenly down"), "arrange", needs="several"),
    SEPARATOR,
    Spec("select_all", QT_TRANSLATE_NOOP("actions", "Select all"), "edit", ("Ctrl+A",), needs="canvas"),
    SEPARATOR,
    Spec("preferences", QT_TRANSLATE_NOOP("actions", "Preferences…"), "edit", ("Ctrl+,",), "settings"),
    Spec("zoom_in", QT_TRANSLATE_NOOP("actions", "Zoom in"), "view", ("Ctrl++", "Ctrl+="), "plus", needs="canvas"),
    Spec("zoom_out", QT_TRANSLATE_NOOP("actions", "Zoom out"), "view", ("Ctrl+-",), "minus", needs="canvas"),
    Spec("zoom_reset", QT_TRANSLATE_NOOP("actions", "Zoom to 100%"), "view", ("Ctrl+0",), needs="canvas"),
    Spec("fit", QT_TRANSLATE_NOOP("actions", "Fit everything"), "view", ("Ctrl+1",), "maximize", needs="canvas"),
    SEPARATOR,
    Spec(
        "library", QT_TRANSLATE_NOOP("actions", "Library panel"), "view", ("Ctrl+B",), needs="document", checkable=True
    ),
    SEPARATOR,
    Spec("palette", QT_TRANSLATE_NOOP("actions", "Find anything…"), "view", ("Ctrl+Shift+P", "Ctrl+K"), "search"),
    Spec("results", QT_TRANSLATE_NOOP("actions", "Canvas or results"), "view", ("F7",), needs="document"),
    Spec("runs", QT_TRANSLATE_NOOP("actions", "Kept runs"), "view", ("Ctrl+H",), "history"),
    SEPARATOR,
    Spec("theme_light", QT_TRANSLATE_NOOP("actions", "Light"), "view", choice="theme"),
    Spec("theme_dark", QT_TRANSLATE_NOOP("actions", "Dark"), "view", choice="theme"),
    Spec("theme_system", QT_TRANSLATE_NOOP("actions", "As the system"), "view", choice="theme"),
    Spec("run", QT_TRANSLATE_NOOP("actions", "Run"), "run", ("F5", "Ctrl+R"), "play", needs="can_run"),
    Spec("run_here", QT_TRANSLATE_NOOP("actions", "Run up to here"), "run", ("Ctrl+Shift+R",), needs="can_run_here"),
    Spec("sweep", QT_TRANSLATE_NOOP("actions", "Try several values…"), "run", ("Ctrl+Shift+V",), needs="can_run"),
    Spec("pause", QT_TRANSLATE_NOOP("actions", "Pause"), "run", ("F6",), "pause", needs="can_pause"),
    Spec("stop", QT_TRANSLATE_NOOP("actions", "Stop"), "run", ("Shift+F5",), "square", needs="can_stop"),
    SEPARATOR,
    Spec(
        "next_problem", QT_TRANSLATE_NOOP("actions", "Next problem"), "run", ("F8",), "octagon-alert", needs="problems"
    ),
    Spec("tour", QT_TRANSLATE_NOOP("actions", "Tour in five steps"), "help", (), "route"),
    Spec("help", QT_TRANSLATE_NOOP("actions", "Help for the selected node"), "help", ("F1",), "circle-question-mark"),
    Spec("help_index", QT_TRANSLATE_NOOP("actions", "What every node does"), "help", ("Shift+F1",), "book-open"),
    SEPARATOR,
    Spec("shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), "help", ("Ctrl+/",), "keyboard"),
    SEPARATOR,
    Spec("about", QT_TRANSLATE_NOOP("actions", "About Stitchwork"), "help"),
)
ZOOM = ("zoom_in", "zoom_out", "zoom_reset", "fit")
_ALIGN = [spec.id for spec in ACTIONS if spec is not None and spec.where == "arrange"]
ARRANGE = ("add_note", "add_frame", "group", "ungroup", "open_group", "put_into", "take_out", "add_bend", "rename")
ARRANGE += ("tidy", *_ALIGN)
CANVAS_KEYS: tuple[tuple[str, str], ...] = (
    (QT_TRANSLATE_NOOP("actions", "Next node, and back"), "Tab  Shift+Tab"),
    (QT_TRANSLATE_NOOP("actions", "Open a node, group or note"), "Enter"),
    (QT_TRANSLATE_NOOP("actions", "Search for a node to add"), "Insert  /"),
    (QT_TRANSLATE_NOOP("actions", "Move what is selected, faster with Shift"), "← ↑ → ↓"),
    (QT_TRANSLATE_NOOP("actions", "Next port of the node, and back"), "Ctrl+↓  Ctrl+↑"),
    (QT_TRANSLATE_NOOP("actions", "Lay a wire from the port, arrows choose its end"), "Enter"),
    (QT_TRANSLATE_NOOP("actions", "Follow a wire to the next node, and back"), "Ctrl+→  Ctrl+←"),
    (QT_TRANSLATE_NOOP("actions", "Next wire of the node or port"), "W"),
    (QT_TRANSLATE_NOOP("actions", "Bypass"), "M"),
    (QT_TRANSLATE_NOOP("actions", "Fit everything"), "F"),
)
"What the canvas itself does with keys while it has the focus (see gui.canvas.keyboard)."
SPECS: dict[str, Spec] = {spec.id: spec for spec in ACTIONS if spec is not None}


def words(text: str) -> str:
    """The text of an action or menu in the person's language."""
    return QCoreApplication.translate("actions", text)


class Actions(QObject):
    """The QActions of one window. Their shortcuts work everywhere in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._by_id: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS.values():
            action = QAction(words(spec.text), window)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(bool(spec.choice) or spec.checkable)
            action.setEnabled(not spec.needs)
            if spec.choice:
                group = self._groups.setdefault(spec.choice, QActionGroup(window))
                group.addAction(action)
            window.addAction(action)
            self._by_id[spec.id] = action
        self.paint_icons()
        theme.changed.connect(self.paint_icons)

    def __getitem__(self, name: str) -> QAction:
        return self._by_id[name]

    def paint_icons(self) -> None:
        for name, action in self._by_id.items():
            if SPECS[name].icon:
                action.setIcon(theme.icon(SPECS[name].icon))

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Call `slot()` whenever the action is used."""
        self._by_id[name].triggered.connect(lambda _checked=False: slot())

    def allow(self, conditions: Iterable[str]) -> None:
        """Enable exactly the actions whose need is among `conditions`, and those that need nothing."""
        met = set(conditions)
        for name, action in self._by_id.items():
            need = SPECS[name].needs
            action.setEnabled(not need or need in met)

    def menu(self, where: str, parent: QWidget) -> QMenu:
        """Build one menu. `recent` becomes a submenu, kept as its action's menu."""
        menu = QMenu(parent)
        waiting = False
        for spec in ACTIONS:
            if spec is None:
                waiting = not menu.isEmpty()
                continue
            if spec.where != where:
                continue
            if waiting:
                menu.addSeparator()
                waiting = False
            action = self._by_id[spec.id]
            if spec.id == "recent":
                action.setMenu(QMenu(menu))
            elif spec.id == "arrange" and action.menu() is None:
                action.setMenu(self.menu("arrange", self._window))
            menu.addAction(action)
        return menu

    def shortcuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Menu by menu, the actions that have a shortcut: (menu, [(action, keys)])."""
        pages = []
        for where, title in MENUS:
            rows = [
                (words(spec.text), "  ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys))
                for spec in SPECS.values()
                if spec.where == where and (keys := self._by_id[spec.id].shortcuts())
            ]
            if rows:
                pages.append((words(title), rows))
        return [*pages, (words("On the canvas"), [(words(text), keys) for text, keys in CANVAS_KEYS])]
