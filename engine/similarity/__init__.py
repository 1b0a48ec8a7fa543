"""How alike two sets of representations are: linear CKA and its friends, for one pair of layers or for all at once.

Importing this package loads no torch: the window reads `engine.similarity.options` through the nodes' settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lazy import lazy
from engine.similarity.options import Estimator, Measure

if TYPE_CHECKING:
    from engine.similarity.alignment import LayerAlignment, affine_r2, mutual_knn, procrustes
    from engine.similarity.features import TOKEN_KINDS, block_means, token_kinds, token_states, window_texts
    from engine.similarity.hsic import LayerCKA, cka
    from engine.similarity.layers import compare_layers, comparer, layer_cka
    from engine.similarity.projection import Projection, between_share, project

_HOMES = {
    "TOKEN_KINDS": "features",
    "LayerAlignment": "alignment",
    "LayerCKA": "hsic",
    "Projection": "projection",
    "affine_r2": "alignment",
    "between_share": "projection",
    "block_means": "features",
    "cka": "hsic",
    "compare_layers": "layers",
    "comparer": "layers",
    "layer_cka": "layers",
    "mutual_knn": "alignment",
    "procrustes": "alignment",
    "project": "projection",
    "token_kinds": "features",
    "token_states": "features",
    "window_texts": "features",
}

__all__ = [
    "TOKEN_KINDS",
    "Estimator",
    "LayerAlignment",
    "LayerCKA",
    "Measure",
    "Projection",
    "affine_r2",
    "between_share",
    "block_means",
    "cka",
    "compare_layers",
    "comparer",
    "layer_cka",
    "mutual_knn",
    "procrustes",
    "project",
    "token_kinds",
    "token_states",
    "window_texts",
]

__getattr__ = lazy(__name__, _HOMES)
