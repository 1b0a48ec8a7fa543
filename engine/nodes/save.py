"""Nodes that write to disk: results to a folder, models into the library."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import platformdirs

from engine.errors import StitchworkError
from engine.files import csv_text, safe_name, write_text
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Model, Plot, Text
from engine.jobs.run import Run


@node(
    "Save results",
    group="Use and measure",
    icon="save",
    cached=False,
    summary=lambda s: s.folder or "Documents / Stitchwork",
)
def save_results(
    run: Run,
    text: list[Text] | None = None,
    plots: list[Plot] | None = None,
    *,
    folder: Annotated[
        str,
        Setting(help="Where to write. Empty: a folder Stitchwork in your documents.", widget="folder"),
    ] = "",
) -> None:
    """Write texts and the numbers behind plots to a folder: texts as .txt, plots as .csv."""
    target = (
        Path(folder).expanduser() if folder else (run.folder or Path(platformdirs.user_documents_dir(), "Stitchwork"))
    )
    written = []
    for number, one in enumerate(text or [], 1):
        written.append(write_text(target / _numbered("text", number, len(text or []), ".txt"), one))
    for number, plot in enumerate(plots or [], 1):
        name = _numbered(safe_name(plot.name), number, len(plots or []), ".csv")
        written.append(write_text(target / name, csv_text(plot.columns, plot.rows)))
    if not written:
        raise StitchworkError("Save results has nothing to save.", "Connect a text or a plot to it.", port="text")
    run.table("Saved files", ["File", "Bytes"], [[str(path), path.stat().st_size] for path in written])
    run.say(f"Saved {len(written)} {'file' if len(written) == 1 else 'files'} in {target}.")
    run.footer = f"{len(written)} files"


def _numbered(stem: str, number: int, of: int, suffix: str) -> str:
    return f"{stem}{suffix}" if of == 1 else f"{stem} {number}{suffix}"


class Taken(StrEnum):
    """What to do when a model of the name is there already."""

    NUMBER = "number"
    REPLACE = "replace"


def _name_given(context: Preflight) -> dict[str, Any]:
    if not context.settings.name.strip():
        raise StitchworkError("The model has no name yet.", "Write the name that it shall have.", setting="name")
    return {}


@node(
    "Save model",
    group="Use and measure",
    icon="package",
    cached=False,
    summary=lambda s: s.name or "no name yet",
    preflight=_name_given,
)
def save_model(
    run: Run,
    model: Model,
    *,
    name: Annotated[str, Setting(label="Name", help="The name in the library.")] = "my-model",
    taken: Annotated[
        Taken,
        Setting(
            label="If the name is taken",
            help="Only models that were combined here are ever replaced.",
            labels={"number": "Add a number", "replace": "Replace the saved model"},
        ),
    ] = Taken.NUMBER,
) -> None:
    """Keep a combined model in the library, to use it like any other: in a Model node, or as a part of the next one.

    What is saved is how it is made: its parts by name, the settings, and the numbers of its own, such as the map of a
    stitch. The parts stay where they are, so a saved model takes little room.
    """
    from engine.models import combined

    library = run.library
    stem = safe_name(name.strip())
    names = {entry.name for entry in library.list()} | {broken.name for broken in library.broken()}
    final = stem
    ours = (library.folder / stem / combined.RECIPE).is_file()
    if stem in names and not (ours and taken is Taken.REPLACE):
        final = next(other for n in range(2, 10_000) if (other := f"{stem}-{n}") not in names)
    folder = combined.save(model, library.folder / final, library, replace=taken is Taken.REPLACE)
    library.rescan()
    run.say(f"Saved in the library as {final}.")
    run.table("Saved model", ["Name", "Folder"], [[final, str(folder)]])
    run.footer = final
