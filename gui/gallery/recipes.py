"""What the start page knows of a recipe: read from the file's head, without building the graph."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from gui.language.phrases import plain
from gui.language.shown import of_recipe

LARGEST = 4_000_000
"Bytes; a recipe is a small file."
PREVIEWS = "previews.json"


@dataclass(frozen=True)
class Recipe:
    """A card. Its picture: what the recipe drew when it ran (see gui.gallery.pictures), else a diagram, else the
    nodes' places, `boxes`; `kinds` are their types."""

    path: Path
    name: str
    about: str
    group: str
    seconds: float
    diagram: str
    drawn: tuple[Mapping[str, Any], ...]
    order: float
    boxes: tuple[tuple[float, float], ...]
    kinds: frozenset[str] = frozenset()

    def matches(self, text: str) -> bool:
        wanted = text.casefold().split()
        own = plain(f"{self.name} {self.about} {self.group}").casefold()
        return all(word in own for word in wanted)


@dataclass(frozen=True)
class BrokenRecipe:
    """A file that is no recipe, and why, in words."""

    path: Path
    words: str


def read(path: Path, drawn: Sequence[Mapping[str, Any]] = ()) -> Recipe | BrokenRecipe:
    """One recipe's head; anything wrong with the file becomes words."""
    try:
        if path.stat().st_size > LARGEST:
            return BrokenRecipe(path, _tr("It is too large for a recipe."))
        data = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        return BrokenRecipe(path, _tr("It cannot be read: {0}.", problem.strerror))
    except ValueError as problem:
        return BrokenRecipe(path, _tr("It is not a .stitch file: {0}.", problem))
    except RecursionError:
        return BrokenRecipe(path, _tr("It is not a .stitch file: it is nested too deeply."))
    if not isinstance(data, dict) or "nodes" not in data:
        return BrokenRecipe(path, _tr("It is not a .stitch file: it has no nodes."))
    head = data.get("recipe")
    head = head if isinstance(head, dict) else {}
    return Recipe(
        path,
        name=of_recipe(_text(data.get("name"))) or path.stem.replace("-", " ").capitalize(),
        about=of_recipe(_text(data.get("about"))),
        group=of_recipe(_text(head.get("group"))) or _tr("Other"),
        seconds=_number(head.get("seconds"), 0.0),
        diagram=_text(head.get("picture")),
        drawn=tuple(drawn),
        order=_number(head.get("order"), 1000.0),
        boxes=tuple((_number(entry.get("x"), 0.0), _number(entry.get("y"), 0.0)) for entry in _nodes(data["nodes"])),
        kinds=frozenset(_text(entry.get("type")) for entry in _nodes(data["nodes"])),
    )


def read_folder(folder: Path) -> tuple[list[Recipe], list[BrokenRecipe]]:
    """All recipes of a folder in their order, and the files that are none."""
    drawn = _previews(folder)
    found = [read(path, drawn.get(path.stem, ())) for path in sorted(folder.glob("*.stitch"))]
    recipes = [entry for entry in found if isinstance(entry, Recipe)]
    broken = [entry for entry in found if isinstance(entry, BrokenRecipe)]
    return sorted(recipes, key=lambda recipe: (recipe.order, recipe.name)), broken


def _previews(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What each recipe drew; none without the file."""
    try:
        return json.loads((folder / PREVIEWS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _tr(text: str, *arguments: object) -> str:
    return QCoreApplication.translate("gallery", text).format(*arguments)


def _text(value: Any) -> str:
    return value.strip()[:400] if isinstance(value, str) else ""


def _number(value: Any, default: float) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else default


def _nodes(nodes: Any) -> list[dict[str, Any]]:
    entries = nodes.values() if isinstance(nodes, dict) else nodes if isinstance(nodes, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]
