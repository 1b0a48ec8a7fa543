"""The window in Japanese: complete translations, whole texts, and English as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine import resources
from engine.errors import Fault, Fix, StitchworkError
from engine.graph import nodes
from engine.jobs import messages as m
from gui import language
from gui.gallery.cards import RING
from gui.language import build, extract, load, shown, ts
from gui.language.phrases import JOINER, NO_BREAK, joined, plain
from gui.settings import Preferences
from gui.theme import theme
from gui.window import MainWindow
from tests.gui.fakes import FakeEngine, forget_changes

UPDATE = "Write it into resources/translations/stitchwork_ja.ts, and run: python -m gui.language.build"
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
UNTRANSLATED = {"Stitchwork"}
FIELDS = re.compile(r"%\d|%n|\{[^{}]*\}")


@pytest.fixture(scope="module")
def texts() -> list[extract.Text]:
    return extract.everything()


@pytest.fixture(scope="module")
def entries() -> dict[extract.Text, str]:
    return ts.read(build.source("ja"))


@pytest.fixture
def japanese(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    nodes.node_types()
    language.install(qapp, "ja")
    monkeypatch.setattr(nodes, "_types", {name: shown.node_type(kind) for name, kind in nodes._types.items()})
    yield
    language.install(qapp, "en")


@pytest.fixture
def japanese_window(
    japanese: None, qapp: QApplication, qtbot: QtBot, engine: FakeEngine, preferences: Preferences, tmp_path: Path
) -> Iterator[MainWindow]:
    """In the program's own dress, as room is measured."""
    font, sheet = qapp.font(), qapp.styleSheet()
    qapp.setFont(theme.font(13))
    qapp.setStyleSheet(theme.stylesheet())
    window = MainWindow(engine, preferences, resources.path("recipes"), tmp_path / "models")
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: window.toolbar.device.count() == 3)
    yield window
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)


# The files


def test_every_text_has_a_translation(texts: list[extract.Text], entries: dict[extract.Text, str]) -> None:
    missing = [f"{context}: {text}" for context, text in texts if not entries.get((context, text))]
    assert not missing, f"Not translated. {UPDATE}\n" + "\n".join(missing)


def test_no_translation_is_left_of_a_text_that_is_gone(
    texts: list[extract.Text], entries: dict[extract.Text, str]
) -> None:
    assert not set(entries) - set(texts), "Run: python -m gui.language.build"


def test_the_compiled_file_is_up_to_date(entries: dict[extract.Text, str], tmp_path: Path) -> None:
    fresh = tmp_path / "stitchwork_ja.qm"
    build.compile_ts(entries, fresh, "ja_JP")
    assert fresh.read_bytes() == build.compiled("ja").read_bytes(), "Run: python -m gui.language.build"


def test_fields_agree(entries: dict[extract.Text, str]) -> None:
    """A pattern of the engine may leave a field out; everything else keeps all of them."""
    for (context, text), words in entries.items():
        wanted, found = sorted(set(FIELDS.findall(text))), sorted(set(FIELDS.findall(words)))
        if context == load.ENGINE:
            assert set(found) <= set(wanted), text
        else:
            assert found == wanted, text


def test_the_spelling_is_of_one_kind(entries: dict[extract.Text, str]) -> None:
    for words in entries.values():
        assert not re.search(r"[\u3041-\u30ff\u4e00-\u9fff][,.!?](?![\w*])", words), words
        assert not re.search(r"[Ａ-Ｚａ-ｚ０-９]", words), words
        assert not re.search(
            r"[\u3041-\u30ff\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3041-\u30ff\u4e00-\u9fff]", words
        ), f"A space parts Latin letters and digits from Japanese: {words}"


