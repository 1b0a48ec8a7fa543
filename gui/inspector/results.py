"""The tab that says what came out of a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.jobs.messages import NodeState
from gui.canvas.words import footer, seconds
from gui.inspector.marked_cell import marked_cell
from gui.inspector.pages import Facts, words
from gui.plots.numbers import number
from gui.words import listed

if TYPE_CHECKING:
    from gui.document import Document


def results_page(document: Document, node: str) -> QWidget:
    """The node's sentence, its marked cell, its numbers, how long it took and where they come from."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    tr = page.tr
    change = document.outcome.states.get(node)
    sentence = document.outcome.sentences.get(node)
    if sentence:
        box.addWidget(words(sentence, "title", selectable=True))
    marked = marked_cell(document, node)
    if marked is not None:
        box.addWidget(marked)
    metrics = document.outcome.metrics.get(node, {})
    if metrics:
        box.addWidget(words(tr("Numbers"), "section"))
        for measure, rows in by_measure(metrics).items():
            if measure:
                box.addWidget(words(_said(measure), "label"))
            box.addWidget(Facts([(name, _figure(value)) for name, value in rows]))
    facts: list[tuple[str, str]] = []
    if change is not None and change.seconds is not None:
        facts.append((tr("Time"), seconds(change.seconds)))
    if change is not None and change.footer:
        facts.append((tr("Result"), change.footer))
    if change is not None and change.state is NodeState.CACHED:
        facts.append((tr("From"), tr("an earlier run, kept")))
    if facts:
        box.addWidget(words(tr("This run"), "section"))
        box.addWidget(Facts(facts))
    progress = document.outcome.progress.get(node)
    if progress is not None:
        box.addWidget(words(" · ".join(part for part in footer(document, node) if part), "body"))
    if not box.count():
        box.addWidget(words(tr("Nothing yet. Press Run, and what this node finds appears here."), "body"))
    box.addStretch()
    return page


def by_measure(metrics: Mapping[str, float]) -> dict[str, list[tuple[str, float]]]:
    """Numbers under what they measure; those that stand alone under "", with their whole name.

    `loss.dictionary.large` is the loss of large on dictionary; the last part may have points of its own.
    """
    found: dict[str, list[tuple[str, float]]] = {}
    for name, value in metrics.items():
        measure, _, rest = name.partition(".")
        if rest:
            found.setdefault(measure, []).append((listed(rest.split(".", 1)), value))
        else:
            found.setdefault("", []).append((_said(name), value))
    return found


def _figure(value: float) -> str:
    return number(int(value)) if value.is_integer() else number(value)


def _said(name: str) -> str:
    return name[:1].upper() + name[1:].replace("_", " ")
