"""The window in another language: which one, its translations, and the tools that keep them complete.

`load` and `shown` belong to the program; `extract`, `ts` and `build` are run by developers:
`python -m gui.language.build` brings resources/translations up to date and names what is not translated yet.
"""

from gui.language.load import LANGUAGES, choose, install

__all__ = ["LANGUAGES", "choose", "install"]
