"""Tests of the window run without a display, with a few node types of their own beside the real ones."""

from __future__ import annotations

import os
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from engine.graph import nodes
from engine.graph.nodes import node
from engine.graph.ports import Model, Plot, Text
from engine.jobs.run import Run


class Written(NamedTuple):
    text: Text
    steps: Plot


def a_model(run: Run, *, name: str = "small") -> Model:
    """A model to start from."""


def a_text(run: Run, *, text: str = "A stack is") -> Text:
    """A text to start from."""


def a_fusion(run: Run, large: Model, base: Model | None, experts: list[Model], *, alpha: float = 1.0) -> Model:
    """Steer one model with others."""


def a_writer(run: Run, model: Model, prompt: Text | None) -> Written:
    """Write on from a prompt."""


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers the four node types above for one test."""
    nodes.node_types()
    monkeypatch.setattr(nodes, "_types", dict(nodes._types))
    node("Test model", group="Tests", summary=lambda s: s.name)(a_model)
    node("Test text", group="Tests", icon="text-align-start", summary=lambda s: s.text)(a_text)
    node("Test fusion", group="Tests", icon="blend", summary=lambda s: f"alpha {s.alpha:g}")(a_fusion)
    node("Test writer", group="Tests", icon="message-square-text")(a_writer)
