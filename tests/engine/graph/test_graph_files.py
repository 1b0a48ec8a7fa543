"""A .stitch file holds a whole graph, is never half written, and a bad one is a clear error."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.document import Graph, Group, Node, Wire
from tests.engine.graph.graph_samples import SAMPLES, graph

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-files.MAX_INTEGER, files.MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(NAMES, JSON, max_size=3)
PLACES = st.floats(-files.MAX_COORDINATE, files.MAX_COORDINATE)
BENDS = st.lists(st.tuples(PLACES, PLACES), max_size=3).map(tuple)
KNOWN = {"schema", "name", "about", "recipe", "seed", "device", "nodes", "wires", "id", "type", "x", "y"}
EXTRA = st.dictionaries(
    NAMES.filter(lambda name: name not in KNOWN | {"title", "settings", "bypassed", "groups", "closed"}),
    JSON,
    max_size=2,
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph that the window could make, and some that only a file can: unknown types, wires, fields."""
    types = st.sampled_from(SAMPLES) | NAMES
    nodes = draw(st.lists(st.builds(Node, NAMES, types, PLACES, PLACES, NAMES, TABLES, EXTRA, st.booleans())))
    built = Graph(
        {node.id: node for node in nodes},
        name=draw(NAMES | st.just("")),
        about=draw(NAMES | st.just("")),
        recipe=draw(TABLES),
        seed=draw(st.integers(0, files.MAX_INTEGER)),
        device=draw(st.sampled_from(["auto", "cpu", "cuda:0"])),
        extra=draw(EXTRA),
    )
    if built.nodes:
        ends = st.sampled_from(list(built.nodes))
        built.wires = draw(st.lists(st.builds(Wire, ends, NAMES, ends, NAMES, BENDS), unique=True, max_size=6))
        built.groups = draw(grouped(list(built.nodes)))
    return built


@st.composite
def grouped(draw: st.DrawFn, names: list[str]) -> tuple[Group, ...]:
    """Groups beside and inside each other: parts of a row of nodes, and parts of these parts."""
    found: list[Group] = []
    parts = [names]
    for number in range(draw(st.integers(0, 4))):
        part = draw(st.sampled_from(parts))
        start = draw(st.integers(0, len(part) - 1))
        inner = part[start : draw(st.integers(start + 1, len(part)))]
        parts = [one for one in parts if one is not part] + [one for one in (part[:start], inner) if one]
        found.append(Group(f"g{number}", tuple(inner), draw(NAMES), draw(st.booleans()), draw(EXTRA)))
    return tuple(found)


@given(graphs())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_graph_comes_back_as_it_was(built: Graph):
    back = files.from_json(json.loads(json.dumps(files.to_json(built))))
    assert back == built
    assert [wire.bends for wire in back.wires] == [wire.bends for wire in built.wires]


@given(graphs())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_graph_comes_back_from_a_file(tmp_path_factory: pytest.TempPathFactory, built: Graph):
    path = tmp_path_factory.mktemp("graph") / "it.stitch"
    files.save(built, path)
    assert files.load(path) == built


def sample() -> Graph:
    built = graph({"a": ("source", {"name": "large"}), "mix": "mix"}, "a.model > mix.parts")
    built.name = "Mélange 混ぜる"
    return built


def test_the_file_is_what_people_can_read(tmp_path: Path):
    path = tmp_path / "it.stitch"
    files.save(sample(), path)
    text = path.read_text("utf-8")
    assert "Mélange 混ぜる" in text
    assert json.loads(text) == {
        "schema": 2,
        "name": "Mélange 混ぜる",
        "about": "",
        "recipe": {},
        "seed": 0,
        "device": "auto",
        "nodes": [
            {"id": "a", "type": "graph_source", "x": 0.0, "y": 0.0, "title": "", "settings": {"name": "large"}},
            {"id": "mix", "type": "graph_mix", "x": 0.0, "y": 0.0, "title": "", "settings": {}},
        ],
        "wires": [["a", "model", "mix", "parts"]],
    }


def test_what_this_version_does_not_know_is_written_back():
    data = files.to_json(sample())
    data["camera"] = {"zoom": 2}
    data["nodes"][0]["color"] = "red"
    data["nodes"][1]["type"] = "from_the_future"
    data["nodes"][1]["settings"] = {"depth": [1, {"of": "field"}]}
    assert files.to_json(files.from_json(data)) == data


