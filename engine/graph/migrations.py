"""What older files said otherwise. One numbered step a schema; a file goes through all steps above its number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 2


def _wires_as_lists(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 0 wrote wires as objects {"from": "node.port", "to": "node.port"}."""
    wires = []
    for wire in data.get("wires", []):
        if isinstance(wire, dict):
            source, _, output = str(wire.get("from", "")).rpartition(".")
            target, _, port = str(wire.get("to", "")).rpartition(".")
            wire = [source, output, target, port]
        wires.append(wire)
    return {**data, "wires": wires}


def _without_groups(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 knew no groups: a field of that name was a stranger's, and nothing kept it true."""
    return {name: value for name, value in data.items() if name != "groups"}


STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: _wires_as_lists, 1: _without_groups}


def migrate(data: dict[str, Any], schema: int) -> dict[str, Any]:
    """Bring a file's data to today's schema."""
    for number in range(schema, SCHEMA):
        data = STEPS[number](data)
    return {**data, "schema": SCHEMA}
