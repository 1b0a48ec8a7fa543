"""The models on disk: the starter pack that ships with the program, and the user's own. No torch, no transformers."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine import places, resources
from engine.errors import StitchworkError
from engine.models import combined, trust
from engine.models.contract import ModelFacts
from engine.models.fingerprints import file_fingerprint, tokenizer_fingerprint
from engine.places import Place

CARD = "stitchwork.json"
"What an import leaves beside a model: source, licence and the fingerprints."
CACHE_TOKENS = 2048
"Tokens of keys and values counted in a model's memory need."


@dataclass(frozen=True)
class Entry:
    """A model on disk. `bytes`: size of its weights; `tokenizer`: the tokenizer's fingerprint; `need`: memory once
    loaded in float32, with a cache; `source`: where it came from; `about`: what its card says besides."""

    name: str
    folder: Path
    architecture: str
    parameters: int
    layers: int
    width: int
    vocab_size: int
    context: int
    bytes: int
    licence: str
    source: str
    fingerprint: str
    tokenizer: str
    starter: bool
    need: int = 0
    about: str = ""

    def facts(self) -> ModelFacts:
        """What the checks before a run know of it."""
        return ModelFacts(
            self.name,
            self.tokenizer,
            self.vocab_size,
            self.width,
            self.layers,
            self.context,
            self.parameters,
            self.need,
        )


@dataclass(frozen=True)
class Broken:
    """A folder of the library that does not hold a usable model, and why."""

    name: str
    folder: Path
    words: str


class Library:
    """The starter pack and the models of one folder (None: where the person keeps models). Read on the first use and
    again on `rescan`."""

    def __init__(self, folder: Path | None = None) -> None:
        self.is_users = folder is None
        "It follows the person's choice of a folder."
        self.folder = Path(folder) if folder is not None else places.folder(Place.MODELS)
        self._entries: dict[str, Entry] | None = None
        self._broken: tuple[Broken, ...] = ()

    def list(self) -> list[Entry]:
        """All usable models, the starter pack first."""
        return list(self._read().values())

    def broken(self) -> tuple[Broken, ...]:
        """Folders that were left out, each with the reason."""
        self._read()
        return self._broken

    def get(self, name: str) -> Entry:
        """The model of a name. Raises StitchworkError naming close matches."""
        entry = self._read().get(name)
        if entry is None:
            self.rescan()
            entry = self._read().get(name)
        if entry is not None:
            return entry
        for broken in self._broken:
            if broken.name == name:
                raise StitchworkError(f"The model “{name}” of the library cannot be used. {broken.words}")
        close = difflib.get_close_matches(name, self._read(), n=3, cutoff=0.5)
        hint = f"Close: {', '.join(close)}." if close else "Choose another model, or import this one."
        raise StitchworkError(f"There is no model “{name}” in the library.", hint, setting="model")

    def remove(self, name: str) -> None:
        """Delete a model of the user's from disk."""
        broken = next((one.folder for one in self.broken() if one.name == name), None)
        entry = None if broken else self.get(name)
        if entry is not None and entry.starter:
            raise StitchworkError(f"“{name}” belongs to the starter pack and cannot be removed.")
        folder = broken or (entry.folder if entry else self.folder / name)
        if folder.parent.resolve() != self.folder.resolve():
            raise StitchworkError(f"“{name}” lies outside the library and is left alone.")
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise StitchworkError(
                f"“{name}” could not be removed from {folder}.", "Close other programs that use it.", details=str(error)
            ) from error
        finally:
            self.rescan()

    def rescan(self) -> None:
        """Read the folders again on the next use; the person may have chosen another one."""
        if self.is_users:
            self.folder = places.folder(Place.MODELS)
        self._entries = None

    def _read(self) -> dict[str, Entry]:
        if self._entries is None:
            entries: dict[str, Entry] = {}
            broken: list[Broken] = []
            starter = _starter_folder()
            about = _starter_table()
            for home, shipped in ((starter, True), (self.folder, False)):
                for folder in _folders(home):
                    try:
                        entry = read_entry(folder, starter=shipped)
                    except (StitchworkError, OSError) as error:
                        words = str(error) if isinstance(error, StitchworkError) else "It cannot be read."
                        broken.append(Broken(folder.name, folder, words))
                        continue
                    if shipped:
                        entry = replace(entry, **about.get(entry.name, {}))
                    entries.setdefault(entry.name, entry)
            self._entries, self._broken = entries, tuple(broken)
        return self._entries


def read_entry(folder: Path, *, starter: bool = False) -> Entry:
    """What a model folder's files say, after the whole-folder check."""
    if (folder / combined.RECIPE).is_file():
        return _combined_entry(folder)
    checkpoint = trust.inspect(folder)
    card = trust.read_json(folder / CARD) if (folder / CARD).is_file() else {}
    context = checkpoint.context
    return Entry(
        name=folder.name,
        folder=folder,
        architecture=checkpoint.architecture,
        parameters=checkpoint.parameters,
        layers=checkpoint.layers,
        width=checkpoint.width,
        vocab_size=checkpoint.vocab_size,
        context=context,
        bytes=checkpoint.bytes,
        licence=str(card.get("licence", "")),
        source=str(card.get("source", "starter pack" if starter else str(folder))),
        fingerprint=file_fingerprint(checkpoint.files),
        tokenizer=str(card.get("tokenizer", "")) or tokenizer_fingerprint(folder / "tokenizer.json"),
        starter=starter,
        need=loaded_bytes(checkpoint),
        about=str(card.get("about", "")),
    )


def loaded_bytes(checkpoint: trust.Checkpoint) -> int:
    """Memory of a model once it is loaded in float32, with a cache."""
    n_tokens = min(checkpoint.context or CACHE_TOKENS, CACHE_TOKENS)
    return 4 * checkpoint.parameters + checkpoint.cache_bytes_a_token * n_tokens


def _combined_entry(folder: Path) -> Entry:
    facts = combined.facts(folder)
    data = combined.read(folder)
    files = [file for name in (combined.RECIPE, combined.TENSORS) if (file := folder / name).is_file()]
    return Entry(
        name=folder.name,
        folder=folder,
        architecture=data["kind"],
        parameters=facts.parameters,
        layers=facts.layers,
        width=facts.width,
        vocab_size=facts.vocab_size,
        context=facts.context,
        bytes=sum(file.stat().st_size for file in files),
        licence="as its parts",
        source="made here",
        fingerprint=file_fingerprint(files),
        tokenizer=facts.tokenizer,
        starter=False,
        need=facts.bytes_needed,
        about=f"{data['kind'].capitalize()} from {', '.join(sorted(combined.part_names(data)))}",
    )


def _folders(home: Path | None) -> list[Path]:
    if home is None or not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if path.is_dir() and not path.name.startswith("."))


def _starter_folder() -> Path | None:
    try:
        return resources.path("starter", "models")
    except StitchworkError:
        return None


def _starter_table() -> dict[str, dict[str, str]]:
    """Licence and description of the starter models, as the pack's table gives them."""
    try:
        models = trust.read_json(resources.path("starter", "starter.json"))
    except StitchworkError:
        return {}
    return {name: {"licence": str(row["licence"]), "about": _about(row)} for name, row in models.items()}


def _about(row: Mapping[str, Any]) -> str:
    tokens = f"{int(row['tokens']) / 1e6:.1f} M tokens"
    if row.get("base"):
        return f"{row['base']}, fine-tuned on {row['domain']} texts ({tokens})"
    return f"{row['architecture']} trained on the starter texts ({tokens})"
