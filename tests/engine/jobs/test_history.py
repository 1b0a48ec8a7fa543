"""Every run that ended is kept, whole or not at all, and found again whatever happens to the table."""

from __future__ import annotations

import errno
import math
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import StitchworkError
from engine.graph import files
from engine.jobs import history as module
from engine.jobs import messages as m
from engine.jobs.history import History, KeptRun
from engine.jobs.result import Collector
from tests.engine.jobs.helpers import Heard, job
from tests.engine.jobs.test_result import BARS, GRAPH, HEAT, RUN, SCATTER, TABLE, TEXT, TOKENS, collected

VERSIONS = {"stitchwork": "1.2"}
DEAD = 2**22 + 1
"No process has this number."


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "runs")


def keep(history: History, name: str = "fusion", *messages: m.Message, seed: int = 7) -> KeptRun:
    result = collected(*(messages or RUN))
    return history.keep(files.to_json(GRAPH), result, name=name, seed=seed, device="cpu", versions=VERSIONS)


def ended(loss: float = 1.0, outcome: str = "done") -> tuple[m.Message, ...]:
    return (m.RunStarted("job", ("mix",)), m.Metric("mix", "loss", loss), m.RunFinished("job", outcome, 0.5))


def test_a_run_is_found_again_with_all_that_is_known_of_it(history: History):
    run = keep(history)
    assert history.runs() == [run]
    assert (run.graph, run.outcome, run.seconds, run.seed, run.device) == ("fusion", "failed", 3.25, 7, "cpu")
    assert run.versions == VERSIONS
    assert run.metrics == {"mix.loss.sums": 1.5, "mix.perplexity": None}
    assert run.sentences == ("It does not fit. Take less.", "Large wins on <sums>.")
    assert run.bytes == sum(file.stat().st_size for file in (history.folder / run.id).iterdir()) == history.bytes()


def test_its_graph_opens_again(history: History):
    assert history.graph(keep(history).id) == GRAPH


def test_a_graph_without_a_name_gets_the_one_of_its_file(history: History):
    data = {**files.to_json(GRAPH), "name": ""}
    run = history.keep(data, collected(*ended()), name="my file", seed=0, device="cpu")
    assert history.graph(run.id).name == "my file"


def test_its_plots_are_drawn_again_from_equal_messages(history: History):
    plots = history.plots(keep(history).id)
    train, held_out, more = (one for one in plots if isinstance(one, m.Line))
    assert train.series == "train"
    assert (train.xs, train.y_label, train.bounds) == ((0.0, 1.0), "nats", (2.5,))
    assert train.ys[0] == 3.0
    assert math.isnan(train.ys[1])
    assert (held_out.ys, more.xs, more.bounds) == ((3.5,), (2.0,), ())
    for message in (BARS, TABLE, *TOKENS, HEAT, SCATTER, TEXT):
        assert message in plots


def test_many_points_become_few_messages_in_the_same_order(history: History):
    points = [m.Line("mix", "Loss", "ab"[step % 2], (float(step),), (-float(step),)) for step in range(12_000)]
    plots = history.plots(keep(history, "long", *points, *ended()).id)
    assert len(plots) == 4
    even = [x for line in plots if isinstance(line, m.Line) and line.series == "a" for x in line.xs]
    assert even == [float(step) for step in range(0, 12_000, 2)]


def test_a_real_run_is_kept(history: History):
    from engine.jobs.inline import run_inline
    from engine.models.library import Library

    work = job({"prompt": ("prompt", {"text": "A river"})})
    heard, result = Heard(), Collector()
    run_inline(work, Library(history.folder.parent / "models"), heard.append)
    for message in heard:
        result.add(message)
    run = history.keep(work.graph, result, name="prompt", seed=work.seed, device=work.device)
    assert history.runs() == [run]
    assert run.outcome == heard.finished.outcome
    assert "torch" in run.versions


def test_newest_first(history: History):
    names = ["one", "two", "three"]
    for name in names:
        keep(history, name, *ended())
    assert [run.graph for run in history.runs()] == names[::-1]


