"""What a run leaves behind: result.json, one CSV a plot, and a report that is one file."""

from __future__ import annotations

import base64
import csv
import json
import math
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Fault
from engine.graph import files
from engine.graph.document import Graph, Node, Wire
from engine.jobs import charts
from engine.jobs import messages as m
from engine.jobs.result import Collector, plot_table
from tests.engine.graph import graph_samples

VERSIONS = {"stitchwork": "1.2", "torch": "2.13"}
GRAPH = Graph(
    nodes={
        "a": Node("a", "graph_source", title="First <model>"),
        "mix": Node("mix", "graph_mix", settings={"mood": "calm", "steps": 12}),
        "n": Node("n", "from_the_future", settings={"depth": 3}),
    },
    name="Mélange & co",
    about="What <b>this</b> shows.",
)
assert graph_samples.SAMPLES

LINES = (
    m.Line("mix", "Loss", "train", (0.0, 1.0), (3.0, math.nan), y_label="nats", bounds=(2.5,)),
    m.Line("mix", "Loss", "held out", (0.0,), (3.5,), y_label="nats"),
    m.Line("mix", "Loss", "train", (2.0,), (1.0,), y_label="nats"),
)
BARS = m.Bars("mix", "Scores", ("sums", "verse"), ("large", "fused"), ((1.0, -0.5), (None, 2.0)), "loss", "lower")
TABLE = m.Table("mix", "All", ("Model", "Loss"), (("large", 1.5), ("fused", math.inf), ("gone", None)), best=((0, 1),))
TOKENS = (
    m.Tokens("mix", "Text", (m.Token("the <end>", prompt=True),)),
    m.Tokens("mix", "Text", (m.Token(" cat", 1, ("cat", "0.9 & more")),), (("python", 1),)),
)
HEAT = m.HeatMap("mix", "Map", ((1.0, None), (0.5, 2.0)), "from", "to", ("f1", "f2"), ("t1", "t2"))
SCATTER = m.Scatter("mix", "Cloud", (1.0, 2.0), (3.0, math.inf), ("one", "two"), (0, 9), "x", "y")
TEXT = m.PlainText("mix", "Said", "=1+1 <script>alert(1)</script>")
RUN: tuple[m.Message, ...] = (
    m.RunStarted("job", ("a", "mix", "n"), "cuda:0"),
    m.NodeChanged("a", m.NodeState.CACHED),
    m.NodeChanged("mix", m.NodeState.RUNNING),
    m.Progress("mix", 1, 2),
    *LINES,
    BARS,
    m.Table("mix", "All", ("Model",), (("first draft",),)),
    TABLE,
    *TOKENS,
    HEAT,
    SCATTER,
    TEXT,
    m.Metric("mix", "loss.sums", 1.5),
    m.Metric("mix", "perplexity", math.inf),
    m.Sentence("mix", "Large wins on <sums>."),
    m.NodeChanged("mix", m.NodeState.DONE, 2.5),
    m.NodeFailed(Fault("n", "It does not fit.", fix="Take less.")),
    m.NodeChanged("n", m.NodeState.FAILED, 0.5),
    m.RunFinished("job", "failed", 3.25),
)


