"""Runs a job in this thread, with the same messages as the worker's: for the command line, tests and notebooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.controls import Controls
from engine.jobs.execute import Result, execute
from engine.jobs.run import Gate

if TYPE_CHECKING:
    from engine.models.library import Library


def run_inline(
    job: m.Job,
    library: Library,
    on_message: Callable[[m.Message], None],
    gate: Gate | None = None,
    cache: Cache | None = None,
) -> Result:
    """Run and wait for the end. Give the same `cache` again and only what changed runs again."""
    return execute(job, library, on_message, gate or Controls(), Cache() if cache is None else cache)
