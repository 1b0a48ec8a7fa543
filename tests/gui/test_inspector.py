"""The form edits only through commands, says why input does not fit, and a problem comes with what helps."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.errors import Fault, Fix
from engine.graph.document import Graph, Node, Wire
from engine.graph.nodes import ModelName, Setting, node
from engine.graph.ports import Model
from engine.jobs import messages as m
from engine.jobs.run import Run
from engine.models.library import Library
from engine.papers import Paper
from gui.document import Document
from gui.inspector import Inspector
from gui.inspector.editors import (
    Choice,
    DepthEditor,
    LineEditor,
    ListEditor,
    NumberEditor,
    PathEditor,
    SegmentEditor,
    Sources,
    SwitchEditor,
    TextEditor,
)
from gui.inspector.form import SettingRow, SettingsForm
from gui.inspector.number_field import NumberSlider
from gui.inspector.problem import CopyButton

FAN = Paper(("Fan, Chenghao",), 2024, "On Giant's Shoulders", arxiv="2406.15480")


class Search(StrEnum):
    EXACT = "exact"
    PAPER = "paper"


class Strategy(StrEnum):
    DYNAMIC = "dynamic"
    STATIC = "static"
    CONTRASTIVE = "contrastive"
    MEAN = "mean_of_logits"


def everything(
    run: Run,
    large: Model,
    experts: list[Model],
    *,
    search: Annotated[Search, Setting(labels={"paper": "Paper grid"})] = Search.EXACT,
    strategy: Strategy = Strategy.DYNAMIC,
    alpha: Annotated[float, Setting(label="Highest weight", minimum=0, maximum=2, step=0.1)] = 2.0,
    length: Annotated[int, Setting(unit="tokens", minimum=1, maximum=512, help="How many tokens to write.")] = 96,
    seed: int = 0,
    explain: bool = False,
    words: str = "",
    prompt: Annotated[str, Setting(widget="text")] = "A stack is",
    file: Annotated[str, Setting(widget="file", depends_on=("search", ("paper",)))] = "",
    expert: ModelName = "small-python",
    top_k: Annotated[int, Setting(minimum=0, advanced=True)] = 0,
) -> Model:
    """Steer one model with others.

    Longer words on how it works.
    """


MODELS = [Choice("small-python", "small-python", "1.3 M parameters"), Choice("large", "large")]


@pytest.fixture
def document(qtbot: QtBot, kinds: None) -> Document:
    node("Everything", group="Tests", icon="blend", papers=(FAN,))(everything)
    document = Document()
    document.set_graph(Graph(nodes={"n": Node("n", "everything"), "other": Node("other", "a_model")}))
    document.faults = {}
    return document


@pytest.fixture
def inspector(qtbot: QtBot, document: Document) -> Inspector:
    inspector = Inspector(document, Sources(models=lambda: MODELS))
    qtbot.addWidget(inspector)
    inspector.resize(320, 900)
    inspector.show()
    inspector.set_node("n")
    return inspector


@pytest.fixture
def form(inspector: Inspector) -> SettingsForm:
    assert inspector.form is not None
    return inspector.form


def row(form: SettingsForm, setting: str) -> SettingRow:
    return form.rows[setting]


def number_editor(form: SettingsForm, setting: str) -> NumberEditor:
    editor = row(form, setting).editor
    assert isinstance(editor, NumberEditor)
    return editor


def retype(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)


def said(widget: QWidget) -> str:
    speakers = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(speaker.text() for speaker in speakers if not speaker.isHidden())


class TestForm:
    def test_every_setting_gets_the_control_that_suits_it(self, form: SettingsForm) -> None:
        kinds = {name: type(one.editor) for name, one in form.rows.items()}
        assert kinds == {
            "search": SegmentEditor,
            "strategy": ListEditor,
            "alpha": NumberEditor,
            "length": NumberEditor,
            "seed": NumberEditor,
            "explain": SwitchEditor,
            "words": LineEditor,
            "prompt": TextEditor,
            "file": PathEditor,
            "expert": ListEditor,
            "top_k": NumberEditor,
        }
        assert number_editor(form, "alpha").slider is not None
        assert number_editor(form, "seed").slider is None

    def test_a_choice_is_a_command_and_undo_shows_at_once(
        self, form: SettingsForm, document: Document, qtbot: QtBot
    ) -> None:
        editor = row(form, "search").editor
        assert isinstance(editor, SegmentEditor)
        qtbot.mouseClick(editor.control.button("paper"), Qt.MouseButton.LeftButton)
        assert document.graph.nodes["n"].settings == {"search": "paper"}
        document.undo_stack.undo()
        assert document.graph.nodes["n"].settings == {}
        assert editor.control.value() == "exact"

    def test_the_arrow_keys_move_a_choice(self, form: SettingsForm, document: Document, qtbot: QtBot) -> None:
        editor = row(form, "search").editor
        assert isinstance(editor, SegmentEditor)
        qtbot.keyClick(editor.control, Qt.Key.Key_Right)
        assert document.graph.nodes["n"].settings == {"search": "paper"}

    def test_dragging_a_slider_is_one_step_to_undo(self, form: SettingsForm, document: Document) -> None:
        editor = number_editor(form, "alpha")
        assert editor.slider is not None
        for position in (15, 10, 5):
            editor.slider.setValue(position)
        assert document.graph.nodes["n"].settings == {"alpha": 0.5}
        assert editor.field.text() == "0.5"
        assert document.undo_stack.count() == 1
        document.undo_stack.undo()
        assert (editor.slider.number(), editor.field.text()) == (2.0, "2.0")

    def test_typing_a_number_moves_the_slider_and_is_one_step(
        self, form: SettingsForm, document: Document, qtbot: QtBot
    ) -> None:
        editor = number_editor(form, "length")
        retype(qtbot, editor.field, "128")
        assert document.graph.nodes["n"].settings == {"length": 128}
        assert document.undo_stack.count() == 1
        assert editor.slider is not None
        assert abs(editor.slider.number() - 128) <= 1

    @pytest.mark.parametrize(
        ("setting", "typed", "reason"),
        [
            ("alpha", "3", "Give at most 2."),
            ("alpha", "-1", "Give at least 0."),
            ("alpha", "much", "Give a number."),
            ("alpha", "nan", "Give a number."),
            ("length", "9.5", "Give a whole number."),
        ],
    )
    def test_input_that_does_not_fit_says_why_and_is_not_kept(
        self, form: SettingsForm, document: Document, qtbot: QtBot, setting: str, typed: str, reason: str
    ) -> None:
        document.set_setting("n", setting, 1)
        retype(qtbot, number_editor(form, setting).field, typed)
        assert row(form, setting).problem.text() == reason
        assert row(form, setting).problem.isVisible()
        assert document.graph.nodes["n"].settings[setting] in (1, 9)

    def test_input_that_does_not_fit_stays_while_other_settings_change(
        self, form: SettingsForm, document: Document, qtbot: QtBot
    ) -> None:
        field = number_editor(form, "alpha").field
        retype(qtbot, field, "7")
        document.set_setting("n", "length", 12)
        assert (field.text(), row(form, "alpha").problem.text()) == ("7", "Give at most 2.")
        document.set_setting("n", "alpha", 1.5)
        assert (field.text(), row(form, "alpha").problem.text()) == ("1.5", "")

    def test_up_and_down_step_a_number(self, form: SettingsForm, document: Document, qtbot: QtBot) -> None:
        field = number_editor(form, "seed").field
        qtbot.keyClick(field, Qt.Key.Key_Up)
        qtbot.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
        assert document.graph.nodes["n"].settings == {"seed": 11}

    def test_text_and_switches_are_commands(self, form: SettingsForm, document: Document, qtbot: QtBot) -> None:
        words, prompt, explain = (row(form, name).editor for name in ("words", "prompt", "explain"))
        assert isinstance(words, LineEditor)
        assert isinstance(prompt, TextEditor)
        assert isinstance(explain, SwitchEditor)
        qtbot.keyClicks(words.field, "hello")
        prompt.field.setPlainText("two\nlines")
        explain.box.click()
        assert document.graph.nodes["n"].settings == {"words": "hello", "prompt": "two\nlines", "explain": True}
        assert document.undo_stack.count() == 3

    def test_reset_shows_only_when_changed_and_brings_the_default_back(
        self, form: SettingsForm, document: Document, qtbot: QtBot
    ) -> None:
        button = row(form, "alpha").reset_button
        assert not button.isVisible()
        document.set_setting("n", "alpha", 0.5)
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert document.graph.nodes["n"].settings == {}
        assert not button.isVisible()
        assert number_editor(form, "alpha").field.text() == "2.0"

    def test_models_come_from_the_library_with_their_facts(self, form: SettingsForm, document: Document) -> None:
        one = row(form, "expert")
        assert isinstance(one.editor, ListEditor)
        combo = one.editor.combo
        assert [combo.itemData(i) for i in range(combo.count())] == ["small-python", "large"]
        assert one.facts.text() == "1.3 M parameters"
        document.set_setting("n", "expert", "gone")
        assert combo.currentText() == "gone (not here)"

    def test_a_setting_can_depend_on_another(self, form: SettingsForm, document: Document) -> None:
        assert not row(form, "file").isVisible()
        document.set_setting("n", "search", "paper")
        assert row(form, "file").isVisible()

    def test_rare_settings_are_folded_and_counted(self, form: SettingsForm, document: Document, qtbot: QtBot) -> None:
        assert not row(form, "top_k").isVisible()
        assert "More settings 1, at the default" in form.fold.button.accessibleName()
        document.set_setting("n", "top_k", 5)
        assert "1, 1 changed" in form.fold.button.accessibleName()
        qtbot.mouseClick(form.fold.button, Qt.MouseButton.LeftButton)
        assert row(form, "top_k").isVisible()

    def test_every_control_has_a_name_for_screen_readers(self, form: SettingsForm) -> None:
        for one in form.rows.values():
            named = [w for w in one.editor.findChildren(QWidget) if w.accessibleName()]
            assert named, one.entry.name
        assert number_editor(form, "length").field.accessibleName() == "Length (tokens)"


class TestSlider:
    def test_wide_bounds_move_in_equal_ratios(self, qtbot: QtBot) -> None:
        slider = NumberSlider(64, 2_000_000, whole=True, step=1)
        qtbot.addWidget(slider)
        slider.setValue(slider.maximum() // 2)
        assert 10_000 < slider.number() < 13_000
        slider.setValue(0)
        assert slider.number() == 64
        slider.setValue(slider.maximum())
        assert slider.number() == 2_000_000


class TestTabs:
    def test_the_title_is_edited_by_a_command(self, inspector: Inspector, document: Document, qtbot: QtBot) -> None:
        retype(qtbot, inspector.title, "My fusion")
        qtbot.keyClick(inspector.title, Qt.Key.Key_Return)
        assert document.title_of("n") == "My fusion"
        inspector.title.clearFocus()
        document.undo_stack.undo()
        assert inspector.title.text() == "Everything"

    def test_results_show_the_sentence_the_numbers_and_the_time(self, inspector: Inspector, document: Document) -> None:
        document.outcome.apply(m.Sentence("n", "Closes 61% of the gap."))
        document.outcome.apply(m.Metric("n", "gap_closure", 0.613))
        document.outcome.apply(m.NodeChanged("n", m.NodeState.DONE, 12.3))
        inspector.show_tab("results")
        names = [w.accessibleName() for w in inspector.findChildren(QWidget)]
        assert "Closes 61% of the gap." in said(inspector)
        assert "Gap closure: 0.613" in names
        assert "Time: 12 s" in names
        assert inspector.badge.words.text() == "done in 12 s"

    def test_help_names_ports_and_method(self, inspector: Inspector) -> None:
        inspector.show_tab("help")
        words = said(inspector)
        for part in (
            "Steer one model with others.",
            "experts",
            "model, any number",
            "https://arxiv.org/abs/2406.15480",
        ):
            assert part in words

    def test_nothing_selected_says_what_belongs_here(self, inspector: Inspector, document: Document) -> None:
        document.remove(["n"])
        assert inspector.node is None
        assert "Select a node" in said(inspector)

    def test_a_node_of_a_later_version_is_explained(self, inspector: Inspector, document: Document) -> None:
        document.graph.nodes["x"] = Node("x", "from_the_future")
        inspector.set_node("x")
        assert "does not know" in said(inspector)


class TestProblem:
    FAULT = Fault(
        "n",
        "The models do not share a vocabulary.",
        "Scores are added piece by piece.",
        fixes=(Fix("Map the vocabularies", "About 15% slower.", "search", "paper"), Fix("Take another expert")),
        details="fingerprint 3f is not 91",
        rows=(("Input", "Pieces"), ("large", "4,096"), ("experts", "49,152")),
    )

    @pytest.fixture
    def failed(self, inspector: Inspector, document: Document) -> Inspector:
        document.outcome.apply(m.NodeFailed(self.FAULT))
        return inspector

    def test_the_problem_comes_first_with_its_words_and_values(self, failed: Inspector) -> None:
        assert failed.tabs.options == ["problem", "settings", "help"]
        assert failed.tab == "problem"
        words = said(failed)
        for part in (self.FAULT.title, self.FAULT.words, "Map the vocabularies", "About 15% slower.", "2"):
            assert part in words
        assert any("experts, 49,152" in w.accessibleName() for w in failed.findChildren(QWidget))

    def test_a_fix_is_asked_for_by_its_button(self, failed: Inspector, qtbot: QtBot) -> None:
        buttons = [b for b in failed.findChildren(QPushButton) if b.accessibleName() == "Map the vocabularies"]
        assert len(buttons) == 1
        with qtbot.waitSignal(failed.fix_requested) as asked:
            qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        assert asked.args == ["n", self.FAULT.fixes[0]]

    def test_a_button_says_what_it_does_and_long_words_stand_above_it(
        self, inspector: Inspector, document: Document
    ) -> None:
        long = Fix("Compare likely tokens of each by their letters", setting="search", value="paper", label="Compare")
        document.outcome.apply(m.NodeFailed(replace(self.FAULT, fixes=(self.FAULT.fixes[0], long))))
        buttons = {b.accessibleName(): b.text() for b in inspector.findChildren(QPushButton)}
        assert buttons[self.FAULT.fixes[0].words] == "Map the vocabularies"
        assert buttons[long.words] == "Compare"
        assert long.words in said(inspector)

    def test_details_are_folded_and_can_be_copied(self, failed: Inspector, qtbot: QtBot) -> None:
        button = failed.findChild(CopyButton)
        assert isinstance(button, CopyButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == self.FAULT.details

    def test_the_tab_goes_with_the_problem(self, failed: Inspector, document: Document) -> None:
        document.outcome.apply(m.RunStarted("2", ("n",)))
        assert failed.tabs.options == ["settings", "results", "help"]
        assert failed.tab == "settings"

    def test_a_new_problem_comes_forward_while_an_old_one_does_not(self, failed: Inspector, document: Document) -> None:
        failed.show_tab("help")
        document.faults_changed.emit()
        assert failed.tab == "help"
        document.outcome.apply(m.NodeFailed(Fault("n", "Something else.")))
        assert failed.tab == "problem"
        assert "Something else." in said(failed)

    def test_the_place_of_the_problem_can_be_shown(
        self, inspector: Inspector, document: Document, qtbot: QtBot
    ) -> None:
        document.outcome.apply(m.NodeFailed(Fault("n", "Too many.", setting="top_k")))
        button = next(b for b in inspector.findChildren(QPushButton) if b.text() == "Show the setting")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert inspector.tab == "settings"
        assert inspector.form is not None
        assert inspector.form.rows["top_k"].isVisible()


class TestDepth:
    """Where a model is cut: among the blocks that the connected model has."""

    @pytest.fixture
    def inspector(self, qtbot: QtBot) -> Inspector:
        document = Document(library=Library())
        nodes = [Node("model", "model", settings={"name": "starter-small"}), Node("cut", "cut")]
        document.set_graph(Graph(nodes={entry.id: entry for entry in nodes}))
        inspector = Inspector(document)
        qtbot.addWidget(inspector)
        inspector.resize(308, 700)
        inspector.show()
        inspector.set_node("cut")
        inspector.show_tab("settings")
        return inspector

    @pytest.fixture
    def editor(self, inspector: Inspector) -> DepthEditor:
        assert inspector.form is not None
        editor = row(inspector.form, "depth").editor
        assert isinstance(editor, DepthEditor)
        return editor

    def test_without_a_model_it_is_a_number(self, editor: DepthEditor) -> None:
        assert not editor.slider.isVisible()
        assert not editor.halves.isVisible()
        assert editor.field.isVisible()
        assert "Connect a model" in editor.facts()

    def test_a_connected_model_brings_its_real_blocks(self, inspector: Inspector, editor: DepthEditor) -> None:
        document = inspector.document
        layers = document.library.get("starter-small").layers
        wire = Wire("model", "model", "cut", "model")
        document.connect(wire)
        assert editor.slider.isVisible()
        assert editor.slider.high == len(editor.halves.places()) == layers
        assert "starter-small" in editor.facts()
        other = next(entry for entry in document.library.list() if entry.layers != layers)
        document.set_setting("model", "name", other.name)
        assert editor.slider.high == other.layers
        document.disconnect(wire)
        assert not editor.slider.isVisible()
        assert "depth" not in document.graph.nodes["cut"].settings

    def test_slider_drawing_and_number_say_the_same(
        self, inspector: Inspector, editor: DepthEditor, qtbot: QtBot
    ) -> None:
        inspector.document.connect(Wire("model", "model", "cut", "model"))
        settings = inspector.document.graph.nodes["cut"].settings
        steps = inspector.document.undo_stack.count()
        third = editor.halves.places()[2]
        qtbot.mouseClick(editor.halves, Qt.MouseButton.LeftButton, pos=third.center().toPoint() + QPoint(4, 0))
        assert settings["depth"] == editor.slider.number() == editor.field.value() == editor.halves.cut == 3
        assert inspector.document.undo_stack.count() == steps + 1
        qtbot.keyClick(editor.slider, Qt.Key.Key_Left)
        assert settings.get("depth", 2) == editor.halves.cut == 2
        before, after = editor.halves.places()[1:3]
        assert after.left() - before.right() > editor.halves.places()[1].left() - editor.halves.places()[0].right()

    def test_a_cut_behind_the_last_block_is_shown_as_stored(self, inspector: Inspector, editor: DepthEditor) -> None:
        inspector.document.set_setting("cut", "depth", 40)
        inspector.document.connect(Wire("model", "model", "cut", "model"))
        assert editor.field.value() == 40
        assert editor.halves.cut == editor.halves.count
        assert inspector.document.graph.nodes["cut"].settings["depth"] == 40
