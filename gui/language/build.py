"""Brings the translations up to date: `python -m gui.language.build`.

Takes all texts from the sources, keeps what is translated, compiles the .qm files, and names what is missing: write
the translations into the .ts file (any editor, or pyside6-linguist) and run it again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import PySide6

from gui.language import extract, ts
from gui.language.load import ENGINE, LANGUAGES
from gui.language.phrases import joined

FOLDER = extract.ROOT / "resources" / "translations"
REGIONS = {"ja": "ja_JP"}


def main() -> int:
    texts = extract.everything()
    lacking = 0
    for code in LANGUAGES:
        if code != "en":
            entries = ts.merged(texts, ts.read(source(code)))
            ts.write(source(code), entries, REGIONS[code])
            compile_ts(entries, compiled(code), REGIONS[code])
            missing = [text for text, words in entries.items() if not words]
            lacking += len(missing)
            print(f"{source(code).name}: {len(entries)} texts, {len(missing)} without a translation")
            for context, text in missing:
                print(f"  {context}: {text}")
    return 1 if lacking else 0


def source(code: str) -> Path:
    return FOLDER / f"stitchwork_{code}.ts"


def compiled(code: str) -> Path:
    return FOLDER / f"stitchwork_{code}.qm"


def compile_ts(entries: Mapping[extract.Text, str], into: Path, language: str) -> None:
    """With Qt's own compiler, which comes with PySide6. What the engine says is not looked up there."""
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    said = {text: joined(words) for text, words in entries.items() if text[0] != ENGINE}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / into.with_suffix(".ts").name
        ts.write(path, said, language)
        subprocess.run([tool, "-silent", path, "-qm", into], check=True)


if __name__ == "__main__":
    sys.exit(main())
