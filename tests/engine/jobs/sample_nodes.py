"""Small nodes that need no model, for tests of runs. The worker process imports this module by its name."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Annotated, NamedTuple
from weakref import WeakSet

from engine.errors import Fix, StitchworkError
from engine.graph.nodes import Setting, node
from engine.graph.ports import Corpus, Plot, Text
from engine.jobs.run import Run

MODULE = "tests.engine.jobs.sample_nodes"


@node("Word", group="Samples")
def sample_word(run: Run, *, text: str = "word") -> Text:
    run.say(f"The word is {text}.")
    run.footer = f"{len(text)} letters"
    return text


@node("Join", group="Samples")
def sample_join(run: Run, parts: list[Text], last: Text | None = None, *, between: str = " ") -> Text:
    run.metric("n_parts", len(parts))
    for number, part in enumerate(parts):
        run.line("Lengths", "characters", number, len(part))
    return between.join([*parts, *([last] if last is not None else [])])


class Weight(str):
    """A text that can be seen being freed."""


alive: WeakSet[Weight] = WeakSet()


@node("Heavy", group="Samples")
def sample_heavy(run: Run) -> Text:
    weight = Weight()
    alive.add(weight)
    return weight


@node("Alive", group="Samples")
def sample_alive(run: Run, text: Text) -> Text:
    del text
    run.metric("alive", len(alive))
    return ""


@node("Threads", group="Samples", cached=False)
def sample_threads(run: Run) -> Text:
    import torch

    run.metric("threads", torch.get_num_threads())
    return ""


class Halves(NamedTuple):
    first: Text
    second: Text


@node("Halves", group="Samples")
def sample_halves(run: Run, text: Text) -> Halves:
    middle = len(text) // 2
    return Halves(text[:middle], text[middle:])


@node("Show", group="Samples", cached=False)
def sample_show(run: Run, text: Text) -> None:
    run.text("Shown", text)


@node("Seed", group="Samples")
def sample_seed(run: Run) -> Text:
    run.metric("seed", run.seed)
    return str(run.seed)


@node("Constant", group="Samples", pure=True)
def sample_constant(run: Run, *, text: str = "word") -> Text:
    run.metric("letters", len(text))
    return text


@node("Read", group="Samples")
def sample_read(run: Run, *, file: Annotated[str, Setting(widget="file")] = "") -> Text:
    return Path(file).read_text()


@node("Count", group="Samples")
def sample_count(run: Run, *, steps: int = 10, endless: bool = False) -> Corpus:
    """Counts and asks after every step whether to go on."""
    step = 0
    while step < steps or endless:
        step += 1
        run.progress(min(step, steps), steps, "Counting")
        run.line("Steps", "step", step, step)
    return step


@node("Deaf", group="Samples")
def sample_deaf(run: Run) -> Plot:
    """Works for ever and never asks."""
    run.progress(0, 1, "Deaf")
    while True:
        pass


@node("Wrong", group="Samples")
def sample_wrong(run: Run, text: Text | None = None, *, how: str = "words") -> Text:
    if how == "words":
        raise StitchworkError(
            "The text is too long.", "Shorten it.", setting="how", fixes=(Fix("Shorten", setting="how"),)
        )
    if how == "memory":
        raise MemoryError
    if how == "torch memory":
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 4000000000 bytes.")
    raise KeyError("lost")


@node("Crash", group="Samples")
def sample_crash(run: Run, *, how: str = "SIGKILL") -> Text:
    """Ends the whole process by a signal."""
    os.kill(os.getpid(), getattr(signal, how))
    return ""
