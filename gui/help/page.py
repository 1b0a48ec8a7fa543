"""One page of help: what a node does, how it looks, its settings, whose method it is, and where to see it work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.graph.nodes import NodeType, SettingField, choices
from gui.gallery.recipes import Recipe
from gui.help.picture import NodePicture
from gui.inspector.pages import Papers, paragraphs, ports_table, words
from gui.language.shown import named
from gui.theme import theme

WIDEST = 640


class HelpPage(QWidget):
    """Made anew for each kind of node. `recipes`: those that use it."""

    add_requested = Signal()
    recipe_requested = Signal(object)

    def __init__(self, kind: NodeType, recipes: Sequence[Recipe], can_add: bool) -> None:
        super().__init__()
        self.kind = kind
        self.recipes = [recipe for recipe in recipes if kind.id in recipe.kinds]
        self.buttons: list[QPushButton] = []
        "One a recipe, in the order of the start page."
        self.setMaximumWidth(WIDEST)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 20, 24, 24)
        self._box.setSpacing(8)
        self._box.addLayout(self._head(can_add))
        self._box.addWidget(NodePicture(kind))
        self._box.addSpacing(4)
        for index, text in enumerate(paragraphs(kind)):
            self._box.addWidget(words(text, "title" if index == 0 else "body", selectable=True))
        for title, ports in ((self.tr("Goes in"), kind.inputs), (self.tr("Comes out"), kind.outputs)):
            if ports:
                self._section(title)
                self._box.addWidget(ports_table(ports))
        if kind.fields:
            self._section(self.tr("Settings"))
            for field in kind.fields:
                self._setting(field)
        if kind.all_papers():
            self._section(self.tr("Papers"))
            self._box.addWidget(Papers(kind))
        self._section(self.tr("Try it"))
        self._try_it()
        self._box.addStretch()

    def _head(self, can_add: bool) -> QHBoxLayout:
        self._icon = QLabel()
        self._icon.setPixmap(theme.pixmap(self.kind.icon, "text2", 24, self.devicePixelRatioF()))
        title = words(self.kind.title, "page")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add = QPushButton(self.tr("Add to the canvas"))
        self.add.setEnabled(can_add)
        self.add.setToolTip("" if can_add else self.tr("Open a canvas first"))
        self.add.clicked.connect(lambda: self.add_requested.emit())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(title, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _section(self, title: str) -> None:
        self._box.addSpacing(10)
        self._box.addWidget(words(title, "section"))

    def _setting(self, field: SettingField) -> None:
        """Name and usual value on one line, help below."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(words(field.label, "label"), 0, 0)
        usual = _usual(field)
        if usual:
            value = QLabel(self.tr("usually {value}").format(value=usual))
            value.setProperty("role", "hint")
            grid.addWidget(value, 0, 1, Qt.AlignmentFlag.AlignRight)
        if field.about.help:
            grid.addWidget(words(field.about.help, "body"), 1, 0, 1, 2)
        options = choices(field.type)
        if options:
            grid.addWidget(words(" · ".join(_choice(field, value) for value in options), "hint"), 2, 0, 1, 2)
        self._box.addLayout(grid)

    def _try_it(self) -> None:
        if not self.recipes:
            none = self.tr("No recipe uses this node yet. Add it to a canvas, connect its inputs and press Run.")
            self._box.addWidget(words(none, "body"))
        for recipe in self.recipes:
            button = QPushButton(self.tr("Open recipe"))
            button.setAccessibleName(f"{button.text()}: {recipe.name}")
            button.clicked.connect(lambda _checked=False, recipe=recipe: self.recipe_requested.emit(recipe))
            self.buttons.append(button)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(words(recipe.name, "label"))
            text.addWidget(words(recipe.about, "hint"))
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addLayout(text, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._box.addLayout(row)
            self._box.addSpacing(4)


def _usual(field: SettingField) -> str:
    """The default as a person would say it; nothing where there is none worth saying."""
    value = field.default
    if value is ... or value is None or value == "" or isinstance(value, (list, tuple)):
        return ""
    if isinstance(value, bool):
        return _tr("on") if value else _tr("off")
    options = choices(field.type)
    if options:
        return _choice(field, str(value.value if hasattr(value, "value") else value))
    if isinstance(value, int | float):
        return f"{value:,.6g} {field.about.unit}".strip()
    return str(value).split("\n")[0][:40]


def _choice(field: SettingField, value: str) -> str:
    return field.about.labels.get(value) or named(value.replace("_", " ").capitalize())


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