def collected(*messages: m.Message) -> Collector:
    collector = Collector()
    for message in messages:
        collector.add(message)
    return collector


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of RUN."""
    place = tmp_path_factory.mktemp("results")
    collected(*RUN).write(place, graph=GRAPH, seed=7, versions=VERSIONS)
    return place


def read_json(folder: Path) -> dict[str, Any]:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads((folder / "result.json").read_text("utf-8"), parse_constant=refuse)


def test_result_json(folder: Path):
    assert read_json(folder) == {
        "outcome": "failed",
        "seconds": 3.25,
        "seed": 7,
        "device": "cuda:0",
        "sentences": [{"node": "mix", "words": "Large wins on <sums>."}],
        "metrics": {"mix.loss.sums": 1.5, "mix.perplexity": None},
        "nodes": {
            "a": {"state": "cached", "seconds": None, "cached": True, "error": None, "sentence": ""},
            "mix": {
                "state": "done",
                "seconds": 2.5,
                "cached": False,
                "error": None,
                "sentence": "Large wins on <sums>.",
            },
            "n": {
                "state": "failed",
                "seconds": 0.5,
                "cached": False,
                "error": "It does not fit. Take less.",
                "sentence": "",
            },
        },
        "tables": {
            "mix.All": {"columns": ["Model", "Loss"], "rows": [["large", 1.5], ["fused", None], ["gone", None]]}
        },
        "error": None,
        "versions": VERSIONS,
        "plots": [f"mix - {name}.csv" for name in ("Loss", "Scores", "All", "Text", "Map", "Cloud", "Said")],
    }


def test_versions_are_those_installed_unless_given(tmp_path: Path):
    collected().write(tmp_path, graph=Graph(), seed=0)
    assert {"stitchwork", "python", "torch", "transformers"} <= set(read_json(tmp_path)["versions"])


def test_a_problem_of_the_whole_graph_is_kept():
    failed = collected(m.NodeFailed(Fault(None, "There is nothing to run yet.")))
    assert failed.as_json(Graph(), 0, VERSIONS)["error"] == "There is nothing to run yet."


# One CSV a plot


@pytest.mark.parametrize(
    ("plot", "rows"),
    [
        (
            "Loss",
            [
                ["series", "step", "nats"],
                ["train", "0.0", "3.0"],
                ["train", "1.0", "nan"],
                ["held out", "0.0", "3.5"],
                ["train", "2.0", "1.0"],
            ],
        ),
        ("Scores", [["group", "large", "fused"], ["sums", "1.0", "-0.5"], ["verse", "", "2.0"]]),
        ("All", [["Model", "Loss"], ["large", "1.5"], ["fused", "inf"], ["gone", ""]]),
        (
            "Text",
            [
                ["token", "label", "prompt", "notes"],
                ["the <end>", "", "True", ""],
                [" cat", "python", "False", "cat | 0.9 & more"],
            ],
        ),
        ("Map", [["to / from", "f1", "f2"], ["t1", "1.0", ""], ["t2", "0.5", "2.0"]]),
        ("Cloud", [["label", "x", "y"], ["one", "1.0", "3.0"], ["two", "2.0", "inf"]]),
        ("Said", [["text"], ["=1+1 <script>alert(1)</script>"]]),
    ],
)
def test_each_plot_is_a_table(folder: Path, plot: str, rows: list[list[str]]):
    with (folder / "plots" / f"mix - {plot}.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == rows


def test_every_kind_of_plot_has_a_table_and_stands_in_the_report(folder: Path):
    """A new kind of plot message must not be forgotten here."""
    kinds = {kind.__name__ for kind in m.PlotMessage.__subclasses__()}
    assert kinds == {type(message).__name__ for message in RUN if isinstance(message, m.PlotMessage)}
    shown = set(re.findall(r"<h3>(\w+)", report(folder)))
    for message in RUN:
        if isinstance(message, m.PlotMessage):
            assert plot_table([message])[1]
            assert message.plot in shown


def test_plots_of_like_names_do_not_overwrite_each_other(tmp_path: Path):
    long = "the same long beginning " * 5
    names = ["Q", "q", f"{long} one", f"{long} two", "../up", "a/b", ""]
    texts = [m.PlainText("mix", name, str(number)) for number, name in enumerate(names)]
    collected(*texts).write(tmp_path, graph=GRAPH, seed=0)
    written = list((tmp_path / "plots").iterdir())
    assert len({path.name.lower() for path in written}) == len(names)
    assert {path.read_text() for path in written} == {f"text\n{number}\n" for number in range(len(names))}
    whole = ["plots", "references.bib", "report.html", "result.json", "run.stitch"]
    assert sorted(path.name for path in tmp_path.iterdir()) == whole


def test_a_later_run_removes_the_plots_of_an_earlier_one_and_nothing_else(tmp_path: Path):
    plots, stranger = tmp_path / "plots", tmp_path / "notes.csv"
    collected(m.PlainText("mix", "First", "1"), m.PlainText("mix", "Both", "1")).write(tmp_path, graph=GRAPH, seed=0)
    (plots / "mine.csv").write_text("kept")
    stranger.write_text("kept")
    said = json.loads((tmp_path / "result.json").read_text())
    said["plots"] += ["../notes.csv", str(stranger), 7]
    (tmp_path / "result.json").write_text(json.dumps(said))
    collected(m.PlainText("mix", "both", "2")).write(tmp_path, graph=GRAPH, seed=0)
    assert not (plots / "mix - First.csv").exists()
    assert (plots / "mix - both.csv").read_text() == "text\n2\n"
    assert (plots / "mine.csv").exists()
    assert stranger.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"plots": 3}', '{"plots": {"a.csv": 1}}'])
def test_a_result_that_says_nothing_of_plots_takes_nothing_away(tmp_path: Path, text: str):
    (tmp_path / "plots").mkdir()
    (tmp_path / "plots" / "a.csv").write_text("kept")
    (tmp_path / "result.json").write_text(text)
    collected(m.PlainText("mix", "b", "2")).write(tmp_path, graph=GRAPH, seed=0)
    assert (tmp_path / "plots" / "a.csv").exists()


def test_ticks_and_labels_that_do_not_match_lose_no_numbers():
    heat = m.HeatMap("a", "p", ((1.0, 2.0),), x_ticks=("only one",))
    assert plot_table([heat]) == (("", "0", "1"), [("0", 1.0, 2.0)])
    scatter = m.Scatter("a", "p", (1.0, 2.0), (3.0, 4.0), labels=("only one",))
    assert plot_table([scatter])[1] == [("only one", 1.0, 3.0), ("", 2.0, 4.0)]


# The report


def report(folder: Path) -> str:
    return (folder / "report.html").read_text("utf-8")


class Reader(HTMLParser):
    """Checks that tags close in order, and keeps elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_report_says_what_came_out_with_what_and_by_whom(folder: Path):
    page = Reader(report(folder))
    assert page.open == []
    for words in (
        "Mélange & co",
        "What <b>this</b> shows.",
        "Large wins on <sums>.",
        "It does not fit. Take less.",
        "First <model>",
        "Number of steps",
        "Calm and slow",
        "loss.sums",
        "seed 7, on cuda:0",
        "torch 2.13",
        "Cook (1901)",
        "@misc{cook1901mixing,",
        "stitchwork run run.stitch --device cuda:0",
        "∞",
    ):
        assert words in page.text, words


