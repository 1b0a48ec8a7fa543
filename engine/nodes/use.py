"""Nodes that make a model speak."""

from __future__ import annotations

import math
from typing import Annotated, Any, NamedTuple

from engine.data.values import PlotData
from engine.graph.nodes import Setting, node
from engine.graph.ports import Model, Plot, Text
from engine.jobs.messages import Token
from engine.jobs.run import Run
from engine.nodes.colors import of_members


class Generated(NamedTuple):
    """The new text (without the prompt), and what happened at each step."""

    text: Text
    steps: Plot


@node(
    "Generate",
    group="Use and measure",
    icon="message-square",
    summary=lambda s: (
        f"{s.n_tokens:,} tokens, " + ("likeliest" if s.temperature == 0 else f"temperature {s.temperature:g}")
    ),
)
def generate(
    run: Run,
    model: Model,
    prompt: Text,
    *,
    n_tokens: Annotated[
        int,
        Setting(
            label="New tokens",
            help="It may stop earlier, at the end of a text.",
            unit="tokens",
            minimum=1,
            maximum=4096,
        ),
    ] = 64,
    temperature: Annotated[
        float,
        Setting(
            label="Temperature",
            help="0 always takes the likeliest token. Higher values are more varied, and less sure.",
            minimum=0.0,
            maximum=2.0,
            step=0.1,
        ),
    ] = 0.0,
    top_p: Annotated[
        float,
        Setting(
            label="Keep the likeliest share (top-p)",
            help="Draw only among the likeliest tokens that together have this probability.",
            minimum=0.05,
            maximum=1.0,
            step=0.05,
            advanced=True,
        ),
    ] = 1.0,
    top_k: Annotated[
        int,
        Setting(
            label="Keep the likeliest (top-k)",
            help="Draw only among this many tokens; 0 keeps all.",
            minimum=0,
            maximum=1000,
            advanced=True,
        ),
    ] = 0,
) -> Generated:
    """Let a model continue a prompt, and watch it token by token.

    For a fused model the plots show the weight of each expert at every step, the distance from the large model beside
    its target, and which member carried each token. Point at a token to see what every member would have said.
    """
    from engine.models.decoding import generate as decode

    watcher = _Watcher(run, model)
    run.tokens(watcher.text_plot, [Token(prompt, prompt=True)], watcher.legend)
    run.progress(0, n_tokens, "Reading the prompt")
    steps = decode(model, prompt, n_tokens=n_tokens, temperature=temperature, top_p=top_p, top_k=top_k, seed=run.seed)
    for number, step in enumerate(steps, 1):
        watcher.see(number, step)
        run.progress(number, n_tokens, f"Token {number:,} of {n_tokens:,}")
    return watcher.finish()


