"""Compare representations and Representation scatter, run as a graph on tiny models."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Cancelled
from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.execute import Result
from engine.jobs.inline import run_inline
from engine.models.library import Library
from engine.nodes.scatter import MOST_BLOCKS, _even_blocks
from engine.nodes.similarity import _companions
from tests.engine.jobs.helpers import Heard, job
from tests.engine.tiny import TEXTS, tiny

RunGraph = Callable[..., tuple[Result, Heard]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shelf")
    tiny("llama", home / "large", layers=3)
    tiny("gpt_neox", home / "small", layers=2, width=24, vocabulary=280, seed=1)
    (home / "texts.txt").write_text("\n\n".join(TEXTS * 12), encoding="utf-8")
    (home / "sums.txt").write_text("\n\n".join(f"{i}+{i + 3}={2 * i + 3}" for i in range(200)), encoding="utf-8")
    return home


@pytest.fixture
def run(shelf: Path) -> RunGraph:
    def run_graph(
        kind: str,
        settings: dict[str, Any],
        *wires: str,
        stop: Callable[[Heard], bool] = lambda heard: False,
        n_texts: int = 200,
    ) -> tuple[Result, Heard]:
        heard = Heard()

        def gate() -> None:
            if stop(heard):
                raise Cancelled

        nodes = {
            "a": ("model", {"name": "large"}),
            "b": ("model", {"name": "small"}),
            "t": ("corpus", {"source": "file", "file": str(shelf / "texts.txt"), "n_texts": n_texts}),
            "s": ("corpus", {"source": "file", "file": str(shelf / "sums.txt")}),
            "n": (kind, {"n_tokens": 12, **settings}),
        }
        needed = {wire.split(".")[0] for wire in wires} | {"n"}
        work = job({name: what for name, what in nodes.items() if name in needed}, *wires)
        return run_inline(work, Library(shelf), heard.append, gate, Cache()), heard

    return run_graph


TWO = ("a.model > n.model_a", "b.model > n.model_b", "t.corpus > n.texts")
ONE = ("a.model > n.model_a", "t.corpus > n.texts")


def maps(heard: Heard) -> list[m.HeatMap]:
    return heard.of(m.HeatMap)


def numbers(of: m.HeatMap) -> list[list[float]]:
    return [[value for value in row if value is not None] for row in of.values]


def test_the_heat_map_of_two_models_sharpens_while_texts_are_read(run: RunGraph) -> None:
    result, heard = run("compare_representations", {"n_windows": 48}, *TWO)
    assert result.outcome == "done", result.faults
    assert len(maps(heard)) > 1
    assert maps(heard)[0].values != maps(heard)[-1].values
    last = maps(heard)[-1]
    assert (last.y_label, last.x_label) == ("block of large", "block of small")
    assert (last.y_ticks, last.x_ticks) == (("1", "2", "3"), ("1", "2"))
    best = max(value for row in last.values for value in row if value is not None)
    assert heard.metric("n", "best") == pytest.approx(best)
    row, column = (int(heard.metric("n", f"best_block_{side}")) for side in "ab")
    assert last.values[row - 1][column - 1] == pytest.approx(best)
    values = numbers(last)
    assert heard.metric("n", "diagonal_mean") == pytest.approx((values[0][0] + values[1][1] + values[2][1]) / 3)
    (sentence,) = heard.of(m.Sentence)
    assert sentence.words.startswith(
        f"Block {row} of large and block {column} of small are most alike (CKA {best:.2f}, 1 is the same)"
    )
    assert heard.of(m.Line)[-1].xs[-1] < 48 == heard.metric("n", "windows")


def test_one_model_is_compared_with_itself(run: RunGraph) -> None:
    result, heard = run("compare_representations", {"n_windows": 32}, *ONE)
    assert result.outcome == "done", result.faults
    values = numbers(maps(heard)[-1])
    assert [values[i][i] for i in range(3)] == [1.0, 1.0, 1.0]
    assert heard.metric("n", "neighbours_mean") == pytest.approx((values[0][1] + values[1][2]) / 2)
    assert "Neighbouring blocks of large" in heard.of(m.Sentence)[0].words


@pytest.mark.parametrize("measure", ["cka-biased", "mutual-knn", "procrustes", "affine-r2"])
def test_every_measure_gives_its_map(run: RunGraph, measure: str) -> None:
    result, heard = run("compare_representations", {"n_windows": 32, "measure": measure}, *TWO)
    assert result.outcome == "done", result.faults
    cells = [value for row in maps(heard)[-1].values for value in row if value is not None]
    assert heard.metric("n", "best") == pytest.approx(min(cells) if measure == "procrustes" else max(cells))
    assert maps(heard)[-1].better == ("lower" if measure == "procrustes" else "higher")


def test_stop_is_heard_at_the_next_batch(run: RunGraph) -> None:
    def two_batches_read(heard: Heard) -> bool:
        return any(progress.node == "n" and progress.done >= 32 for progress in heard.of(m.Progress))

    result, heard = run("compare_representations", {"n_windows": 200, "n_tokens": 4}, *TWO, stop=two_batches_read)
    assert result.outcome == "stopped"
    assert max(progress.done for progress in heard.of(m.Progress) if progress.node == "n") == 32
    assert not heard.of(m.Sentence)


def test_too_little_text_is_said_at_the_corpus(run: RunGraph) -> None:
    result, heard = run("compare_representations", {"n_tokens": 32}, *ONE, n_texts=3)
    assert result.outcome == "failed"
    (fault,) = result.faults
    assert (fault.node, fault.port) == ("n", "texts")
    assert "needs at least 4" in fault.title
    assert not maps(heard)


def test_windows_longer_than_a_model_can_read_are_refused_before_the_run(run: RunGraph) -> None:
    result, heard = run("compare_representations", {"n_tokens": 500}, *ONE)
    (fault,) = result.faults
    assert (fault.setting, fault.fixes[0].value) == ("n_tokens", 32)
    assert "large can read 64 tokens" in fault.title
    assert not heard.of(m.Progress)


def test_blocks_are_matched_by_relative_depth() -> None:
    numbered = [[10.0 * i + j for j in range(1, 5)] for i in range(1, 9)]
    assert _companions(numbered, alone=False) == [11, 21, 32, 42, 53, 63, 74, 84]
    assert _companions([[1.0, 0.5], [0.5, 1.0]], alone=True) == [0.5]


def test_windows_are_scattered_by_the_texts_they_come_from(run: RunGraph) -> None:
    wires = ("a.model > n.model", "t.corpus > n.texts", "s.corpus > n.texts")
    result, heard = run("representation_scatter", {"block": 2, "n_points": 60}, *wires)
    assert result.outcome == "done", result.faults
    last = heard.of(m.Scatter)[-1]
    assert last.legend == (("texts", 0), ("sums", 1))
    assert set(last.colors) == {0, 1}
    sums = [label for label, color in zip(last.labels, last.colors, strict=True) if color == 1]
    assert all("=" in label for label in sums), "each point says the beginning of its text"
    assert len(last.xs) == heard.metric("n", "points") == 60
    share = heard.metric("n", "share_1")
    assert last.x_label == f"direction 1 ({share:.0%} of the variance)"
    assert heard.metric("n", "between_labels") > 0.1
    assert "which texts they come from explains" in heard.of(m.Sentence)[0].words


def test_tokens_are_scattered_by_their_kind(run: RunGraph) -> None:
    wires = ("a.model > n.model", "t.corpus > n.texts")
    result, heard = run("representation_scatter", {"block": 0, "points": "tokens", "n_points": 100}, *wires)
    assert result.outcome == "done", result.faults
    last = heard.of(m.Scatter)[-1]
    assert len(last.xs) == 100
    kinds = {color: name for name, color in last.legend}
    assert {"begins a word", "inside a word", "white space"} <= {kinds[color] for color in last.colors}
    assert all(label.strip() == "" for label, c in zip(last.labels, last.colors, strict=True) if "space" in kinds[c])


FILM = ("a.model > n.model", "t.corpus > n.texts", "s.corpus > n.texts")


@pytest.mark.parametrize("points", ["windows", "tokens"])
def test_every_block_is_a_step_of_a_film_of_the_same_points(run: RunGraph, points: str) -> None:
    settings = {"blocks": "all", "points": points, "n_points": 40}
    result, heard = run("representation_scatter", settings, *FILM)
    assert result.outcome == "done", result.faults
    steps = heard.of(m.Scatter)
    assert [(one.step, one.step_label) for one in steps] == [(float(block), "block") for block in range(4)]
    assert {one.labels for one in steps} == {steps[0].labels}
    assert len({one.xs for one in steps}) == 4
    for before, after in itertools.pairwise(steps):
        assert sum(x * y for x, y in zip(before.xs, after.xs, strict=True)) >= 0, "points keep their side"
    for one in steps:
        shown = [int(share) / 100 for share in re.findall(r"(\d+)% of the variance", one.x_label + one.y_label)]
        spread = sum(x * x + y * y for x, y in zip(one.xs, one.ys, strict=True)) / len(one.xs)
        assert spread == pytest.approx(sum(shown), abs=0.02), "as wide as the others"


def test_a_film_says_where_the_kinds_are_kept_apart(run: RunGraph) -> None:
    _, heard = run("representation_scatter", {"blocks": "all", "n_points": 60}, *FILM)
    shares = [heard.metric("n", f"between_labels.block {block}") for block in range(4)]
    assert heard.metric("n", "best_block") == shares.index(max(shares))
    curve = [(line.xs[0], line.ys[0]) for line in heard.of(m.Line)]
    assert curve == [(float(block), share) for block, share in enumerate(shares)]
    (said,) = (one.words for one in heard.of(m.Sentence))
    assert said.startswith("large keeps the kinds apart most")
    assert f"explains {max(shares):.0%} of the differences there, against" in said


def test_a_film_of_texts_of_one_kind_says_how_flat_they_are(run: RunGraph) -> None:
    _, heard = run("representation_scatter", {"blocks": "all"}, *FILM[:2])
    assert "are flattest" in heard.of(m.Sentence)[0].words


def test_a_film_is_no_larger_however_deep_the_model() -> None:
    assert _even_blocks(3) == [0, 1, 2, 3]
    deep = _even_blocks(80)
    assert len(deep) == MOST_BLOCKS
    assert (deep[0], deep[-1]) == (0, 80)
    assert len(set(deep)) == MOST_BLOCKS


def test_a_block_that_the_model_lacks_is_refused_before_the_run(run: RunGraph) -> None:
    wires = ("a.model > n.model", "t.corpus > n.texts")
    result, heard = run("representation_scatter", {"block": 9}, *wires)
    (fault,) = result.faults
    assert (fault.setting, fault.fixes[0].value) == ("block", 3)
    assert "large has 3 blocks" in fault.title
    assert not heard.of(m.Progress)
