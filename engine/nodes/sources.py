"""Nodes that bring something in: a model, a prompt, texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from engine.data.corpora import Part, Source, from_file, shipped
from engine.errors import StitchworkError
from engine.graph.nodes import ModelName, Preflight, Setting, node
from engine.graph.ports import Corpus, Model, Text
from engine.jobs.run import Run


def _model_facts(context: Preflight) -> dict[str, Any]:
    try:
        return {"model": context.library.get(context.settings.name).facts()}
    except StitchworkError as error:
        raise StitchworkError(error.words, error.fix, setting="name", fixes=error.fixes) from error


@node("Model", group="Sources", icon="box", summary=lambda s: s.name, preflight=_model_facts, pure=True)
def model(run: Run, *, name: ModelName = "starter-large") -> Model:
    """A language model of the library.

    Choose one that came with the program, or import your own: a safetensors folder, a GGUF file, or a name on the hub.
    """
    from engine.models import load

    entry = run.library.get(name)
    run.progress(0, 1, f"Loading {name}")
    loaded = load(name, device=run.device, library=run.library, check=run.check)
    run.footer = count(entry.parameters)
    return loaded


def _prompt_given(context: Preflight) -> dict[str, Any]:
    if not context.settings.text:
        raise StitchworkError("The prompt is empty.", "Write a few words for the model to continue.", setting="text")
    return {}


@node("Prompt", group="Sources", icon="text", summary=lambda s: s.text.split("\n")[0], preflight=_prompt_given)
def prompt(
    run: Run,
    *,
    text: Annotated[
        str, Setting(label="Text", help="The beginning that the model continues.", widget="text")
    ] = "stack:",
) -> Text:
    """The beginning of a text, for a model to continue."""
    run.footer = f"{len(text):,} characters"
    return text


_SOURCES = {
    "dictionary": "Dictionary definitions",
    "python": "Python source",
    "scripture": "Scripture",
    "sums": "Sums",
    "manuals": "Manuals, which the base models mostly read",
    "mixed": "Mixed: definitions and Python",
    "file": "A text file of yours",
}


def _file_there(context: Preflight) -> dict[str, Any]:
    if context.settings.source is Source.FILE:
        from_file(Path(context.settings.file or " "), n_texts=1)
    return {}


@node(
    "Corpus",
    group="Sources",
    icon="book-open",
    preflight=_file_there,
    summary=lambda s: Path(s.file).name if s.source is Source.FILE else _SOURCES[s.source.value],
)
def corpus(
    run: Run,
    *,
    source: Annotated[
        Source, Setting(label="Texts", help="What the texts are about.", labels=_SOURCES)
    ] = Source.DICTIONARY,
    file: Annotated[
        str,
        Setting(
            help="A plain text file. Empty lines separate its texts.", widget="file", depends_on=("source", ("file",))
        ),
    ] = "",
    part: Annotated[
        Part,
        Setting(
            label="Part",
            help="Held-out texts were kept away from training: measure on these.",
            labels={"heldout": "Held out", "train": "Training"},
            advanced=True,
        ),
    ] = Part.HELD_OUT,
    n_texts: Annotated[
        int, Setting(label="Number of texts", help="At most this many are taken.", minimum=1, maximum=20_000)
    ] = 200,
) -> Corpus:
    """Texts to measure models on.

    Five kinds ship with the program; a text file of your own works as well. The seed of the run chooses which texts.
    """
    if source is Source.FILE:
        found = from_file(Path(file), n_texts=n_texts)
    else:
        found = shipped(source, part, n_texts=n_texts, seed=run.seed)
    run.footer = f"{len(found.texts):,} texts"
    return found


def count(parameters: int) -> str:
    """A number of parameters as people write it: 890 k, 5.6 M, 1.2 B."""
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if parameters >= size:
            value = parameters / size
            return f"{value:.1f} {letter}" if value < 100 else f"{value:.0f} {letter}"
    return str(parameters)
