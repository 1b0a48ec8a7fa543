"""Nodes that write results to disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs

from engine.errors import StitchworkError
from engine.files import csv_text, safe_name, write_text
from engine.graph.nodes import Setting, node
from engine.graph.ports import Plot, Text
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
