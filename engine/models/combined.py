"""Models made of models, on disk: a recipe that names its parts, and the tensors that are its own.

A folder holds combined.json (the kind, settings and parts) and, where the method has numbers of its own,
combined.safetensors. Parts are named with the fingerprint of their weights and loaded from the library; a part that is
itself combined stands inside the recipe. Importing this module loads no torch.
"""

from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import StitchworkError
from engine.files import write_text
from engine.models import trust
from engine.models.contract import LanguageModel, ModelFacts
from engine.models.saving import check_disk, whole_folder

if TYPE_CHECKING:
    from torch import Tensor

    from engine.models.library import Library

RECIPE, TENSORS = "combined.json", "combined.safetensors"
SCHEMA = 1
DEEPEST = 8
HOMES = {"stitched": "engine.stitching.stitched", "fused": "engine.fusion.fused"}
"Modules whose `restore(settings, parts, tensors, name)` makes a model of a kind again."

Check = Callable[[], None]


@dataclass(frozen=True)
class Recipe:
    """How a model is made of others. settings: plain JSON values; parts by role; tensors: what is its own."""

    kind: str
    settings: dict[str, Any]
    parts: dict[str, LanguageModel]
    tensors: dict[str, Tensor] = field(default_factory=dict)


def save(model: Any, folder: Path, library: Library, *, replace: bool = False) -> Path:
    """Write a combined model to a folder, whole or not at all; with `replace`, over one that was saved before.

    Raises StitchworkError where a part is in no library (it could not be found again), the disk is full, or what is
    there is no combined model.
    """
    recipe = recipe_of(model)
    if recipe is None:
        raise StitchworkError(f"{model.name} is a model of the library already.", "Save a model that you combined.")
    tensors: dict[str, Tensor] = {}
    data = _describe(recipe, library, tensors, "")
    data["facts"] = asdict(_facts(model, data, library))
    check_disk(sum(t.nbytes for t in tensors.values()) + (1 << 16), folder.parent)
    old = folder.with_name(f".{folder.name}.old")
    if replace and (folder / RECIPE).is_file():
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
    try:
        _write(folder, data, tensors)
    except BaseException:
        if old.is_dir():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return folder


def _write(folder: Path, data: dict[str, Any], tensors: dict[str, Tensor]) -> None:
    from safetensors.torch import save_file

    with whole_folder(folder) as part:
        if tensors:
            save_file({name: t.detach().cpu().contiguous() for name, t in tensors.items()}, part / TENSORS)
        write_text(part / RECIPE, json.dumps({"schema": SCHEMA, **data}, indent=2) + "\n")


def load(folder: Path, name: str, load_part: Callable[[str], LanguageModel], library: Library) -> LanguageModel:
    """Make a saved model again. `load_part(name)` loads a model of the library; each part is loaded once.

    Raises StitchworkError where a part is missing or is no longer the one that it was saved with.
    """
    from safetensors.torch import load_file

    data = read(folder)
    tensors = load_file(str(folder / TENSORS)) if (folder / TENSORS).is_file() else {}
    loaded: dict[str, LanguageModel] = {}

    def part(about: dict[str, Any], prefix: str) -> LanguageModel:
        if "kind" in about:
            return build(about, prefix, str(about.get("name", "")))
        wanted = str(about["model"])
        if wanted not in loaded:
            _check_part(wanted, str(about["fingerprint"]), name, library)
            loaded[wanted] = load_part(wanted)
        return loaded[wanted]

    def build(about: dict[str, Any], prefix: str, title: str) -> LanguageModel:
        parts = {role: part(one, f"{prefix}{role}/") for role, one in about["parts"].items()}
        own = {key[len(prefix) :]: t for key, t in tensors.items() if key.startswith(prefix)}
        own = {key: t for key, t in own.items() if "/" not in key}
        restore = importlib.import_module(HOMES[about["kind"]]).restore
        try:
            return restore(about["settings"], parts, own, title)
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            raise _damaged(folder, str(error)) from error

    return build(data, "", name)


