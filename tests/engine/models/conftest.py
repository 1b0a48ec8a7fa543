"""Tiny models on disk, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.models.library import Library
from tests.engine.tiny import tiny


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one tiny model of each kind of cache."""
    home = tmp_path_factory.mktemp("shelf")
    for architecture in ("llama", "gpt_neox", "mamba", "rwkv", "lfm2"):
        tiny(architecture, home / architecture, padding_rows=3)
    return home


@pytest.fixture(scope="session")
def library(shelf: Path) -> Library:
    return Library(shelf)
