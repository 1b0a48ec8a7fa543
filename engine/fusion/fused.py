"""Several models that speak as one: each keeps its own cache, and at every step their logits are combined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import Fix, StitchworkError
from engine.fusion.options import Search, Strategy, Vocabularies
from engine.fusion.report import Kept, Row, StepReport, Stopwatch, describe
from engine.fusion.strategies import Combined, combine, needs, strategy_of
from engine.fusion.vocab import Mapping, Reader
from engine.models.abreast import Voice, voices
from engine.models.combined import Recipe
from engine.models.contract import LanguageModel, State


class FusedState:
    """The states of the model's voices, in order; members with tokenizers of their own have one Reader a row."""

    def __init__(self, own: list[State], foreign: dict[str, list[Reader]], length: int = 0) -> None:
        self.own = own
        self.foreign = foreign
        self.length = length
        self.kept: Kept | None = None

    def copy(self) -> FusedState:
        own = [state.copy() for state in self.own]
        foreign = {role: [reader.copy() for reader in readers] for role, readers in self.foreign.items()}
        twin = FusedState(own, foreign, self.length)
        twin.kept = self.kept
        return twin

    @property
    def report(self) -> StepReport | None:
        """What the last step did in the first row; see FusedModel.last_step."""
        return describe(self.kept) if self.kept else None