def test_the_bundled_fonts_have_every_letter(qapp: QApplication, entries: dict[extract.Text, str]) -> None:
    faces = [QRawFont(str(path), 12.0) for path in resources.path("fonts").glob("*.[ot]tf") if "Mono" not in path.name]
    for weight in ("Regular", "Bold"):
        japanese = [face for face in faces if face.familyName() == "Noto Sans JP" and weight in face.styleName()]
        assert japanese, weight
        both = [*japanese, *(face for face in faces if face.familyName() == "Inter")]
        letters = {letter for words in entries.values() for letter in words if letter >= "\u3000"}
        assert not [one for one in letters if not any(face.supportsCharacter(ord(one)) for face in both)]
    assert sum(path.stat().st_size for path in resources.path("fonts").glob("NotoSansJP*")) < 5_000_000


# Choosing


@pytest.mark.parametrize(
    ("variable", "setting", "code"),
    [("", "ja", "ja"), ("", "en", "en"), ("ja_JP", "en", "ja"), ("xx", "ja", "ja"), ("en", "ja", "en")],
)
def test_the_language_is_chosen_by_variable_setting_and_system(
    monkeypatch: pytest.MonkeyPatch, variable: str, setting: str, code: str
) -> None:
    monkeypatch.setenv(load.VARIABLE, variable)
    assert language.choose(setting) == code


def test_a_system_that_is_not_spoken_gives_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(load.VARIABLE, raising=False)
    monkeypatch.setattr(load.QLocale, "system", lambda: load.QLocale("de_DE"))
    assert language.choose("") == "en"
    monkeypatch.setattr(load.QLocale, "system", lambda: load.QLocale("ja_JP"))
    assert language.choose("") == "ja"


def test_english_stays_as_it_was(qapp: QApplication) -> None:
    language.install(qapp, "en")
    fault = Fault("node", "“large” is not connected.", fix="Connect a model to it.")
    assert shown.fault(fault) is fault
    assert shown.say("Nothing was run.") == "Nothing was run."
    assert QCoreApplication.translate("actions", "Run") == "Run"


# What the engine says


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("“large” is not connected.", "「大モデル」がつながっていません。"),
        ("Connect a model, or several, to it.", "モデル（複数可）をつないでください。"),
        (
            "“Temperature” is 5, and must be a number from 0 to 2.",
            "「温度」が 5 になっていますが、0 から 2 までの数値でなければなりません。",
        ),
        ("Token 12 of 64", "トークン 12 / 64"),
        ("Text by the member that carried it, A", "担当メンバーで色分けした文章、A"),
        ("64 tokens, temperature 0.4", "64 トークン、温度 0.4"),
        ("A title with no pattern", "A title with no pattern"),
        ("", ""),
    ],
)
def test_sentences_with_values_are_translated(japanese: None, english: str, said: str) -> None:
    assert plain(shown.say(english)) == said


def test_clauses_and_sentences_are_translated_one_by_one(japanese: None) -> None:
    words = shown.say(
        "mine reaches a loss of 3.24, without any training; the better of the two models alone has 2.30. "
        "It is the best of 64 joins: after block 3 into block 4."
    )
    assert plain(words).startswith("mine の損失は 3.24（学習なし）です。")
    assert "2.30" in words
    assert "64 通り" in plain(words)
    assert not re.search("[a-z]{3} ", plain(words).replace("mine", ""))


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (
            "small does best on dictionary texts (loss 4.50); huge does best on python texts (loss 3.37).",
            "辞書のテキスト（損失 4.50）では small が最良です。python のテキスト（損失 3.37）では huge が最良です。",
        ),
        (
            "small does best on dictionary texts (loss 4.50) and python texts (loss 3.37).",
            "辞書のテキスト（損失 4.50）と python のテキスト（損失 3.37）では small が最良です。",
        ),
    ],
)
def test_the_stop_of_a_sentence_is_not_taken_for_a_part_of_its_last_value(
    japanese: None, english: str, said: str
) -> None:
    assert plain(shown.say(english)) == said


