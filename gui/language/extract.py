"""Finds every text that a person can read: in the window's sources, node types, recipes and the engine's sentences.

The window marks its texts with tr() and translate(). The engine marks nothing: every text there that has a space or a
value in it and is no docstring, no pattern and no message of a programmer's error may be read by a person.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.graph.nodes import choices, node_types
from gui.language.load import ENGINE
from gui.language.shown import paragraphs, spelled

Text = tuple[str, str]
"Context and source."
ROOT = Path(__file__).resolve().parents[2]
UNREAD = (
    *("cli.py", "papers.py", "data/starter", "jobs/report.py", "lazy.py", "jobs/process.py", "jobs/keys.py"),
    "jobs/sweep.py",
)
"Parts of the engine whose texts are seen in a terminal or by nobody."
BUGS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "KeyError",
    "AssertionError",
    "NotImplementedError",
    "AttributeError",
}
SILENT = {"compile", "search", "match", "fullmatch", "sub", "findall", "execute", "executescript", "getLogger", "debug"}
SILENT |= {"info", "warning", "Setting", "node", "import_module", "strftime", "TypeVar", "getattr", "add_argument"}
"Calls whose arguments are not read by people, or are taken elsewhere."
_CODE = re.compile(
    r"^[^ ]*[\w}][._][\w{][^ ]*$|\.(csv|db|old|part|xz|jsonl)$|^cuda"
    r"|^(CREATE|INSERT|DELETE|SELECT|outcome TEXT|metrics TEXT)"
)
"Metrics' names, files and queries."
SINGLE = {"x_label", "y_label", "value_label", "words", "footer", "bound_labels", "columns", "series", "groups"}
SINGLE |= {"step_label", "diagonal"}
"Arguments and names that are words for people even when they hold a single one."
PLOTS = {"line", "bars", "table", "tokens", "heatmap", "scatter", "text"}
"Methods of a run whose first argument is the title of a plot."


KEYS = ("instant", "trained", "dictionary", "scripture", "manuals", "mixed")
"Words that are keys in the engine, and stand in sentences and tables as they are."


def everything() -> list[Text]:
    """All texts in a fixed order, each once."""
    named = list(dict.fromkeys((*window(), *nodes(), *recipes())))
    known = {words for context, words in named if context in ("nodes", "recipes")}
    return [*named, *((ENGINE, words) for words in dict.fromkeys((*KEYS, *engine())) if words not in known)]


def nodes() -> Iterator[Text]:
    for kind in node_types().values():
        if not kind.function.__module__.startswith("engine."):
            continue
        texts = [kind.title, kind.group, *paragraphs(kind.help)]
        for port in (*kind.inputs, *kind.outputs):
            texts += [port.label, port.kind.value]
        for field in kind.fields:
            texts += [field.label, field.about.help, field.about.unit]
            texts += [field.about.labels.get(value, spelled(value)) for value in choices(field.type)]
        yield from (("nodes", text) for text in texts if text)


def recipes() -> Iterator[Text]:
    for path in sorted((ROOT / "resources" / "recipes").glob("*.stitch")):
        data = json.loads(path.read_text("utf-8"))
        head = data.get("recipe", {})
        texts = [data.get("name"), data.get("about"), head.get("group")]
        texts += [node.get("title") for node in data["nodes"]]
        texts += [note.get("text") for note in data.get("notes", []) if isinstance(note, dict)]
        yield from (("recipes", text) for text in texts if text)


def engine() -> Iterator[str]:
    for path in sorted((ROOT / "engine").rglob("*.py")):
        inside = path.relative_to(ROOT / "engine").as_posix()
        if not inside.startswith(UNREAD) and path.name != "__init__.py" and "_resources" not in inside:
            yield from _Engine(ast.parse(path.read_text("utf-8"))).texts()


class _Engine:
    """One module of the engine."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._silent: set[int] = set()
        self._single: set[int] = set()
        for node in ast.walk(tree):
            self._look(node)

    def texts(self) -> Iterator[str]:
        for node in ast.walk(self._tree):
            if id(node) in self._silent:
                continue
            if isinstance(node, ast.JoinedStr | ast.BinOp):
                yield from _readable(_pattern(node), isinstance(node, ast.JoinedStr) or _is_text(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                spaced = " " in node.value.strip() and re.search("[a-z]{2}", node.value) is not None
                yield from _readable(node.value, spaced or id(node) in self._single)

    def _look(self, node: ast.AST) -> None:
        match node:
            case ast.Expr(value=ast.Constant() as text):
                self._silent.add(id(text))
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in BUGS:
                self._hide(node)
            case ast.Assert() | ast.FormattedValue(format_spec=ast.JoinedStr()):
                self._hide(node.msg if isinstance(node, ast.Assert) else node.format_spec)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in SILENT:
                for part in (*node.args, *(word for word in node.keywords if word.arg != "summary")):
                    self._hide(part)
            case ast.keyword(arg=str(name), value=value) if name in SINGLE:
                self._mark(value)
            case ast.Assign(targets=[ast.Name(id=name) | ast.Attribute(attr=name)], value=value) if name in SINGLE:
                self._mark(value)
            case ast.Assign(value=ast.Dict(values=values)) | ast.AnnAssign(value=ast.Dict(values=values)):
                self._single |= {id(part) for part in values if _wordy(part)}
            case ast.Call(func=ast.Attribute(attr="get"), args=[_, other]):
                self._single |= {id(other)} if _wordy(other) else set()
            case ast.Call(func=ast.Attribute(attr="line"), args=[_, series, *_]):
                self._single |= {id(series)} if _wordy(series) else set()
            case ast.Call(func=ast.Attribute(attr=name), args=[title, *_]) if name in PLOTS:
                self._single |= {id(title)} if _wordy(title) else set()
            case ast.IfExp(body=body, orelse=other):
                self._single |= {id(part) for part in (body, other) if _wordy(part)}
            case ast.JoinedStr() | ast.BinOp(op=ast.Add()) if _is_text(node):
                self._silent |= {id(part) for part in _parts(node)} - {id(node)}
                inner = {id(part) for part in ast.walk(node) if isinstance(part, ast.BinOp)} - {id(node)}
                self._silent |= inner if isinstance(node, ast.BinOp) else set()
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and key.value in SINGLE:
                        self._mark(value)
                self._silent |= {id(key) for key in keys}

    def _hide(self, node: ast.AST | None) -> None:
        self._silent |= {id(part) for part in ast.walk(node)} if node is not None else set()

    def _mark(self, node: ast.AST) -> None:
        self._single |= {id(part) for part in ast.walk(node) if _wordy(part)}


def _wordy(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and re.search("[a-z]{3}", value) is not None and "_" not in value


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The pieces of a text that is put together: constants, values, and the texts that they are written in."""
    match node:
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            yield from (*_parts(left), *_parts(right))
        case ast.JoinedStr(values=values):
            yield node
            yield from values
        case _:
            yield node


def _is_text(node: ast.AST) -> bool:
    """Whether a sum is one of texts, not of numbers or lists."""
    return any(isinstance(part, ast.JoinedStr) or _spoken(part) for part in _parts(node))


def _spoken(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _pattern(node: ast.AST) -> str:
    """{0} {1} ... for values; values that touch are one, as nobody could tell where one ends."""
    words, count = "", 0
    for part in _parts(node):
        if isinstance(part, ast.Constant):
            words += str(part.value)
        elif not isinstance(part, ast.JoinedStr) and not words.endswith("}"):
            words += f"{{{count}}}"
            count += 1
    return words


def _readable(text: str, read: bool) -> Iterator[str]:
    """The paragraphs of a text. What is only ever added to other words begins or ends with their place."""
    for line in text.split("\n") if read else ():
        line = line.rstrip(" ")
        if line[:1] in (",", ";", " ", ":") and line.strip(" ,;:"):
            renumbered = re.sub(r"\{(\d+)\}", lambda field: f"{{{int(field[1]) + 1}}}", line)
            line = line.lstrip() if line.startswith(" ") else "{0}" + renumbered
        bare = re.sub(r"\{\d+\}", "", line)
        if re.search(r"[a-z]{2}|^a $", bare) and not _CODE.search(line):
            yield line


@dataclass(frozen=True)
class Unmarked(Exception):
    """A tr() whose context cannot be told from the source."""

    place: str

    def __str__(self) -> str:
        return f"{self.place}: whose tr() is this? Call QCoreApplication.translate(context, text) here."


def window() -> Iterator[Text]:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "gui").rglob("*.py"))}
    helpers = {(_module(path), name): context for path, tree in trees.items() for name, context in _helpers(tree)}
    for path, tree in trees.items():
        known = {name: context for (module, name), context in helpers.items() if module == _module(path)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for name in node.names:
                    if (node.module, name.name) in helpers:
                        known[name.asname or name.name] = helpers[node.module or "", name.name]
        yield from _Window(path, tree, known).texts()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _helpers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that translate their first argument in a context of theirs."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.args.args:
            first = function.args.args[0].arg
            for call in ast.walk(function):
                match call:
                    case ast.Call(
                        func=ast.Attribute(attr="translate"), args=[ast.Constant(value=context), ast.Name(id=name)]
                    ):
                        if name == first:
                            yield function.name, str(context)


class _Window:
    """One module of the window."""

    def __init__(self, path: Path, tree: ast.Module, helpers: dict[str, str]) -> None:
        self._path, self._tree, self._helpers = path, tree, helpers
        self._above: dict[ast.AST, ast.AST] = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }

    def texts(self) -> Iterator[Text]:
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            match node.func:
                case ast.Attribute(attr="translate") | ast.Name(id="QT_TRANSLATE_NOOP") if len(node.args) > 1:
                    context = node.args[0]
                    if isinstance(context, ast.Constant) and isinstance(context.value, str):
                        yield from ((context.value, text) for text in _strings(node.args[1]))
                case ast.Attribute(attr="tr", value=owner):
                    context = self._owner(owner, node)
                    yield from ((context, text) for text in _strings(node.args[0]))
                case ast.Name(id=name) if name in self._helpers:
                    yield from ((self._helpers[name], text) for text in _strings(node.args[0]))
                case ast.Name(id=name) if (alias := self._alias(name, node)) is not None:
                    context = self._owner(alias, node)
                    yield from ((context, text) for text in _strings(node.args[0]))

    def _over(self, node: ast.AST, kind: type[ast.AST]) -> Iterator[ast.AST]:
        while node in self._above:
            node = self._above[node]
            if isinstance(node, kind):
                yield node

    def _alias(self, name: str, at: ast.AST) -> ast.expr | None:
        """`tr = page.tr` in the function around: the page."""
        for function in self._over(at, ast.FunctionDef):
            for node in ast.walk(function):
                match node:
                    case ast.Assign(targets=[ast.Name(id=found)], value=ast.Attribute(attr="tr", value=owner)):
                        if found == name:
                            return owner
        return None

    def _owner(self, owner: ast.expr, at: ast.AST) -> str:
        """The class of the object whose tr() is called."""
        match owner:
            case ast.Name(id="self"):
                for kind in self._over(at, ast.ClassDef):
                    return kind.name  # type: ignore[attr-defined]
            case ast.Call(func=ast.Name(id=name)):
                return name
            case ast.Name(id=name) if name[:1].isupper():
                return name
            case ast.Name(id=name):
                for function in self._over(at, ast.FunctionDef):
                    if found := self._typed(function, name):
                        return found
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
                for kind in self._over(at, ast.ClassDef):
                    if found := self._attribute(kind, attribute):
                        return found
        raise Unmarked(f"{self._path.relative_to(ROOT)}:{at.lineno}")  # type: ignore[attr-defined]

    def _typed(self, function: ast.AST, name: str) -> str | None:
        for node in ast.walk(function):
            match node:
                case ast.arg(arg=found, annotation=ast.Name(id=kind)) if found == name:
                    return kind
                case ast.Assign(targets=[ast.Name(id=found)], value=ast.Call(func=ast.Name(id=kind))) if found == name:
                    return kind
        return None

    def _attribute(self, kind: ast.AST, attribute: str) -> str | None:
        """`self.view = view`, or several at once, in a method whose argument says what it is."""
        for method in ast.walk(kind):
            if not isinstance(method, ast.FunctionDef):
                continue
            for node in ast.walk(method):
                if not isinstance(node, ast.Assign):
                    continue
                pairs: Iterable[tuple[ast.expr, ast.expr]] = [(node.targets[0], node.value)]
                if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(node.targets[0].elts, node.value.elts, strict=False)
                for target, value in pairs:
                    match target, value:
                        case ast.Attribute(attr=found), ast.Name(id=name) if found == attribute:
                            return self._typed(method, name)
                        case ast.Attribute(attr=found), ast.Call(func=ast.Name(id=name)) if found == attribute:
                            return name
        return None


def _strings(node: ast.expr) -> Iterator[str]:
    """The texts of an argument: one, or the choices of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
