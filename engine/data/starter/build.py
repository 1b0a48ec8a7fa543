"""Build the starter pack: `python -m engine.data.starter.build STEP`."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.data.starter.recipe import RECIPES


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    made = argparse.ArgumentParser(prog="python -m engine.data.starter.build", description=__doc__)
    made.add_argument("--home", type=Path, default=Path("resources/starter"), help="folder of the pack")
    made.add_argument("--work", type=Path, default=Path("build/starter"), help="folder of checkpoints and caches")
    made.add_argument("--threads", type=int, default=1, help="threads of one training run")
    steps = made.add_subparsers(dest="step", required=True, metavar="texts | tokenizer | train NAME | table | all")
    packages = "folder with the unpacked Debian packages wordnet-base, bible-kjv, bible-kjv-text and perl-doc"
    texts = steps.add_parser("texts", help="collect the texts")
    texts.add_argument("packages", type=Path, help=packages)
    steps.add_parser("tokenizer", help="train the tokenizers")
    train = steps.add_parser("train", help="train models, one after the other")
    train.add_argument("names", nargs="+", choices=list(RECIPES), metavar="NAME", help="names of the recipe table")
    train.add_argument("--early", type=int, default=0, help="also save the model every so many steps")
    steps.add_parser("table", help="measure every model on the held-out texts and write the tables")
    everything = steps.add_parser("all", help="all steps in order (hours)")
    everything.add_argument("packages", type=Path, help=packages)
    return made


def main(arguments: list[str] | None = None) -> None:
    """Run the steps asked for."""
    from engine.data.starter import table, texts, tokens, train

    given = parser().parse_args(arguments)
    home: Path = given.home
    if given.step in ("texts", "all"):
        for domain, counts in texts.collect(given.packages, home).items():
            print(domain, counts)
    if given.step in ("tokenizer", "all"):
        for pieces in sorted({recipe.pieces for recipe in RECIPES.values()}):
            tokens.train_tokenizer(home, pieces)
    if given.step in ("train", "all"):
        for name in given.names if given.step == "train" else list(RECIPES):
            early = given.early if given.step == "train" else 0
            outcome = train.train_model(name, home, given.work, given.threads, early)
            print(f"{name}: loss {outcome.loss:.3f} after {outcome.steps} steps, {outcome.seconds:.0f} s", flush=True)
    if given.step in ("table", "all"):
        table.write(home, given.work)


if __name__ == "__main__":
    main()
