"""Runs: started and followed (control), kept (keeper), and shown, found and compared on their page."""

from gui.runs.control import RunControl, describe

__all__ = ["RunControl", "describe"]