def test_an_error_keeps_its_fix_and_place(japanese: None) -> None:
    fixes = (Fix("Map the vocabularies", setting="vocabularies", value="union-top-k"),)
    said = shown.problem(StitchworkError("The prompt is empty.", "Write at least one word.", port="p", fixes=fixes))
    assert said.port == "p"
    assert (plain(said.words), plain(said.fix)) == ("プロンプトが空です。", "少なくとも 1 語書いてください。")
    assert said.fixes[0].button == "語彙を対応付ける"
    assert (said.fixes[0].setting, said.fixes[0].value) == ("vocabularies", "union-top-k")


def test_messages_keep_their_names_and_numbers(japanese: None) -> None:
    line = shown.message(m.Line("node", "Loss while training", "mean of the seeds", (1.0,), (2.0,), y_label="log loss"))
    assert (line.plot, line.series, line.y_label) == ("Loss while training", "シードの平均", "対数損失")
    assert line.xs == (1.0,)


def test_lines_break_between_phrases() -> None:
    phrases = re.findall(f"(?:.{JOINER})*.", joined("小さな専門家が、モデルを組み合わせます。"))
    assert [plain(phrase) for phrase in phrases] == ["小さな", "専門家が", "、", "モデルを", "組み合わせます", "。"]
    assert joined("10 個の例。") == f"10{NO_BREAK}個{JOINER}の例。"
    assert joined("融合モデル") == "融合モデル"


# The window


def test_the_window_speaks_japanese(japanese_window: MainWindow, qtbot: QtBot) -> None:
    window = japanese_window
    assert window.actions_["run"].text() == "実行"
    assert all(JAPANESE.search(card.recipe.name + card.recipe.about) for card in window.start_page.cards)
    workspace = window.filing.open_recipe(resources.path("recipes", "two-experts.stitch"))
    assert workspace is not None
    document = workspace.document
    assert document.title_of("large") == "大きなモデル"
    assert "モデル" in [port.label for port in document.type_of("generate").inputs]  # type: ignore[union-attr]
    english = [words for words in _words_of(window) if _is_english(words)]
    assert not english


@pytest.mark.parametrize("width", [1280, 1920])
def test_nothing_is_clipped(japanese_window: MainWindow, qtbot: QtBot, width: int) -> None:
    window = japanese_window
    window.resize(width, 800 if width == 1280 else 1080)
    qtbot.wait(50)
    assert _clipped(window) == []
    for card in window.start_page.cards:
        room = card.width() - 2 * RING - 33
        assert _lines(card.recipe.about, theme.font(12), room) <= 2, card.recipe.about
        assert _lines(card.recipe.name, theme.font(13, 600), room) == 1, card.recipe.name
    workspace = window.filing.open_recipe(resources.path("recipes", "two-experts.stitch"))
    assert workspace is not None
    for node in ("fusion", "generate", "compare"):
        if node in workspace.document.graph.nodes:
            workspace.canvas.select(node)
            qtbot.wait(50)
            assert _clipped(window) == [], node
    window.tabs.show_runs()
    qtbot.wait(50)
    assert _clipped(window) == []


def _words_of(window: QWidget) -> Iterator[str]:
    for kind in (QLabel, QPushButton, QToolButton):
        for widget in window.findChildren(kind):
            if widget.isVisible():
                yield widget.text()
    for bar in window.findChildren(QTabBar):
        yield from (bar.tabText(index) for index in range(bar.count()))


def _is_english(words: str) -> bool:
    known = words in UNTRANSLATED or words.startswith(("starter-", "small-", "<", "Ctrl "))
    return not known and re.search("[a-z]{3}", words) is not None and not JAPANESE.search(words)


def _clipped(window: QWidget) -> list[str]:
    """Texts that need more room than their widget has."""
    found = []
    for kind in (QPushButton, QToolButton, QLabel):
        for widget in window.findChildren(kind):
            if not widget.isVisible() or not widget.text() or widget.visibleRegion().isEmpty():
                continue
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            if wraps and widget.heightForWidth(widget.width()) > widget.height() + 1:
                found.append(widget.text())
            hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
            if not wraps and hint.width() > widget.width() + 1:
                found.append(widget.text())
    return found


def _lines(words: str, font: QFont, width: float) -> int:
    layout = QTextLayout(words, font)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return count
