"""The inspector: a node's settings, results, help and problems."""

from gui.inspector.inspector import Inspector

__all__ = ["Inspector"]
