"""What the inspector shows of a group: its nodes and how they are doing, and what goes in and comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.graph import groups
from engine.graph.document import Group
from gui.canvas import layout as L
from gui.canvas.words import leads
from gui.inspector.node_list import NodeList, NodeRow
from gui.inspector.pages import PortPicture, words

if TYPE_CHECKING:
    from gui.document import Document

_REFRESH_MS = 60


class GroupPage(QWidget):
    """Follows the document while it is shown. `action_requested`: run_here, open_group or ungroup."""

    node_chosen = Signal(str)
    action_requested = Signal(str)
    refreshed = Signal()

    def __init__(self, document: Document, identity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self.identity = document, identity
        self._timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        for signal in (
            document.state_changed,
            document.node_changed,
            document.settings_changed,
            document.wire_added,
            document.wire_removed,
        ):
            signal.connect(self._soon)
        document.faults_changed.connect(self._soon)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        self.run_button = self._button(self.tr("Run up to here"), "run_here")
        self.open_button = self._button("", "open_group")
        self.ungroup_button = self._button(self.tr("Ungroup"), "ungroup")
        box.addSpacing(12)
        box.addWidget(self.run_button)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.open_button, 1)
        pair.addWidget(self.ungroup_button, 1)
        box.addLayout(pair)
        box.addSpacing(8)
        box.addWidget(words(self.tr("Nodes"), "section"))
        self._list = NodeList(document)
        self._list.node_chosen.connect(self.node_chosen)
        box.addWidget(self._list)
        self._ports = QVBoxLayout()
        self._ports.setSpacing(8)
        box.addSpacing(8)
        box.addLayout(self._ports)
        box.addStretch()
        self._shown_ports: list[tuple[L.Spot, str]] | None = None
        self.refresh()

    @property
    def group(self) -> Group | None:
        return next((group for group in self._document.graph.groups if group.id == self.identity), None)

    @property
    def rows(self) -> list[NodeRow]:
        return self._list.rows

    def refresh(self) -> None:
        """Show what holds now; what did not change keeps the focus."""
        group = self.group
        if group is None:
            return
        self.open_button.setText(self.tr("Open the group") if group.closed else self.tr("Close the group"))
        self._list.show_nodes(group.nodes)
        self._show_ports(group)
        self.refreshed.emit()

    def rename(self, title: str) -> None:
        """Give the group another title; an empty one changes nothing."""
        group = self.group
        if group is not None and title:
            changed = groups.changed(self._document.graph.groups, replace(group, title=title))
            self._document.set_groups(changed, self.tr("Rename"))

    def _soon(self) -> None:
        self._timer.start()

    def _button(self, text: str, action: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: self.action_requested.emit(action))
        return button

    def _show_ports(self, group: Group) -> None:
        spots = L.lay_out_group(self._document, group).spots
        ports = [(spot, leads(self._document, spot, group.nodes)) for spot in spots]
        if ports == self._shown_ports:
            return
        self._shown_ports = ports
        _empty(self._ports)
        for title, is_input in ((self.tr("Goes in"), True), (self.tr("Comes out"), False)):
            chosen = [(spot, said) for spot, said in ports if spot.is_input == is_input]
            if chosen:
                self._ports.addWidget(words(title, "section"))
                self._ports.addWidget(_table(chosen))
                self._ports.addSpacing(8)


def _table(ports: list[tuple[L.Spot, str]]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    for row, (spot, where) in enumerate(ports):
        grid.addWidget(PortPicture(spot.kind, spot.many), row, 0, Qt.AlignmentFlag.AlignHCenter)
        name = words(spot.label, "body")
        name.setStyleSheet("font-size: 12px;")
        grid.addWidget(name, row, 1)
        grid.addWidget(words(where, "hint"), row, 2)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    return table


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
