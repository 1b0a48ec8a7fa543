"""A bypassed node is gone for checks and runs, and what came in goes straight through."""

from __future__ import annotations

import pytest

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.bypass import without_bypassed
from engine.graph.checks import check
from engine.graph.document import Graph
from tests.engine.graph.graph_samples import graph, wire

KITCHEN = (
    {"a": "source", "b": "source", "first": "mix", "second": "mix", "taste": "taste"},
    "a.model > first.parts",
    "b.model > first.parts",
    "first.mixed > second.parts",
    "second.mixed > taste.models",
)


def bypassing(built: Graph, *names: str) -> Graph:
    for name in names:
        built.nodes[name].bypassed = True
    return built


def test_without_bypassed_nodes_the_graph_is_itself():
    built = graph(*KITCHEN)
    assert without_bypassed(built) is built


@pytest.mark.parametrize(
    ("names", "wires"),
    [
        (["first"], ["a.model > second.parts", "second.mixed > taste.models"]),
        (["first", "second"], ["a.model > taste.models"]),
        (["a"], ["b.model > first.parts", "first.mixed > second.parts", "second.mixed > taste.models"]),
    ],
)
def test_the_first_input_of_the_same_kind_goes_straight_through(names: list[str], wires: list[str]):
    built = bypassing(graph(*KITCHEN), *names)
    left = without_bypassed(built)
    assert left.wires == [wire(one) for one in wires]
    assert left.nodes.keys() == built.nodes.keys() - set(names)
    assert len(built.wires) == 4


def test_an_output_whose_kind_never_came_in_counts_as_missing():
    built = graph(
        {"a": "source", "mix": "mix", "second": "mix", "w": "words"}, "w.text > mix.prompt", "mix.mixed > second.parts"
    )
    faults = check(bypassing(built, "mix"), None)
    assert [(fault.node, fault.port) for fault in faults] == [("second", "parts")]


def test_a_bypassed_node_is_not_checked_even_if_nobody_knows_it():
    built = graph({"strange": "unheard_of", "a": "source"})
    assert [fault.node for fault in check(built, None)] == ["strange"]
    assert check(bypassing(built, "strange"), None) == []


def test_bypassed_nodes_in_a_ring_give_nothing():
    built = graph(
        {"a": "mix", "b": "mix", "taste": "taste"}, "a.mixed > b.parts", "b.mixed > a.parts", "b.mixed > taste.models"
    )
    assert without_bypassed(bypassing(built, "a", "b")).wires == []


def test_files_keep_it_and_older_ones_open():
    built = bypassing(graph(*KITCHEN), "first")
    data = files.to_json(built)
    assert files.from_json(data) == built
    assert [node.get("bypassed") for node in data["nodes"]] == [None, None, True, None, None]
    data["nodes"][0]["bypassed"] = "yes"
    with pytest.raises(StitchworkError, match="“bypassed” of “a” is not true or false"):
        files.from_json(data)
