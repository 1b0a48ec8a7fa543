"""Chooses the language and loads its translations. English needs none: it is what the sources say."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine import resources
from engine.graph import speaking
from gui.language.sentences import Sentences

LANGUAGES = {"en": "English", "ja": "日本語"}
"Those that the window speaks, each by its own name."
VARIABLE = "STITCHWORK_LANGUAGE"
"Overrules the setting: for tests and pictures."
ENGINE = "sentences"
"Context of what the engine says; see gui.language.sentences."
_now = "en"


def choose(setting: str) -> str:
    """The language of a setting; "", or one that is not spoken here, is the system's if possible, else English."""
    for wanted in (os.environ.get(VARIABLE, ""), setting, *QLocale.system().uiLanguages()):
        code = wanted.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def install(app: QApplication, code: str) -> None:
    """Speak a language from now on; widgets that were made before keep theirs."""
    global _now
    _now = code
    speaking.speaker = None
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    if code == "en":
        return
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", theirs), (f"stitchwork_{code}", str(resources.path("translations")))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
    from gui.language.shown import node_type

    speaking.speaker = node_type


def current() -> str:
    return _now


@cache
def sentences(code: str) -> Sentences:
    """The patterns of a language, read on first use."""
    path = resources.path("translations", f"stitchwork_{code}.ts")
    if code == "en" or not path.is_file():
        return Sentences(())
    from xml.etree import ElementTree

    contexts = ElementTree.parse(path).getroot().iter("context")
    entries = next((c.iter("message") for c in contexts if c.findtext("name") == ENGINE), ())
    pairs = ((entry.findtext("source") or "", entry.findtext("translation") or "") for entry in entries)
    return Sentences(((source, target) for source, target in pairs if source and target), _named)


def _named(words: str) -> str:
    """A name from a node type or a recipe."""
    for context in ("nodes", "recipes"):
        found = QCoreApplication.translate(context, words)
        if found != words:
            return found
    return words
