"""What the worker tells of the memory that it uses."""

from __future__ import annotations

from multiprocessing import Pipe

import psutil
import pytest
import torch

from engine.jobs import messages as m
from engine.jobs.worker import _Worker
from engine.models import devices


def test_of_a_gpu_it_tells_what_is_free_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "memory", lambda device: {"cuda:1": (3_000, 22_000)}[device])
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda device: {"cuda:1": 700}[device])
    worker = _Worker(Pipe()[0], None, ())
    worker._device = "cuda:1"
    assert worker.memory() == m.Memory(used=700, total=22_000, free=3_000)


def test_without_one_it_tells_of_the_computer() -> None:
    told = _Worker(Pipe()[0], None, ()).memory()
    assert told.total == psutil.virtual_memory().total
    assert 0 < told.free < told.total
    assert 0 < told.used < told.total