class FusedModel:
    """A LanguageModel made of a large model, a small base and its experts. Nothing is trained.

    alpha: fixed size of the steering for "static" and "anti-expert", one number or one for each expert.
    vocabularies: what to do with members whose tokenizer is not the large model's (see engine.fusion.vocab); "same"
    refuses them. `members()` gives each member alone, `using()` another strategy with the same members.
    """

    def __init__(
        self,
        large: LanguageModel,
        base: LanguageModel | None,
        experts: Sequence[LanguageModel],
        strategy: str = Strategy.DYNAMIC,
        alpha: float | Sequence[float] = 1.0,
        search: str = Search.EXACT,
        vocabularies: str = Vocabularies.SAME,
        name: str = "",
    ) -> None:
        self.large, self.base, self.experts = large, base, list(experts)
        self.strategy = strategy_of(strategy)
        self.search = Search(search)
        self.vocabularies = Vocabularies(vocabularies)
        self.alpha = [float(alpha)] * len(self.experts) if isinstance(alpha, int | float) else [float(a) for a in alpha]
        self.name = name or f"{large.name}, {self.strategy} fusion"
        self._heard = self._listen()
        self._mapping = self._map()
        native = [model for role, model in self._heard.items() if role not in self._foreign]
        self.vocab_size = min(model.vocab_size for model in native)
        self.context = min(model.context for model in native)
        self.tokenizer = large.tokenizer
        self.device = large.device
        self.blocks = large.blocks
        self.last: Kept | None = None
        self._grouped: dict[tuple[str, ...], list[tuple[tuple[str, ...], Voice]]] = {}

    def using(self, strategy: str, alpha: float | Sequence[float] | None = None, name: str = "") -> FusedModel:
        """The same members under another strategy."""
        size = self.alpha if alpha is None else alpha
        twin = FusedModel(
            self.large, self.base, self.experts, strategy, size, self.search, self.vocabularies, name or str(strategy)
        )
        twin._grouped = self._grouped
        return twin

    def members(self) -> dict[str, LanguageModel]:
        base = {"base": self.base} if self.base else {}
        return {"large": self.large, **base, **{f"expert {n}": expert for n, expert in enumerate(self.experts, 1)}}

    def start(self, batch: int = 1) -> FusedState:
        own = [voice.start(batch) for _, voice in self._voices()]
        return FusedState(own, {role: [Reader(model) for _ in range(batch)] for role, model in self._foreign.items()})

    @torch.inference_mode()
    def step(self, ids: Tensor, state: FusedState) -> Tensor:
        watch = Stopwatch(self.device)
        said: dict[str, Tensor] = {}
        for (roles, voice), own in zip(self._voices(), state.own, strict=True):
            found = voice.step(ids, own)[..., : self.vocab_size].to(self.device)
            said.update(zip(roles, found.unbind(), strict=True))
            watch.mark(*roles)
        for role, readers in state.foreign.items():
            said[role] = self._read(ids, readers)
            watch.mark(role)
        logits = {role: said[role] for role in self._heard}
        state.length += ids.shape[1]
        heard = [not readers[0].pending for readers in zip(*state.foreign.values(), strict=True)]
        combined, rows = self._combine(logits, heard)
        watch.mark("solve")
        state.kept = self.last = Kept(self, logits, combined, rows, watch)
        return combined.log_probs

    @torch.no_grad()
    def logits(self, ids: Tensor) -> Tensor:
        """(batch, tokens, vocab) log-probabilities, solved at every position. No gradients: nothing here is trained."""
        batch, n_tokens = ids.shape
        readers = {role: [Reader(model) for _ in range(batch)] for role, model in self._foreign.items()}
        logits: dict[str, Tensor] = {}
        heard: list[bool] = []
        for role, model in self._heard.items():
            if role not in readers:
                logits[role] = model.logits(ids)[..., : self.vocab_size].to(self.device).flatten(0, 1)
                continue
            columns, heard_columns = [], []
            for column in ids.split(1, dim=1):
                columns.append(self._read(column, readers[role]))
                heard_columns.append([not reader.pending for reader in readers[role]])
            logits[role] = torch.stack(columns, 1).flatten(0, 1)
            heard = [one for row in zip(*heard_columns, strict=True) for one in row]
        combined, _ = self._combine(logits, heard)
        return combined.log_probs.unflatten(0, (batch, n_tokens))

    def hidden(self, ids: Tensor, depths: Sequence[int]) -> dict[int, Tensor]:
        """The large model's: the members' streams never meet."""
        return self.large.hidden(ids, depths)

    def parameters_to_train(self) -> Iterator[nn.Parameter]:
        return iter(())

    def recipe(self) -> Recipe:
        """What to save: the members by name and how they are combined."""
        settings = {
            "strategy": self.strategy.value,
            "alpha": self.alpha,
            "search": self.search.value,
            "vocabularies": self.vocabularies.value,
        }
        return Recipe("fused", settings, self.members())

    def last_step(self, state: FusedState | None = None, row: int = 0, token: int | None = None) -> StepReport | None:
        """What the last step (of `state`, or at all) did in a row; `token`: the one chosen, else the likeliest."""
        kept = state.kept if state else self.last
        return describe(kept, row, token) if kept else None

    def _voices(self) -> list[tuple[tuple[str, ...], Voice]]:
        """The members with the large model's tokenizer, those of one shape as one; shared with the twins of `using`."""
        native = {role: model for role, model in self._heard.items() if role not in self._foreign}
        roles = tuple(native)
        if roles not in self._grouped:
            self._grouped[roles] = voices(native)
        return self._grouped[roles]

    def _listen(self) -> dict[str, LanguageModel]:
        """The members that the strategy listens to, by role."""
        base, experts = needs(self.strategy, len(self.experts))
        if base and self.base is None:
            raise StitchworkError(
                f"The strategy “{self.strategy}” needs a base model.",
                "Connect the model that the experts were made from.",
                port="base",
            )
        if experts and not self.experts:
            raise StitchworkError(
                f"The strategy “{self.strategy}” needs at least one expert.", "Connect a model.", port="experts"
            )
        if len(self.alpha) != len(self.experts):
            raise StitchworkError(
                f"There are {len(self.experts)} experts and {len(self.alpha)} values of alpha.",
                "Give one alpha, or one for each expert.",
                setting="alpha",
            )
        heard = {"large": True, "base": base}
        return {role: model for role, model in self.members().items() if heard.get(role, experts)}

    def _map(self) -> Mapping | None:
        large = self.large
        self._foreign = {
            role: model
            for role, model in self._heard.items()
            if model.tokenizer.fingerprint != large.tokenizer.fingerprint
        }
        if not self._foreign:
            return None
        if self.vocabularies is Vocabularies.SAME:
            other = next(iter(self._foreign.values()))
            raise StitchworkError(
                f"{large.name} and {other.name} cut text into different tokens.",
                "Choose how to map their vocabularies, or use models with one tokenizer.",
                setting="vocabularies",
                fixes=(
                    Fix(
                        "Compare likely tokens by their letters",
                        setting="vocabularies",
                        value=Vocabularies.UNION_TOP_K.value,
                        label="Compare by letters",
                    ),
                    Fix(
                        "Compare the tokens that all have",
                        setting="vocabularies",
                        value=Vocabularies.TOKEN_ALIGNMENT.value,
                        label="Compare shared tokens",
                    ),
                ),
            )
        return Mapping(self.vocabularies, large, self._foreign)

    def _read(self, ids: Tensor, readers: list[Reader]) -> Tensor:
        piece = self.tokenizer.piece
        texts = [b"".join(piece(token) for token in row) for row in ids.tolist()]
        rows = [reader.read(text) for reader, text in zip(readers, texts, strict=True)]
        return torch.cat(rows).to(self.device)

    def _combine(self, logits: dict[str, Tensor], heard: Sequence[bool]) -> tuple[Combined, list[Row] | None]:
        if self._mapping is None:
            return self._rule(logits), None
        rows = []
        for index in range(len(logits["large"])):
            here = {role: part[index : index + 1] for role, part in logits.items()}
            support = self._mapping.support(here)
            met = {role: support.pick(role, part) for role, part in here.items()}
            if heard[index] and len(support.own) > 1:
                rule = self._rule(met)
                spread = support.spread(here["large"], rule.log_probs)
                rows.append(Row(met, rule, support.own, spread))
            else:
                rows.append(
                    Row(met, Combined(met["large"].log_softmax(-1)), support.own, here["large"].log_softmax(-1))
                )
        return Combined(torch.cat([row.spread for row in rows])), rows

    def _rule(self, logits: dict[str, Tensor]) -> Combined:
        experts = [part for role, part in logits.items() if role.startswith("expert")]
        return combine(self.strategy, logits["large"], logits.get("base"), experts, self.alpha, self.search)


def restore(
    settings: dict[str, Any], parts: dict[str, LanguageModel], tensors: dict[str, Tensor], name: str
) -> FusedModel:
    """A fused model from what `recipe` gave; it has no tensors of its own."""
    experts = [parts[role] for role in parts if role.startswith("expert")]
    return FusedModel(parts["large"], parts.get("base"), experts, **settings, name=name)
