"""Which node answers what a graph asks."""

from __future__ import annotations

from engine.graph.document import Graph, Node, Wire
from engine.graph.topology import stages
from engine.graph.weight import by_weight


def graph(nodes: dict[str, str], *wires: Wire) -> Graph:
    return Graph(nodes={name: Node(name, kind) for name, kind in nodes.items()}, wires=list(wires))


MEASURED = graph(
    {"model": "model", "prompt": "prompt", "writes": "generate", "compare": "compare"},
    Wire("model", "model", "writes", "model"),
    Wire("prompt", "text", "writes", "prompt"),
    Wire("model", "model", "compare", "models"),
)


def test_a_node_stands_behind_all_that_it_needs() -> None:
    assert stages(MEASURED) == {"model": 0, "prompt": 0, "writes": 1, "compare": 1}


def test_nodes_of_a_loop_have_no_stage() -> None:
    looped = graph({"a": "merge", "b": "merge"}, Wire("a", "model", "b", "model"), Wire("b", "model", "a", "model"))
    assert stages(looped) == {"a": 0, "b": 0}


def test_what_measures_comes_first_and_what_writes_last() -> None:
    order = by_weight(MEASURED)
    assert order[0] == "compare"
    assert order.index("model") < order.index("writes")


def test_of_two_ends_the_first_in_the_file_comes_first() -> None:
    two = graph(
        {"model": "model", "one": "compare", "two": "compare"},
        *(Wire("model", "model", end, "models") for end in ("two", "one")),
    )
    assert by_weight(two)[:2] == ["one", "two"]