def test_a_graph_shares_nothing_with_its_data():
    built = sample()
    data = files.to_json(built)
    built.nodes["a"].settings["name"] = "small"
    assert data["nodes"][0]["settings"] == {"name": "large"}
    opened = files.from_json(data)
    opened.nodes["a"].settings["name"] = "tiny"
    assert data["nodes"][0]["settings"] == {"name": "large"}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    path = tmp_path / "it.stitch"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(files.to_json(sample())).encode())
    assert files.load(path) == sample()


def test_doubled_wires_are_one():
    data = files.to_json(sample())
    data["wires"] *= 2
    assert files.from_json(data) == sample()


# Migrations


def test_files_without_a_schema_name_their_wires_as_objects():
    data = files.to_json(sample())
    del data["schema"]
    data["wires"] = [{"from": "a.model", "to": "mix.parts"}]
    assert files.from_json(data) == sample()
    assert data["wires"] == [{"from": "a.model", "to": "mix.parts"}], "the data itself stays"


def test_a_newer_file_is_refused_with_what_to_do(tmp_path: Path):
    path = tmp_path / "new.stitch"
    path.write_text('{"schema": 7, "nodes": []}')
    with pytest.raises(StitchworkError, match="newer Stitchwork \\(schema 7, this one knows 2\\)") as caught:
        files.load(path)
    assert caught.value.fix == "Update Stitchwork to open it."


def test_a_file_from_before_groups_has_none_whatever_it_calls_so():
    data = files.to_json(sample())
    data |= {"schema": 1, "groups": ["a", "b"]}
    assert files.from_json(data) == sample()


# Saving


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "it.stitch"
    files.save(sample(), path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StitchworkError, match=r"disk is full.*it\.stitch"):
        files.save(Graph(name="another"), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path], "nothing half written lies about"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_saving_changes_nothing_about_who_may_read_the_file(tmp_path: Path):
    path = tmp_path / "it.stitch"
    (tmp_path / "plain").touch()
    files.save(sample(), path)
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
    path.chmod(0o640)
    files.save(sample(), path)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (float("nan"), "a number that is not finite"),
        (10**30, "a number that is too large"),
        ("\ud800", "a text in it is broken"),
        (object(), "something that a file cannot keep"),
    ],
)
def test_nothing_is_saved_that_could_not_be_opened(tmp_path: Path, value: Any, words: str):
    path = tmp_path / "it.stitch"
    files.save(sample(), path)
    before = path.read_bytes()
    built = sample()
    built.nodes["mix"].settings["share"] = value
    with pytest.raises(StitchworkError, match=words) as caught:
        files.save(built, path)
    assert "it.stitch" in caught.value.words
    assert path.read_bytes() == before
    with pytest.raises(StitchworkError, match=words):
        files.to_json(built)


# Bad files


def node_file(**fields: Any) -> str:
    return json.dumps({"schema": 1, "nodes": [{"id": "a", "type": "t", **fields}], "wires": []})


def group_file(*groups: Any) -> str:
    nodes = [{"id": name, "type": "t"} for name in "abc"]
    return json.dumps({"schema": 2, "nodes": nodes, "groups": groups})


