"""The panel beside the canvas: everything about the one node, or the one group, that is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import Fault, Fix
from engine.graph.document import Group
from gui.inspector.badge import StateBadge
from gui.inspector.editors import Sources
from gui.inspector.form import SettingsForm
from gui.inspector.graph_page import GraphPage, PlainPage
from gui.inspector.group_page import GroupPage
from gui.inspector.pages import divider, help_page, words
from gui.inspector.problem import problem_page
from gui.inspector.results import results_page
from gui.inspector.sources import library_sources
from gui.segmented import Segmented
from gui.theme import theme

if TYPE_CHECKING:
    from gui.document import Document

RESULTS_DELAY_MS = 60


class Inspector(QFrame):
    """Tabs Settings, Results and Help, and Problem first while the node has one.

    Lists of models come from the document's library unless `sources` brings others.
    """

    fix_requested = Signal(str, object)
    "(node, Fix): the person pressed a fix's button."

    node_chosen = Signal(str)
    "One of the nodes of the group or the graph that is shown."

    action_requested = Signal(str)
    "What the person wants of the group that is shown: run_here, open_group or ungroup."

    help_requested = Signal()
    "The page of the node's kind."

    def __init__(self, document: Document, sources: Sources | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.sources = sources or library_sources(document, lambda: self.node)
        self.node: str | None = None
        self.form: SettingsForm | None = None
        self.group_page: GroupPage | None = None
        self._within: str | None = None
        self._runs = False
        self._tab = "settings"
        self._wanted_tab = "settings"
        self._problem_shown: Any = None
        self._faults_seen: list[Fault] = []
        self._refresh_timer = QTimer(self, singleShot=True, interval=RESULTS_DELAY_MS)
        self._refresh_timer.timeout.connect(self._refresh_page)
        self._build()
        document.settings_changed.connect(self._settings_changed)
        document.node_changed.connect(self._title_changed)
        document.node_removed.connect(self._removed)
        document.node_added.connect(lambda _node: self.node is None and self.group_page is None and self.set_node(None))
        document.graph_reset.connect(lambda: self.set_node(None))
        document.state_changed.connect(self._state_changed)
        document.cells.changed.connect(self._state_changed)
        document.faults_changed.connect(self._faults_changed)
        theme.changed.connect(self._recolour)
        self.set_node(None)

    def sizeHint(self) -> QSize:
        return QSize(308, 600)

    def set_node(self, node: str | None, n_selected: int = 0, within: Group | None = None) -> None:
        """Show a node, or what belongs here while none, or more than one, is selected. `within`: the group to which
        there is a way back."""
        if node is not None and node not in self.document.graph.nodes:
            node = None
        if node == self.node and node is not None:
            return
        self._leave()
        self.node = node
        shown = node is not None
        for widget in (self._header, self._header_line, self.help, self._bar, self._hint_holder):
            widget.setVisible(shown)
        if within is not None:
            self._within = within.id
            self.back.setText(within.title)
            self.back.show()
        if node is None:
            self._set_page(self._nothing(n_selected))
            return
        self._show_header()
        self._show_tabs(choose=True)

    def set_group(self, group: Group) -> None:
        """Show a group."""
        if self.group_page is None or self.group_page.identity != group.id:
            self._leave()
            self.node = None
            for widget in (self._header, self._header_line):
                widget.show()
            for widget in (self.help, self._bar, self._hint_holder):
                widget.hide()
            page = GroupPage(self.document, group.id)
            page.node_chosen.connect(self.node_chosen)
            page.action_requested.connect(self.action_requested)
            page.refreshed.connect(self._group_refreshed)
            self._set_page(page)
            self.group_page = page
            self.allow_run(self._runs)
        self.group_page.refresh()

    def allow_run(self, allowed: bool) -> None:
        """Whether the nodes of the group that is shown can run now."""
        self._runs = allowed
        if self.group_page is not None:
            self.group_page.run_button.setEnabled(allowed)

    def _leave(self) -> None:
        """Something else will be shown."""
        self.document.end_gesture()
        self.form = self._problem_shown = self.group_page = self._within = None
        self.back.hide()

    def _go_back(self) -> None:
        group = next((one for one in self.document.graph.groups if one.id == self._within), None)
        if group is not None:
            self.set_group(group)

    def show_tab(self, tab: str) -> None:
        """settings, results, help or problem."""
        if tab in self.tabs.options:
            self._tab = tab
            if tab != "problem":
                self._wanted_tab = tab
            self.tabs.set_value(tab)
            self._refresh_page()

    @property
    def tab(self) -> str:
        return self._tab

    def focus_setting(self, setting: str) -> None:
        """Open the settings with the cursor in one of them."""
        self.show_tab("settings")
        if self.form is not None:
            self.form.focus_setting(setting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the title takes the typing back."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.title and pressed == Qt.Key.Key_Escape:
            self._show_header()
            self.title.clearFocus()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._icon = QLabel()
        self._icon.setFixedSize(16, 16)
        self.title = QLineEdit()
        self.title.setFrame(False)
        self.title.setFont(theme.font(13, 600))
        self.title.setToolTip(self.tr("Click to rename"))
        self.title.editingFinished.connect(self._rename)
        self.title.installEventFilter(self)
        self.badge = StateBadge()
        self.help = QToolButton()
        self.help.setFixedSize(26, 26)
        self.help.setToolTip(self.tr("What this node does (F1)"))
        self.help.setAccessibleName(self.tr("What this node does"))
        self.help.clicked.connect(lambda: self.help_requested.emit())
        self._header = QWidget()
        self._header.setFixedHeight(34)
        row = QHBoxLayout(self._header)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self.title, 1)
        row.addWidget(self.badge)
        row.addWidget(self.help)
        self._header_line = divider()
        self.tabs = Segmented(even=True)
        self.tabs.setAccessibleName(self.tr("What to show of the node"))
        self.tabs.chosen.connect(self.show_tab)
        self._bar = QWidget()
        tab_box = QVBoxLayout(self._bar)
        tab_box.setContentsMargins(16, 12, 16, 12)
        tab_box.setSpacing(8)
        self.back = QToolButton()
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setToolTip(self.tr("Back to the group"))
        self.back.clicked.connect(self._go_back)
        tab_box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        tab_box.addWidget(self.tabs)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint_holder = QWidget()
        hint_row = QHBoxLayout(self._hint_holder)
        hint_row.setContentsMargins(16, 8, 16, 12)
        hint_row.setSpacing(8)
        self._hint_icon = QLabel()
        hint_row.addWidget(self._hint_icon)
        hint = self.tr("Changes apply to the next run. Only nodes after a change run again.")
        hint_row.addWidget(words(hint, "hint"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self._header_line)
        box.addWidget(self._bar)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._hint_holder)
        self._recolour()

    def _nothing(self, n_selected: int) -> QWidget:
        if n_selected > 1:
            text = self.tr("{n} nodes are selected. Select one of them to see its settings and results.")
            page = PlainPage(text.format(n=n_selected))
        elif self.document.graph.nodes:
            page = GraphPage(self.document)
            page.node_chosen.connect(self.node_chosen)
        else:
            page = PlainPage(self.tr("Add a node to the canvas. Its settings and results appear here."))
        page.help_requested.connect(self.help_requested)
        return page

    def _set_page(self, page: QWidget) -> None:
        page.setAutoFillBackground(False)
        layout = page.layout()
        if layout is not None:
            layout.setContentsMargins(16, 0, 16, 12)
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)

    def _show_header(self) -> None:
        group = self.group_page.group if self.group_page is not None else None
        if group is not None:
            self.title.setAccessibleName(self.tr("Title of the group"))
            self._show_title("group", group.title)
            self.badge.show_group(self.document, group.nodes)
        if self.node is None:
            return
        self.title.setAccessibleName(self.tr("Title of the node"))
        kind = self.document.type_of(self.node)
        self._show_title(kind.icon if kind else "box", self.document.title_of(self.node))
        self.badge.show_node(self.document, self.node)

    def _show_title(self, icon: str, title: str) -> None:
        self.title.setText(title)
        self.title.setCursorPosition(0)
        self._icon.setPixmap(theme.pixmap(icon, "text2", 16, self.devicePixelRatioF()))

    def _show_tabs(self, choose: bool) -> None:
        """The tabs that the node has now; a problem comes first and is shown when the node is chosen."""
        assert self.node is not None
        faults = self.document.faults_of(self.node)
        problem, new = bool(faults), any(fault not in self._faults_seen for fault in faults)
        self._faults_seen = list(faults)
        names = {"settings": self.tr("Settings"), "results": self.tr("Results"), "help": self.tr("Help")}
        if problem:
            names = {"problem": self.tr("Problem"), "settings": names["settings"], "help": names["help"]}
        self.tabs.set_options(list(names.items()))
        if problem and (choose or new):
            self.show_tab("problem" if choose or not self._editing() else self._tab)
        elif self._tab not in names or choose:
            self.show_tab(self._wanted_tab if self._wanted_tab in names else "settings")
        else:
            self.tabs.set_value(self._tab)

    def _editing(self) -> bool:
        """The person is at work in the form: do not take it away from under the fingers."""
        focused = self.focusWidget()
        return self._tab == "settings" and self.form is not None and focused is not None and focused.hasFocus()

    def _refresh_page(self) -> None:
        if self.node is None or self.node not in self.document.graph.nodes:
            return
        kind = self.document.type_of(self.node)
        self._hint_holder.setVisible(self._tab == "settings")
        if self._tab == "problem":
            faults = self.document.faults_of(self.node)
            if faults != self._problem_shown or self.form is not None:
                self._problem_shown = faults
                self.form = None
                self._set_page(problem_page(faults, self._fix, self.focus_setting))
            return
        self._problem_shown = None
        if kind is None:
            self.form = None
            unknown = self.tr("This version does not know this kind of node. It is kept as it is when you save.")
            page = QWidget()
            QVBoxLayout(page).addWidget(words(unknown, "body"), 0, Qt.AlignmentFlag.AlignTop)
            self._set_page(page)
        elif self._tab == "settings":
            if self.form is None:
                page = QWidget()
                box = QVBoxLayout(page)
                self.form = SettingsForm(self.document, self.node, kind, self.sources)
                box.addWidget(self.form)
                box.addStretch()
                self._set_page(page)
        else:
            self.form = None
            page = help_page(kind) if self._tab == "help" else results_page(self.document, self.node)
            self._set_page(page)

    def _fix(self, fix: Fix) -> None:
        if self.node is not None:
            self.fix_requested.emit(self.node, fix)

    def _rename(self) -> None:
        if self.group_page is not None:
            self.group_page.rename(self.title.text().strip())
            self._show_header()
        if self.node is None or self.node not in self.document.graph.nodes:
            return
        wanted = self.title.text().strip()
        if wanted and wanted != self.document.title_of(self.node):
            self.document.rename(self.node, wanted)
            self.document.end_gesture()
        self._show_header()

    def _settings_changed(self, node: str) -> None:
        if node == self.node:
            self.badge.show_node(self.document, node)

    def _title_changed(self, node: str) -> None:
        if node == self.node and not self.title.hasFocus():
            self._show_header()

    def _group_refreshed(self) -> None:
        group = self.group_page.group if self.group_page is not None else None
        if group is not None and self.title.hasFocus():
            self.badge.show_group(self.document, group.nodes)
        else:
            self._show_header()

    def _removed(self, node: str) -> None:
        if node == self.node:
            self.set_node(None)

    def _state_changed(self, node: str) -> None:
        if node != self.node:
            return
        self.badge.show_node(self.document, node)
        if ("problem" in self.tabs.options) != bool(self.document.faults_of(node)):
            self._faults_changed()
        if self._tab == "results" and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _faults_changed(self) -> None:
        if self.node is None or self.node not in self.document.graph.nodes:
            return
        self.badge.show_node(self.document, self.node)
        self._show_tabs(choose=False)
        if self._tab == "problem":
            self._refresh_page()

    def _recolour(self) -> None:
        colors = theme.palette
        self.title.setStyleSheet(
            "QLineEdit { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0 2px;"
            f" min-height: 22px; font-weight: 600; color: {colors.text1.name()}; }}"
            f"QLineEdit:hover {{ background: {colors.hover.name()}; }}"
            f"QLineEdit:focus {{ background: {colors.surface.name()}; border-color: {colors.accent.name()}; }}"
        )
        self.help.setIcon(theme.icon("circle-question-mark", "text2"))
        self.back.setIcon(theme.icon("chevron-left", "text2"))
        self._hint_icon.setPixmap(theme.pixmap("lightbulb", "text3", 16, self.devicePixelRatioF()))
        self._show_header()
