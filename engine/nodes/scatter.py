"""The node that shows where the layers of a model put texts and words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Annotated, Any

from engine import papers
from engine.data.values import PlotData
from engine.errors import Fix, StitchworkError
from engine.graph.nodes import Preflight, Setting, node
from engine.graph.ports import Corpus, Model, Plot
from engine.jobs.run import Run
from engine.nodes.similarity import NTokens, windows_fit

if TYPE_CHECKING:
    from torch import Tensor

    from engine.data import values

MOST_BLOCKS = 16
"Of more blocks the film shows as many, evenly chosen."
MOST_DOTS = 20_000
"In all pictures of a film together."
_PICTURES = 4
"How often one block is drawn while texts are read."
_BATCH = 16
_LETTERS = 48
"Of a window, so many tell which one it is."


class Points(StrEnum):
    """What each point of the scatter is."""

    WINDOWS = "windows"
    TOKENS = "tokens"


class Blocks(StrEnum):
    """After which blocks to look."""

    ONE = "one"
    ALL = "all"


def _block_there(context: Preflight) -> dict[str, Any]:
    facts: Any = context.inputs.get("model")
    layers = getattr(facts, "layers", 0)
    if layers and context.settings.blocks is Blocks.ONE and context.settings.block > layers:
        raise StitchworkError(
            f"{facts.name} has {layers} blocks, and no block {context.settings.block}.",
            "Choose one that it has.",
            setting="block",
            fixes=(Fix(f"Take the last, block {layers}", setting="block", value=layers),),
        )
    return windows_fit(context)


def _row(settings: Any) -> str:
    where = f"Block {settings.block}" if settings.blocks is Blocks.ONE else "All blocks"
    return f"{where}, one point a {'window' if settings.points is Points.WINDOWS else 'token'}"


@node(
    "Representation scatter",
    group="Use and measure",
    icon="chart-scatter",
    version=2,
    summary=_row,
    preflight=_block_there,
    papers=(papers.PRINCIPAL_COMPONENTS,),
)
def representation_scatter(
    run: Run,
    model: Model,
    texts: list[Corpus],
    *,
    blocks: Annotated[
        Blocks,
        Setting(
            label="Look after",
            help="All blocks make a film: play it, and see how the model sorts what it reads, block by block. Each "
            "block is drawn at the same size.",
            labels={"one": "One block", "all": "Every block, as a film"},
        ),
    ] = Blocks.ONE,
    block: Annotated[
        int,
        Setting(
            label="Block",
            help="After which block to look. 0 is before the first: the embeddings.",
            minimum=0,
            maximum=200,
            depends_on=("blocks", ("one",)),
        ),
    ] = 3,
    points: Annotated[
        Points,
        Setting(
            label="One point for each",
            help="Windows are coloured by the Corpus that they come from, tokens by what they are: the beginning or "
            "the inside of a word, digits, punctuation, white space.",
            labels={"windows": "Window of text", "tokens": "Token"},
        ),
    ] = Points.WINDOWS,
    n_points: Annotated[
        int,
        Setting(
            label="Points",
            help="At most this many, shared out evenly. A film of many blocks shows fewer.",
            minimum=20,
            maximum=5000,
        ),
    ] = 400,
    n_tokens: NTokens = 64,
) -> Plot:
    """Where the layers of a model put texts or words: the two directions in which their states differ most.

    Connect several Corpora to see whether a layer keeps kinds of text apart. Point at a dot to read its text. The axes
    say how much of all differences they show (principal components).
    """
    from engine.similarity import TOKEN_KINDS

    shown = [block] if blocks is Blocks.ONE else _even_blocks(model.blocks)
    n_points = min(n_points, MOST_DOTS // len(shown))
    windows = list(_shared_out(model, texts, points, n_points, n_tokens))
    kinds = _distinct([corpus.name for corpus in texts]) if points is Points.WINDOWS else list(TOKEN_KINDS)
    title = "Map of the texts" if points is Points.WINDOWS else "Map of the tokens"
    gathered = _Gathered(shown, kinds, n_points, title)
    drawn = 0
    for begin in range(0, len(windows), _BATCH):
        run.progress(begin, len(windows), f"{begin:,} of {len(windows):,} windows")
        gathered.read(model, windows[begin : begin + _BATCH], points)
        share = (begin + _BATCH) * _PICTURES // len(windows)
        if blocks is Blocks.ONE and drawn < share < _PICTURES and len(gathered.marks) > 2:
            drawn = share
            _draw(run, gathered)
    plot = _draw(run, gathered)
    run.metric("points", len(gathered.marks))
    run.footer = f"{len(gathered.marks):,} points"
    kind = "which texts they come from" if points is Points.WINDOWS else "what kind of token they are"
    if blocks is Blocks.ONE:
        _conclude_one(run, gathered, model.name, kind)
    else:
        _conclude_all(run, gathered, model.name, kind)
    return plot


@dataclass
class _Gathered:
    """What was read so far: for each of `blocks` a state a point, which of `kinds` each point is, and its text."""

    blocks: list[int]
    kinds: list[str]
    n_points: int
    title: str
    parts: list[list[Tensor]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def read(self, model: Any, windows: Sequence[tuple[int, str]], points: Points) -> None:
        from engine.similarity import TOKEN_KINDS, block_means, token_kinds, token_states

        cut = [text for _, text in windows]
        if points is Points.WINDOWS:
            found = block_means(model, cut, self.blocks)
            marks, words = [mark for mark, _ in windows], [" ".join(text.split())[:_LETTERS] for text in cut]
        else:
            found, words = token_states(model, cut, self.blocks)
            marks = [TOKEN_KINDS.index(kind) for kind in token_kinds(words)]
        room = self.n_points - len(self.marks)
        self.parts.append([one[:room] for one in found])
        self.marks += marks[:room]
        self.words += words[:room]

    def states(self, place: int) -> Tensor:
        """After the block at this place of the list: (points, width)."""
        import torch

        return torch.cat([part[place] for part in self.parts])

    def between(self, place: int) -> float:
        from engine.similarity import between_share

        return between_share(self.states(place), self.marks)


def _draw(run: Run, gathered: _Gathered) -> PlotData:
    """One picture, or one a block: each then as wide as the others, and turned so that points keep their sides."""
    import torch

    from engine.similarity import project

    film = len(gathered.blocks) > 1
    rows: list[tuple[Any, ...]] = []
    before: Tensor | None = None
    heads = ("direction 1", "direction 2")
    for place, block in enumerate(gathered.blocks):
        run.check()
        points, shares = project(gathered.states(place))
        if film:
            points = points * (shares.sum() / points.square().sum(1).mean()).sqrt()
            if before is not None:
                points = points * torch.where((points * before).sum(0) < 0, -1.0, 1.0)
            before = points
        heads = tuple(f"direction {i + 1} ({share:.0%} of the variance)" for i, share in enumerate(shares.tolist()))
        style = {"step": float(block), "step_label": "block"} if film else {}
        run.scatter(
            gathered.title,
            *points.T.tolist(),
            labels=tuple(gathered.words),
            colors=tuple(gathered.marks),
            legend=tuple((name, color) for color, name in enumerate(gathered.kinds)),
            x_label=heads[0],
            y_label=heads[1],
            **style,
        )
        named = (gathered.kinds[mark] for mark in gathered.marks)
        rows += [
            (block, *xy, kind, word) for xy, kind, word in zip(points.tolist(), named, gathered.words, strict=True)
        ]
    columns = ("block", *(("direction 1", "direction 2") if film else heads), "label", "text")
    return PlotData(gathered.title, columns, tuple(rows))


def _conclude_one(run: Run, gathered: _Gathered, model: str, kind: str) -> None:
    from engine.similarity import project

    shares = [float(share) for share in project(gathered.states(0)).shares]
    between = gathered.between(0)
    for name, value in (("share_1", shares[0]), ("share_2", shares[1]), ("between_labels", between)):
        run.metric(name, value)
    told = f"; {kind} explains {between:.0%} of all of it" if len(set(gathered.marks)) > 1 else ""
    run.say(f"Two directions hold {sum(shares):.0%} of the variance after block {gathered.blocks[0]} of {model}{told}.")


def _conclude_all(run: Run, gathered: _Gathered, model: str, kind: str) -> None:
    """How far each block keeps the kinds apart; of one kind alone, how flat its states are."""
    from engine.similarity import project

    several = len(set(gathered.marks)) > 1
    found: list[float] = []
    for place, block in enumerate(gathered.blocks):
        found.append(gathered.between(place) if several else float(project(gathered.states(place)).shares.sum()))
        run.metric(f"{'between_labels' if several else 'shares'}.block {block}", found[-1])
        plot, label = (
            ("Kinds kept apart", "share explained") if several else ("Two directions", "share of the variance")
        )
        run.line(plot, model, block, found[-1], x_label="block", y_label=label)
    best = max(range(len(found)), key=found.__getitem__)
    block, last = gathered.blocks[best], gathered.blocks[-1]
    run.metric("best_block", block)
    where = "in its embeddings" if best == 0 else "after its last block" if block == last else f"after block {block}"
    others = [f"{found[0]:.0%} in the embeddings"] * (best > 0) + [f"{found[-1]:.0%} at the end"] * (block < last)
    beside = " and ".join(others)
    if several:
        run.say(
            f"{model} keeps the kinds apart most {where}: {kind} explains {found[best]:.0%} of the differences there, "
            f"against {beside}."
        )
    else:
        run.say(
            f"The states of {model} are flattest {where}: two directions hold {found[best]:.0%} of the variance there, "
            f"against {beside}."
        )


def _even_blocks(n_blocks: int) -> list[int]:
    """The embeddings, the last block, and between them as many as a film has room for."""
    count = min(n_blocks + 1, MOST_BLOCKS)
    return [round(i * n_blocks / max(1, count - 1)) for i in range(count)]


def _shared_out(
    model: Any, texts: list[values.Corpus], points: Points, n_points: int, n_tokens: int
) -> Iterator[tuple[int, str]]:
    """(number of the corpus, window), the corpora taking turns, so that every part of them holds all."""
    from engine.similarity import window_texts

    n_windows = n_points if points is Points.WINDOWS else math.ceil(n_points / n_tokens)
    share = math.ceil(n_windows / len(texts))
    cut = [window_texts(corpus.texts, model.tokenizer, n_tokens, share, least=1) for corpus in texts]
    turns = zip_longest(*([(label, window) for window in windows] for label, windows in enumerate(cut)))
    return (one for one in chain.from_iterable(turns) if one is not None)


def _distinct(names: list[str]) -> list[str]:
    """Numbered where several are alike."""
    return [f"{name} {i + 1}" if names.count(name) > 1 else name for i, name in enumerate(names)]