BAD = {
    "groups as text": ('{"schema": 2, "nodes": [], "groups": "all"}', "its groups are not a list"),
    "group as text": (group_file("a"), "one of its groups is not an object"),
    "group without id": (group_file({"nodes": ["a"]}), "one of its groups has no id"),
    "empty group": (group_file({"id": "g", "nodes": []}), "the group “g” is empty"),
    "group of nodes as text": (group_file({"id": "g", "nodes": "abc"}), "the nodes of the group “g” are not a list"),
    "group of nobody": (group_file({"id": "g", "nodes": ["a", "x"]}), "the group “g” holds “x”, and there is no such"),
    "group of numbers": (group_file({"id": "g", "nodes": [1]}), "the group “g” holds “1”"),
    "group half closed": (group_file({"id": "g", "nodes": ["a"], "closed": "half"}), "“closed” of “g” is not true"),
    "two groups of one id": (group_file(*[{"id": "g", "nodes": ["a"]}] * 2), "two groups are called “g”"),
    "groups that overlap": (
        group_file({"id": "g", "nodes": ["a", "b"]}, {"id": "h", "nodes": ["b", "c"]}),
        "the groups “g” and “h” share nodes",
    ),
    "empty": (b"", "it is empty"),
    "blank": (b" \n\t ", "it is empty"),
    "binary": (bytes(range(256)), "it is not a text file"),
    "utf16": ('{"schema": 1}'.encode("utf-16"), "it is not a text file"),
    "cut off": (node_file()[:-30], "it ends in the middle"),
    "cut in a text": (node_file()[:20], "it ends in the middle"),
    "no json": ("{\n\nnodes: []}", "line 3 is not valid JSON"),
    "a list": ("[]", "it holds no graph"),
    "no nodes": ("{}", "it has no nodes"),
    "nodes as text": ('{"nodes": "many"}', "its nodes are not a list"),
    "nodes as null": ('{"nodes": null}', "its nodes are not a list"),
    "wires as number": ('{"nodes": [], "wires": 3}', "its wires are not a list"),
    "node as text": ('{"nodes": ["a"]}', "one of its nodes is not an object"),
    "no id": ('{"nodes": [{"type": "t"}]}', "no id"),
    "no type": ('{"nodes": [{"id": "a"}]}', "no type"),
    "two of one id": ('{"nodes": [{"id": "a", "type": "t"}, {"id": "a", "type": "t"}]}', "two nodes are called “a”"),
    "wire to nowhere": ('{"schema": 1, "nodes": [], "wires": [["a", "b", "c", "d"]]}', "a wire leads to “a”"),
    "short wire": ('{"schema": 1, "nodes": [], "wires": [["a"]]}', "one of its wires"),
    "wire of numbers": ('{"schema": 1, "nodes": [], "wires": [[1, 2, 3, 4]]}', "one of its wires"),
    "NaN": (node_file(x=float("nan")), "NaN"),
    "infinite": (node_file().replace('"t"', '"t", "x": 1e999'), "not finite"),
    "infinite setting": (node_file().replace('"t"', '"t", "settings": {"a": -1e999}'), "not finite"),
    "place far away": (node_file(x=1e7), "the place of “a”"),
    "place as text": (node_file(y="top"), "the place of “a”"),
    "settings as list": (node_file(settings=[]), "the settings of “a” are not an object"),
    "huge number": (node_file(settings={"a": 10**30}), "a number that is too large"),
    "endless number": (node_file().replace('"t"', '"t", "x": ' + "9" * 5000), "a number that is too large"),
    "seed below zero": ('{"nodes": [], "seed": -1}', "its seed"),
    "seed as truth": ('{"nodes": [], "seed": true}', "its seed"),
    "name as number": ('{"nodes": [], "name": 3}', "“name” is not text"),
    "schema as text": ('{"nodes": [], "schema": "1"}', "its schema number is not a number"),
    "schema below zero": ('{"nodes": [], "schema": -1}', "its schema number"),
    "broken text": ('{"nodes": [], "name": "\\ud800"}', "a text in it is broken"),
    "said twice": ('{"nodes": [], "nodes": [{}]}', "it says “nodes” twice"),
    "deep": ("[" * 100_000, "nested too deeply"),
    "deep settings": (node_file().replace('"t"', '"t", "settings": ' + '{"a":' * 99 + "1" + "}" * 99), "too deeply"),
    "large": (b" " * (files.MAX_BYTES + 1), "larger than 16 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, name: str):
    content, words = BAD[name]
    path = tmp_path / "bad.stitch"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(StitchworkError) as caught:
        files.load(path)
    assert caught.value.words.startswith("“bad.stitch” cannot be opened: ")
    assert words in caught.value.words
    assert caught.value.fix
    assert len(caught.value.words) < 200


def test_too_many_nodes_are_refused():
    with pytest.raises(StitchworkError, match="more than 10,000 nodes"):
        files.from_json({"nodes": [{}] * (files.MAX_NODES + 1)})


def test_what_is_no_file_is_refused(tmp_path: Path):
    with pytest.raises(StitchworkError, match=r"There is no file “.*gone\.stitch”"):
        files.load(tmp_path / "gone.stitch")
    with pytest.raises(StitchworkError, match="it is a folder"):
        files.load(tmp_path)
    with pytest.raises(StitchworkError, match="cannot be opened"):
        files.load(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.stitch")
    with pytest.raises(StitchworkError, match="not an ordinary file"):
        files.load(tmp_path / "pipe.stitch")