def test_deleted_runs_leave_nothing(history: History):
    first, second, third = (keep(history, name, *ended()) for name in ("one", "two", "three"))
    history.delete([first.id, third.id])
    assert history.runs() == [second]
    assert folders(history) == [second.id]
    assert history.bytes() == second.bytes
    history.clear()
    assert history.runs() == []
    assert folders(history) == []
    history.delete([second.id])  # another window was faster


@pytest.mark.parametrize("name", ["../models", "", "20260101-000000-0000000g", "/etc"])
def test_only_runs_can_be_deleted(history: History, name: str):
    with pytest.raises(StitchworkError, match="not the name"):
        history.delete([name])


# What goes wrong


def test_half_written_runs_are_removed_at_the_start(history: History):
    run = keep(history)
    left = history.folder / f".new-{DEAD}-20260101-000000-00000000"
    shutil.copytree(history.folder / run.id, left)
    busy = history.folder / f".new-{os.getpid()}-20260101-000000-00000001"
    busy.mkdir()
    foreign = history.folder / "notes"
    foreign.mkdir()
    history.tidy()
    assert folders(history) == [busy.name, run.id, "notes"]
    assert history.runs() == [run]


def test_a_whole_run_that_missed_the_table_is_listed_at_the_start(history: History):
    run, gone = keep(history), keep(history)
    with sqlite3.connect(history.folder / "runs.db") as table:
        table.execute("DELETE FROM runs WHERE id = ?", (run.id,))
    shutil.rmtree(history.folder / gone.id)
    history.tidy()
    assert history.runs() == [run]


def test_a_damaged_table_is_made_anew_and_nothing_is_lost(history: History):
    runs = [keep(history, name, *ended()) for name in ("one", "two")]
    for end in ("-wal", "-shm"):
        (history.folder / f"runs.db{end}").unlink(missing_ok=True)
    (history.folder / "runs.db").write_bytes(b"no table" * 2000)
    assert history.runs() == runs[::-1]
    assert history.repaired
    assert len(list(history.folder.glob("damaged-*.db"))) == 1


def test_a_table_damaged_inside_is_made_anew(history: History):
    runs = [keep(history, "a run" + "x" * 300, *ended(float(i))) for i in range(20)]
    whole = (history.folder / "runs.db").read_bytes()
    (history.folder / "runs.db").write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    assert history.runs() == runs[::-1]
    assert keep(history) in history.runs()


def test_a_folder_that_is_no_run_is_left_out(history: History):
    run = keep(history)
    odd = history.folder / "20260101-000000-0000abcd"
    odd.mkdir()
    (odd / "result.json").write_text('{"run": [], "nodes": 3}')
    history.tidy()
    assert history.runs() == [run]
    assert odd.exists()


def test_a_list_of_a_newer_program_is_left_alone(history: History):
    keep(history)
    with sqlite3.connect(history.folder / "runs.db") as table:
        table.execute("PRAGMA user_version = 9")
    with pytest.raises(StitchworkError, match="newer Stitchwork"):
        history.runs()
    assert not history.repaired


def test_a_full_disk_leaves_no_half_run(history: History, monkeypatch: pytest.MonkeyPatch):
    whole = keep(history)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write_plots", full)
    with pytest.raises(StitchworkError, match=r"disk is full.*Export results"):
        keep(history)
    assert folders(history) == [whole.id]
    assert history.runs() == [whole]


def test_damaged_plots_are_told(history: History):
    run = keep(history)
    file = history.folder / run.id / "plots.jsonl.gz"
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(StitchworkError, match="damaged or gone"):
        history.plots(run.id)


def test_windows_write_at_the_same_time(history: History):
    """Three processes that begin on a folder without a table: every run of each of them is there."""
    code = (
        "import sys; from pathlib import Path; from engine.jobs.history import History\n"
        "from tests.engine.jobs.test_history import keep, ended\n"
        "for i in range(8): keep(History(Path(sys.argv[1])), sys.argv[2], *ended(), seed=i)"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, str(history.folder), name]) for name in "abc"]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert sorted((run.graph, run.seed) for run in history.runs()) == [(name, i) for name in "abc" for i in range(8)]
    assert not history.repaired


def folders(history: History) -> list[str]:
    return sorted(place.name for place in history.folder.iterdir() if place.is_dir())
