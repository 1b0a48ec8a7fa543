"""Reads and writes Qt's .ts files, with what is translated kept and what is gone left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from gui.language.extract import Text

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{0}" sourcelanguage="en">\n'


def read(path: Path) -> dict[Text, str]:
    """What is translated."""
    if not path.is_file():
        return {}
    return {
        (context.findtext("name") or "", message.findtext("source") or ""): words
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
        if (words := message.findtext("translation"))
    }


def merged(texts: Iterable[Text], old: Mapping[Text, str]) -> dict[Text, str]:
    """Every text with its translation, "" where there is none. A text that moved to another context keeps its own."""
    moved = {source: words for (_, source), words in old.items()}
    return {text: old.get(text) or moved.get(text[1], "") for text in texts}


def write(path: Path, entries: Mapping[Text, str], language: str) -> None:
    """Contexts by name, texts in the order in which the sources have them: differences stay small."""
    lines = [_HEAD.format(language)]
    for context, group in groupby(sorted(entries, key=lambda text: text[0]), key=lambda text: text[0]):
        lines.append(f"<context>\n    <name>{escape(context)}</name>\n")
        for text in group:
            words = entries[text]
            state = "" if words else ' type="unfinished"'
            lines.append(
                f"    <message>\n        <source>{escape(text[1])}</source>\n"
                f"        <translation{state}>{escape(words)}</translation>\n    </message>\n"
            )
        lines.append("</context>\n")
    path.write_text("".join([*lines, "</TS>\n"]), "utf-8")
