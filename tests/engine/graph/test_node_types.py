"""A node is a typed function: what the decorator reads from its signature."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from engine.graph.nodes import choices, node, node_types
from engine.graph.ports import Kind, Model, Port, port_of
from engine.jobs.run import Run
from tests.engine.graph import graph_samples

MIX = node_types()["graph_mix"]


def test_positional_arguments_are_inputs():
    assert MIX.inputs == (
        Port("parts", Kind.MODEL, many=True),
        Port("prompt", Kind.TEXT, optional=True),
    )
    assert node_types()["graph_taste"].inputs == (
        Port("models", Kind.MODEL, many=True, optional=True),
        Port("texts", Kind.CORPUS, optional=True),
    )


def test_the_return_value_is_the_outputs():
    assert MIX.outputs == (Port("mixed", Kind.MODEL), Port("notes", Kind.PLOT))
    assert node_types()["graph_source"].outputs == (Port("model", Kind.MODEL),), "one output is named after its kind"
    assert node_types()["graph_named"].outputs == ()


def test_ports_are_found_by_name():
    assert MIX.input("prompt") == Port("prompt", Kind.TEXT, optional=True)
    assert MIX.output("notes") == Port("notes", Kind.PLOT)
    assert MIX.input("notes") is None


def test_keyword_arguments_are_settings_with_a_label_and_a_default():
    found = {field.name: (field.label, field.type, field.default) for field in MIX.fields}
    assert found == {
        "share": ("Share", float, 50.0),
        "steps": ("Number of steps", int, 4),
        "mood": ("Mood", graph_samples.Mood, graph_samples.Mood.CALM),
        "loud": ("Loud", bool, False),
    }
    (title,) = node_types()["graph_named"].fields
    assert title.default is ...


def test_settings_keep_to_their_bounds():
    assert MIX.settings(share=0, steps=1).share == 0.0
    for wrong in ({"share": 100.1}, {"share": float("nan")}, {"steps": 0}, {"mood": "angry"}, {"sharp": 1}):
        with pytest.raises(ValidationError):
            MIX.settings(**wrong)


def test_a_choice_is_given_by_its_value():
    assert MIX.settings(mood="wild").mood is graph_samples.Mood.WILD
    assert choices(graph_samples.Mood) == ["calm", "wild"]
    assert choices(int) == []


def test_the_docstring_is_the_help_and_the_function_name_the_id():
    assert (MIX.id, MIX.title, MIX.group, MIX.version) == ("graph_mix", "Mix", "Samples", 3)
    assert MIX.help == "Mix models.\n\nAnd a longer explanation."
    assert MIX.papers == (graph_samples.COOK,)
    assert MIX.cached
    assert not node_types()["graph_named"].cached


def test_the_row_on_the_node_is_empty_while_settings_are_wrong():
    @node("Rowed", group="Samples", summary=lambda settings: f"{settings.steps} steps")
    def graph_rowed(run: Run, *, steps: int = 2) -> None: ...

    kind = node_types().pop("graph_rowed")
    assert kind.row({}) == "2 steps"
    assert kind.row({"steps": "many"}) == ""
    assert MIX.row({}) == ""


def test_what_is_no_port_is_refused_with_its_name():
    with pytest.raises(TypeError, match="width"):
        port_of("width", int)
    assert port_of("large", Model) == Port("large", Kind.MODEL)


def test_all_nodes_of_the_program_are_found():
    kinds = node_types()
    assert {"model", "prompt", "corpus", "logit_fusion", "generate", "measure", "compare", "save_results"} <= set(kinds)
    for kind in kinds.values():
        assert kind.title, kind.id
        assert all(field.label for field in kind.fields)
