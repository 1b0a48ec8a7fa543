"""The window, driven with keys and mouse: documents, runs, problems, messages, the library."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from engine.errors import Fault, Fix
from engine.jobs import messages as m
from gui.actions import ACTIONS, SPECS
from gui.app import catch_errors
from gui.dialogs import ShortcutsDialog
from gui.library.tree import mime_bytes
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import GB, FakeEngine

CTRL = Qt.KeyboardModifier.ControlModifier


def answer(qtbot: QtBot, button: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, press)
            return
        qtbot.mouseClick(next(b for b in box.buttons() if b.text() == button), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)


def file_dialog(monkeypatch: pytest.MonkeyPatch, method: str, path: Path | str) -> None:
    result: object = (str(path), "") if method != "getExistingDirectory" else str(path)
    monkeypatch.setattr(QFileDialog, method, lambda *_args: result)


def said(window: MainWindow) -> str:
    return window.status.words


# Tabs and files


def test_a_recipe_card_opened_by_keyboard_is_an_untitled_copy(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine
) -> None:
    card = window.start_page.shown[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    workspace = window.tabs.current
    assert workspace is not None
    assert workspace.name == "A mountain"
    assert workspace.document.path is None
    assert list(workspace.document.graph.nodes) == ["prompt"]
    assert window.dock.isVisible()
    assert window.bottom.isVisible()
    assert engine.jobs == []


def test_open_and_run_starts_the_run(window: MainWindow, qtbot: QtBot, engine: FakeEngine) -> None:
    assert window.start_page.hero is not None
    qtbot.mouseClick(window.start_page.hero.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(engine.jobs) == 1)
    assert engine.job.device == "auto"


def test_the_start_page_has_no_panels_and_no_seed(window: MainWindow, river: Workspace) -> None:
    assert window.status.seed.isVisible()
    window.tabs.show_workspace(None)
    assert not window.dock.isVisible()
    assert not window.inspectors.isVisible()
    assert not window.status.seed.isVisible()
    assert not window.actions_["run"].isEnabled()


def test_edit_save_reopen(
    window: MainWindow, qtbot: QtBot, river: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    river.document.set_setting("prompt", "text", "mountain")
    assert window.tabs.bar.accessibleTabName(2) == "A river, unsaved changes"
    file_dialog(monkeypatch, "getSaveFileName", tmp_path / "mine")
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    assert (tmp_path / "mine.stitch").is_file()
    assert not river.document.modified
    assert window.tabs.bar.tabText(2) == "mine"
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert window.tabs.current is None
    file_dialog(monkeypatch, "getOpenFileName", tmp_path / "mine.stitch")
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    opened = window.tabs.current
    assert opened is not None
    assert opened.document.graph.nodes["prompt"].settings["text"] == "mountain"
    assert [row.name for row in window.start_page.recent.rows] != ["Empty canvas"]


def test_a_file_that_is_open_already_is_brought_to_the_front(
    window: MainWindow, river: Workspace, tmp_path: Path
) -> None:
    window.filing.save_to(river, tmp_path / "mine.stitch")
    window.filing.new()
    assert window.tabs.current is not river
    window.open_path(tmp_path / "mine.stitch")
    assert window.tabs.current is river
    assert len(window.tabs.workspaces) == 2


def test_a_file_that_cannot_be_read_gives_a_notice_and_no_tab(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.stitch"
    broken.write_text("not a graph")
    window.open_path(broken)
    assert window.tabs.current is None
    assert window.notice.isVisible()
    assert "broken.stitch" in window.notice.words
    assert window.bottom.messages.entries[0].level == "failed"


def test_a_save_that_fails_keeps_the_document_open_and_modified(
    window: MainWindow, river: Workspace, tmp_path: Path
) -> None:
    river.document.set_setting("prompt", "text", "mountain")
    (tmp_path / "no folder").write_text("a file in the way")
    assert not window.filing.save_to(river, tmp_path / "no folder" / "mine.stitch")
    assert river.document.modified
    assert window.notice.isVisible()


@pytest.mark.parametrize(
    ("button", "closed", "saved"), [("Save", True, True), ("Do not save", True, False), ("Cancel", False, False)]
)
def test_closing_with_unsaved_changes_asks(
    window: MainWindow,
    qtbot: QtBot,
    river: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    closed: bool,
    saved: bool,
) -> None:
    river.document.set_setting("prompt", "text", "mountain")
    file_dialog(monkeypatch, "getSaveFileName", tmp_path / "mine.stitch")
    answer(qtbot, button)
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert (window.tabs.current is None) is closed
    assert (tmp_path / "mine.stitch").exists() is saved


def test_closing_the_window_asks_too_and_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    river.document.set_setting("prompt", "text", "mountain")
    answer(qtbot, "Cancel")
    assert not window.close()
    assert "close" not in engine.asked
    answer(qtbot, "Do not save")
    assert window.close()
    assert engine.asked[-1] == "close"


def test_closing_a_running_document_asks_and_stops_the_run(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    answer(qtbot, "Cancel")
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert window.tabs.current is river
    answer(qtbot, "Stop and close")
    window.actions_["close"].trigger()
    assert window.tabs.current is None
    assert engine.asked[-1] == "cancel"
    engine.begin()
    engine.end("stopped")
    qtbot.waitUntil(lambda: not window.running.busy)


def test_undo_and_redo_by_keyboard(window: MainWindow, qtbot: QtBot, river: Workspace) -> None:
    assert not window.actions_["undo"].isEnabled()
    river.document.set_setting("prompt", "text", "mountain")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert river.document.graph.nodes["prompt"].settings["text"] == "river"
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert river.document.graph.nodes["prompt"].settings["text"] == "mountain"


def test_copy_and_paste_between_two_documents(window: MainWindow, qtbot: QtBot, river: Workspace) -> None:
    river.canvas.select("prompt")
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL)
    other = window.filing.new()
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert [node.settings for node in other.document.graph.nodes.values()] == [{"text": "river"}]
    assert '"river"' in QGuiApplication.clipboard().text()


def test_the_seed_field_is_an_edit_of_the_document(window: MainWindow, qtbot: QtBot, river: Workspace) -> None:
    field = window.status.seed
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "41")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert river.document.graph.seed == 41
    river.document.undo_stack.undo()
    assert field.value() == 0


# Runs


def test_a_run_from_the_first_word_to_the_last(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    run, pause, stop = (window.actions_[name] for name in ("run", "pause", "stop"))
    assert (run.isEnabled(), pause.isEnabled(), stop.isEnabled()) == (True, False, False)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert engine.job.graph["nodes"]
    assert (run.isEnabled(), pause.isEnabled(), stop.isEnabled()) == (False, True, True)
    engine.begin()
    engine.say(
        m.NodeChanged("prompt", m.NodeState.RUNNING),
        m.Progress("prompt", 40, 96, "token 40 of 96", 2.2),
        m.Line("prompt", "Weights", "python", (0.0, 1.0), (0.5, 0.6)),
        m.Memory(3 * GB, 6 * GB, 2 * GB),
    )
    qtbot.waitUntil(lambda: "token 40 of 96" in said(window))
    assert said(window) == "Prompt: token 40 of 96, about 2.2 s left."
    assert river.document.outcome.states["prompt"].state is m.NodeState.RUNNING
    qtbot.waitUntil(lambda: river.board.panel("prompt", "Weights") is not None)
    qtbot.waitUntil(lambda: window.toolbar.memory.words == "3.0 of 6.0 GB")
    assert window.toolbar.memory.words == "3.0 of 6.0 GB"
    engine.say(m.NodeChanged("prompt", m.NodeState.DONE, 0.1), m.Sentence("prompt", "It says river."))
    engine.end()
    qtbot.waitUntil(lambda: run.isEnabled())
    assert said(window) == "Finished in 12 s."
    assert window.status.level == "done"
    assert [entry.words for entry in window.bottom.messages.entries] == ["Finished in 12 s.", "It says river."]


def test_nodes_that_were_kept_are_counted_in_the_last_sentence(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    engine.begin()
    engine.say(m.NodeChanged("prompt", m.NodeState.CACHED))
    engine.end(seconds=0.4)
    qtbot.waitUntil(lambda: not window.running.busy)
    assert said(window) == "Finished in 0.4 s. 1 node was kept from an earlier run."


def test_messages_go_to_the_document_whose_run_it_is(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    other = window.filing.new()
    twin = other.document.add_node("prompt", 0, 0)
    assert twin == "prompt"
    engine.begin()
    engine.say(m.NodeChanged("prompt", m.NodeState.DONE, 0.1), m.Line("prompt", "Weights", "python", (0.0,), (0.5,)))
    qtbot.waitUntil(lambda: "prompt" in river.document.outcome.states)
    qtbot.waitUntil(lambda: river.board.panel("prompt", "Weights") is not None)
    assert other.document.outcome.states == {}
    assert other.board.panel("prompt", "Weights") is None
    assert not window.actions_["run"].isEnabled(), "one run at a time"


def test_pause_becomes_go_on(window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine) -> None:
    window.runs.run()
    button = window.toolbar.pause
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Go on")
    assert said(window) == "Paused."
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Pause")
    assert engine.asked[-2:] == ["pause", "resume"]


def test_stop_keeps_what_was_finished(window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine) -> None:
    window.runs.run()
    engine.begin()
    qtbot.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert engine.asked[-1] == "cancel"
    engine.end("stopped", 3.0)
    qtbot.waitUntil(lambda: not window.running.busy)
    assert said(window) == "Stopped after 3.0 s. Finished nodes are kept."
    assert window.actions_["run"].isEnabled()


def test_run_up_to_here_names_the_selected_node(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    river.canvas.select("prompt")
    window.actions_["run_here"].trigger()
    assert engine.job.targets == ("prompt",)


def test_the_device_of_the_toolbar_is_the_run_s_and_is_remembered(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine, preferences: Preferences
) -> None:
    device = window.toolbar.device
    assert [device.itemData(row) for row in range(device.count())] == ["auto", "cpu", "cuda:0"]
    device.setFocus()
    qtbot.keyClick(device, Qt.Key.Key_End)
    qtbot.keyClick(device, Qt.Key.Key_Return)
    window.runs.run()
    assert engine.job.device == "cuda:0"
    assert preferences.device == "cuda:0"


def test_a_flood_of_messages_is_spread_over_ticks_and_none_is_lost(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    engine.begin()
    engine.say(*(m.Progress("prompt", done, 600, f"token {done}") for done in range(600)))
    engine.end()
    qtbot.waitUntil(lambda: not window.running.busy, timeout=20_000)
    assert river.document.outcome.progress == {}
    assert said(window) == "Finished in 12 s."


# Problems


def make_faulty(workspace: Workspace) -> None:
    workspace.document.add_node("measure", 300, 40)
    workspace.document.add_node("measure", 300, 200)


def test_a_graph_with_problems_is_not_started_and_says_where(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    make_faulty(river)
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    assert engine.jobs == []
    assert said(window).startswith("Not started: ")
    assert "the first in Measure" in said(window)
    assert said(window).endswith("Nothing was loaded, earlier results are kept.")
    assert river.selected == ["measure"]
    assert window.bottom.messages.isVisible()
    assert window.bottom.messages.entries[0].where == "Measure"
    assert river.canvas.canvas.nodes["measure"].state is m.NodeState.FAILED
    assert river.canvas.callout.isVisible()


def test_the_status_line_follows_what_is_mended_of_a_graph_that_was_not_started(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    make_faulty(river)
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    river.document.remove(["measure_2"])
    qtbot.waitUntil(lambda: said(window).startswith("Not started: 2 problems in Measure."))
    river.document.undo_stack.undo()
    river.document.undo_stack.undo()
    river.document.undo_stack.undo()
    qtbot.waitUntil(lambda: said(window) == "Ready.")
    assert window.status.level == "info"


def test_newer_words_in_the_status_line_stay_when_problems_are_mended(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    make_faulty(river)
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    window.status.say("Saved.")
    with qtbot.waitSignal(river.document.faults_changed):
        river.document.remove(["measure", "measure_2"])
    assert said(window) == "Saved."


def test_f8_goes_from_problem_to_problem_and_around(window: MainWindow, qtbot: QtBot, river: Workspace) -> None:
    make_faulty(river)
    river.document.check_now()
    seen = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        seen.append(river.node)
    assert seen == ["measure", "measure_2", "measure"]


def test_problems_elsewhere_do_not_stop_a_run_up_to_a_node(
    window: MainWindow, river: Workspace, engine: FakeEngine
) -> None:
    make_faulty(river)
    river.canvas.select("prompt")
    window.actions_["run_here"].trigger()
    assert engine.job.targets == ("prompt",)


def test_a_node_that_fails_is_selected_and_its_problem_stands_in_messages(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    engine.begin()
    fault = Fault(
        "prompt", "The text is too long.", "It has 900 tokens.", fixes=(Fix("Cut the text", "", "text", "short"),)
    )
    engine.say(m.NodeFailed(fault), m.NodeChanged("prompt", m.NodeState.FAILED))
    engine.end("failed")
    qtbot.waitUntil(lambda: not window.running.busy)
    assert river.node == "prompt"
    assert window.status.level == "failed"
    entry = window.bottom.messages.entries[0]
    assert (entry.where, entry.words, entry.helps) == (
        "Prompt",
        "The text is too long. It has 900 tokens.",
        "Cut the text",
    )
    assert window.bottom.unseen.isVisible()
    assert window.bottom.unseen.text() == "1"
    window.bottom.messages.add(entry)
    assert window.bottom.unseen.isVisible()
    assert window.bottom.bar.accessibleTabName(1) == "Messages 2"
    window.bottom.show_messages()
    assert not window.bottom.unseen.isVisible()


def test_a_fix_from_messages_changes_the_setting_and_offers_to_run(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    engine.begin()
    engine.say(m.NodeFailed(Fault("prompt", "Too long.", fixes=(Fix("Cut the text", "", "text", "short"),))))
    engine.end("failed")
    qtbot.waitUntil(lambda: not window.running.busy)
    window.bottom.show_messages()
    table = window.bottom.messages.table
    row = next(row for row in range(table.rowCount()) if table.item(row, 3).text() == "Cut the text")
    at = table.visualItemRect(table.item(row, 3)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert river.document.graph.nodes["prompt"].settings["text"] == "short"
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert len(engine.jobs) == 2
    river.document.undo_stack.undo()
    assert river.document.graph.nodes["prompt"].settings["text"] == "river"


def test_the_worker_s_death_leaves_the_window_and_run_works_again(
    window: MainWindow, qtbot: QtBot, river: Workspace, engine: FakeEngine
) -> None:
    window.runs.run()
    engine.begin()
    words = "The engine stopped unexpectedly."
    engine.say(
        m.NodeChanged("prompt", m.NodeState.RUNNING),
        m.WorkerDied(words),
        m.NodeFailed(Fault("prompt", words, "It probably ran out of memory.", "Try a smaller model.")),
        m.NodeChanged("prompt", m.NodeState.FAILED),
    )
    engine.end("failed", words=words)
    qtbot.waitUntil(lambda: not window.running.busy)
    assert river.document.outcome.states["prompt"].state is m.NodeState.FAILED
    assert any("kept" in entry.helps for entry in window.bottom.messages.entries)
    assert window.actions_["run"].isEnabled()
    window.runs.run()
    assert len(engine.jobs) == 2


def test_an_error_in_a_slot_is_told_and_can_be_copied(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_errors(window)
    try:
        raise KeyError("no such thing")
    except KeyError as problem:
        sys.excepthook(KeyError, problem, problem.__traceback__)
    assert "KeyError" in capsys.readouterr().err
    assert window.notice.isVisible()
    assert window.bottom.messages.entries[0].level == "failed"
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert "no such thing" in QGuiApplication.clipboard().text()


# Library


def test_a_kind_of_node_is_found_and_added_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.filing.new()
    window.actions_["library"].trigger()
    search = window.dock.panel.search
    qtbot.keyClicks(search, "corpus")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert list(workspace.document.graph.nodes) == ["corpus"]


def test_a_model_of_the_library_is_added_by_a_double_click(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.filing.new()
    window.panels.open_library(True)
    tree = window.dock.panel.tree
    item = tree.item_of("starter-small")
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.UserRole).right.split()[1] in ("k", "M")
    tree.scrollToItem(item)
    at = tree.visualItemRect(item).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [node.settings for node in workspace.document.graph.nodes.values()] == [{"name": "starter-small"}]


def test_what_is_dragged_names_the_node_and_its_settings(window: MainWindow) -> None:
    item = window.dock.panel.tree.item_of("starter-small")
    assert item is not None
    mime = window.dock.panel.tree.mimeData([item])
    data = mime.data("application/x-stitchwork-node").toStdString()
    assert data == '{"type": "model", "settings": {"name": "starter-small"}}'
    assert data.encode() == mime_bytes(item.data(0, Qt.ItemDataRole.UserRole))


def test_an_import_shows_its_progress_can_be_cancelled_and_ends_in_the_library(
    window: MainWindow, qtbot: QtBot, engine: FakeEngine
) -> None:
    window.filing.new()
    window.panels.open_library(True)
    window.running.import_model("/models/tiny", "tiny")
    job = engine.jobs[-1]
    assert isinstance(job, m.ImportJob)
    assert (job.source, job.name) == ("/models/tiny", "tiny")
    engine.say(m.Progress("", 1, 4, "Copying the weights"))
    row = window.dock.panel.import_row
    qtbot.waitUntil(lambda: row.words == "Copying the weights")
    assert row.isVisible()
    qtbot.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    assert engine.asked[-1] == "cancel"
    engine.say(m.Imported(job.id, fault=Fault(None, "The import was stopped.")))
    qtbot.waitUntil(row.again.isVisible)
    assert "stopped" in said(window)


# Frame


def test_every_shortcut_belongs_to_one_action_and_stands_in_the_list(window: MainWindow) -> None:
    keys = [key for spec in SPECS.values() for key in spec.shortcuts]
    assert len(keys) == len(set(keys))
    listed = {name for _menu, rows in window.actions_.shortcuts() for name, _keys in rows}
    assert {"Run", "Stop", "Next problem", "Save", "Fit everything"} <= listed
    assert len(SPECS) == len([spec for spec in ACTIONS if spec is not None])


def test_dark_and_light_can_be_chosen_and_are_remembered(
    window: MainWindow, preferences: Preferences, river: Workspace
) -> None:
    window.actions_["theme_dark"].trigger()
    assert theme.dark
    assert preferences.theme == "dark"
    window.actions_["theme_light"].trigger()
    assert not theme.dark


def test_the_library_is_a_rail_on_small_screens_until_it_is_opened(
    window: MainWindow, qtbot: QtBot, preferences: Preferences
) -> None:
    window.filing.new()
    assert window.dock.rail.isVisible()
    assert window.dock.width() == 44
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert window.dock.panel.isVisible()
    assert preferences.library_shown is True


def test_panels_have_the_sizes_of_the_look(window: MainWindow) -> None:
    window.filing.new()
    assert window.toolbar.height() == 44
    assert window.status.height() == 24
    assert window.inspectors.width() == 288
    assert window.bottom.height() == 244


def test_results_are_exported_into_a_folder_of_their_own(
    window: MainWindow,
    qtbot: QtBot,
    river: Workspace,
    engine: FakeEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not window.actions_["export"].isEnabled()
    window.runs.run()
    engine.begin()
    engine.say(m.Metric("prompt", "loss", 3.2))
    engine.end()
    qtbot.waitUntil(lambda: window.actions_["export"].isEnabled())
    file_dialog(monkeypatch, "getExistingDirectory", tmp_path)
    window.actions_["export"].trigger()
    window.actions_["export"].trigger()
    assert (tmp_path / "A river results" / "result.json").is_file()
    assert (tmp_path / "A river results 2" / "result.json").is_file()


def test_a_marked_note_can_be_cut_and_pasted_with_the_usual_keys(
    window: MainWindow, river: Workspace, qtbot: QtBot
) -> None:
    river.canvas.arrange("add_note")
    river.canvas.setFocus()
    assert window.actions_["copy"].isEnabled()
    assert not window.actions_["bypass"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_X, CTRL)
    assert river.canvas.canvas.notes == []
    assert not window.actions_["copy"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert len(river.canvas.canvas.notes) == 1
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    assert river.canvas.canvas.notes == []


def test_the_list_of_shortcuts_shows_every_key_whole(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(window.actions_, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.minimumSize())
    keys = next(label for label in dialog.findChildren(QLabel) if label.text() == "Ctrl+Shift+S")
    right = keys.mapTo(dialog, keys.rect().topRight()).x()
    assert keys.width() >= keys.sizeHint().width()
    assert right < dialog.width()


def test_the_seed_stands_beside_its_label_and_is_never_cut(window: MainWindow) -> None:
    field = window.status.seed
    field.show_value(0)
    short = field.width()
    field.show_value(2**31 - 1)
    assert short < 40 < field.fontMetrics().horizontalAdvance(field.text()) < field.width()


def test_names_of_many_documents_are_cut_before_those_of_start_and_runs(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.tabs.bar
    for _ in range(5):
        window.open_recipe(window.start_page.recipes[0], False)
        window.tabs.bar.setTabText(bar.count() - 1, "A name that is far too long for a tab beside others")
    qtbot.waitUntil(lambda: bar.tabRect(bar.count() - 1).width() < bar.tabSizeHint(bar.count() - 1).width())
    for place in range(2):
        assert bar.tabRect(place).width() == bar.tabSizeHint(place).width()
