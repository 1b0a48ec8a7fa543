"""Reading and writing .stitch files: JSON with a schema number. Every bad file is a clear error, never a crash."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import StitchworkError
from engine.files import write_text
from engine.graph.document import Graph, Node, Wire
from engine.graph.migrations import SCHEMA, migrate

MAX_BYTES = 16 * 1024 * 1024
MAX_NODES = 10_000
MAX_DEPTH = 32
MAX_COORDINATE = 1e6
_GRAPH_KEYS = {"schema", "name", "about", "recipe", "seed", "device", "nodes", "wires"}
_NODE_KEYS = {"id", "type", "x", "y", "title", "settings"}


def load(path: Path) -> Graph:
    """Open a file. Raises StitchworkError, which names the file and what is wrong with it."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _Bad("it is larger than 16 MB")
        data = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_constant)
        return from_json(data)
    except FileNotFoundError as error:
        raise StitchworkError(f"There is no file “{path}”.", "It may have been moved or deleted.") from error
    except OSError as error:
        raise StitchworkError(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise _refusal(path, "it is not a text file") from error
    except RecursionError as error:
        raise _refusal(path, "it is nested too deeply") from error
    except json.JSONDecodeError as error:
        words = "it is empty" if not error.doc.strip() else f"line {error.lineno} is not valid JSON ({error.msg})"
        raise _refusal(path, words) from error
    except _Bad as error:
        raise _refusal(path, str(error)) from error
    except StitchworkError as error:
        raise StitchworkError(f"“{path.name}”: {error.words}", error.fix) from error
    except ValueError as error:
        raise _refusal(path, str(error)) from error


def save(graph: Graph, path: Path) -> None:
    """Write a file whole or not at all; what was there before stays until the new file is complete."""
    write_text(Path(path), json.dumps(to_json(graph), indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def to_json(graph: Graph) -> dict[str, Any]:
    """A graph as the plain data of its file."""
    return {
        **graph.extra,
        "schema": SCHEMA,
        "name": graph.name,
        "about": graph.about,
        "recipe": graph.recipe,
        "seed": graph.seed,
        "device": graph.device,
        "nodes": [_node_json(node) for node in graph.nodes.values()],
        "wires": [[wire.source, wire.output, wire.target, wire.input] for wire in graph.wires],
    }


def from_json(data: Any) -> Graph:
    """A graph from a file's data. Raises StitchworkError when the data is no graph."""
    try:
        return _Reader().graph(data)
    except _Bad as error:
        raise StitchworkError(f"This is not a graph that can be opened: {error}.") from error


class _Bad(Exception):
    """What is wrong with the data, as the end of a sentence."""


def _refusal(path: Path, words: str) -> StitchworkError:
    return StitchworkError(
        f"“{path.name}” cannot be opened: {words}.", "Choose another file, or restore this one from a copy."
    )


def _no_constant(name: str) -> float:
    raise _Bad(f"it holds {name}, which is not a number")


def _node_json(node: Node) -> dict[str, Any]:
    return {
        **node.extra,
        "id": node.id,
        "type": node.type,
        "x": node.x,
        "y": node.y,
        "title": node.title,
        "settings": node.settings,
    }


@dataclass
class _Reader:
    """Checks while it reads, so that what comes out can be trusted."""

    def graph(self, data: Any) -> Graph:
        if not isinstance(data, dict):
            raise _Bad("it holds no graph")
        schema = data.get("schema", 0)
        if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
            raise _Bad("its schema number is not a number")
        if schema > SCHEMA:
            raise StitchworkError(
                f"This file was written by a newer Stitchwork (schema {schema}, this one knows {SCHEMA}).",
                "Update Stitchwork to open it.",
            )
        if "nodes" not in data:
            raise _Bad("it has no nodes")
        _plain(data, MAX_DEPTH)
        for key in ("nodes", "wires"):
            self._typed(data.get(key, []), list, f"its {key}")
        data = migrate(data, schema)
        if len(data["nodes"]) > MAX_NODES:
            raise _Bad(f"it has more than {MAX_NODES:,} nodes")
        graph = Graph(
            name=self._text(data, "name"),
            about=self._text(data, "about"),
            recipe=self._typed(data.get("recipe", {}), dict, "its recipe"),
            seed=self._seed(data.get("seed", 0)),
            device=self._text(data, "device", "auto"),
            extra={key: value for key, value in data.items() if key not in _GRAPH_KEYS},
        )
        for entry in data["nodes"]:
            node = self._node(entry)
            if node.id in graph.nodes:
                raise _Bad(f"two nodes are called “{node.id}”")
            graph.nodes[node.id] = node
        for entry in data.get("wires", []):
            wire = self._wire(entry, graph)
            if wire not in graph.wires:
                graph.wires.append(wire)
        return graph

    def _node(self, entry: Any) -> Node:
        entry = self._typed(entry, dict, "one of its nodes")
        identity, type_id = self._text(entry, "id"), self._text(entry, "type")
        if not identity or not type_id:
            raise _Bad("one of its nodes has no id or no type")
        return Node(
            identity,
            type_id,
            self._number(entry.get("x", 0.0), identity),
            self._number(entry.get("y", 0.0), identity),
            self._text(entry, "title"),
            dict(self._typed(entry.get("settings", {}), dict, f"the settings of “{identity}”")),
            {key: value for key, value in entry.items() if key not in _NODE_KEYS},
        )

    def _wire(self, entry: Any, graph: Graph) -> Wire:
        if not isinstance(entry, list) or len(entry) != 4 or not all(isinstance(part, str) for part in entry):
            raise _Bad("one of its wires is not [node, output, node, input]")
        wire = Wire(*entry)
        for end in (wire.source, wire.target):
            if end not in graph.nodes:
                raise _Bad(f"a wire leads to “{end}”, and there is no such node")
        return wire

    def _typed(self, value: Any, kind: type, what: str) -> Any:
        if not isinstance(value, kind):
            raise _Bad(f"{what} cannot be read")
        return value

    def _text(self, data: dict[str, Any], key: str, default: str = "") -> str:
        return self._typed(data.get(key, default), str, f"“{key}”")

    def _seed(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise _Bad("its seed is not a whole number from 0 up")
        return value

    def _number(self, value: Any, node: str) -> float:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        if not good or not math.isfinite(value) or abs(value) > MAX_COORDINATE:
            raise _Bad(f"the place of “{node}” is not a number")
        return float(value)


def _plain(value: Any, depth: int) -> None:
    """Only what JSON can say, not too deep, and no number that is none."""
    if depth < 0:
        raise _Bad("it is nested too deeply")
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise _Bad("a name in it is not text")
            _plain(key, depth - 1)
            _plain(one, depth - 1)
    elif isinstance(value, list):
        for one in value:
            _plain(one, depth - 1)
    elif isinstance(value, str):
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise _Bad("a text in it is broken")
    elif isinstance(value, float) and not math.isfinite(value):
        raise _Bad("it holds a number that is not finite")
    elif value is not None and not isinstance(value, bool | int | float):
        raise _Bad(f"it holds a {type(value).__name__}")
