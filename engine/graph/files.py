"""Reading and writing .stitch files: JSON with a schema number. Every bad file is a clear error, never a crash."""

from __future__ import annotations

import json
import math
import stat
from collections import Counter
from enum import Enum
from pathlib import Path
from typing import Any

from engine.errors import StitchworkError
from engine.files import write_text
from engine.graph import groups
from engine.graph.document import Bends, Graph, Group, Node, Wire
from engine.graph.embedded import graph_text, is_png
from engine.graph.migrations import SCHEMA, migrate

MAX_BYTES = 16 * 1024 * 1024
MAX_NODES = 10_000
MAX_WIRES = 100_000
MAX_GROUPS = 1_000
MAX_BENDS = 100
MAX_DEPTH = 32
MAX_COORDINATE = 1e6
MAX_INTEGER = 2**63 - 1
_TOO_LARGE = f"it is larger than {MAX_BYTES >> 20} MB"
_TOO_DEEP = "it is nested too deeply"
_TOO_BIG = "it holds a number that is too large"
_GRAPH_KEYS = {"schema", "name", "about", "recipe", "seed", "device", "nodes", "wires", "groups"}
_NODE_KEYS = {"id", "type", "x", "y", "title", "settings", "bypassed"}
_GROUP_KEYS = {"id", "title", "nodes", "closed", "bends"}


