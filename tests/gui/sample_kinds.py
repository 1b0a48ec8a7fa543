"""Node types for tests of the window. Not in conftest.py: its name is shared, and annotations are looked up by it."""

from __future__ import annotations

from typing import NamedTuple

from engine.graph.nodes import node
from engine.graph.ports import Model, Plot, Text
from engine.jobs.run import Run


class Written(NamedTuple):
    text: Text
    steps: Plot


def register() -> None:
    """Make a_model, a_text, a_fusion and a_writer node types beside the real ones."""
    node("Test model", group="Tests", summary=lambda s: s.name)(a_model)
    node("Test text", group="Tests", icon="text-align-start", summary=lambda s: s.text)(a_text)
    node("Test fusion", group="Tests", icon="blend", summary=lambda s: f"alpha {s.alpha:g}")(a_fusion)
    node("Test writer", group="Tests", icon="message-square-text")(a_writer)


def a_model(run: Run, *, name: str = "small") -> Model:
    """A model to start from."""


def a_text(run: Run, *, text: str = "A stack is") -> Text:
    """A text to start from."""
    return text


def a_fusion(run: Run, large: Model, base: Model | None, experts: list[Model], *, alpha: float = 1.0) -> Model:
    """Steer one model with others."""


def a_writer(run: Run, model: Model, prompt: Text | None) -> Written:
    """Write on from a prompt."""
    raise NotImplementedError
