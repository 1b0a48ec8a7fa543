"""All blocks of one or two models against each other, in one pass over windows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from torch import Tensor

from engine.models.contract import LanguageModel
from engine.similarity.alignment import LayerAlignment
from engine.similarity.features import block_means, window_texts
from engine.similarity.hsic import LayerCKA
from engine.similarity.options import Estimator, Measure

WINDOWS_AT_ONCE = 16

AfterBatch = Callable[[int, int], None]


def comparer(
    measure: Measure, n_windows: int, names: tuple[str, str], pause: Callable[[], None] | None = None
) -> LayerCKA | LayerAlignment:
    """What gathers features of all layers and tells how alike they are by a measure. `pause`: called now and then
    while that takes long."""
    if measure in (Measure.CKA, Measure.CKA_BIASED):
        return LayerCKA(n_windows, Estimator.UNBIASED if measure is Measure.CKA else Estimator.BIASED, names)
    return LayerAlignment(measure, pause)


def compare_layers(
    model_a: LanguageModel,
    model_b: LanguageModel | None,
    windows: list[str],
    into: LayerCKA | LayerAlignment,
    after_batch: AfterBatch | None = None,
) -> None:
    """Read windows through all blocks of both models (None: of one) and hand the features on.

    `after_batch(windows so far, windows)`: a moment to read the matrix so far, or to stop.
    """
    blocks_a = range(1, model_a.blocks + 1)
    blocks_b = range(1, model_b.blocks + 1) if model_b is not None else None
    for begin in range(0, len(windows), WINDOWS_AT_ONCE):
        batch = windows[begin : begin + WINDOWS_AT_ONCE]
        xs = block_means(model_a, batch, blocks_a)
        into.add(xs, None if model_b is None or blocks_b is None else block_means(model_b, batch, blocks_b))
        if after_batch:
            after_batch(begin + len(batch), len(windows))


def layer_cka(
    model_a: LanguageModel,
    model_b: LanguageModel | None,
    texts: Iterable[str],
    *,
    n_windows: int = 256,
    n_tokens: int = 64,
    estimator: Estimator | str = Estimator.UNBIASED,
    on_batch: Callable[[LayerCKA, int, int], None] | None = None,
) -> Tensor:
    """CKA of the residual streams after every block of two models (or of one), float64 (blocks of A, blocks of B).

    Features are means over the tokens of a window (Pari et al. 2024, arXiv 2411.02207). Windows are at most
    `n_windows` stretches of `n_tokens` tokens of A's tokenizer; both models read them as text.
    `on_batch(sums, windows so far, windows)` may read `sums.matrix()`, which sharpens as windows arrive.

    Raises StitchworkError for fewer than 4 windows.
    """
    windows = window_texts(texts, model_a.tokenizer, n_tokens, n_windows)
    names = (model_a.name, (model_b or model_a).name)
    sums = LayerCKA(len(windows), estimator, names)
    hear = None if on_batch is None else (lambda done, total: on_batch(sums, done, total))
    compare_layers(model_a, model_b, windows, sums, hear)
    return sums.matrix()
