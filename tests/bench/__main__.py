"""Print one measurement: a module of this package with `measure() -> dict[str, float | str]`."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil

import tests.bench as bench


def main() -> None:
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=names)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = importlib.import_module(f"tests.bench.{given.name}").measure()
    if given.json:
        print(json.dumps(found, indent=2))
        return
    width = max(map(len, found), default=0)
    for name, value in found.items():
        print(f"{name:{width}}  {value:.4g}" if isinstance(value, float) else f"{name:{width}}  {value}")


if __name__ == "__main__":
    main()
