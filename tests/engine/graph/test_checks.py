"""What is found before a run, and in which words."""

from __future__ import annotations

import pytest

from engine.errors import Fault, StitchworkError
from engine.graph.checks import can_connect, check, downstream, facts_into, memory_needed, needed, order
from tests.engine.graph.graph_samples import Facts, graph, looked_at, wire

GB = 10**9
MODELS = {"small": 1 * GB, "large": 3 * GB}


def problems(found: list[Fault]) -> dict[str | None, list[str]]:
    words: dict[str | None, list[str]] = {}
    for fault in found:
        words.setdefault(fault.node, []).append(fault.title)
    return words


# Order


def test_every_node_comes_after_what_it_needs_otherwise_as_in_the_file():
    built = graph(
        {"named": ("named", {"title": "x"}), "mix": "mix", "b": "source", "a": "source"},
        "a.model > mix.parts",
        "b.model > mix.parts",
        "mix.mixed > named.mixed",
    )
    assert order(built) == ["b", "a", "mix", "named"]


def test_what_a_node_needs_and_what_depends_on_it():
    built = graph(
        {"a": "source", "b": "source", "mix": "mix", "taste": "taste"},
        "a.model > mix.parts",
        "mix.mixed > taste.models",
    )
    assert needed(built, ["mix"]) == {"a", "mix"}
    assert needed(built, ["b", "gone"]) == {"b"}
    assert needed(built, []) == set()
    assert downstream(built, "a") == {"a", "mix", "taste"}
    assert downstream(built, "b") == {"b"}


LOOP = (
    {"after": "taste", "a": "mix", "b": "mix", "free": "source"},
    "a.mixed > b.parts",
    "b.mixed > a.parts",
    "b.mixed > after.models",
)


def test_a_loop_is_told_by_the_nodes_along_it():
    with pytest.raises(StitchworkError, match="wait for each other: Mix → Mix → Mix") as caught:
        order(graph(*LOOP))
    assert caught.value.fix


def test_a_loop_is_shown_on_one_of_its_nodes_not_behind_it():
    (fault,) = check(graph(*LOOP), MODELS)
    assert fault.node in ("a", "b")
    assert "wait for each other" in fault.title


def test_a_node_wired_to_itself_is_a_loop():
    (fault,) = check(graph({"a": "mix"}, "a.mixed > a.parts"), MODELS)
    assert (fault.node, fault.title) == ("a", "“Mix” feeds itself.")


# Connecting


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("source.model > other.parts", None),
        ("source.model > mix.parts", "They are connected already."),
        ("mix.mixed > mix.parts", "A node cannot feed itself."),
        ("taste.number > mix.prompt", "“prompt” takes text, and this is a number."),
        ("source.weights > mix.parts", "“Source” has no output “weights”."),
        ("source.model > mix.pieces", "“Mix” has no input “pieces”."),
        ("other.mixed > mix.parts", "That would make a loop: “Other” already depends on “Mix”."),
        ("source.model > ghost.parts", "This version does not know “graph_ghost”."),
        ("ghost.model > mix.parts", "This version does not know “graph_ghost”."),
        ("source.model > nowhere.parts", "One of the nodes is gone."),
    ],
)
def test_a_wire_fits_or_the_reason_is_given(words, reason):
    built = graph(
        {"source": "source", "mix": "mix", "other": "mix", "taste": "taste", "ghost": "ghost"},
        "source.model > mix.parts",
        "mix.mixed > other.parts",
    )
    built.nodes["other"].title = "Other"
    assert can_connect(built, wire(words)) == reason


def test_a_taken_single_input_can_be_rewired():
    built = graph({"a": "source", "b": "source", "n": ("named", {"title": "x"})}, "a.model > n.mixed")
    assert can_connect(built, wire("b.model > n.mixed")) is None


# Wires of a file