def read(folder: Path) -> dict[str, Any]:
    """The recipe of a folder, checked. Nothing is loaded."""
    data = trust.read_json(folder / RECIPE)
    if data.get("schema", 0) > SCHEMA:
        raise StitchworkError(
            f"{folder.name} was saved by a newer Stitchwork.", "Install the newest version to open it."
        )
    _check_shape(data, folder, 0)
    return data


def facts(folder: Path) -> ModelFacts:
    """What a saved model's recipe says of it."""
    found = read(folder).get("facts")
    try:
        return changed(ModelFacts(folder.name), **{k: v for k, v in dict(found or {}).items() if k != "name"})
    except TypeError as error:
        raise _damaged(folder, str(error)) from error


def recipe_of(model: Any) -> Recipe | None:
    """How a model is made of others; None for a checkpoint."""
    return model.recipe() if hasattr(model, "recipe") else None


def _describe(recipe: Recipe, library: Library, tensors: dict[str, Tensor], prefix: str) -> dict[str, Any]:
    tensors.update({f"{prefix}{name}": tensor for name, tensor in recipe.tensors.items()})
    parts: dict[str, Any] = {}
    for role, part in recipe.parts.items():
        inner = recipe_of(part)
        if inner is not None:
            parts[role] = {"name": part.name, **_describe(inner, library, tensors, f"{prefix}{role}/")}
            continue
        try:
            parts[role] = {"model": part.name, "fingerprint": library.get(part.name).fingerprint}
        except StitchworkError as error:
            raise StitchworkError(
                f"{part.name} is not in the library, so a model made of it could not be opened again.",
                "Import it into the library first.",
            ) from error
    return {"kind": recipe.kind, "settings": recipe.settings, "parts": parts}


def _facts(model: Any, data: dict[str, Any], library: Library) -> ModelFacts:
    entries = [library.get(name) for name in sorted(part_names(data))]
    return ModelFacts(
        name=model.name,
        tokenizer=model.tokenizer.fingerprint,
        vocab_size=model.vocab_size,
        width=max((entry.width for entry in entries), default=0),
        layers=max((entry.layers for entry in entries), default=0),
        context=model.context,
        parameters=sum(entry.parameters for entry in entries),
        bytes_needed=sum(entry.need for entry in entries),
    )


def part_names(data: dict[str, Any]) -> set[str]:
    """The models of the library that a recipe needs."""
    found: set[str] = set()
    for one in data["parts"].values():
        found |= part_names(one) if "kind" in one else {one["model"]}
    return found


def _check_part(part: str, fingerprint: str, name: str, library: Library) -> None:
    try:
        entry = library.get(part)
    except StitchworkError as error:
        raise StitchworkError(
            f"{name} is made of {part}, which is not in the library any more.", f"Import {part} again."
        ) from error
    if entry.fingerprint != fingerprint:
        raise StitchworkError(
            f"{name} was made of another {part} than the one in the library now.",
            f"Bring the earlier {part} back, or make {name} again.",
        )


def _check_shape(data: Any, folder: Path, depth: int) -> None:
    good = isinstance(data, dict) and data.get("kind") in HOMES and depth < DEEPEST
    parts = data.get("parts") if good else None
    if not good or not isinstance(data.get("settings"), dict) or not isinstance(parts, dict) or not parts:
        raise _damaged(folder)
    for one in parts.values():
        if isinstance(one, dict) and "kind" in one:
            _check_shape(one, folder, depth + 1)
        elif not (isinstance(one, dict) and isinstance(one.get("model"), str) and "fingerprint" in one):
            raise _damaged(folder)


def _damaged(folder: Path, details: str = "") -> StitchworkError:
    return StitchworkError(f"{RECIPE} in {folder.name} is damaged.", "Make and save the model again.", details=details)
