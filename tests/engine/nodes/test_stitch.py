"""Cutting, stitching and saving as nodes of a graph."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Cancelled
from engine.graph import checks, files
from engine.graph.document import Graph, Node, Wire
from engine.graph.nodes import NodeType, node_types
from engine.graph.picks import feeding, is_fed
from engine.jobs import messages as m
from engine.jobs.cache import Cache
from engine.jobs.inline import run_inline
from engine.models.library import Library
from tests.engine.tiny import tiny


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shelf")
    tiny("llama", home / "one")
    tiny("gpt_neox", home / "two", layers=3)
    return home


@pytest.fixture
def library(shelf: Path, tmp_path: Path) -> Library:
    home = tmp_path / "models"
    home.mkdir()
    for folder in shelf.iterdir():
        (home / folder.name).symlink_to(folder)
    return Library(home)


SMALL = {"n_windows": 32, "length": 16}


def stitched(**settings: Any) -> Graph:
    nodes = {
        "one": Node("one", "model", settings={"name": "one"}),
        "two": Node("two", "model", settings={"name": "two"}),
        "texts": Node("texts", "corpus", settings={"part": "train", "n_texts": 100}),
        "cut_one": Node("cut_one", "cut", settings={"depth": 1}),
        "cut_two": Node("cut_two", "cut", settings={"depth": 1}),
        "stitch": Node("stitch", "stitch", settings={**SMALL, **settings}),
        "save": Node("save", "save_model", settings={"name": "joined"}),
    }
    wires = [
        Wire("one", "model", "cut_one", "model"),
        Wire("two", "model", "cut_two", "model"),
        Wire("cut_one", "front", "stitch", "front"),
        Wire("cut_two", "back", "stitch", "back"),
        Wire("texts", "corpus", "stitch", "texts"),
        Wire("stitch", "model", "save", "model"),
    ]
    return Graph(nodes, wires)


def run(
    graph: Graph, library: Library, cache: Cache | None = None, gate: Callable[[], None] | None = None
) -> tuple[Any, list[m.Message]]:
    heard: list[m.Message] = []
    result = run_inline(m.Job(graph=files.to_json(graph)), library, heard.append, gate, cache)
    return result, heard


def metrics(heard: list[m.Message], node: str) -> dict[str, float]:
    return {one.name: one.value for one in heard if isinstance(one, m.Metric) and one.node == node}


def test_a_stitch_is_trained_said_and_saved(library: Library) -> None:
    result, heard = run(stitched(steps=20, rows=4, rate=0.02), library)
    assert result.outcome == "done", result.faults
    found = metrics(heard, "stitch")
    assert found["loss.trained"] < found["loss.instant"]
    assert found["above_better.trained"] == pytest.approx(
        found["loss.trained"] - min(found["loss.one"], found["loss.two"])
    )
    lines = [one for one in heard if isinstance(one, m.Line) and one.plot == "Training of the map"]
    assert {one.series for one in lines} == {"training", "held out"}
    assert all(math.isfinite(y) for one in lines for y in one.ys)
    assert library.get("joined").architecture == "stitched"


def test_a_second_save_takes_another_name_or_replaces(library: Library) -> None:
    graph = stitched()
    for _ in range(2):
        assert run(graph, library)[0].outcome == "done"
    assert {"joined", "joined-2"} <= {entry.name for entry in library.list()}
    graph.nodes["save"].settings["taken"] = "replace"
    assert run(graph, library)[0].outcome == "done"
    assert "joined-3" not in {entry.name for entry in library.list()}
    graph.nodes["save"].settings["name"] = "one"
    assert run(graph, library)[0].outcome == "done"
    assert library.get("one").architecture == "llama"
    assert library.get("one-2").architecture == "stitched"


def test_a_saved_stitch_is_a_model_of_the_next_graph(library: Library) -> None:
    run(stitched(), library)
    graph = Graph(
        {
            "model": Node("model", "model", settings={"name": "joined"}),
            "prompt": Node("prompt", "prompt", settings={"text": "the cat"}),
            "generate": Node("generate", "generate", settings={"n_tokens": 4}),
        },
        [Wire("model", "model", "generate", "model"), Wire("prompt", "text", "generate", "prompt")],
    )
    result, heard = run(graph, library)
    assert result.outcome == "done", result.faults
    assert any(isinstance(one, m.Tokens) and one.node == "generate" for one in heard)


@pytest.mark.parametrize(
    ("node", "settings", "words"),
    [
        ("cut_two", {"depth": 9}, "3 blocks"),
        ("texts", {"part": "train", "n_texts": 1}, "too few"),
        ("save", {"name": " "}, "no name"),
    ],
)
def test_what_cannot_work_is_told_at_its_node(library: Library, node: str, settings: dict, words: str) -> None:
    graph = stitched()
    graph.nodes[node].settings = settings
    result, _ = run(graph, library)
    assert result.outcome == "failed"
    assert any(words in fault.sentence() for fault in result.faults)


def test_a_front_fits_no_back(library: Library) -> None:
    graph = stitched()
    graph.wires = [w for w in graph.wires if w.input != "back"] + [Wire("cut_two", "front", "stitch", "back")]
    result, _ = run(graph, library)
    assert any("back of a model" in fault.sentence() for fault in result.faults)


def test_training_goes_on_after_the_program_was_ended(library: Library) -> None:
    job = m.Job(graph=files.to_json(stitched(steps=60)))
    heard: list[m.Message] = []

    def trained() -> list[float]:
        return [x for one in heard if isinstance(one, m.Line) and one.series == "training" for x in one.xs]

    def gate() -> None:
        if trained() and trained()[-1] >= 40:
            raise Cancelled

    result = run_inline(job, library, heard.append, gate, Cache())
    assert result.outcome == "stopped", result.faults
    heard.clear()
    result = run_inline(job, library, heard.append, None, Cache())
    assert result.outcome == "done", result.faults
    assert trained()[0] == 31  # checkpoints come every ten steps
    assert trained()[-1] == 60
    assert list((library.folder.parent / "unfinished").iterdir()) == []


def map_graph() -> Graph:
    nodes = {
        "one": Node("one", "model", settings={"name": "one"}),
        "two": Node("two", "model", settings={"name": "two"}),
        "texts": Node("texts", "corpus", settings={"part": "train", "n_texts": 100}),
        "map": Node("map", "stitch_map", settings=SMALL),
    }
    wires = [
        Wire("one", "model", "map", "front"),
        Wire("two", "model", "map", "back"),
        Wire("texts", "corpus", "map", "texts"),
    ]
    return Graph(nodes, wires)


def test_a_stopped_map_goes_on_where_it_was(library: Library) -> None:
    cache = Cache()
    seen: list[m.HeatMap] = []

    def gate() -> None:
        if len(seen) >= 5:
            raise Cancelled

    def hear(message: m.Message) -> None:
        if isinstance(message, m.HeatMap):
            seen.append(message)

    job = m.Job(graph=files.to_json(map_graph()))
    assert run_inline(job, library, hear, gate, cache).outcome == "stopped"
    before = filled(seen[-1])
    assert 0 < len(before) < 12
    first = len(seen)
    seen.clear()
    heard: list[m.Message] = []

    def note(message: m.Message) -> None:
        heard.append(message)

    result = run_inline(job, library, note, None, cache)
    assert result.outcome == "done", result.faults
    maps = [one for one in heard if isinstance(one, m.HeatMap)]
    assert before <= filled(maps[0])
    assert len(filled(maps[-1])) == 12
    assert len(maps) <= 12 - first + 2
    above = metrics(heard, "map")
    best = above["best_front"], above["best_back"]
    joins = {key: v for key, v in above.items() if key.startswith("above.") and not key.startswith("above.0.")}
    joins = {key: v for key, v in joins.items() if not key.endswith(".3")}
    assert min(joins, key=lambda key: joins[key]) == f"above.{best[0]:.0f}.{best[1]:.0f}"


def filled(heat: m.HeatMap) -> set[tuple[int, int]]:
    return {(r, c) for r, row in enumerate(heat.values) for c, value in enumerate(row) if value is not None}


JOINED = [(1, 1), (0, 2), (2, 0), (1, 3)]
"Cells of the map: in the middle, behind the embeddings of one or the other, and with nothing of the back but its head."


@pytest.mark.parametrize(("k", "cut"), JOINED)
def test_the_nodes_of_a_cell_reach_the_loss_of_the_cell(library: Library, k: int, cut: int) -> None:
    graph, pick = map_graph(), node_types()["stitch_map"].pick
    assert pick is not None
    part = pick.part(graph.nodes["map"].settings, str(k), str(cut))
    graph.nodes |= part.graph.nodes
    graph.wires += part.graph.wires
    graph.wires += feeding(graph, "map", part, {name: name for name in part.graph.nodes})
    result, heard = run(graph, library)
    assert result.outcome == "done", result.faults
    heat = next(one for one in reversed(heard) if isinstance(one, m.HeatMap) and one.plot == pick.plot)
    cell = heat.values[heat.y_ticks.index(str(k))][heat.x_ticks.index(str(cut))]
    assert cell is not None
    assert metrics(heard, part.main)["above_better.instant"] == pytest.approx(cell, abs=1e-4)


def test_a_cell_of_the_map_keeps_all_settings_that_a_stitch_has_too() -> None:
    kinds = node_types()
    pick, shared = kinds["stitch_map"].pick, {"n_windows": 40, "length": 24, "rows": 3, "rate": 0.01, "steps": 9}
    assert pick is not None
    part = pick.part({**shared, "cuts": 3}, "4", "2")
    assert part.graph.nodes[part.main].settings == shared
    assert {one.name for one in kinds["stitch_map"].fields} == {*shared, "cuts"}, "a new one must be thought of here"
    assert {wire.source: part.graph.nodes[wire.source].settings["depth"] for wire in part.graph.wires} == {
        "front": 4,
        "back": 2,
    }


def test_alike_blocks_of_two_models_can_be_joined_but_not_those_of_one() -> None:
    pick = node_types()["compare_representations"].pick
    assert pick is not None
    part = pick.part({"n_windows": 8}, "2", "3")
    graph = map_graph()
    graph.nodes["map"] = Node("map", "compare_representations")
    graph.wires = [
        replace(one, input={"front": "model_a", "back": "model_b"}.get(one.input, "texts")) for one in graph.wires
    ]
    assert is_fed(graph, "map", part)
    fed = {wire.target: wire.source for wire in feeding(graph, "map", part, {name: name for name in part.graph.nodes})}
    assert fed == {"front": "one", "back": "two", part.main: "texts"}
    graph.wires = [one for one in graph.wires if one.input != "model_b"]
    assert not is_fed(graph, "map", part)


@pytest.mark.parametrize("kind", [one for one in node_types().values() if one.pick is not None], ids=lambda one: one.id)
def test_nodes_of_a_cell_fit_together_and_are_fed_by_what_feeds_the_map(kind: NodeType) -> None:
    assert kind.pick is not None
    part = kind.pick.part({}, "1", "1")
    for wire in part.graph.wires:
        assert checks.can_connect(replace(part.graph, wires=[]), wire) is None
    for source, target, port in part.feeds:
        taken, given = node_types()[part.graph.nodes[target].type].input(port), kind.input(source)
        assert taken is not None
        assert given is not None
        assert taken.kind is given.kind
