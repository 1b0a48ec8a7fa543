"""The table of the starter pack: every model's shape, data, tokens and settings, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.data.starter.texts import DOMAINS

# A base model knows of each domain, but little: what an expert of the domain learns must be news to it.
BASE_MIXTURE = {"dictionary": 0.03, "python": 0.03, "scripture": 0.03, "sums": 0.05, "manuals": 0.86}
DOMAIN_SHARE = 0.80
CONTEXT = 256

# A large model is worth steering where it is clearly better than the small ones: a step of ten in parameters.
SMALL = {"layers": 4, "width": 72, "inner": 192, "heads": 3}
LARGE = {"layers": 6, "width": 256, "inner": 640, "heads": 4}


@dataclass(frozen=True)
class Recipe:
    """How one model of the pack is made."""

    name: str
    family: str
    shape: dict[str, int]
    steps: int
    kind: str = "base"
    domain: str | None = None
    base: str | None = None
    window: int = 256
    rows: int = 16
    rate: float = 4e-3
    matrix_rate: float = 0.02
    seed: int = 0
    pieces: int = 4096
    blend: float = 1.0
    """Share of the fine-tuned weights in a fine-tuned model; the rest are its base's (Wortsman et al. 2022, "Robust
    fine-tuning of zero-shot models"). What an expert adds to its base is then less of what it happened to read."""
    mixture: dict[str, float] = field(default_factory=lambda: dict(BASE_MIXTURE))

    @property
    def half(self) -> bool:
        """Say whether training computes in bfloat16: a recurrent state would lose too much."""
        return self.family != "mamba"

    @property
    def tokens(self) -> int:
        """Give the tokens that training shows the model."""
        return self.steps * self.rows * self.window


def towards(domain: str, share: float) -> dict[str, float]:
    """Give a domain this share and the rest of the mixture to the base text."""
    mixture = {name: (1 - share) * part for name, part in BASE_MIXTURE.items()}
    mixture[domain] += share
    return mixture


Each = tuple[float, float, float, float]


def experts(
    base: Recipe, prefix: str, kind: str, steps: tuple[int, int, int, int], blend: Each = (1, 1, 1, 1)
) -> list[Recipe]:
    """Derive the four fine-tuned models of a base, with the steps and the blend of each domain."""
    return [
        Recipe(
            name=f"{prefix}-{domain}",
            family=base.family,
            shape=base.shape,
            steps=steps[index],
            kind=kind,
            domain=domain,
            base=base.name,
            rate=base.rate / 2,
            matrix_rate=base.matrix_rate / 2,
            seed=100 + index,
            pieces=base.pieces,
            blend=blend[index],
            mixture=towards(domain, DOMAIN_SHARE),
        )
        for index, domain in enumerate(DOMAINS)
    ]


STARTER_SMALL = Recipe("starter-small", "llama", SMALL, steps=2400, seed=1)
STARTER_LARGE = Recipe("starter-large", "llama", LARGE, steps=3100, seed=2)
STARTER_NEOX = Recipe("starter-neox", "neox", {"layers": 4, "width": 160, "inner": 640, "heads": 5}, steps=700, seed=3)
STARTER_MAMBA = Recipe(
    "starter-mamba", "mamba", {"layers": 4, "width": 128, "inner": 256, "state": 8}, steps=600, rows=8, seed=4
)

# A pair that cuts text into other pieces, for fusion across vocabularies.
LETTERS_SMALL = Recipe("letters-small", "llama", SMALL, steps=500, seed=5, pieces=1024)
LETTERS_DICTIONARY = experts(LETTERS_SMALL, "letters", "expert", steps=(250, 0, 0, 0), blend=(0.4, 1, 1, 1))[0]

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        STARTER_SMALL,
        STARTER_LARGE,
        *experts(STARTER_SMALL, "small", "expert", steps=(400, 400, 400, 900), blend=(0.7, 0.7, 0.7, 1.0)),
        *experts(STARTER_LARGE, "large", "upper bound", steps=(150, 150, 150, 150)),
        STARTER_NEOX,
        STARTER_MAMBA,
        LETTERS_SMALL,
        LETTERS_DICTIONARY,
    )
}
