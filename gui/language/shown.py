"""What the engine and the files bring, as the window shows it: node types, problems, messages, recipes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication

from engine.errors import Fault, Fix, StitchworkError
from engine.jobs import messages as m
from gui.language.load import current, sentences
from gui.language.phrases import joined, plain

if TYPE_CHECKING:
    from engine.graph.document import Graph
    from engine.graph.nodes import NodeType, SettingField
    from engine.graph.ports import Port

M = TypeVar("M", bound=m.Message)
MOST_LETTERS = 18
"As many wide letters as the button of a fix has room for."


def say(words: str) -> str:
    """A sentence of the engine."""
    return words if current() == "en" else joined(sentences(current()).translate(words))


def named(words: str) -> str:
    """A name that comes from a node type: a title, a group, a kind of port."""
    return QCoreApplication.translate("nodes", words) if words else words


def of_recipe(words: str) -> str:
    """A title, text or group of a recipe that came with the program."""
    return QCoreApplication.translate("recipes", words) if words else words


def node_type(kind: NodeType) -> NodeType:
    """A node type with all its words translated. Its group stays: it is a key; see `named`."""
    row = kind.summary
    return replace(
        kind,
        title=named(kind.title),
        help="\n\n".join(named(paragraph) for paragraph in paragraphs(kind.help)),
        inputs=tuple(map(_port, kind.inputs)),
        outputs=tuple(map(_port, kind.outputs)),
        fields=tuple(map(_field, kind.fields)),
        summary=None if row is None else lambda settings: say(row(settings)),
    )


def paragraphs(text: str) -> list[str]:
    """Each on one line, however it is broken in the sources."""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")] if text else []


def fault(found: Fault) -> Fault:
    if current() == "en":
        return found
    return replace(
        found,
        title=say(found.title),
        words=say(found.words),
        fix=say(found.fix),
        fixes=tuple(map(_fix, found.fixes)),
        rows=tuple(tuple(map(say, row)) for row in found.rows),
    )


def problem(found: StitchworkError) -> StitchworkError:
    """The same problem, told in the window's language."""
    return StitchworkError(
        say(found.words),
        say(found.fix),
        setting=found.setting,
        port=found.port,
        fixes=tuple(map(_fix, found.fixes)),
        details=found.details,
    )


def message(said: M) -> M:
    """A message of a run with its words translated. Kept runs and result files keep the engine's own."""
    if current() == "en":
        return said
    found: Any = said
    match said:
        case m.NodeFailed():
            return replace(found, fault=fault(said.fault))
        case m.NodeChanged():
            return replace(found, footer=say(said.footer))
        case m.Progress() | m.Sentence() | m.WorkerDied() | m.RunFinished():
            return replace(found, words=say(said.words))
        case m.PlotMessage():
            # With a legend the labels are pieces of texts, not words of the engine.
            own = {"labels"} if isinstance(said, m.Scatter) and said.legend else set()
            words = [name for name in _PLOT_WORDS if name not in own and hasattr(said, name)]
            return replace(found, **{name: _said(getattr(said, name)) for name in words})
    return said


_PLOT_WORDS = (
    *("series", "x_label", "y_label", "bound_labels", "groups", "columns", "value_label", "labels", "legend"),
    *("x_ticks", "y_ticks", "rows", "step_label", "diagonal"),
)
"Attributes of plot messages that hold words; their panels' names are keys, and are translated where they are shown."


def _said(value: Any) -> Any:
    if isinstance(value, str):
        return say(value)
    return tuple(map(_said, value)) if isinstance(value, tuple) else value


def graph(of: Graph) -> Graph:
    """A recipe's graph as it is opened: its name and the titles of its nodes and notes."""
    of.name, of.about = of_recipe(of.name), of_recipe(of.about)
    for node in of.nodes.values():
        node.title = of_recipe(node.title)
    notes = of.extra.get("notes")
    for note in notes if isinstance(notes, list) else ():
        if isinstance(note, dict) and isinstance(note.get("text"), str):
            note["text"] = of_recipe(note["text"])
    return of


def _port(port: Port) -> Port:
    return replace(port, words=named(port.label))


def _field(field: SettingField) -> SettingField:
    from engine.graph.nodes import choices

    about = field.about
    labels = {value: about.labels.get(value, spelled(value)) for value in choices(field.type)}
    return replace(
        field,
        about=replace(
            about,
            label=named(field.label),
            help=named(about.help),
            unit=named(about.unit),
            labels={value: named(label) for value, label in labels.items()},
        ),
    )


def spelled(value: str) -> str:
    """What a choice is called that has no label."""
    return value.replace("_", " ").capitalize()


def _fix(fix: Fix) -> Fix:
    words = say(fix.words)
    label = say(fix.label) if fix.label else words
    short = label if len(plain(label)) <= MOST_LETTERS else plain(label)[: MOST_LETTERS - 1] + "…"
    return replace(fix, words=words, help=say(fix.help), label=short)
