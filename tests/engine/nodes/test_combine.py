"""What the fusion node finds wrong with its members before anything is loaded."""

from __future__ import annotations

from engine import resources
from engine.graph import checks, files
from engine.models.library import Library


def test_of_several_experts_the_one_that_cuts_text_differently_is_named() -> None:
    graph = files.load(resources.path("recipes") / "two-experts.stitch")
    assert checks.check(graph, Library()) == []
    graph.nodes["python"].settings["name"] = "letters-dictionary"
    faults = {fault.node: fault for fault in checks.check(graph, Library())}
    assert (faults["fusion"].port, faults["fusion"].source) == ("experts", "python")