def test_what_a_run_leaves_behind_runs_again(folder: Path):
    """The graph lies beside the report and inside it, with the seed that was run."""
    beside = files.load(folder / "run.stitch")
    assert beside.seed == 7
    assert beside.nodes["mix"].settings == {"mood": "calm", "steps": 12}
    (link,) = [one for one in Reader(report(folder)).all("a") if "download" in one]
    data = base64.b64decode((link["href"] or "").removeprefix("data:application/json;base64,"))
    assert files.from_json(json.loads(data)) == beside


def test_the_references_of_a_run_lie_beside_it(folder: Path):
    assert (folder / "references.bib").read_text("utf-8") == graph_samples.COOK.bibtex()


def test_a_number_stands_below_its_head(folder: Path):
    page = Reader(report(folder))
    assert [one.get("class") for one in page.all("th")[:2]] == [None, "n"], "the model's name, its loss"


def test_settings_that_have_no_say_are_not_listed(tmp_path: Path):
    graph = Graph(nodes={"f": Node("f", "logit_fusion", settings={"strategy": "contrastive"})})
    Collector().write(tmp_path, graph=graph, seed=0)
    text = Reader(report(tmp_path)).text
    assert "Vocabularies" in text
    assert "Fixed weight (alpha)" not in text


def test_the_steps_of_a_scatter_stand_side_by_side_on_the_same_axes(tmp_path: Path):
    steps = [
        m.Scatter("a", "Answers", (0.0, 1.0), (float(step), 1.0), ("one", "two"), (0, 1), "truth", "answer",
                  step=float(step), step_label="layer", legend=(("network", 0), ("descent", 1)), diagonal="right")
        for step in range(20)
    ]  # fmt: skip
    collected(*steps).write(tmp_path, graph=Graph(nodes={"a": Node("a", "graph_words")}), seed=0)
    page = Reader(report(tmp_path))
    found = charts.draw(steps)
    assert [one.caption for one in found] == ["layer 0", "layer 4", "layer 8", "layer 11", "layer 15", "layer 19"]
    assert len({tuple(mark.words for mark in one.y_marks) for one in found}) == 1
    assert len(page.all("figcaption")) == 6
    assert found[0].diagonal is not None
    assert found[0].legend == [("network", 0), ("descent", 1)]
    written = (tmp_path / "plots" / "a - Answers.csv").read_text().splitlines()
    assert written[0] == "label,truth,answer,group,layer"
    assert written[-1] == "two,1.0,1.0,descent,19.0"
    assert len(written) == 1 + 2 * 20, "every number is there, also of the steps that are not drawn"


