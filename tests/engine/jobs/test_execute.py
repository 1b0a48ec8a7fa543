"""Running a graph in this process: order, states, results, failures, seeds and what is kept for the next run."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Cancelled
from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.controls import Controls
from engine.jobs.execute import Result
from engine.jobs.inline import run_inline
from engine.models.library import Library
from tests.engine.jobs import sample_nodes  # noqa: F401  registers the node types
from tests.engine.jobs.helpers import Heard, job

CHAIN = ("a.text > j.parts", "b.text > j.parts", "j.text > s.text")


def chain(between: str = " ", a: str = "one", b: str = "two") -> dict[str, Any]:
    """Two words, joined, shown."""
    return {
        "s": "sample_show",
        "j": ("sample_join", {"between": between}),
        "a": ("sample_word", {"text": a}),
        "b": ("sample_word", {"text": b}),
    }


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[Result, Heard]]:
    """Runs a job with one cache for the whole test."""
    cache = Cache()
    library = Library(tmp_path)

    def run_job(what: m.Job, gate: Callable[[], None] | None = None) -> tuple[Result, Heard]:
        heard = Heard()
        return run_inline(what, library, heard.append, gate, cache), heard

    return run_job


def shown(heard: Heard) -> str:
    (text,) = heard.of(m.PlainText)
    return text.text


def test_nodes_run_after_what_they_need_and_lists_keep_the_order_of_wires(run) -> None:
    result, heard = run(job(chain(), *CHAIN, id="1"))
    assert result.outcome == "done"
    assert shown(heard) == "one two"
    started = [c.node for c in heard.of(m.NodeChanged) if c.state is m.NodeState.RUNNING]
    assert started.index("j") > max(started.index("a"), started.index("b"))
    assert started[-1] == "s"
    assert heard[0] == m.RunStarted("1", tuple(started), "cpu")
    assert (heard[-1], heard.finished.outcome) == (heard.finished, "done")
    _, swapped = run(job(chain(), CHAIN[1], CHAIN[0], CHAIN[2]))
    assert shown(swapped) == "two one"


def test_a_node_waits_runs_and_is_done_with_its_foot(run) -> None:
    _, heard = run(job(chain(), *CHAIN))
    assert heard.states("a") == ["waiting", "running", "done"]
    done = next(c for c in heard.of(m.NodeChanged) if c.node == "a" and c.state is m.NodeState.DONE)
    assert done.footer == "3 letters"
    assert done.seconds is not None
    assert m.Sentence("a", "The word is one.") in heard


def test_optional_inputs_and_several_outputs(run) -> None:
    nodes = {**chain(), "h": "sample_halves", "s2": "sample_show"}
    _, heard = run(job(nodes, *CHAIN, "a.text > h.text", "h.second > j.last", "h.first > s2.text"))
    assert {(text.node, text.text) for text in heard.of(m.PlainText)} == {("s", "one two ne"), ("s2", "o")}


def test_only_what_a_target_needs_runs(run) -> None:
    _, heard = run(job(chain(), *CHAIN, targets=("a",)))
    assert set(heard.last_states()) == {"a"}


def test_the_second_run_takes_results_that_are_kept_and_says_them_again(run) -> None:
    _, first = run(job(chain(), *CHAIN))
    _, second = run(job(chain(), *CHAIN))
    assert second.last_states() == {"a": "cached", "b": "cached", "j": "cached", "s": "done"}
    assert shown(second) == "one two"
    for kind in (m.Metric, m.Sentence):
        assert sorted(map(repr, second.of(kind))) == sorted(map(repr, first.of(kind))) != []
    (line,) = second.of(m.Line)
    assert line.ys == (3, 3)
    footers = {c.node: c.footer for c in second.of(m.NodeChanged) if c.state is m.NodeState.CACHED}
    assert footers["a"] == "3 letters"


def test_a_changed_setting_runs_only_that_node_and_what_follows(run) -> None:
    run(job(chain(), *CHAIN))
    _, heard = run(job(chain(between="-"), *CHAIN))
    assert heard.last_states() == {"a": "cached", "b": "cached", "j": "done", "s": "done"}
    assert shown(heard) == "one-two"


def test_another_seed_runs_everything_again(run) -> None:
    run(job(chain(), *CHAIN))
    _, heard = run(job(chain(), *CHAIN, seed=1))
    assert set(heard.last_states().values()) == {"done"}


def test_a_changed_file_is_read_again(run, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    nodes = {"r": ("sample_read", {"file": str(file)}), "s": "sample_show"}
    wire = "r.text > s.text"
    file.write_text("old")
    assert shown(run(job(nodes, wire))[1]) == "old"
    assert run(job(nodes, wire))[1].last_states()["r"] == "cached"
    file.write_text("newer")
    os.utime(file, ns=(1, 1))
    assert shown(run(job(nodes, wire))[1]) == "newer"


def test_adding_a_node_changes_no_other_nodes_seed(run) -> None:
    _, before = run(job({"first": "sample_seed"}, seed=7))
    _, after = run(job({"zero": "sample_seed", "first": "sample_seed", "last": "sample_seed"}, seed=7))
    assert after.metric("first", "seed") == before.metric("first", "seed") == 1_892_482_865
    assert len({after.metric(node, "seed") for node in ("zero", "first", "last")}) == 3


def test_a_failed_node_takes_along_only_what_needs_it(run) -> None:
    nodes = {**chain(), "w": "sample_wrong", "s2": "sample_show"}
    result, heard = run(job(nodes, *CHAIN, "a.text > w.text", "w.text > s2.text"))
    assert heard.last_states() == {
        "a": "done", "b": "done", "j": "done", "s": "done", "w": "failed", "s2": "not reached"
    }  # fmt: skip
    (failed,) = heard.of(m.NodeFailed)
    assert (failed.fault.node, failed.fault.title, failed.fault.fix) == ("w", "The text is too long.", "Shorten it.")
    assert failed.fault.setting == "how"
    assert failed.fault.fixes[0].words == "Shorten"
    assert (result.outcome, result.faults) == ("failed", (failed.fault,))
    assert heard.finished.words == "1 of 6 nodes failed."


@pytest.mark.parametrize(("how", "asked"), [("memory", "Now "), ("torch memory", "It asked for 4.0 GB more; ")])
def test_running_out_of_memory_says_what_is_free_and_what_to_do(run, how: str, asked: str) -> None:
    _, heard = run(job({"w": ("sample_wrong", {"how": how})}))
    (failed,) = heard.of(m.NodeFailed)
    assert failed.fault.title == "“Wrong” needs more memory than there is."
    assert failed.fault.words.startswith(asked)
    assert "are free" in failed.fault.words
    assert "smaller model" in failed.fault.fix


def test_a_fault_of_the_program_is_plain_and_keeps_the_traceback_folded(run) -> None:
    _, heard = run(job({"w": ("sample_wrong", {"how": "bug"})}))
    (failed,) = heard.of(m.NodeFailed)
    assert failed.fault.title == "This is a fault of the program."
    assert "Traceback" in failed.fault.details
    assert "KeyError" in failed.fault.details
    assert "Traceback" not in failed.fault.sentence()


def test_nothing_runs_when_a_check_finds_a_fault(run) -> None:
    result, heard = run(job({**chain(), "h": "sample_halves"}, *CHAIN))
    (failed,) = heard.of(m.NodeFailed)
    assert failed.fault.node == "h"
    assert heard.last_states() == {"h": "failed"} | dict.fromkeys("abjs", "not reached")
    assert result.outcome == "failed"
    assert heard.finished.words.startswith("Nothing was run.")


@pytest.mark.parametrize("broken", [{}, {"schema": 1, "nodes": 3}, {"schema": 99_999}])
def test_what_is_no_graph_ends_with_words(run, broken: dict) -> None:
    result, heard = run(m.Job(broken, device="cpu"))
    assert result.outcome == "failed"
    assert len(heard.of(m.NodeFailed)) == 1
    assert heard.of(m.RunStarted)
    assert "program" not in result.faults[0].title


def test_stopping_in_the_middle_of_a_node(run) -> None:
    controls = Controls()
    heard_steps = 0

    def stop_at_the_third_step() -> None:
        nonlocal heard_steps
        heard_steps += 1
        if heard_steps == 6:
            controls.cancel()
        controls()

    nodes = {"c": ("sample_count", {"endless": True}), "later": "sample_seed"}
    result, heard = run(job(nodes), stop_at_the_third_step)
    assert result.outcome == heard.finished.outcome == "stopped"
    assert heard.last_states()["c"] == "ready"
    assert not heard.of(m.NodeFailed)
    _, again = run(job({"c": ("sample_count", {"steps": 3})}))
    assert again.last_states() == {"c": "done"}


def test_a_node_keeps_its_long_line_and_not_its_progress(run) -> None:
    run(job({"c": ("sample_count", {"steps": 500})}))
    _, heard = run(job({"c": ("sample_count", {"steps": 500})}))
    (line,) = heard.of(m.Line)
    assert line.ys == tuple(range(1, 501))
    assert heard.of(m.Progress) == []


def test_values_are_freed_after_their_last_use(tmp_path: Path) -> None:
    nodes = {"heavy": "sample_heavy", "before": "sample_alive", "after": "sample_alive"}
    heard = Heard()
    what = job(nodes, "heavy.text > before.text", "before.text > after.text")
    run_inline(what, Library(tmp_path), heard.append, cache=Cache(max_entries=0))
    assert (heard.metric("before", "alive"), heard.metric("after", "alive")) == (1, 0)


def test_controls_wait_while_paused_and_stop_when_cancelled() -> None:
    controls = Controls()
    controls()
    controls.pause()
    controls.resume()
    controls()
    controls.pause()
    controls.cancel()
    with pytest.raises(Cancelled):
        controls()


def test_like_nodes_that_are_pure_share_one_result_and_each_says_it_in_its_own_name(run) -> None:
    nodes = {
        "a": ("sample_constant", {"text": "abc"}),
        "b": ("sample_constant", {"text": "abc"}),
        "c": "sample_constant",
    }
    _, heard = run(job(nodes))
    assert heard.last_states() == {"a": "done", "b": "cached", "c": "done"}
    assert [heard.metric(node, "letters") for node in "abc"] == [3, 3, 4]
    _, reseeded = run(job(nodes, seed=5))
    assert set(reseeded.last_states().values()) == {"cached"}


def test_a_bypassed_node_gives_on_what_came_in(run) -> None:
    what = job(
        {**chain(), "after": ("sample_join", {"between": "-"})},
        *CHAIN[:2],
        "j.text > after.parts",
        "after.text > s.text",
    )
    what.graph["nodes"][[node["id"] for node in what.graph["nodes"]].index("j")]["bypassed"] = True
    result, heard = run(what)
    assert result.outcome == "done"
    assert shown(heard) == "one"
    assert "j" not in heard.last_states()
    _, up_to = run(m.Job(what.graph, device="cpu", targets=("j",)))
    assert set(up_to.last_states()) == {"a", "b"}


def test_a_run_may_be_given_less_memory_than_the_machine_has(run) -> None:
    model = {"m": ("model", {"name": "starter-large"})}
    result, heard = run(job(model, memory_bytes=1_000_000))
    (failed,) = heard.of(m.NodeFailed)
    assert result.outcome == "failed"
    assert "1 MB" in failed.fault.title
    assert run(job(model, memory_bytes=10**9))[0].outcome == "done"


@pytest.mark.parametrize("closed", [True, False])
def test_a_graph_with_groups_runs_as_if_they_were_open(run, closed: bool) -> None:
    """The same states, words and seeds, and results of the one are found by the other."""
    nodes = {**chain(), "d": "sample_seed", "t": "sample_show"}
    plain = job(nodes, *CHAIN, "d.text > t.text")
    inner = {"id": "inner", "title": "Words", "nodes": ["a", "b"], "closed": closed}
    outer = {"id": "outer", "title": "All but one", "nodes": ["a", "b", "j", "d"], "closed": closed}
    grouped = replace(plain, graph=plain.graph | {"groups": [inner, outer]})
    _, first = run(grouped)
    _, second = run(plain)
    assert {name for name, state in second.last_states().items() if state == "cached"} == {"a", "b", "d", "j"}
    assert first.of(m.PlainText) == second.of(m.PlainText)
