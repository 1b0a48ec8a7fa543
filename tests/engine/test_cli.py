"""The command line runs the same graphs, and its exit status tells how it went."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from engine.cli import main, recipe_paths
from engine.graph import checks, files
from engine.jobs.messages import NodeState
from engine.models.library import Library


@pytest.mark.parametrize("path", recipe_paths(), ids=lambda path: path.stem)
def test_every_recipe_is_ready_to_run(path: Path) -> None:
    graph = files.load(path)
    assert graph.name
    assert graph.about
    assert graph.recipe["group"]
    library = Library()
    missing = set(graph.recipe.get("needs", ())) - {entry.name for entry in library.list()}
    faults = checks.check(graph, library)
    assert all(any(name in fault.sentence() for name in missing) for fault in faults)
    assert bool(faults) == bool(missing)


def test_a_recipe_runs_and_leaves_its_numbers(tmp_path: Path) -> None:
    small = ["--set", "generate.n_tokens=6", "--set", "compare.n_tokens=64", "--seed", "3"]
    assert main(["run", "one-expert", *small, "--out", str(tmp_path), "--quiet"]) == 0
    result = json.loads((tmp_path / "result.json").read_text())
    assert result["seed"] == 3
    assert result["metrics"]["generate.n_tokens"] == 6
    assert result["metrics"]["compare.loss.dictionary.starter-large"] > 0
    assert set(result["nodes"]) == set(files.load(recipe_paths()[0].with_name("one-expert.stitch")).nodes)
    assert "torch" in result["versions"]
    alphas = next((tmp_path / "plots").glob("*alpha*.csv")).read_text().splitlines()
    assert len(alphas) == 1 + 6
    assert "Fan, Lu" in (tmp_path / "report.html").read_text()


def test_the_same_seed_gives_the_same_text(tmp_path: Path) -> None:
    small = ["--set", "generate.n_tokens=12", "--set", "compare.n_tokens=64", "--quiet"]
    texts = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        assert main(["run", "two-experts", *small, "--out", str(folder)]) == 0
        texts.append(next((folder / "plots").glob("*Text by*.csv")).read_text())
    assert texts[0] == texts[1]


def test_a_sweep_runs_every_combination_and_leaves_one_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    varied = ["--vary", "task.n_examples=4,8", "--vary", "seed=0,1"]
    few = ["--set", "train.n_prompts=256", "--set", "train.steps=5", "--set", "train.seeds=1"]
    assert main(["run", "icl-one-layer", *few, *varied, "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Run 4 of 4: task.n_examples 8, seed 1" in said
    third = json.loads((tmp_path / "003" / "result.json").read_text())
    assert third["nodes"]["net"]["state"] == NodeState.CACHED.value, "what is the same runs once"
    rows = list(csv.DictReader((tmp_path / "sweep.csv").open(encoding="utf-8")))
    assert [(row["run"], row["task.n_examples"], row["seed"]) for row in rows] == [
        ("001", "4", "0"), ("002", "4", "1"), ("003", "8", "0"), ("004", "8", "1"),
    ]  # fmt: skip
    for row in rows:
        result = json.loads((tmp_path / row["run"] / "result.json").read_text())
        assert result["seed"] == int(row["seed"])
        assert result["metrics"]["train.log_loss"] == float(row["train.log_loss"])
        assert files.load(tmp_path / row["run"] / "run.stitch").nodes["task"].settings["n_examples"] == int(
            row["task.n_examples"]
        )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "sums", "--vary", "nobody.text=1,2"], "no node “nobody”"),
        (["run", "sums", "--vary", "generate.n_tokens"], "varies nothing"),
        (["run", "sums", "--vary", "seed=one"], "are not seeds"),
        (["run", "no-such-recipe"], "no file or recipe"),
        (["run", "sums", "--set", "nobody.text=1"], "no node “nobody”"),
        (["run", "sums", "--set", "prompt.colour=red"], "no setting “colour”"),
        (["run", "sums", "--set", "prompt"], "not a setting"),
        (["models", "remove", "no-such-model"], "no-such-model"),
    ],
)
def test_wrong_arguments_end_with_2_and_words(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_problem_in_the_graph_ends_with_1_and_loads_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "sums", "--set", "prompt.text=", "--out", str(tmp_path), "--quiet"]) == 1
    assert "The prompt is empty" in capsys.readouterr().err
    assert json.loads((tmp_path / "result.json").read_text())["nodes"]["prompt"]["error"]


def test_members_with_other_pieces_are_refused_until_a_mapping_is_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "other-vocabulary", "--set", "fusion.vocabularies=same", "--out", str(tmp_path)]) == 1
    heard = capsys.readouterr().err
    assert "do not share a vocabulary" in heard
    assert "1,024 and 4,096" in heard


def test_models_and_recipes_are_listed_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list", "--json"]) == 0
    assert "starter-large" in {entry["name"] for entry in json.loads(capsys.readouterr().out)}
    assert main(["recipes", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(recipe_paths())


def test_starter_models_say_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    main(["models", "list", "--json"])
    entries = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert "LICENSES.md" in entries["small-python"]["licence"]
    assert entries["small-python"]["about"].startswith("starter-small, fine-tuned on python texts")