def test_wires_that_a_file_should_not_have_are_shown_on_their_target():
    built = graph(
        {"a": "source", "b": "source", "n": ("named", {"title": "x"}), "mix": "mix", "taste": "taste"},
        "a.model > n.mixed",
        "b.model > n.mixed",
        "a.model > mix.parts",
        "taste.number > mix.prompt",
        "a.model > mix.gone",
    )
    assert problems(check(built, MODELS)) == {
        "n": ["“mixed” takes one wire and has 2."],
        "mix": ["“prompt” takes text, and this is a number.", "“Mix” has no input “gone”."],
    }


def test_an_unknown_node_is_kept_and_only_it_is_blamed():
    built = graph(
        {"ghost": ("ghost", {"depth": 3}), "taste": "taste", "mix": "mix"},
        "ghost.anything > taste.models",
        "taste.number > ghost.more",
        "ghost.model > mix.parts",
    )
    built.wires = [one for one in built.wires if one.target != "ghost"]
    (fault,) = check(built, MODELS)
    assert fault.node == "ghost"
    assert "graph_ghost" in fault.title
    assert "kept" in fault.fix


# Inputs and settings


def test_every_missing_input_is_named_and_optional_ones_are_not_missing():
    found = check(graph({"mix": "mix", "taste": "taste"}), MODELS)
    assert problems(found) == {"mix": ["“parts” is not connected."]}
    assert (found[0].port, found[0].fix) == ("parts", "Connect a model, or several, to it.")


def test_all_problems_of_a_node_are_told_at_once():
    found = check(graph({"mix": ("mix", {"steps": 0, "share": 101})}), MODELS)
    assert [fault.setting or fault.port for fault in found] == ["share", "steps", "parts"]


@pytest.mark.parametrize(
    ("settings", "title", "fix"),
    [
        (
            {"share": 140},
            "“Share” is 140, and must be a number from 0 to 100 %.",
            ("Set it to 100", 100.0),
        ),
        ({"steps": 0}, "“Number of steps” is 0, and must be a whole number of at least 1.", ("Set it to 1", 1)),
        (
            {"steps": 2.5},
            "“Number of steps” is 2.5, and must be a whole number of at least 1.",
            ("Set it back to 4", 4),
        ),
        (
            {"mood": "angry"},
            "“Mood” is “angry”, and must be one of: Calm and slow, wild.",
            ("Set it back to “Calm and slow”", "calm"),
        ),
        ({"loud": "perhaps"}, "“Loud” is “perhaps”, and must be on or off.", ("Set it back to off", False)),
        ({"share": None}, "“Share” is nothing, and must be a number from 0 to 100 %.", ("Set it back to 50", 50.0)),
        (
            {"share": {"a": 1}},
            "“Share” is a table of values, and must be a number from 0 to 100 %.",
            ("Set it back to 50", 50.0),
        ),
    ],
)
def test_a_wrong_setting_is_told_in_plain_words_with_a_button_that_mends_it(settings, title, fix):
    built = graph({"a": "source", "mix": ("mix", settings)}, "a.model > mix.parts")
    (fault,) = check(built, MODELS)
    assert (fault.title, fault.setting) == (title, next(iter(settings)))
    assert (fault.fixes[0].words, fault.fixes[0].value) == fix
    built.nodes["mix"].settings[fault.fixes[0].setting] = fault.fixes[0].value
    assert check(built, MODELS) == []


def test_a_setting_without_a_default_must_be_given():
    built = graph({"a": "source", "n": "named"}, "a.model > n.mixed")
    (fault,) = check(built, MODELS)
    assert (fault.title, fault.fix) == ("“Title” is not set.", "Choose text.")


def test_an_unknown_setting_is_named():
    (fault,) = check(graph({"a": ("source", {"sharpness": 3})}), MODELS)
    assert fault.title == "“Source” has no setting “sharpness”."


def test_a_monstrous_value_does_not_fill_the_screen():
    built = graph({"a": "source", "mix": ("mix", {"steps": "9" * 100_000})}, "a.model > mix.parts")
    (fault,) = check(built, MODELS)
    assert len(fault.sentence()) < 300


# Preflight


