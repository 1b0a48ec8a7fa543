"""The main views, a function each, in the order in which a person comes to them. Each leaves the window as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from engine import resources
from engine.graph.document import Group
from tests.screenshots.studio import Studio

FUSION, ONE_EXPERT, STITCH_MAP = "two-experts", "one-expert", "stitch-map"
MODELS = {"en": "Models", "ja": "モデル"}
"Title of the group."
FITTING = {"en": "st", "ja": "接合"}
"What is typed into the palette."
EVERYWHERE = ("start", "running", "finished", "failed")
"Views that the repository keeps in every size, theme and language; of all others small, light and in English."


def kept(view: str, code: str, mode: str, width: int) -> bool:
    """Whether the repository keeps this picture."""
    return view in EVERYWHERE or (code, mode, width) == ("en", "light", 1280)


def start(studio: Studio) -> None:
    studio.window.tabs.show_workspace(None)
    studio.take("start")


def empty(studio: Studio) -> None:
    workspace = studio.window.filing.new()
    studio.take("empty")
    studio.window.filing.close(workspace)


def tour(studio: Studio) -> None:
    studio.window.tour.start()
    studio.rest()
    studio.recipe(FUSION)
    studio.rest()
    studio.take("tour")
    studio.window.tour.leave()


def running(studio: Studio) -> None:
    studio.running(FUSION)
    studio.take("running")
    studio.run_on()


def finished(studio: Studio) -> None:
    workspace = studio.finished(FUSION)
    workspace.canvas.select("compare")
    workspace.inspector.show_tab("results")
    studio.take("finished")
    workspace.inspector.show_tab("settings")


def results(studio: Studio) -> None:
    """All plots of a run in place of the canvas."""
    _results(studio, FUSION, "generate", "results")


def stitch_map(studio: Studio) -> None:
    _results(studio, STITCH_MAP, "map", "stitch-map")


def failed(studio: Studio) -> None:
    """A whole book was pasted as the prompt: what is too long shows while it runs."""
    workspace = studio.finished(FUSION)
    document = workspace.document
    document.set_setting("prompt", "text", document.graph.nodes["prompt"].settings["text"] * 200)
    studio.run()
    workspace.canvas.select("generate")
    studio.take("failed")
    document.undo_stack.undo()
    document.check_now()


def refused(studio: Studio) -> None:
    """An expert with other pieces was chosen, and Run was pressed: nothing was loaded."""
    workspace = studio.finished(FUSION)
    document = workspace.document
    document.set_setting("python", "name", "letters-dictionary")
    studio.window.runs.run()
    studio.take("refused")
    document.undo_stack.undo()
    document.check_now()


def messages(studio: Studio) -> None:
    workspace = studio.finished(FUSION)
    studio.run()
    workspace.canvas.select("compare")
    studio.window.bottom.show_messages()
    studio.take("messages")
    studio.window.bottom.show_live()


def group_open(studio: Studio) -> None:
    _group(studio, "group-open", closed=False)


def group_closed(studio: Studio) -> None:
    _group(studio, "group-closed", closed=True)


def library(studio: Studio) -> None:
    workspace = studio.finished(FUSION)
    workspace.canvas.select("fusion")
    window = studio.window
    window.show_library(True)
    window.dock.panel.tree.mark("small-python")
    window.dock.panel.tree.setFocus()
    studio.wait(window.dock.panel.card.isVisible)
    studio.take("library")


def import_model(studio: Studio) -> None:
    from gui.library.importing import ImportDialog

    studio.finished(FUSION)
    source = Path.home() / "Downloads" / "my-model"
    shutil.copytree(resources.path("starter", "models", "small-python"), source)
    dialog = ImportDialog("", studio.window.models.library(), studio.window, str(source))
    dialog.show()
    studio.take("import-model", dialog)
    dialog.close()


def help(studio: Studio) -> None:
    workspace = studio.finished(FUSION)
    workspace.canvas.select("fusion")
    studio.window.help.show_here()
    shown = studio.window.help.shown
    assert shown is not None
    studio.take("help", shown)
    shown.close()


def palette(studio: Studio) -> None:
    from gui.command_palette import CommandPalette

    workspace = studio.finished(FUSION)
    workspace.canvas.setFocus()
    studio.window.activateWindow()
    studio.window.actions_["palette"].trigger()
    shown = studio.window.findChild(CommandPalette)
    assert isinstance(shown, CommandPalette)
    shown.field.setText(FITTING[studio.code])
    studio.take("palette")
    shown.close_panel()


def preferences(studio: Studio) -> None:
    from gui.preferences_dialog import PreferencesDialog

    studio.finished(FUSION)
    dialog = PreferencesDialog(studio.window)
    dialog.show()
    studio.take("preferences", dialog)
    dialog.close()


def shortcuts(studio: Studio) -> None:
    from gui.dialogs import ShortcutsDialog

    studio.finished(FUSION)
    dialog = ShortcutsDialog(studio.window.actions_, studio.window)
    dialog.show()
    studio.take("shortcuts", dialog)
    dialog.close()


def runs(studio: Studio) -> None:
    _choose_runs(studio, 1)
    studio.take("runs")


def comparison(studio: Studio) -> None:
    _choose_runs(studio, 2)
    studio.take("comparison")


def several_values(studio: Studio) -> None:
    from gui.sweeping.dialog import SweepDialog

    workspace = studio.finished(ONE_EXPERT)
    workspace.canvas.select("static")
    dialog = SweepDialog(workspace, studio.window)
    dialog.show()
    studio.take("several-values", dialog)
    dialog.close()


def series(studio: Studio) -> None:
    """Five weights tried one after the other, and which did best."""
    from gui.sweeping.dialog import SweepDialog

    workspace = studio.finished(ONE_EXPERT)
    workspace.canvas.select("static")
    plan = SweepDialog(workspace, studio.window).plan
    assert plan is not None
    studio.window.sweeps.start(workspace, plan)
    page = studio.window.runs_tab
    studio.wait(lambda: studio.window.running.busy)
    studio.wait(lambda: not studio.window.running.busy and page.isVisible())
    studio.take("series")


VIEWS: tuple[Callable[[Studio], None], ...] = (
    *(start, tour, empty, running, finished, results, stitch_map, group_open, group_closed, import_model, help),
    *(palette, preferences, shortcuts, runs, comparison, several_values, series, failed, refused, messages, library),
)
NAMES = [view.__name__.replace("_", "-") for view in VIEWS]


def _results(studio: Studio, recipe: str, node: str, view: str) -> None:
    workspace = studio.finished(recipe)
    workspace.canvas.select(node)
    workspace.inspector.show_tab("results")
    studio.window.results.show(True)
    studio.take(view)
    studio.window.results.show(False)
    workspace.inspector.show_tab("settings")


def _group(studio: Studio, view: str, closed: bool) -> None:
    workspace = studio.finished(FUSION)
    document = workspace.document
    members = ("large", "base", "dictionary", "python")
    document.set_groups((Group("group", members, MODELS[studio.code], closed=closed),), "")
    workspace.canvas.select(None)
    studio.take(view)
    document.undo_stack.undo()


def _choose_runs(studio: Studio, number: int) -> None:
    """Four kept runs of three graphs, the last two of the same one; the last `number` of them chosen."""
    window = studio.window
    studio.finished(STITCH_MAP)
    studio.finished(ONE_EXPERT)
    document = studio.finished(FUSION).document
    if document.graph.nodes["fusion"].settings.get("strategy") != "static":
        document.set_setting("fusion", "strategy", "static")
        document.set_setting("fusion", "alpha", 0.4)
        studio.run()
    window.tabs.show_runs()
    page = window.runs_tab.page
    assert page is not None
    studio.wait(lambda: len(page.runs.runs) >= 4)
    same = [run.id for run in page.runs.runs if run.graph == page.runs.runs[0].graph]
    page.table.choose(same[:number])
    studio.wait(lambda: page.detail is not None and page.detail.isVisible())
