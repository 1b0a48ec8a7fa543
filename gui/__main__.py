"""`stitchwork`: with a command it is the command line, otherwise the window opens."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Open the window with the .stitch files named, if any; everything else goes to the command line."""
    multiprocessing.freeze_support()  # in a packaged program the worker process starts here

    from gui import desktop

    arguments = sys.argv[1:]
    if len(arguments) == 1 and arguments[0] in desktop.OPTIONS:
        return desktop.main(arguments[0])
    if all(name.endswith(".stitch") for name in arguments):
        from gui.app import main as open_window

        return open_window(arguments)
    from engine.cli import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
