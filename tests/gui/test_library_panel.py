"""The library: cards, the filter for models that go together, imports that are looked at first, memory, drops."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from engine import resources
from engine.errors import Fault
from engine.jobs import messages as m
from engine.models.library import Library
from gui.canvas.adding import NODE_MIME
from gui.library.fitting import FUSE, STITCH, Fit
from gui.library.importing import ImportDialog
from gui.library.offers import Offer
from gui.library.panel import LibraryPanel
from gui.library.tree import mime_bytes
from gui.window import MainWindow
from gui.workspace import Workspace
from tests.gui.fakes import GB, FakeEngine

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(window: MainWindow) -> Workspace:
    workspace = window.filing.new()
    window.panels.open_library(True)
    return workspace


@pytest.fixture
def panel(window: MainWindow, canvas: Workspace) -> LibraryPanel:
    return window.dock.panel


def offer(panel: LibraryPanel, title: str) -> Offer:
    found = panel.tree.offer_of(panel.tree.item_of(title))
    assert found is not None
    return found


def press(panel: LibraryPanel, title: str, qtbot: QtBot) -> None:
    item = panel.tree.item_of(title)
    assert item is not None
    panel.tree.scrollToItem(item)
    qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=panel.tree.visualItemRect(item).center())


def in_sight(panel: LibraryPanel) -> list[str]:
    rows = [panel.tree.item_of(offer.title) for offer in panel._offers]
    return [row.text(0) for row in rows if row is not None and not row.isHidden()]


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


# Cards


def test_a_model_s_card_says_what_is_known_without_loading_it(panel: LibraryPanel, qtbot: QtBot) -> None:
    assert panel.card.isHidden()
    press(panel, "starter-large", qtbot)
    qtbot.waitUntil(panel.card.isVisible)
    rows = dict(panel.card.rows)
    assert rows["Kind"] == "Llama"
    assert rows["Size"] == "5.6 M parameters"
    assert rows["Layers"] == "6, each 256 wide"
    assert rows["Pieces"] == "4,096, as 11 others"
    assert (rows["Memory"], rows["On disk"]) == ("25\u00a0MB", "11\u00a0MB")
    assert rows["From"] == "came with Stitchwork"
    qtbot.mouseClick(panel.card._cross, LEFT)
    assert panel.card.isHidden()
    press(panel, "starter-small", qtbot)
    qtbot.waitUntil(lambda: not panel._card_timer.isActive())
    assert panel.card.isHidden(), "a card that was closed comes back only when it is asked for"


def test_a_kind_of_node_has_no_card(panel: LibraryPanel, qtbot: QtBot) -> None:
    press(panel, "starter-large", qtbot)
    qtbot.waitUntil(panel.card.isVisible)
    panel.tree.mark("Corpus")
    qtbot.waitUntil(panel.card.isHidden)


def test_the_card_adds_its_model(panel: LibraryPanel, canvas: Workspace, qtbot: QtBot) -> None:
    press(panel, "small-python", qtbot)
    qtbot.waitUntil(panel.card.isVisible)
    qtbot.mouseClick(panel.card.add, LEFT)
    assert [node.settings for node in canvas.document.graph.nodes.values()] == [{"name": "small-python"}]


# What goes together


def test_models_with_other_pieces_cannot_be_fused_and_are_left_out(panel: LibraryPanel, qtbot: QtBot) -> None:
    press(panel, "letters-small", qtbot)
    qtbot.waitUntil(panel.card.isVisible)
    assert texts(panel.card.menu()) == ["Can be fused with letters-small", "Can be stitched with letters-small"]
    panel.card.menu().actions()[0].trigger()
    assert in_sight(panel) == ["letters-dictionary"]
    assert panel.fit_bar.words == "Can be fused with letters-small"
    qtbot.mouseClick(panel.fit_bar.cross, LEFT)
    assert len(in_sight(panel)) == len(panel._offers)
    assert panel.fit_bar.isHidden()


def test_models_of_any_kind_can_be_stitched(panel: LibraryPanel) -> None:
    panel.show_fit(Fit(STITCH, offer(panel, "starter-mamba").entry))
    assert len(in_sight(panel)) == len(panel._offers) - 1
    assert "letters-small" in in_sight(panel)


def test_search_looks_among_the_models_that_fit(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.show_fit(Fit(FUSE, offer(panel, "starter-large").entry))
    qtbot.keyClicks(panel.search, "python")
    assert in_sight(panel) == ["large-python", "small-python"]


def test_where_nothing_fits_or_is_found_the_library_says_what_to_do(panel: LibraryPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.search, "zebra")
    assert panel.nothing.isVisible()
    assert panel.tree.isHidden()
    assert "zebra" in panel.nothing.text()
    panel.search.clear()
    assert panel.nothing.isHidden()


def test_a_model_node_s_menu_shows_what_fits_it(window: MainWindow, panel: LibraryPanel, canvas: Workspace) -> None:
    menu = QMenu()
    window.models.show_fits(menu, "letters-small")
    assert texts(menu) == ["Show models that fit"]
    fits = menu.actions()[0].menu()
    assert isinstance(fits, QMenu)
    window.show_library(False)
    fits.actions()[0].trigger()
    assert window.dock.opened
    assert in_sight(panel) == ["letters-dictionary"]


# Imports


def test_a_folder_is_looked_at_before_it_is_imported(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ImportDialog(str(tmp_path), Library(tmp_path / "models"))
    qtbot.addWidget(dialog)
    assert not dialog.start.isEnabled()
    dialog.source.setText(str(resources.path("starter", "models") / "starter-small"))
    qtbot.waitUntil(dialog.start.isEnabled)
    assert dialog.verdict.text().startswith("544 k parameters in 4 layers.")
    assert dialog.name.placeholderText() == "starter-small-2", "a name that is taken gets a number"
    qtbot.keyClicks(dialog.name, "starter-large")
    qtbot.waitUntil(lambda: "already" in dialog.verdict.text())
    assert not dialog.start.isEnabled()


@pytest.mark.parametrize(
    ("gone", "says"), [("tokenizer.json", "without a tokenizer"), ("config.json", "no config.json")]
)
def test_a_folder_that_lacks_something_is_refused_before_it_is_copied(
    qtbot: QtBot, tmp_path: Path, gone: str, says: str
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(resources.path("starter", "models") / "starter-small", folder)
    (folder / gone).unlink()
    dialog = ImportDialog(str(tmp_path), Library(tmp_path / "models"), source=str(folder))
    qtbot.addWidget(dialog)
    assert says in dialog.verdict.text()
    assert not dialog.start.isEnabled()


def test_a_hub_name_says_that_the_network_is_used(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ImportDialog(str(tmp_path), Library(tmp_path / "models"), source="owner/model")
    qtbot.addWidget(dialog)
    assert "network" in dialog.verdict.text()
    assert dialog.start.isEnabled()


def test_a_folder_dropped_on_the_library_is_offered_for_import(panel: LibraryPanel, qtbot: QtBot) -> None:
    folder = resources.path("starter", "models") / "starter-small"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    enter = QDragEnterEvent(QPoint(60, 200), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    asked: list[str] = []
    panel.import_requested.disconnect()
    panel.import_requested.connect(asked.append)
    panel.dropEvent(QDropEvent(QPointF(60, 200), Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop))
    assert asked == [str(folder)]


def test_other_drags_are_left_to_the_window(panel: LibraryPanel, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "graph.stitch"))])
    enter = QDragEnterEvent(QPoint(60, 200), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    panel.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_an_import_that_was_stopped_can_go_on(
    window: MainWindow, panel: LibraryPanel, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.models._import("owner/model", "mine")
    row = panel.import_row
    engine.say(m.Progress("", 1, 4, "Downloading model.safetensors (270 MB)"))
    qtbot.waitUntil(lambda: row.words.startswith("Downloading"))
    assert row.again.isHidden()
    engine.state = "idle"
    engine.say(m.Imported(engine.jobs[-1].id, fault=Fault(None, "The hub cannot be reached.")))
    qtbot.waitUntil(row.again.isVisible)
    assert row.words == "The hub cannot be reached."
    qtbot.mouseClick(row.again, LEFT)
    job = engine.jobs[-1]
    assert isinstance(job, m.ImportJob)
    assert (len(engine.jobs), job.source, job.name) == (2, "owner/model", "mine")
    assert row.bar.isVisible()


def test_a_stopped_import_can_be_forgotten(
    window: MainWindow, panel: LibraryPanel, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.models._import("owner/model", "")
    engine.state = "idle"
    engine.say(m.Imported(engine.jobs[-1].id, fault=Fault(None, "The import was stopped.")))
    qtbot.waitUntil(panel.import_row.again.isVisible)
    qtbot.mouseClick(panel.import_row.cancel, LEFT)
    assert panel.import_row.isHidden()
    assert panel._import.isEnabled()


def test_only_models_of_one_s_own_can_be_removed(
    window: MainWindow, panel: LibraryPanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not any(text.startswith("Remove") for text in texts(panel.menu_of(offer(panel, "starter-small"))))
    assert panel.own_hint.isVisible()
    shutil.copytree(resources.path("starter", "models") / "starter-small", tmp_path / "models" / "mine")
    window.models.library().rescan()
    window.models.fill()
    assert panel.own_hint.isHidden()
    menu = panel.menu_of(offer(panel, "mine"))

    def press_remove(box: QMessageBox) -> int:
        next(button for button in box.buttons() if button.text() == "Remove").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press_remove)
    menu.actions()[-1].trigger()
    assert panel.tree.item_of("mine") is None
    assert not (tmp_path / "models" / "mine").exists()


def test_a_folder_that_cannot_be_used_is_told_once(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "models" / "half").mkdir(parents=True)
    window.models.library().rescan()
    for _ in range(2):
        window.models.fill()
    told = [entry for entry in window.bottom.messages.entries if "half" in entry.words]
    assert len(told) == 1
    assert told[0].level == "warn"


# Memory


def test_the_status_bar_says_what_the_graph_needs_and_warns_before_it_is_too_much(
    window: MainWindow, canvas: Workspace, qtbot: QtBot
) -> None:
    need = window.status.need
    assert not need.isVisible()
    node = canvas.add(Offer("Model", "box", "model", {"name": "starter-large"}))
    qtbot.waitUntil(lambda: need.text() == "needs about 25\u00a0MB of 6.0\u00a0GB")
    copy = canvas.add(Offer("Model", "box", "model", {"name": "starter-large"}))
    canvas.document.set_setting(copy, "name", "starter-small")
    qtbot.waitUntil(lambda: need.text() == "needs about 28\u00a0MB of 6.0\u00a0GB")
    for limit, level in ((0.1, "info"), (0.03, "warn"), (0.02, "failed")):
        window.preferences.memory_gb = limit
        window.limit_runs()
        assert window.status._need_level == level
    canvas.document.remove([node, copy])
    qtbot.waitUntil(lambda: not need.isVisible())


def test_the_start_page_needs_nothing(window: MainWindow, canvas: Workspace, qtbot: QtBot) -> None:
    canvas.add(Offer("Model", "box", "model", {"name": "starter-large"}))
    qtbot.waitUntil(window.status.need.isVisible)
    window.tabs.show_workspace(None)
    assert not window.status.need.isVisible()


def test_memory_is_counted_in_the_same_unit_everywhere(window: MainWindow) -> None:
    window.toolbar.memory.show_memory(GB, 16 * GB)
    assert window.toolbar.memory.words == "1.0 of 16.0 GB"


# Drops


def drag(workspace: Workspace, offer: Offer, node: str | None) -> None:
    """Drag an offer from the library over a node, or over nothing, and let go."""
    view = workspace.canvas
    at = view.canvas.nodes[node].scene_rect().center() if node else QPointF(900, 700)
    place = QPointF(view.mapFromScene(at))
    data = QMimeData()
    data.setData(NODE_MIME, mime_bytes(offer))
    view.dragMoveEvent(QDragMoveEvent(place.toPoint(), Qt.DropAction.CopyAction, data, LEFT, PLAIN))
    assert view.drop_frame.isVisible() == (node is not None)
    view.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop))
    assert not view.drop_frame.isVisible()


def test_a_model_dropped_on_a_model_node_replaces_its_model_and_can_be_undone(
    panel: LibraryPanel, canvas: Workspace
) -> None:
    node = canvas.add(offer(panel, "starter-large"))
    drag(canvas, offer(panel, "small-python"), node)
    document = canvas.document
    assert list(document.graph.nodes) == [node]
    assert document.graph.nodes[node].settings == {"name": "small-python"}
    drag(canvas, offer(panel, "small-sums"), node)
    document.undo_stack.undo()
    assert document.graph.nodes[node].settings == {"name": "small-python"}, "each drop is a step of its own"


def test_a_model_dropped_elsewhere_is_a_new_node(panel: LibraryPanel, canvas: Workspace) -> None:
    canvas.add(offer(panel, "starter-large"))
    drag(canvas, offer(panel, "small-python"), None)
    assert [node.settings["name"] for node in canvas.document.graph.nodes.values()] == ["starter-large", "small-python"]


def test_another_kind_dropped_on_a_model_node_is_a_new_node(panel: LibraryPanel, canvas: Workspace) -> None:
    node = canvas.add(offer(panel, "starter-large"))
    view = canvas.canvas
    data = QMimeData()
    data.setData(NODE_MIME, mime_bytes(offer(panel, "Corpus")))
    place = QPointF(view.mapFromScene(view.canvas.nodes[node].scene_rect().center()))
    view.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, PLAIN, QEvent.Type.Drop))
    assert [entry.type for entry in canvas.document.graph.nodes.values()] == ["model", "corpus"]
