"""CKA of all pairs of layers against a package that builds Gram matrices (ckatorch), and of all blocks of one model."""

from __future__ import annotations

import importlib
import importlib.metadata
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import psutil
import torch
from torch import Tensor

N, WIDTH, LAYERS = 4096, 512, 12
PAIRS = ((0, 0), (3, 8), (11, 5))
"Pairs that the package computes; its time for all is that of one times their number, as it does each anew."
PACKAGE = "ckatorch==1.0.3"
N_WINDOWS = 512
BUDGET = {"pairs_144_time_ratio": 1 / 50, "pairs_144_largest_difference": 1e-6}


def measure() -> dict[str, float | str]:
    """On one thread, in the processor time of that thread, so that other work on the machine counts less.

    `pairs_144_time_ratio`: our time for all 144 pairs of 4096 x 512 over 144 times the package's median for one.
    `layers_*`: every block of a model against every block, on 512 windows of 64 tokens: reading the windows included
    (`layers_seconds`) and alone (`layers_cka_seconds`); memory at most, above what the loaded model takes.
    """
    torch.set_num_threads(1)
    layers = _layers()  # first: the peak of memory is the process's
    return {**_pairs(), **layers}


def _pairs() -> dict[str, float | str]:
    from engine.similarity import LayerCKA

    xs, ys = _features()
    found: dict[str, float | str] = {}
    with _package() as package:
        theirs: list[float] = []
        differences: list[float] = []
        ours: list[float] = []
        for i, j in PAIRS:  # in turns, so that a busy machine slows both
            sums = LayerCKA(N)
            spent, matrix = _timed(lambda sums=sums: (sums.add(xs, ys), sums.matrix())[1])
            ours.append(spent)
            if package is not None:
                spent, value = _timed(lambda i=i, j=j: package.cka_base(xs[i], ys[j], unbiased=True))
                theirs.append(spent)
                differences.append(abs(float(value) - float(matrix[i, j])))
    found["pairs_144_seconds"] = statistics.median(ours)
    if theirs:
        all_pairs = LAYERS * LAYERS * statistics.median(theirs)
        found["pairs_144_package_seconds"] = all_pairs
        found["pairs_144_time_ratio"] = statistics.median(ours) / all_pairs
        found["pairs_144_largest_difference"] = max(differences)
        found["package"] = f"{PACKAGE}, {len(PAIRS)} of {LAYERS * LAYERS} pairs, its time scaled to all"
    else:
        found["package"] = f"skipped: {PACKAGE} could not be installed"
    return found


def _features() -> tuple[list[Tensor], list[Tensor]]:
    """Layers that grow apart from one start, as those of a model do."""
    source = torch.Generator().manual_seed(0)
    state = torch.randn(N, WIDTH, generator=source)
    layers = []
    for _ in range(2 * LAYERS):
        state = state + 0.5 * torch.randn(N, WIDTH, generator=source)
        layers.append(state)
    return layers[::2], layers[1::2]


def _layers() -> dict[str, float | str]:
    """SmolLM2 where the library has one, else the large starter model."""
    from engine.data.corpora import Source, shipped
    from engine.models import load
    from engine.models.library import Library
    from engine.similarity import LayerCKA, compare_layers, n_blocks, window_texts

    library = Library()
    names = [entry.name for entry in library.list()]
    name = next((name for name in names if "smollm2" in name.lower()), "starter-large")
    if name not in names:
        return {"layers": "skipped: neither SmolLM2 nor the starter models are in the library"}
    model: Any = load(name, device="cpu", library=library)
    windows = window_texts(shipped(Source.MIXED, n_texts=4000).texts, model.tokenizer, 64, N_WINDOWS)
    before = psutil.Process().memory_info().rss
    sums = LayerCKA(len(windows))
    adding = 0.0

    class Clocked:
        """Hands features on, and keeps the time that it takes."""

        def add(self, *layers: Any) -> None:
            nonlocal adding
            adding += _timed(lambda: sums.add(*layers))[0]

    clocked: Any = Clocked()
    reading, _ = _timed(lambda: compare_layers(model, None, windows, clocked))
    last, _ = _timed(sums.matrix)
    peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    n = n_blocks(model)
    return {
        "layers_model": f"{name}, {n} x {n} blocks, {len(windows)} windows of 64 tokens",
        "layers_seconds": reading + last,
        "layers_cka_seconds": adding + last,
        "layers_peak_megabytes_above": max(0, peak - before) / (1 << 20),
    }


@contextmanager
def _package() -> Iterator[ModuleType | None]:
    """The package's one module that counts, from here or from a folder of its own that goes away again. Its plotting
    libraries are not needed: they stay out."""
    try:
        importlib.metadata.version("ckatorch")
        yield importlib.import_module("ckatorch.core")
        return
    except importlib.metadata.PackageNotFoundError:
        pass
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, PACKAGE]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            yield None
            return
        whole = ModuleType("ckatorch")  # its own __init__ asks for the plotting libraries
        whole.__path__ = [f"{folder}/ckatorch"]
        sys.modules["ckatorch"] = whole
        yield importlib.import_module("ckatorch.core")


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.thread_time()
    result = work()
    return time.thread_time() - started, result
