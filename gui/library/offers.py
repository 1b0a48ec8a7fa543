"""What the library panel offers: plain data, made from the node types and the models on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from gui.language.phrases import plain
from gui.language.shown import named

if TYPE_CHECKING:
    from engine.graph.nodes import NodeType

MODELS = "models"
"Key of the section that lists the library."


@dataclass(frozen=True)
class Offer:
    """One row: adds a node of `type` with `settings`."""

    title: str
    icon: str
    type: str
    settings: dict[str, Any] = field(default_factory=dict)
    right: str = ""
    about: str = ""
    entry: Any = field(default=None, compare=False)
    "The model of the library (engine.models.library.Entry) that a row stands for."

    def matches(self, text: str) -> bool:
        own = plain(f"{self.title} {self.about}").casefold()
        return all(word in own for word in text.casefold().split())


@dataclass(frozen=True)
class Section:
    """A heading with its rows."""

    key: str
    title: str
    icon: str
    offers: tuple[Offer, ...]


def sections(types: Iterable[NodeType], entries: Iterable[Any]) -> list[Section]:
    """Models first, then the node types by group, in the order in which they were registered within it."""
    types = list(types)
    groups: dict[str, list[Offer]] = {}
    for kind in types:
        about = kind.help.splitlines()[0] if kind.help else ""
        groups.setdefault(kind.group, []).append(Offer(kind.title, kind.icon, kind.id, about=about))
    found = []
    loader = model_type(types)
    if loader is not None:
        kind, setting = loader
        models = tuple(
            Offer(entry.name, "box", kind.id, {setting: entry.name}, amount(entry.parameters), _about(entry), entry)
            for entry in entries
        )
        title = QCoreApplication.translate("library", "Models")
        found.append(Section(MODELS, title, "box", models))
    order = {name: place for place, name in enumerate(GROUPS)}
    for name in sorted(groups, key=lambda name: (order.get(name, len(order)), name)):
        offers = tuple(groups[name])
        found.append(Section(name, named(name), offers[0].icon, offers))
    return found


GROUPS = ("Sources", "Combine", "Use and measure", "Train", "In-context learning", "Pictures", "Save")


def model_type(types: Iterable[NodeType]) -> tuple[NodeType, str] | None:
    """The kind of node that takes a model from the library, and the setting that names it."""
    for kind in types:
        if not kind.inputs:
            for setting in kind.fields:
                if setting.about.widget == "model":
                    return kind, setting.name
    return None


def model_of(kind: NodeType, settings: Mapping[str, Any]) -> str:
    """The model that a node takes from the library; empty for other kinds of nodes."""
    found = model_type([kind])
    if found is None:
        return ""
    default = next(field.default for field in kind.fields if field.name == found[1])
    return str(settings.get(found[1], default))


def amount(number: float) -> str:
    """A count of parameters in three figures: 7.4 M."""
    for size, unit in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            value = number / size
            return f"{value:.1f} {unit}" if value < 100 else f"{value:.0f} {unit}"
    return f"{number:.0f}"


def _about(entry: Any) -> str:
    facts = [entry.architecture, f"{entry.layers} × {entry.width}", entry.licence]
    return ", ".join(str(fact) for fact in facts if fact)
