"""Tiny models of several kinds, and texts to stitch them with."""

from __future__ import annotations

import pytest

from engine.models.library import Library
from tests.engine.tiny import tiny


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = tmp_path_factory.mktemp("stitching")
    for architecture in ("llama", "gpt_neox", "mamba"):
        tiny(architecture, home / architecture)
    return Library(home)
