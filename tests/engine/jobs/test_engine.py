"""The engine with a real worker process: what a person sees when things go well, and when they do not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from engine.errors import StitchworkError
from engine.jobs import deaths
from engine.jobs import messages as m
from engine.jobs.engine import Engine
from tests.engine.jobs.helpers import Heard, is_finished, is_running, job, listen
from tests.engine.jobs.sample_nodes import MODULE

WORDS = {"a": ("sample_word", {"text": "hello"}), "s": "sample_show"}
WIRE = "a.text > s.text"
ENDLESS = {"c": ("sample_count", {"endless": True})}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for all tests here: each must leave it able to run."""
    engine = Engine(tmp_path_factory.mktemp("library"), (MODULE,), stop_seconds=60.0)
    engine.start()
    assert engine.state == "starting"
    engine.submit(job(WORDS, WIRE, id="first"))
    heard = listen(engine, is_finished)
    (ready,) = heard.of(m.WorkerReady)
    assert "cpu" in dict(ready.devices)
    assert 0 < ready.memory_used < ready.memory_total
    assert heard.finished.outcome == "done"
    yield engine
    engine.close()


def test_a_run_ends_and_the_engine_is_idle_again(engine: Engine) -> None:
    engine.submit(job(WORDS, WIRE, id="second"))
    heard = listen(engine, is_finished)
    assert (heard.finished.job, heard.finished.outcome) == ("second", "done")
    assert heard.last_states() == {"a": "cached", "s": "done"}
    assert heard.of(m.PlainText)[0].text == "hello"
    assert engine.state == "idle"


def test_a_run_uses_the_threads_it_is_given_and_the_next_the_usual_ones(engine: Engine) -> None:
    found = []
    for threads in (0, 1, 3, 0):
        engine.submit(job({"t": "sample_threads"}, threads=threads))
        found.append(listen(engine, is_finished).metric("t", "threads"))
    assert found[1:3] == [1, 3]
    assert found[3] == found[0]


def test_one_run_at_a_time(engine: Engine) -> None:
    engine.submit(job(ENDLESS))
    with pytest.raises(StitchworkError, match="A run is under way"):
        engine.submit(job(WORDS, WIRE))
    engine.cancel()
    listen(engine, is_finished)


def test_stopping_a_node_that_asks(engine: Engine) -> None:
    engine.submit(job(ENDLESS, id="stopped"))
    listen(engine, is_running("c"))
    engine.cancel()
    assert engine.state == "stopping"
    heard = listen(engine, is_finished)
    assert heard.finished == m.RunFinished("stopped", "stopped", heard.finished.seconds, "")
    assert heard.last_states()["c"] == "ready"
    assert engine.state == "idle"


def test_pausing_and_going_on(engine: Engine) -> None:
    engine.submit(job({"c": ("sample_count", {"steps": 20_000})}))
    listen(engine, is_running("c"))
    engine.pause()
    assert engine.state == "paused"
    before = listen(engine, lambda message: message == m.Paused(True))
    engine.resume()
    after = listen(engine, is_finished)
    assert m.Paused(False) in after
    assert after.finished.outcome == "done"
    steps = [y for line in (*before.of(m.Line), *after.of(m.Line)) for y in line.ys]
    assert steps[-1] == 20_000


def test_stopping_while_paused(engine: Engine) -> None:
    engine.submit(job(ENDLESS))
    engine.pause()
    engine.cancel()
    assert listen(engine, is_finished).finished.outcome == "stopped"


def test_a_flood_of_points_arrives_in_few_messages(engine: Engine) -> None:
    engine.submit(job({"c": ("sample_count", {"steps": 20_001})}))
    heard = listen(engine, is_finished)
    assert len(heard) < 2_000
    assert heard.of(m.Line)[-1].ys[-1] == 20_001


def test_an_import_that_fails_says_why(engine: Engine, tmp_path: Path) -> None:
    engine.submit(m.ImportJob(str(tmp_path / "nothing.gguf"), id="import"))
    (imported,) = listen(engine, lambda message: isinstance(message, m.Imported)).of(m.Imported)
    assert (imported.job, imported.name) == ("import", "")
    assert imported.fault is not None
    assert "nothing.gguf" in imported.fault.sentence()
    assert imported.fault.details == "", "a missing file is no fault of the program"
    assert engine.state == "idle"