def test_facts_travel_along_wires_and_nothing_is_loaded():
    built = graph(
        {"a": "source", "b": ("source", {"name": "large"}), "w": "words", "mix": "mix"},
        "b.model > mix.parts",
        "a.model > mix.parts",
        "w.text > mix.prompt",
    )
    looked_at.clear()
    assert check(built, MODELS) == []
    facts = [Facts("large", 3 * GB), Facts("small", 1 * GB)]
    assert looked_at == [{"parts": facts, "prompt": True}], "wires in order; a text promises nothing, but is connected"


def test_anybody_may_ask_what_is_promised_to_a_node():
    built = graph(
        {"big": ("source", {"name": "large"}), "lost": ("source", {"name": "gone"}), "mix": "mix", "other": "mix"},
        "big.model > mix.parts",
        "lost.model > other.parts",
    )
    assert facts_into(built, MODELS, "mix") == {"parts": [Facts("large", 3 * GB)]}
    assert facts_into(built, MODELS, "other") == {}, "its source has a problem"
    assert facts_into(built, MODELS, "nowhere") == {}


def test_an_input_without_a_wire_is_not_among_the_facts():
    looked_at.clear()
    assert check(graph({"a": "source", "mix": "mix"}, "a.model > mix.parts"), MODELS) == []
    assert set(looked_at[0]) == {"parts"}


def test_a_node_says_itself_what_is_wrong_and_where():
    built = graph({"a": "source", "b": "source", "mix": "mix"}, "a.model > mix.parts", "b.model > mix.parts")
    (fault,) = check(built, MODELS)
    assert (fault.node, fault.port, fault.title) == ("mix", "parts", "The same model is there twice.")


def test_what_comes_after_a_problem_is_not_blamed_again_but_for_its_own():
    built = graph(
        {"a": ("source", {"name": "gone"}), "mix": ("mix", {"steps": 0}), "second": "mix", "taste": "taste"},
        "a.model > mix.parts",
        "mix.mixed > second.parts",
        "second.mixed > taste.models",
    )
    looked_at.clear()
    found = check(built, MODELS)
    assert [(fault.node, fault.setting) for fault in found] == [("a", "name"), ("mix", "steps")]
    assert looked_at == []


def test_without_a_library_only_the_graph_is_looked_at():
    assert check(graph({"a": ("source", {"name": "gone"})}), None) == []


def test_a_mistake_in_a_check_is_a_fault_and_no_crash():
    (fault,) = check(graph({"a": "mistaken"}), MODELS)
    assert fault.node == "a"
    assert "mistake in the program" in fault.words
    assert "TypeError" in fault.details or "KeyError" in fault.details


# Memory


TWO = graph({"a": "source", "b": ("source", {"name": "large"}), "again": "source"})


def test_models_that_do_not_fit_are_told_on_the_largest():
    (fault,) = check(TWO, MODELS, memory_free=2 * GB)
    assert fault.node == "b"
    assert fault.title == "The 2 models of this graph need 4.0 GB of memory, and a run may use 2.0 GB now."
    assert fault.words == "large is the largest, with 3.0 GB."


def test_one_model_is_counted_once_however_many_nodes_name_it():
    assert check(TWO, MODELS, memory_free=4 * GB) == []
    assert check(TWO, MODELS, memory_free=None) == []


def test_what_a_graph_needs_is_known_before_it_runs_and_each_model_counts_once() -> None:
    assert memory_needed(TWO, MODELS) == 4 * GB
    assert memory_needed(graph({"a": "source", "b": "source"}), {"small": 40_000_000}) == 40_000_000
    assert memory_needed(graph({}), MODELS) == 0


def test_one_model_alone_can_be_too_large():
    (fault,) = check(graph({"a": "source"}), {"small": 40_000_000}, memory_free=1_000_000)
    assert fault.title == "small needs 40 MB of memory, and a run may use 1 MB now."


def test_a_large_graph_is_checked_while_a_person_types():
    """Two hundred nodes are looked at again after every edit: each must be looked at once, not once a wire."""
    built = graph({"a": "source", **{f"m{i}": "mix" for i in range(200)}}, "a.model > m0.parts")
    for i in range(1, 200):
        built.wires += [wire(f"m{i - 1}.mixed > m{i}.parts")]
    looked_at.clear()
    assert check(built, MODELS) == []
    assert len(looked_at) == 200
