"""A model has one colour in all plots of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.nodes.colors import BASELINE, of_members, of_models


@dataclass
class Named:
    """As much of a model as colours need."""

    name: str
    parts: dict[str, Named] = field(default_factory=dict)

    def members(self) -> dict[str, Named]:
        return self.parts


LARGE, SMALL, POET, CODER = Named("large"), Named("small"), Named("poet"), Named("coder")
FUSED = Named("fused", {"large": LARGE, "base": SMALL, "expert 1": POET, "expert 2": CODER})


def test_experts_have_the_first_colours_and_the_large_model_the_last() -> None:
    assert of_members(FUSED) == {"expert 1": 0, "expert 2": 1, "large": BASELINE}


def test_an_expert_is_compared_in_the_colour_in_which_its_fusion_writes() -> None:
    colors = of_models([CODER, FUSED, POET, SMALL], LARGE)
    assert (colors["poet"], colors["coder"], colors["large"]) == (0, 1, BASELINE)
    assert len(set(colors.values())) == 5, "no two models share one"


def test_models_known_by_name_alone_have_a_colour_too() -> None:
    colors = of_models([FUSED], LARGE, ["measured before", "poet"])
    assert set(colors) == {"large", "poet", "coder", "fused", "measured before"}
    assert len(set(colors.values())) == 5


def test_more_models_than_colours_begin_again() -> None:
    assert len(of_models([Named(str(n)) for n in range(20)], LARGE)) == 21