@pytest.mark.parametrize(
    ("how", "more_killed", "words", "fix"),
    [
        ("SIGKILL", 0, "from outside", "Press Run again."),
        ("SIGKILL", 1, "Memory ran out", "smaller model"),
        ("SIGSEGV", 0, "made it crash", "report it"),
    ],
    ids=["killed", "no memory", "crash"],
)
def test_a_dead_worker_is_told_on_the_node_with_the_cause_and_the_next_run_works(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, how: str, more_killed: int, words: str, fix: str
) -> None:
    engine.submit(job(WORDS, WIRE))
    listen(engine, is_finished)
    later = {file: count + more_killed for file, count in deaths.killed_for_memory().items()}
    if not later and more_killed:
        pytest.skip("this system does not count the processes that it ends")
    with monkeypatch.context() as patch:
        patch.setattr(deaths, "_EVERY_SECONDS", 3600.0)
        engine.submit(job({"x": ("sample_crash", {"how": how}), "s": "sample_show"}, "x.text > s.text", id="killed"))
        patch.setattr(deaths, "killed_for_memory", lambda: later)
        patch.setattr(deaths.Look, "short", False)
        heard = listen(engine, is_finished)
    assert (heard.finished.job, heard.finished.outcome) == ("killed", "failed")
    assert heard.of(m.WorkerDied)
    (failed,) = heard.of(m.NodeFailed)
    assert failed.fault.node == "x"
    assert "stopped unexpectedly" in failed.fault.title
    assert words in failed.fault.words
    assert fix in failed.fault.fix
    assert how in failed.fault.details
    assert "Last seen it used" in failed.fault.details
    assert heard.last_states() == {"x": "failed", "s": "not reached"}
    engine.submit(job(WORDS, WIRE))
    assert listen(engine, is_finished).finished.outcome == "done"


def test_a_node_that_never_asks_is_ended_by_force(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "stop_seconds", 0.3)
    engine.submit(job({"d": "sample_deaf"}, id="deaf"))
    listen(engine, is_running("d"))
    engine.cancel()
    heard = listen(engine, is_finished)
    assert (heard.finished.job, heard.finished.outcome) == ("deaf", "stopped")
    assert heard.last_states() == {"d": "ready"}
    assert not heard.of(m.NodeFailed)
    assert engine.state == "starting"
    engine.submit(job(WORDS, WIRE))
    engine.cancel()
    assert listen(engine, is_finished).finished.outcome == "stopped"


def test_closing_is_quick_whatever_runs(tmp_path: Path) -> None:
    """Here the worker is still importing torch, with a run waiting for it."""
    engine = Engine(tmp_path, (MODULE,))
    engine.start()
    engine.submit(job(WORDS, WIRE))
    begun = time.monotonic()
    engine.close()
    assert time.monotonic() - begun < 3.0
    assert engine.state == "closed"
    with pytest.raises(StitchworkError, match="closed"):
        engine.submit(job(WORDS, WIRE))


def test_an_engine_that_cannot_start_says_so_and_tries_again_with_the_next_run(tmp_path: Path) -> None:
    engine = Engine(tmp_path, ("tests.engine.jobs.no_such_module",))
    engine.start()
    engine.submit(job(WORDS, WIRE))
    heard: Heard = listen(engine, is_finished)
    assert heard.finished.outcome == "failed"
    assert heard.of(m.NodeFailed)[0].fault.title.startswith("The engine could not start.")
    assert "no_such_module" in heard.of(m.NodeFailed)[0].fault.title
    assert engine.state == "idle"
    engine.submit(job(WORDS, WIRE))
    assert listen(engine, is_finished).finished.outcome == "failed"
    engine.close()


_SCRIPT = """
import sys
from engine.jobs.engine import Engine

engine = Engine()
engine.start()
print("torch" in sys.modules, flush=True)
sys.stdin.read()
"""


def test_a_plain_script_can_start_an_engine_which_ends_when_the_script_is_killed(tmp_path: Path) -> None:
    """The script has no `__main__` guard and never imports torch."""
    path = tmp_path / "script.py"
    path.write_text(_SCRIPT)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    script = subprocess.Popen(
        [sys.executable, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert script.stdout is not None
    assert script.stdout.readline() == "False\n"
    family = Family(script.pid)
    family.wait_for("multiprocessing.spawn")
    script.kill()
    script.communicate()
    assert family.left_after(60.0) == []


class Family:
    """The processes that a process has started."""

    def __init__(self, pid: int) -> None:
        self._parent = psutil.Process(pid)
        self._children: list[psutil.Process] = []

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + 120.0
        while time.monotonic() < deadline:
            self._children = self._parent.children(recursive=True)
            if any(words in " ".join(child.cmdline()) for child in self._children):
                return
        raise AssertionError(f"no child with {words}")

    def left_after(self, seconds: float) -> list[psutil.Process]:
        return psutil.wait_procs(self._children, timeout=seconds)[1]
