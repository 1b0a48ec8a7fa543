"""A group says how a graph is shown, and nothing else: what runs, and how it is kept, cannot tell that there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import StitchworkError
from engine.graph import files, groups
from engine.graph.bypass import without_bypassed
from engine.graph.checks import check, order
from engine.graph.document import Graph, Group, Wire
from tests.engine.graph.graph_samples import graph

KITCHEN = (
    {"a": "source", "b": ("source", {"name": "large"}), "mix": "mix", "taste": "taste"},
    "a.model > mix.parts",
    "b.model > mix.parts",
    "mix.mixed > taste.models",
)
INNER, OUTER = Group("inner", ("a", "b"), "Models"), Group("outer", ("a", "b", "mix"), "Everything but the taste")


def grouped(*found: Group) -> Graph:
    return replace(graph(*KITCHEN), groups=found)


@pytest.mark.parametrize("closed", [True, False])
def test_checks_and_order_are_those_of_the_graph_without_groups(closed: bool):
    plain, shut = graph(*KITCHEN), grouped(replace(INNER, closed=closed), replace(OUTER, closed=closed))
    assert order(shut) == order(plain)
    assert check(shut, {"small": 1, "large": 2}, memory_free=1) == check(plain, {"small": 1, "large": 2}, memory_free=1)
    shut.nodes["mix"].bypassed = plain.nodes["mix"].bypassed = True
    assert without_bypassed(shut).wires == without_bypassed(plain).wires


def test_the_outermost_closed_group_stands_for_a_node():
    assert groups.shown_as((INNER, OUTER)) == dict.fromkeys(("a", "b", "mix"), OUTER)
    assert groups.shown_as((INNER, replace(OUTER, closed=False))) == dict.fromkeys(("a", "b"), INNER)
    assert groups.shown_as(()) == {}


def test_the_innermost_group_lies_around_a_selection():
    assert groups.around((OUTER, INNER), ["a"]) is INNER
    assert groups.around((OUTER, INNER), ["a", "mix"]) is OUTER
    assert groups.around((OUTER, INNER), ["taste"]) is None
    assert groups.around((OUTER, INNER), []) is None


def test_groups_lie_in_each_other_or_apart():
    assert groups.clash((OUTER, INNER, Group("other", ("taste",)))) is None
    crossing = Group("crossing", ("b", "taste"))
    assert groups.clash((INNER, crossing)) == (INNER, crossing)


def test_a_removed_node_leaves_its_groups_and_an_empty_group_goes():
    left = groups.without((INNER, OUTER), ["a", "b"])
    assert left == (replace(OUTER, nodes=("mix",)),)


def test_a_node_joins_the_groups_that_hold_its_neighbours_unless_it_has_its_own():
    (inner, outer) = groups.joined((INNER, OUTER), "new", ("a", "mix"))
    assert inner is INNER
    assert outer.nodes == ("a", "b", "mix", "new")
    assert groups.joined((INNER, OUTER), "b", ("mix", "mix")) == (INNER, OUTER)


def test_nodes_put_into_a_group_leave_the_others_and_lie_in_all_around_it():
    other = Group("other", ("taste", "b_2"), "Other")
    (inner, outer, left) = groups.put((INNER, OUTER, other), ["taste"], INNER)
    assert inner.nodes == ("a", "b", "taste")
    assert outer.nodes == ("a", "b", "mix", "taste")
    assert left.nodes == ("b_2",)
    (inner, outer) = groups.put((INNER, OUTER), ["b"], OUTER)
    assert (inner.nodes, outer.nodes) == (("a",), ("a", "b", "mix")), "from the inner one to the outer one"


def test_nodes_put_into_no_group_leave_all_but_those_that_hold_nothing_else():
    (inner, outer) = groups.put((INNER, OUTER), ["a"], None)
    assert (inner.nodes, outer.nodes) == (("b",), ("b", "mix"))
    (inner, outer) = groups.put((INNER, OUTER), ["a", "b"], None)
    assert (inner, outer.nodes) == (INNER, ("mix",)), "a group is taken out as a whole"


def test_of_groups_with_the_same_nodes_the_later_one_is_around_the_earlier_one():
    first, second = Group("first", ("a", "b")), Group("second", ("a", "b"))
    assert [one.nodes for one in groups.put((first, second), ["mix"], second)] == [("a", "b"), ("a", "b", "mix")]
    assert [one.nodes for one in groups.put((first, second), ["mix"], first)] == [("a", "b", "mix")] * 2


def test_the_home_of_nodes_holds_others_as_well():
    assert groups.home((OUTER, INNER), ["a"]) is INNER
    assert groups.home((OUTER, INNER), ["a", "b"]) is OUTER
    assert groups.home((OUTER, INNER), ["a", "b", "mix"]) is None


def test_groups_that_were_copied_whole_are_groups_of_the_copies():
    names = {"a": "a_2", "b": "b_2"}
    (copy,) = groups.copies((INNER, OUTER), names, (INNER, OUTER))
    assert (copy.nodes, copy.title) == (("a_2", "b_2"), "Models")
    assert copy.id not in ("inner", "outer")


def test_bends_that_a_closed_group_keeps_go_with_their_wires_and_are_copied_between_copies():
    bent = replace(INNER, bends=(Wire("a", "model", "mix", "parts", ((10, 20),)),))
    assert groups.without((bent,), ["b"])[0].bends == bent.bends
    assert groups.without((bent,), ["mix"])[0].bends == ()
    (copy,) = groups.copies((bent,), {"a": "a_2", "b": "b_2", "mix": "mix_2"}, (bent,))
    assert [(wire.source, wire.target, wire.bends) for wire in copy.bends] == [("a_2", "mix_2", ((10, 20),))]
    (copy,) = groups.copies((bent,), {"a": "a_2", "b": "b_2"}, (bent,))
    assert copy.bends == ()


def test_the_file_keeps_the_bends_of_a_closed_group():
    data = files.to_json(grouped(replace(INNER, bends=(Wire("a", "model", "mix", "parts", ((10, 20),)),))))
    assert data["groups"][0]["bends"] == [["a", "model", "mix", "parts", [[10, 20]]]]
    (wire,) = files.from_json(data).groups[0].bends
    assert wire.bends == ((10.0, 20.0),)


@pytest.mark.parametrize("strange", ["here", [["a", "model"]], [["a", "model", "nobody", "parts"]]])
def test_bends_of_a_group_that_are_none_are_a_clear_error(strange: object):
    data = files.to_json(grouped(INNER))
    data["groups"][0]["bends"] = strange
    with pytest.raises(StitchworkError):
        files.from_json(data)


def test_the_file_holds_groups_beside_the_nodes():
    data = files.to_json(grouped(INNER))
    assert data["groups"] == [{"id": "inner", "title": "Models", "nodes": ["a", "b"], "closed": True}]
    assert data["nodes"] == files.to_json(graph(*KITCHEN))["nodes"]
    assert files.from_json(data) == grouped(INNER)
    assert "groups" not in files.to_json(graph(*KITCHEN))
