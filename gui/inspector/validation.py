"""Whether a value fits a setting, and if not why, in words."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from PySide6.QtCore import QCoreApplication

from engine.graph.nodes import NodeType
from gui.plots.numbers import number

_CONFIG = ConfigDict(allow_inf_nan=False)


def reason_against(kind: NodeType, setting: str, value: Any) -> str:
    """Why the value does not fit; empty if it does."""
    field = kind.settings.model_fields[setting]
    constrained: Any = Annotated[field.annotation, *(field.metadata or [None])]  # pyright: ignore
    adapter: TypeAdapter[Any] = TypeAdapter(constrained, config=_CONFIG)
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        return _words(error.errors()[0])
    return ""


def _words(error: Any) -> str:
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "greater_than_equal":
        return _tr("Give at least {0}.", number(context["ge"], _decimals(context["ge"])))
    if kind == "less_than_equal":
        return _tr("Give at most {0}.", number(context["le"], _decimals(context["le"])))
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return _tr("Give a whole number.")
    if kind in ("float_parsing", "float_type", "finite_number"):
        return _tr("Give a number.")
    if kind == "enum":
        return _tr("“{0}” is not one of the choices.", error.get("input"))
    return _tr("“{0}” does not fit here.", error.get("input"))


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.split(".")[1])


def _tr(text: str, *arguments: object) -> str:
    return QCoreApplication.translate("validation", text).format(*arguments)
