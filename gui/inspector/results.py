"""The tab that says what came out of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.jobs.messages import NodeState
from gui.canvas.words import footer, seconds
from gui.inspector.fold import Fold
from gui.inspector.marked_cell import marked_cell
from gui.inspector.measures import by_measure
from gui.inspector.pages import Facts, words

if TYPE_CHECKING:
    from gui.document import Document

MOST_SHOWN = 12
"More numbers of one measure are folded away."


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
            if len(rows) > MOST_SHOWN:
                box.addWidget(_folded(measure or tr("Numbers"), rows))
                continue
            if measure:
                box.addWidget(words(measure, "label"))
            box.addWidget(Facts(rows))
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


def _folded(measure: str, rows: list[tuple[str, str]]) -> Fold:
    fold = Fold(measure)
    fold.set_words(measure, str(len(rows)))
    inside = QVBoxLayout()
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(Facts(rows))
    fold.set_content(inside)
    return fold
