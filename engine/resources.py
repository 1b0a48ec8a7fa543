"""Where the files that ship with the program lie: beside the packages in a clone, inside them once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.errors import StitchworkError


@cache
def root() -> Path:
    """The resources folder. Raises StitchworkError when the installation is incomplete."""
    here = Path(__file__).resolve().parent
    for folder in (here.parent / "resources", here / "_resources"):
        if (folder / "recipes").is_dir():
            return folder
    raise StitchworkError("The program's resources folder is missing.", "Install Stitchwork again.")


def path(*parts: str) -> Path:
    return root().joinpath(*parts)
