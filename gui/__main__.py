"""`stitchwork`: with a command it is the command line, otherwise the window opens."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window with the .stitch files named, if any; everything else goes to the command line."""
    arguments = sys.argv[1:]
    if all(name.endswith(".stitch") for name in arguments):
        from gui.app import main as open_window

        return open_window(arguments)
    from engine.cli import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