def load(path: Path) -> Graph:
    """Open a file, or the graph in an exported picture. Raises StitchworkError, which names the file and what is wrong
    with it."""
    path = Path(path)
    try:
        return _Reader().graph(_parse(_text(_read(path))))
    except FileNotFoundError as error:
        raise StitchworkError(f"There is no file “{path}”.", "It may have been moved or deleted.") from error
    except OSError as error:
        raise StitchworkError(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
    except _Bad as error:
        raise StitchworkError(f"“{path.name}” cannot be opened: {error}.", error.fix, details=error.details) from error


def save(graph: Graph, path: Path) -> None:
    """Write a file whole or not at all; what was there before stays until the new file is complete.

    Nothing is written that could not be opened again.
    """
    path = Path(path)
    try:
        data = _json(graph)
        _Reader().graph(data)
        text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        if len(text.encode()) > MAX_BYTES:
            raise _Bad(_TOO_LARGE)
    except _Bad as error:
        raise StitchworkError(
            f"“{path.name}” was not saved: {error}. What was there before is unchanged.",
            "Change that on the canvas and save again.",
        ) from error
    write_text(path, text)


def to_json(graph: Graph) -> dict[str, Any]:
    """A graph as the plain data of its file. Later edits of the graph do not reach it."""
    try:
        return _json(graph)
    except _Bad as error:
        raise StitchworkError(f"The graph cannot be run or saved: {error}.") from error


def from_json(data: Any) -> Graph:
    """A graph from a file's data. Raises StitchworkError when the data is no graph."""
    try:
        return _Reader().graph(data)
    except _Bad as error:
        raise StitchworkError(f"This is not a graph that can be opened: {error}.", error.fix) from error


class _Bad(Exception):
    """What is wrong with the data, as the end of a sentence."""

    def __init__(
        self, words: str, fix: str = "Choose another file, or restore this one from a copy.", details: str = ""
    ) -> None:
        super().__init__(words)
        self.fix = fix
        self.details = details


def _read(path: Path) -> bytes:
    """The bytes of an ordinary file; a pipe would block for ever, a device might never end."""
    try:
        about = path.stat()
    except ValueError as error:
        raise _Bad("its name holds a character that no file name has") from error
    if not stat.S_ISREG(about.st_mode):
        raise _Bad("it is a folder" if stat.S_ISDIR(about.st_mode) else "it is not an ordinary file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _Bad(_TOO_LARGE)
    return data


def _text(data: bytes) -> bytes:
    """The graph's text: the file itself, or what an exported picture carries."""
    if not is_png(data):
        return data
    try:
        found = graph_text(data)
    except ValueError as error:
        raise _Bad(f"the picture cannot be read: {error}") from error
    if found is None:
        raise _Bad("there is no graph in this picture", "Pictures that Stitchwork exported carry theirs.")
    return found


def _parse(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Bad("it is not a text file", details=str(error)) from error
    if not text.strip():
        raise _Bad("it is empty")
    try:
        return json.loads(text, parse_constant=_no_constant, parse_int=_whole, object_pairs_hook=_no_doubles)
    except RecursionError as error:
        raise _Bad(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        words = "it ends in the middle" if cut else f"line {error.lineno} is not valid JSON"
        raise _Bad(words, details=str(error)) from error


def _no_constant(name: str) -> float:
    raise _Bad(f"it holds {name}, which is not a number")


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise _Bad(_TOO_BIG)
    return int(digits)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _Bad(f"it says “{_short(twice)}” twice in one place")
    return found


def _json(graph: Graph) -> dict[str, Any]:
    return _plain(
        {
            **graph.extra,
            "schema": SCHEMA,
            "name": graph.name,
            "about": graph.about,
            "recipe": graph.recipe,
            "seed": graph.seed,
            "device": graph.device,
            "nodes": [_node_json(node) for node in graph.nodes.values()],
            "wires": [_wire_json(wire) for wire in graph.wires],
            **({"groups": [_group_json(group) for group in graph.groups]} if graph.groups else {}),
        }
    )


def _node_json(node: Node) -> dict[str, Any]:
    return {
        **node.extra,
        "id": node.id,
        "type": node.type,
        "x": node.x,
        "y": node.y,
        "title": node.title,
        "settings": node.settings,
        **({"bypassed": True} if node.bypassed else {}),
    }


def _wire_json(wire: Wire) -> list[Any]:
    ends = [wire.source, wire.output, wire.target, wire.input]
    return [*ends, wire.bends] if wire.bends else ends


def _group_json(group: Group) -> dict[str, Any]:
    return {
        **group.extra,
        "id": group.id,
        "title": group.title,
        "nodes": group.nodes,
        "closed": group.closed,
        **({"bends": [_wire_json(wire) for wire in group.bends]} if group.bends else {}),
    }


class _Reader:
    """Checks while it reads, so that what comes out can be trusted."""

    def graph(self, data: Any) -> Graph:
        if not isinstance(data, dict):
            raise _Bad("it holds no graph")
        schema = data.get("schema", 0)
        if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
            raise _Bad("its schema number is not a number")
        if schema > SCHEMA:
            raise _Bad(
                f"it was written by a newer Stitchwork (schema {schema}, this one knows {SCHEMA})",
                "Update Stitchwork to open it.",
            )
        if "nodes" not in data:
            raise _Bad("it has no nodes")
        data = _plain(data)
        for key in ("nodes", "wires", "groups"):
            self._typed(data.get(key, []), list, f"its {key} are")
        data = migrate(data, schema)
        for key, most in (("nodes", MAX_NODES), ("wires", MAX_WIRES), ("groups", MAX_GROUPS)):
            if len(data.get(key, [])) > most:
                raise _Bad(f"it has more than {most:,} {key}")
        graph = Graph(
            name=self._text(data, "name"),
            about=self._text(data, "about"),
            recipe=self._typed(data.get("recipe", {}), dict, "its recipe is"),
            seed=self._seed(data.get("seed", 0)),
            device=self._text(data, "device", "auto"),
            extra={key: value for key, value in data.items() if key not in _GRAPH_KEYS},
        )
        for entry in data["nodes"]:
            node = self._node(entry)
            if node.id in graph.nodes:
                raise _Bad(f"two nodes are called “{_short(node.id)}”")
            graph.nodes[node.id] = node
        wires = [self._wire(entry, graph) for entry in data.get("wires", [])]
        graph.wires = list(dict.fromkeys(wires))
        graph.groups = self._groups(data.get("groups", []), graph)
        return graph

    def _node(self, entry: Any) -> Node:
        entry = self._typed(entry, dict, "one of its nodes is")
        identity, type_id = self._text(entry, "id"), self._text(entry, "type")
        if not identity or not type_id:
            raise _Bad("one of its nodes has no id or no type")
        return Node(
            identity,
            type_id,
            self._number(entry.get("x", 0.0), identity),
            self._number(entry.get("y", 0.0), identity),
            self._text(entry, "title"),
            self._typed(entry.get("settings", {}), dict, f"the settings of “{_short(identity)}” are"),
            {key: value for key, value in entry.items() if key not in _NODE_KEYS},
            self._typed(entry.get("bypassed", False), bool, f"“bypassed” of “{_short(identity)}” is"),
        )

    def _wire(self, entry: Any, graph: Graph) -> Wire:
        good = isinstance(entry, list) and len(entry) in (4, 5)
        if not good or not all(isinstance(part, str) for part in entry[:4]):
            raise _Bad("one of its wires is not [node, output, node, input]")
        wire = Wire(*entry[:4], bends=self._bends(entry[4]) if len(entry) > 4 else ())
        for end in (wire.source, wire.target):
            if end not in graph.nodes:
                raise _Bad(f"a wire leads to “{_short(end)}”, and there is no such node")
        return wire

    def _bends(self, entries: Any) -> Bends:
        """Where a wire bends: a row of places."""
        good = isinstance(entries, list) and len(entries) <= MAX_BENDS
        if not good or not all(isinstance(at, list) and len(at) == 2 and all(map(_is_place, at)) for at in entries):
            raise _Bad(f"the bends of a wire are not a row of at most {MAX_BENDS} places [x, y]")
        return tuple((float(x), float(y)) for x, y in entries)

    def _groups(self, entries: list[Any], graph: Graph) -> tuple[Group, ...]:
        found = tuple(self._group(entry, graph) for entry in entries)
        if len({group.id for group in found}) < len(found):
            twice = Counter(group.id for group in found).most_common(1)[0][0]
            raise _Bad(f"two groups are called “{_short(twice)}”")
        if pair := groups.clash(found):
            one, other = (_short(group.id) for group in pair)
            raise _Bad(f"the groups “{one}” and “{other}” share nodes, and neither holds the other")
        return found

    def _group(self, entry: Any, graph: Graph) -> Group:
        entry = self._typed(entry, dict, "one of its groups is")
        identity = self._text(entry, "id")
        if not identity:
            raise _Bad("one of its groups has no id")
        nodes = self._typed(entry.get("nodes", []), list, f"the nodes of the group “{_short(identity)}” are")
        if not nodes:
            raise _Bad(f"the group “{_short(identity)}” is empty")
        for node in nodes:
            if not isinstance(node, str) or node not in graph.nodes:
                raise _Bad(f"the group “{_short(identity)}” holds “{_short(str(node))}”, and there is no such node")
        bends = self._typed(entry.get("bends", []), list, f"the bends of “{_short(identity)}” are")
        return Group(
            identity,
            tuple(dict.fromkeys(nodes)),
            self._text(entry, "title"),
            self._typed(entry.get("closed", True), bool, f"“closed” of “{_short(identity)}” is"),
            {key: value for key, value in entry.items() if key not in _GROUP_KEYS},
            tuple(self._wire(wire, graph) for wire in bends),
        )

    def _typed(self, value: Any, kind: type, what: str) -> Any:
        if not isinstance(value, kind):
            raise _Bad(f"{what} not {_WORDS[kind]}")
        return value

    def _text(self, data: dict[str, Any], key: str, default: str = "") -> str:
        return self._typed(data.get(key, default), str, f"“{key}” is")

    def _seed(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise _Bad("its seed is not a whole number from 0 up")
        return value

    def _number(self, value: Any, node: str) -> float:
        if not _is_place(value):
            raise _Bad(f"the place of “{_short(node)}” is not a number")
        return float(value)


def _is_place(value: Any) -> bool:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return good and math.isfinite(value) and abs(value) <= MAX_COORDINATE


_WORDS = {dict: "an object of names and values", list: "a list", str: "text", bool: "true or false"}


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _plain(value: Any, depth: int = MAX_DEPTH) -> Any:
    """A copy that holds only what JSON can say, not too deep, and no number that is none."""
    if depth < 0:
        raise _Bad(_TOO_DEEP)
    match value:
        case Enum():
            return _plain(value.value, depth)
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise _Bad("a name in it is not text")
            return {_plain(key): _plain(one, depth - 1) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one, depth - 1) for one in value]
        case str():
            if any("\ud800" <= character <= "\udfff" for character in value):
                raise _Bad("a text in it is broken")
        case bool() | None:
            pass
        case int():
            if abs(value) > MAX_INTEGER:
                raise _Bad(_TOO_BIG)
        case float():
            if not math.isfinite(value):
                raise _Bad("it holds a number that is not finite")
        case _:
            raise _Bad(f"it holds something that a file cannot keep ({type(value).__name__})")
    return value
