"""What is wrong with a node's settings, in plain words, and values that would do."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from pydantic import ValidationError

from engine.errors import Fault, Fix
from engine.graph.nodes import NodeType, SettingField, choices

MAX_SHOWN = 60


def setting_faults(node: str, kind: NodeType, error: ValidationError) -> Iterator[Fault]:
    """One fault for each setting that does not fit. `kind` and `error` belong together: kind.settings raised it."""
    fields = {field.name: field for field in kind.fields}
    for name, problem in _by_setting(error).items():
        field = fields.get(name)
        if field is None:
            yield Fault(
                node,
                f"“{kind.title}” has no setting “{_clip(name)}”.",
                fix="Add the node anew, or take the setting out of the file.",
                setting=name,
            )
        elif problem["type"] == "missing":
            yield Fault(node, f"“{field.label}” is not set.", fix=f"Choose {allowed(field)}.", setting=name)
        else:
            fixes = tuple(_fixes(field, problem["type"]))
            title = f"“{field.label}” is {shown(field, problem['input'])}, and must be {allowed(field)}."
            words = f"{fixes[0].words}." if fixes else "Choose another value."
            yield Fault(node, title, fix=words, setting=name, fixes=fixes, details=str(problem["msg"]))


def allowed(field: SettingField) -> str:
    """What a setting may be, as the end of a sentence: “a whole number from 1 to 9 steps”."""
    if options := choices(field.type):
        return "one of: " + ", ".join(field.about.labels.get(option, option) for option in options)
    kinds = {bool: "on or off", int: "a whole number", float: "a number", str: "text"}
    words = kinds.get(field.type, "a value of another kind")
    if field.type not in (int, float):
        return words
    low, high = field.about.minimum, field.about.maximum
    unit = f" {field.about.unit}" if field.about.unit else ""
    if low is not None and high is not None:
        return f"{words} from {_number(low)} to {_number(high)}{unit}"
    if low is not None:
        return f"{words} of at least {_number(low)}{unit}"
    if high is not None:
        return f"{words} of at most {_number(high)}{unit}"
    return words


def shown(field: SettingField, value: Any) -> str:
    """A value as a person would say it, never longer than a line."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return _clip(_number(value))
    if isinstance(value, str):
        return f"“{_clip(field.about.labels.get(value, value))}”" if value else "empty"
    return {dict: "a table of values", list: "a list of values", type(None): "nothing"}.get(
        type(value), "something else"
    )


def _by_setting(error: ValidationError) -> dict[str, Any]:
    """The first problem of each setting; a list or a choice of types may report several."""
    found: dict[str, Any] = {}
    for problem in error.errors(include_url=False):
        found.setdefault(str(problem["loc"][0]) if problem["loc"] else "", problem)
    return found


def _fixes(field: SettingField, problem: str) -> Iterator[Fix]:
    nearest = {"greater_than_equal": field.about.minimum, "less_than_equal": field.about.maximum}.get(problem)
    if nearest is not None:
        value = int(nearest) if field.type is int else nearest
        yield Fix(f"Set it to {_number(value)}", setting=field.name, value=value)
    if field.default is not ...:
        default = field.default.value if isinstance(field.default, Enum) else field.default
        yield Fix(f"Set it back to {shown(field, default)}", setting=field.name, value=default)


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def _clip(words: str) -> str:
    return words if len(words) <= MAX_SHOWN else words[: MAX_SHOWN - 1] + "…"
