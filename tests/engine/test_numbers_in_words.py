"""Numbers in the engine's sentences: what can be counted in thousands is written with separators."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import engine
from engine.graph.nodes import node_types
from engine.models.transformers_model import context_error

COUNTED = re.compile(r"\{[^{}:]*\} (?:new )?(tokens|characters|windows|examples|points|weights)\b(?! at)")


def sentences() -> Iterator[tuple[str, str]]:
    """Every f-string of the engine, with where it stands."""
    for path in sorted(Path(engine.__path__[0]).rglob("*.py")):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(part, ast.JoinedStr):
                yield f"{path.name}:{part.lineno}", ast.unparse(part)


def test_what_is_counted_in_thousands_has_separators() -> None:
    assert [(where, words) for where, words in sentences() if COUNTED.search(words)] == []


def test_a_text_that_is_too_long_is_told_in_figures_that_can_be_read() -> None:
    assert "12,345 tokens long" in str(context_error(SimpleNamespace(name="m", context=2048), 12345))
    assert "can read 2,048" in str(context_error(SimpleNamespace(name="m", context=2048), 12345))


@pytest.mark.parametrize(("n_tokens", "words"), [(96, "96 tokens"), (4096, "4,096 tokens")])
def test_a_node_says_how_much_it_writes(n_tokens: int, words: str) -> None:
    kind = node_types()["generate"]
    assert kind.summary is not None
    assert kind.summary(kind.settings(n_tokens=n_tokens)).startswith(words)
