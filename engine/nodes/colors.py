"""Which colour a model has in a node's plots, as an index in the theme's fixed order: the same in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

BASELINE = 7
"The large model alone."


def of_members(model: Any) -> dict[str, int]:
    """Roles of a fused model to colours: its experts in their order, and the large model."""
    experts = (role for role in model.members() if role.startswith("expert"))
    return {role: color for color, role in enumerate(experts)} | {"large": BASELINE}


def of_models(models: Iterable[Any], base: Any | None, others: Iterable[str] = ()) -> dict[str, int]:
    """Names to colours: the base, experts as where their fusion writes, and all others what is left.

    `others`: names of models that are not at hand.
    """
    found = {} if base is None else {base.name: BASELINE}
    models = list(models)
    for model in models:
        members = model.members()
        for role, color in of_members(model).items():
            if role.startswith("expert"):
                found.setdefault(members[role].name, color)
    left = [color for color in range(BASELINE) if color not in found.values()] or [0]
    names = dict.fromkeys([model.name for model in models] + list(others))
    for place, name in enumerate([name for name in names if name not in found]):
        found[name] = left[place % len(left)]
    return found
