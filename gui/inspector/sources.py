"""The document's library as a source of what the inspector's lists offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.graph import checks
from gui.inspector.editors import Choice, Sources
from gui.inspector.halves import Blocks
from gui.library.offers import amount
from gui.words import in_bytes

if TYPE_CHECKING:
    from gui.document import Document


def library_sources(document: Document, node: Callable[[], str | None]) -> Sources:
    """Models of the library; blocks of the first model connected to `node()`, where the checks know how many it has."""

    def models() -> list[Choice]:
        entries = document.library.list() if document.library is not None else []
        return [Choice(entry.name, entry.name, _facts(entry)) for entry in entries]

    def blocks() -> Blocks | None:
        shown = node()
        if shown is None or document.library is None:
            return None
        facts = checks.facts_into(document.graph, document.library, shown)
        found = (one for value in facts.values() for one in (value if isinstance(value, list) else [value]))
        return next((Blocks(one.name, one.layers) for one in found if getattr(one, "layers", 0)), None)

    return Sources(models=models, blocks=blocks)


def _facts(entry: Any) -> str:
    words = QCoreApplication.translate("Inspector", "{count} parameters, {layers} layers, about {need} in memory")
    return words.format(count=amount(entry.parameters), layers=entry.layers, need=in_bytes(entry.need))
