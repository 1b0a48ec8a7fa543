"""The command line: the same engine without a window.

Exit status: 0 all went well, 1 a node failed, 2 the file or an argument is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import __version__, resources
from engine.errors import StitchworkError
from engine.graph import files
from engine.graph.document import Graph
from engine.graph.nodes import node_types
from engine.models.library import Library

if TYPE_CHECKING:
    from engine.jobs.cache import Cache
    from engine.jobs.result import Collector


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return arguments.action(arguments)
    except StitchworkError as error:
        print(f"stitchwork: {error.words}", error.fix, sep="\n  " if error.fix else "", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stitchwork: stopped", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stitchwork",
        description="Combine language models. Without a command, the window opens.",
        epilog="--install-desktop, alone, puts Stitchwork into your menu and opens .stitch files by double click; "
        "--remove-desktop undoes it.",
    )
    parser.add_argument("--version", action="version", version=f"stitchwork {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run a graph without a window")
    run.add_argument("file", help="a .stitch file, or the name of a recipe")
    run.add_argument("--set", action="append", default=[], metavar="NODE.SETTING=VALUE", dest="settings")
    run.add_argument(
        "--vary", action="append", default=[], metavar="NODE.SETTING=A,B,...",
        help="run once for every value (or seed=0,1,2), and for every combination where it is given more than once",
    )  # fmt: skip
    run.add_argument("--device", default=None, help="auto, cpu, cuda:0, mps")
    run.add_argument("--seed", type=int, default=None)
    run.add_argument("--out", type=Path, default=Path("stitchwork-results"), help="folder for the results")
    run.add_argument("--quiet", action="store_true", help="print only problems")
    run.set_defaults(action=_run)

    models = commands.add_parser("models", help="list, import and remove models of the library")
    what = models.add_subparsers(required=True, metavar="WHAT")
    listing = what.add_parser("list", help="all models")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(action=_models_list)
    bring = what.add_parser("import", help="a safetensors folder, a .gguf file or a hub name")
    bring.add_argument("source")
    bring.add_argument("--name", default="", help="its name in the library")
    bring.set_defaults(action=_models_import)
    drop = what.add_parser("remove", help="delete a model from the library")
    drop.add_argument("name")
    drop.set_defaults(action=_models_remove)

    recipes = commands.add_parser("recipes", help="list the recipes")
    recipes.add_argument("--json", action="store_true")
    recipes.set_defaults(action=_recipes)
    commands.add_parser("doctor", help="check this installation").set_defaults(action=_doctor)
    return parser


def recipe_paths() -> list[Path]:
    return sorted(resources.path("recipes").glob("*.stitch"))


def _find(file: str) -> Path:
    path = Path(file)
    if path.exists():
        return path
    named = {recipe.stem: recipe for recipe in recipe_paths()}
    if file in named:
        return named[file]
    raise StitchworkError(f"There is no file or recipe “{file}”.", "The recipes are: " + ", ".join(named) + ".")


def apply_setting(graph: Graph, assignment: str) -> None:
    """Change one setting from `node.setting=value`; the value may be JSON or plain text."""
    place, equals, text = assignment.partition("=")
    node_id, dot, name = place.rpartition(".")
    if not equals or not dot:
        raise StitchworkError(f"“{assignment}” is not a setting.", "Write --set node.setting=value.")
    node = graph.nodes.get(node_id)
    if node is None:
        raise StitchworkError(f"The graph has no node “{node_id}”.", "Its nodes are: " + ", ".join(graph.nodes) + ".")
    kind = node_types().get(node.type)
    known = {field.name: field for field in kind.fields} if kind else {}
    if name not in known:
        raise StitchworkError(
            f"“{node_id}” has no setting “{name}”.", "Its settings are: " + (", ".join(known) or "none") + "."
        )
    value: Any = text
    if known[name].type is not str:
        try:
            value = json.loads(text)
        except ValueError:
            value = text
    node.settings[name] = value


def _run(arguments: argparse.Namespace) -> int:
    from engine.files import csv_text, write_text
    from engine.jobs import sweep
    from engine.jobs.cache import Cache

    graph = files.load(_find(arguments.file))
    for assignment in arguments.settings:
        apply_setting(graph, assignment)
    seed = graph.seed if arguments.seed is None else arguments.seed
    cells = sweep.cells(arguments.vary)
    cache = Cache()
    if not cells:
        return 0 if _run_once(arguments, graph, seed, arguments.out, cache).outcome == "done" else 1
    graphs = [_varied(graph, cell.assignments) for cell in cells]  # a wrong name is told before anything runs
    done = []
    for cell, changed in zip(cells, graphs, strict=True):
        if not arguments.quiet:
            print(f"Run {cell.number} of {len(cells)}: {cell.words}")
        chosen = seed if cell.seed is None else cell.seed
        done.append((cell, _run_once(arguments, changed, chosen, arguments.out / cell.folder, cache)))
        write_text(arguments.out / sweep.TABLE, csv_text(*sweep.table(done)))
    if not arguments.quiet:
        print(f"All runs: {arguments.out / sweep.TABLE}")
    return 0 if all(result.outcome == "done" for _, result in done) else 1


def _varied(graph: Graph, assignments: Sequence[str]) -> Graph:
    """A copy with other settings."""
    copy = files.from_json(files.to_json(graph))
    for assignment in assignments:
        apply_setting(copy, assignment)
    return copy


def _run_once(arguments: argparse.Namespace, graph: Graph, seed: int, out: Path, cache: Cache) -> Collector:
    from engine.jobs import messages as m
    from engine.jobs.inline import run_inline
    from engine.jobs.result import Collector

    collector = Collector()
    printer = _Printer(graph, quiet=arguments.quiet)

    def hear(message: m.Message) -> None:
        collector.add(message)
        printer.show(message)

    job = m.Job(files.to_json(graph), seed, arguments.device or graph.device, str(out.resolve()))
    run_inline(job, Library(), hear, cache=cache)
    collector.write(out, graph=graph, seed=seed)
    if not arguments.quiet:
        print(f"Results: {out / 'result.json'}, {out / 'report.html'}")
    return collector


class _Printer:
    """Messages as lines on the terminal; progress on one line that is written over."""

    def __init__(self, graph: Graph, *, quiet: bool) -> None:
        self._graph = graph
        self._quiet = quiet
        self._live = sys.stderr.isatty()

    def show(self, message: Any) -> None:
        from engine.jobs import messages as m

        match message:
            case m.NodeFailed(fault):
                print(f"{self._title(fault.node)}: {fault.sentence()}", file=sys.stderr)
                if fault.details:
                    print(fault.details, file=sys.stderr)
            case m.NodeChanged(node, state, seconds) if not self._quiet and seconds is not None:
                print(f"{self._title(node)}: {state.value} in {seconds:.1f} s")
            case m.Sentence(node, words) if not self._quiet:
                print(f"{self._title(node)}: {words}")
            case m.PlainText(node=node, text=text) if not self._quiet:
                print(f"{self._title(node)}:\n{text}\n")
            case m.Progress(node, done, total, words) if self._live and not self._quiet:
                print(f"\r{self._title(node)}: {words} {done / max(total, 1):.0%}\033[K\r", end="", file=sys.stderr)
            case _:
                pass

    def _title(self, node: str | None) -> str:
        if node is None or node not in self._graph.nodes:
            return "The graph"
        found = self._graph.nodes[node]
        kind = node_types().get(found.type)
        return found.title or (kind.title if kind else found.type)


def _models_list(arguments: argparse.Namespace) -> int:
    entries = Library().list()
    if arguments.json:
        print(json.dumps([{**vars(entry), "folder": str(entry.folder)} for entry in entries], indent=2, default=str))
        return 0
    for entry in entries:
        where = "came with the program" if entry.starter else entry.source
        print(
            f"{entry.name:24} {entry.architecture:10} {entry.parameters / 1e6:8.1f} M  {entry.layers:3} layers  "
            f"{entry.vocab_size:7,} pieces  {entry.bytes / 1e6:8.1f} MB  {where}"
        )
    return 0


def _models_import(arguments: argparse.Namespace) -> int:
    from engine.models.importing import import_model

    def progress(done: float, total: float, words: str = "") -> None:
        print(f"{done / max(total, 1):4.0%} {words}", file=sys.stderr)

    entry = import_model(arguments.source, Library(), arguments.name, progress)
    print(f"Imported {entry.name}: {entry.parameters / 1e6:.1f} M parameters, {entry.layers} layers.")
    return 0


def _models_remove(arguments: argparse.Namespace) -> int:
    Library().remove(arguments.name)
    print(f"Removed {arguments.name}.")
    return 0


def _recipes(arguments: argparse.Namespace) -> int:
    found = [(path, files.load(path)) for path in recipe_paths()]
    if arguments.json:
        rows = [{"id": path.stem, "name": graph.name, "about": graph.about, **graph.recipe} for path, graph in found]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    for path, graph in found:
        print(f"{path.stem:28} {graph.name}\n{'':28} {graph.about}")
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from importlib.metadata import PackageNotFoundError, version

    good = True
    print(f"stitchwork {__version__}, Python {sys.version.split()[0]}")
    for package in ("PySide6_Essentials", "pyqtgraph", "torch", "transformers", "safetensors", "gguf", "pydantic"):
        try:
            print(f"  ok      {package} {version(package)}")
        except PackageNotFoundError:
            good = False
            print(f"  MISSING {package}: install Stitchwork again")
    from engine.models.devices import available

    for name, words in available():
        print(f"  ok      device {name}: {words}")
    library = Library()
    entries = library.list()
    starters = sum(entry.starter for entry in entries)
    print(f"  {'ok     ' if starters else 'MISSING'} {starters} starter models, {len(entries) - starters} of your own")
    print(f"  ok      {len(recipe_paths())} recipes, {len(node_types())} kinds of node")
    return 0 if good and starters else 1