class _Watcher:
    """Turns steps into plots. A model that explains its steps (`last_step`) shows more than one that does not."""

    def __init__(self, run: Run, model: Any) -> None:
        self._run = run
        self._model = model
        self._explains = hasattr(model, "last_step")
        self._names = {role: member.name for role, member in model.members().items()}
        self._colors = of_members(model)
        self._experts = [role for role in self._colors if role != "large"]
        self._ms = dict.fromkeys([*self._names, "solve"], 0.0)
        self._carried = dict.fromkeys(self._colors, 0)
        self._steps: list[tuple[Any, ...]] = []
        self._text: list[str] = []
        self._seconds = 0.0
        self.text_plot = "Text by the member that carried it" if self._explains else "Text"
        self.legend = tuple((self._names[role], color) for role, color in self._colors.items() if self._explains)

    def see(self, number: int, step: Any) -> None:
        self._text.append(step.text)
        self._seconds += step.ms / 1000
        report = self._model.last_step(None, token=step.token) if self._explains else None
        if report is None:
            self._run.tokens(self.text_plot, [Token(step.text, hover=(f"probability {math.exp(step.log_prob):.1%}",))])
            self._run.line("Surprise at each token", "nats", number, -step.log_prob, x_label="step", y_label="nats")
            self._steps.append((number, step.text, step.log_prob, step.ms))
            return
        for role, milliseconds in report.milliseconds.items():
            self._ms[role] = self._ms.get(role, 0.0) + milliseconds
        self._carried[report.carrier] = self._carried.get(report.carrier, 0) + 1
        token = Token(step.text, self._colors.get(report.carrier), self._hover(report))
        self._run.tokens(self.text_plot, [token])
        for role, alpha in zip(self._experts, report.alpha, strict=False):
            self._run.line(
                "Weight of each expert (alpha)",
                self._names[role],
                number,
                alpha,
                x_label="decoding step",
                y_label="weight",
                bounds=(2.0,),
                bound_labels=("highest weight",),
                color=self._colors[role],
            )
        if report.targets:
            self._distance(number, report)
        self._steps.append((number, step.text, step.log_prob, step.ms, report.carrier, *report.reached, *report.alpha))

    def _distance(self, number: int, report: Any) -> None:
        """Both directions of the KL divergence: what was reached, and the mean over experts that was aimed at."""
        names = (("from large", "target, from"), ("to large", "target, to"))
        for index, ((series, aim), reached) in enumerate(zip(names, report.reached, strict=True)):
            target = sum(pair[index] for pair in report.targets) / len(report.targets)
            style = {"x_label": "decoding step", "y_label": "nats", "color": index}
            plot = "Distance from the large model (KL)"
            self._run.line(plot, series, number, reached, **style)
            self._run.line(plot, aim, number, target, dashed=True, **style)

    def _hover(self, report: Any) -> tuple[str, ...]:
        who = self._names.get(report.carrier, "the large model")
        lines = [f"carried by {who}"]
        if report.alpha:
            weights = zip(self._experts, report.alpha, strict=False)
            lines.append("alpha: " + ", ".join(f"{self._names[role]} {alpha:.2f}" for role, alpha in weights))
        for role, candidates in report.top.items():
            best = ", ".join(f"{one.text.strip() or '␣'} {one.probability:.0%}" for one in candidates[:4])
            lines.append(f"{self._names.get(role, 'fused')}: {best}")
        return tuple(lines)

    def finish(self) -> Generated:
        run, n_tokens = self._run, len(self._steps)
        rate = n_tokens / self._seconds if self._seconds else 0.0
        run.metric("n_tokens", n_tokens)
        run.metric("tokens_per_second", rate)
        run.footer = f"{n_tokens:,} tokens"
        columns = ("step", "token", "log_prob", "ms")
        if self._explains:
            columns += ("carried_by", "kl_fused_large", "kl_large_fused")
            n_alpha = len(self._steps[0]) - len(columns) if self._steps else 0
            columns += tuple(f"alpha_{self._names[role]}" for role in self._experts[:n_alpha])
            self._members(n_tokens)
        run.say(self._sentence(n_tokens, rate))
        return Generated("".join(self._text), PlotData("Steps", columns, tuple(self._steps)))

    def _members(self, n_tokens: int) -> None:
        rows = []
        for role, milliseconds in self._ms.items():
            name = "Finding the weights" if role == "solve" else self._names[role]
            rows.append([name, milliseconds / max(n_tokens, 1), self._carried.get(role)])
            self._run.metric(f"ms_per_token.{role}", milliseconds / max(n_tokens, 1))
        for role, count in self._carried.items():
            self._run.metric(f"carried.{role}", count)
        self._run.table("Members", ["Model", "ms a token", "Tokens carried"], rows)

    def _sentence(self, n_tokens: int, rate: float) -> str:
        if not n_tokens:
            return f"{self._model.name} ended the text at once."
        words = f"{self._model.name} wrote {n_tokens:,} tokens at {rate:,.0f} tokens a second"
        if not self._explains or not self._experts:
            return words + "."
        parts = [f"{self._names[role]} carried {self._carried[role]:,}" for role in self._experts]
        return f"{words}; {', '.join(parts)}, {self._names['large']} alone {self._carried['large']:,}."