def test_a_cloud_of_points_does_not_make_the_report_large():
    values = tuple(float(i) for i in range(50_000))
    (made,) = charts.draw([m.Scatter("a", "p", values, values)])
    assert len(made.dots) <= charts.MAX_POINTS


def test_the_report_shows_the_graph_as_it_stands_on_the_canvas(tmp_path: Path):
    nodes = {"a": Node("a", "prompt", 0, 0, "Begin <here>"), "b": Node("b", "generate", 300, 100, bypassed=True)}
    graph = Graph(nodes=nodes, wires=[Wire("a", "text", "b", "prompt")])
    Collector().write(tmp_path, graph=graph, seed=0)
    page = Reader(report(tmp_path))
    (picture,) = [one for one in page.all("svg") if one.get("class") == "graph"]
    left, top, width, height = (float(part) for part in (picture["viewbox"] or "").split())
    places = [(float(one["x"] or 0), float(one["y"] or 0)) for one in page.all("rect")]
    assert places == [(0, 0), (300, 100)]
    assert all(left < x < left + width and top < y < top + height for x, y in places)
    (wire,) = page.all("path")
    assert wire["stroke"] == "var(--text, var(--text3))"
    assert "Begin <here>" in page.text


def test_bands_are_drawn_pale_around_their_line(tmp_path: Path):
    band = m.Line("a", "Loss", "mean", (0.0, 1.0), (2.0, 3.0), lows=(1.0, 2.0), highs=(3.0, 5.0))
    collected(band).write(tmp_path, graph=Graph(nodes={"a": Node("a", "graph_words")}), seed=0)
    page = Reader(report(tmp_path))
    (around,) = page.all("polygon")
    assert len((around["points"] or "").split()) == 4
    assert around["fill-opacity"] == "18%"
    assert "low,high" in (tmp_path / "plots" / "a - Loss.csv").read_text()


def test_what_a_model_says_cannot_become_markup(folder: Path):
    page = Reader(report(folder))
    assert page.all("script") == []
    assert "<script>alert(1)</script>" in page.text
    assert "the <end>" in page.text
    (cat,) = [one for one in page.all("span") if one.get("title")]
    assert cat["title"] == "cat\n0.9 & more"
    assert cat["class"] == "c1"


def test_the_report_needs_no_other_file(folder: Path):
    page = Reader(report(folder))
    for tag in ("link", "img", "iframe", "script"):
        assert page.all(tag) == []
    assert not any("src" in attributes for _, attributes in page.elements)
    assert {tag for tag, attributes in page.elements if "href" in attributes} <= {"a"}, "links that one may follow"
    assert "url(" not in report(folder)
    assert "prefers-color-scheme: dark" in report(folder)


def test_plots_are_drawn(folder: Path):
    page = Reader(report(folder))
    assert len([one for one in page.all("svg") if "role" in one]) == 5, "the graph, lines, bars, heat map and scatter"
    assert len(page.all("polyline")) == 3, "the line with a gap is drawn in two pieces"
    assert len([one for one in page.all("rect") if "rx" not in one]) == 3 + 3, "bars and cells that have a value"
    assert len(page.all("circle")) == 1, "a point at infinity has no place"
    for _, attributes in page.elements:
        for name in ("x", "y", "x1", "y1", "cx", "cy", "width", "height"):
            if name in attributes and str(attributes[name]) != "device-width":
                value = float(str(attributes[name]))
                assert math.isfinite(value)
                assert value >= 0


# Drawings


def drawing(*parts: m.PlotMessage) -> charts.Drawing:
    (made,) = charts.draw(parts)
    return made


def test_bars_stand_on_zero_and_hang_below_it():
    up, down, other = drawing(BARS).boxes
    assert up.y + up.height == pytest.approx(down.y)
    assert down.height == pytest.approx(up.height / 2)
    assert (up.color, down.color, other.color) == (0, 1, 1)


