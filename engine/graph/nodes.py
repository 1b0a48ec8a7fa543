"""A node is a typed function.

Positional arguments are input ports (the first one, `run`, is how the node talks), keyword-only arguments are
settings, the return annotation gives the outputs: one port kind (named after it), or a NamedTuple of them.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model

from engine.graph import speaking
from engine.graph.picks import Pick
from engine.graph.ports import Port, port_of
from engine.papers import Paper


@dataclass(frozen=True)
class Setting:
    """What the inspector needs to know of a setting beyond its type. Goes into `Annotated[...]`.

    widget: None (chosen from the type), "slider", "model", "corpus", "file", "folder", "text" (several lines),
    "depth" (a place between the blocks of the model that is connected).
    """

    help: str = ""
    label: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    widget: str | None = None
    advanced: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    depends_on: tuple[str, tuple[str, ...]] | None = None
    "Shown only while another setting has one of these values: (setting, values)."
    papers: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    "Whose method each value is, where it is another than the node's own."


ModelName = Annotated[str, Setting(widget="model", help="A model of the library.", label="Model")]


@dataclass(frozen=True)
class SettingField:
    """One setting of a node type, resolved: what a form shows."""

    name: str
    type: Any
    default: Any
    about: Setting

    @property
    def label(self) -> str:
        return self.about.label or self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Preflight:
    """What a node's check before the run may look at; nothing is loaded.

    inputs: for each connected input the facts that the node before it promised (see `NodeType.preflight`), True where
    it promised nothing in particular; a list for list inputs. library: the models on disk
    (engine.models.library.Library).
    """

    settings: Any
    inputs: dict[str, Any]
    library: Any


@dataclass(frozen=True)
class NodeType:
    """Everything known of a kind of node. `preflight(context)` raises StitchworkError when the node cannot work,
    and returns the facts it promises for each output, such as `{"model": ModelFacts}`."""

    id: str
    title: str
    group: str
    icon: str
    help: str
    function: Callable[..., Any]
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    settings: type[BaseModel]
    fields: tuple[SettingField, ...]
    version: int = 1
    papers: tuple[Paper, ...] = ()
    "Whose method it is, whatever is chosen; see `cited` and `Setting.papers`."
    summary: Callable[[Any], str] | None = None
    preflight: Callable[[Preflight], dict[str, Any]] | None = None
    cached: bool = True
    "False for nodes that act on the world (save a file): they run every time."
    pure: bool = False
    "True for nodes that use neither the seed nor their own name: like nodes share one result, under any seed."
    pick: Pick | None = None
    "What a cell of its heat map means as nodes."

    def input(self, name: str) -> Port | None:
        return next((port for port in self.inputs if port.name == name), None)

    def output(self, name: str) -> Port | None:
        return next((port for port in self.outputs if port.name == name), None)

    def in_force(self, settings: Mapping[str, Any]) -> list[tuple[SettingField, Any]]:
        """The settings that have a say beside the others, with their values: the chosen ones or the usual ones."""
        values = {entry.name: _bare(settings.get(entry.name, entry.default)) for entry in self.fields}

        def counts(entry: SettingField) -> bool:
            needed = entry.about.depends_on
            return needed is None or str(values.get(needed[0])) in needed[1]

        return [(entry, values[entry.name]) for entry in self.fields if counts(entry)]

    def cited(self, settings: Mapping[str, Any]) -> tuple[Paper, ...]:
        """The papers that a node with these settings follows, each once."""
        chosen = [paper for entry, value in self.in_force(settings) for paper in entry.about.papers.get(str(value), ())]
        return tuple(dict.fromkeys((*self.papers, *chosen)))

    def all_papers(self) -> dict[Paper, tuple[str, ...]]:
        """Every paper that it can follow, with the choices that lead to it in words; none for the node's own."""
        found: dict[Paper, tuple[str, ...]] = dict.fromkeys(self.papers, ())
        for entry in self.fields:
            for value, papers in entry.about.papers.items():
                for paper in papers:
                    if paper not in self.papers:
                        found[paper] = (*found.get(paper, ()), entry.about.labels.get(value, value))
        return found

    def row(self, settings: Mapping[str, Any]) -> str:
        """The words shown on the node for its settings, empty while they are not valid."""
        if self.summary is None:
            return ""
        try:
            return self.summary(self.settings(**settings))
        except ValueError:
            return ""


_types: dict[str, NodeType] = {}


def node(
    title: str,
    *,
    group: str,
    icon: str = "box",
    version: int = 1,
    papers: tuple[Paper, ...] = (),
    summary: Callable[[Any], str] | None = None,
    preflight: Callable[[Preflight], dict[str, Any]] | None = None,
    cached: bool = True,
    pure: bool = False,
    pick: Pick | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as a node type. Its name is the type's id in files, so it never changes."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        hints = typing.get_type_hints(function, include_extras=True)
        inputs: list[Port] = []
        fields: list[SettingField] = []
        for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                fields.append(_field(name, hints[name], parameter.default))
            else:
                inputs.append(port_of(name, hints[name]))
        kind = NodeType(
            id=function.__name__,
            title=title,
            group=group,
            icon=icon,
            help=inspect.cleandoc(function.__doc__ or ""),
            function=function,
            inputs=tuple(inputs),
            outputs=_outputs(hints.get("return")),
            settings=_settings_model(function.__name__, fields),
            fields=tuple(fields),
            version=version,
            papers=papers,
            summary=summary,
            preflight=preflight,
            cached=cached,
            pure=pure,
            pick=pick,
        )
        _types[kind.id] = speaking.speaker(kind) if speaking.speaker is not None else kind
        return function

    return register


def node_types() -> dict[str, NodeType]:
    """All node types, by id. The modules of engine.nodes are found and imported on the first call."""
    _find_nodes()
    return _types


@cache
def _find_nodes() -> None:
    package = importlib.import_module("engine.nodes")
    for module in pkgutil.iter_modules(package.__path__, "engine.nodes."):
        importlib.import_module(module.name)


def _field(name: str, annotation: Any, default: Any) -> SettingField:
    about = Setting()
    if get_origin(annotation) is Annotated:
        about = next((mark for mark in get_args(annotation)[1:] if isinstance(mark, Setting)), about)
        annotation = get_args(annotation)[0]
    return SettingField(name, annotation, ... if default is inspect.Parameter.empty else default, about)


def _settings_model(name: str, fields: list[SettingField]) -> type[BaseModel]:
    definitions: dict[str, Any] = {}
    for entry in fields:
        about = entry.about
        bounds: dict[str, Any] = {}
        if about.minimum is not None:
            bounds["ge"] = about.minimum
        if about.maximum is not None:
            bounds["le"] = about.maximum
        definitions[entry.name] = (
            entry.type,
            Field(entry.default, title=entry.label, description=about.help, **bounds),
        )
    config = ConfigDict(extra="forbid", validate_default=True, allow_inf_nan=False)
    return create_model(f"{name}_settings", __config__=config, **definitions)


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _outputs(annotation: Any) -> tuple[Port, ...]:
    if annotation is None or annotation is type(None):
        return ()
    if isinstance(annotation, type) and issubclass(annotation, tuple):
        hints = typing.get_type_hints(annotation, include_extras=True)
        return tuple(port_of(name, hint) for name, hint in hints.items())
    kind = port_of("output", annotation).kind
    return (Port(kind.value, kind),)


def choices(kind: Any) -> list[str]:
    """The values of an enum setting, in order; empty for other types."""
    return [str(member.value) for member in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