def test_cells_above_and_below_the_centre_have_colours_of_their_own():
    made = drawing(m.HeatMap("a", "p", ((-2.0, 0.0, 1.0),), center=0.0))
    assert [(box.color, box.strength) for box in made.boxes] == [(1, 70), (0, 0), (0, 35)]


def test_steps_that_are_counted_are_marked_at_whole_numbers():
    made = drawing(m.Line("a", "p", "s", (1.0, 2.0, 3.0), (0.5, 0.25, 0.125)))
    assert [mark.words for mark in made.x_marks] == ["1", "2", "3"]


def test_a_dashed_line_is_dashed_in_the_legend(tmp_path: Path):
    lines = (m.Line("a", "p", "whole", (0.0, 1.0), (1.0, 2.0)), m.Line("a", "p", "cut", (0.0,), (1.0,), dashed=True))
    collected(*lines).write(tmp_path, graph=Graph(nodes={"a": Node("a", "graph_words")}), seed=0)
    assert [one["class"] for one in Reader(report(tmp_path)).all("span") if "key" in (one.get("class") or "")] == [
        "key",
        "key dashed",
    ]


def test_nodes_without_a_result_of_their_own_share_a_table(folder: Path):
    text = Reader(report(folder)).text
    quiet = text[text.index("The other nodes") :]
    assert "First <model>" in quiet
    assert "from_the_future" not in quiet, "it failed, which is told above"


def test_a_series_keeps_the_colour_it_was_given():
    lines = [m.Line("a", "p", str(color), (0.0, 1.0), (0.0, 1.0), color=color) for color in (3, 0, 9)]
    made = drawing(*lines)
    assert [(stroke.color, stroke.dashed) for stroke in made.strokes] == [(3, False), (0, False), (1, True)]
    bars = drawing(m.Bars("a", "p", ("g",), ("large", "fused"), ((1.0, 2.0),), colors=(7, 2)))
    assert bars.legend == [("large", 7), ("fused", 2)]
    assert [box.color for box in bars.boxes] == [7, 2]


def test_long_lines_are_thinned_and_keep_their_end():
    n_points = 50_000
    xs = tuple(float(i) for i in range(n_points))
    (stroke,) = drawing(m.Line("a", "p", "s", xs, xs)).strokes
    points = stroke.runs[0].split()
    assert len(points) <= charts.MAX_POINTS + 2
    assert points[0] == f"{charts.LEFT},{charts.BOTTOM}"
    assert points[-1] == f"{charts.RIGHT},{charts.TOP}"


@pytest.mark.parametrize("scale", [1e-30, 1e-3, 1.0, 7e5, 1e30])
def test_axes_are_marked_at_a_few_round_numbers(scale: float):
    made = drawing(m.Line("a", "p", "s", (0.0, 1.0), (-0.3 * scale, 0.9 * scale)))
    words = [mark.words for mark in made.y_marks]
    assert 3 <= len(words) <= 8
    assert len(set(words)) == len(words)
    assert all(charts.TOP <= mark.at <= charts.BOTTOM for mark in made.y_marks)


@pytest.mark.parametrize(
    "plot",
    [
        m.Line("a", "p", "s", (), ()),
        m.Line("a", "p", "s", (1.0,), (math.nan,)),
        m.Line("a", "p", "s", (1.0,), (5.0,)),
        m.Line("a", "p", "s", (1.0, 2.0), (1e308, -1e308)),
        m.Bars("a", "p", (), (), ()),
        m.Bars("a", "p", ("g",), ("s",), ((math.inf,),)),
        m.HeatMap("a", "p", ()),
        m.HeatMap("a", "p", ((None,),)),
        m.HeatMap("a", "p", ((2.0, 2.0),)),
        m.Scatter("a", "p", (), ()),
    ],
)
def test_plots_with_little_in_them_are_drawn_too(tmp_path: Path, plot: m.PlotMessage):
    collected(plot).write(tmp_path, graph=Graph(nodes={"a": Node("a", "graph_words")}), seed=0)
    page = Reader(report(tmp_path))
    assert len([one for one in page.all("svg") if "role" in one and one.get("class") != "graph"]) == 1
    assert "nan" not in str(page.elements).lower().replace("finance", "")
