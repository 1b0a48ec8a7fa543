"""In-context learning as preconditioned gradient descent (Ahn, Cheng, Daneshmand, Sra 2023, arXiv 2306.00297).

Importing this package loads no torch: the window reads `engine.icl.options` through the nodes' settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.icl.options import Attention, Optimiser, Parametrisation, Weights
from engine.lazy import lazy

if TYPE_CHECKING:
    from engine.icl.asking import Questions, questions
    from engine.icl.attention import forward, residual
    from engine.icl.baselines import Baseline, baseline
    from engine.icl.evaluating import Estimate, distance, evaluate, shared_frame
    from engine.icl.laws import Law, covariance
    from engine.icl.theory import closed_form, one_layer_loss, population_loss, population_optimum
    from engine.icl.training import Cell, Learner, Trained, train

_HOMES = {
    "Questions": "asking",
    "questions": "asking",
    "forward": "attention",
    "residual": "attention",
    "Baseline": "baselines",
    "baseline": "baselines",
    "Estimate": "evaluating",
    "distance": "evaluating",
    "evaluate": "evaluating",
    "shared_frame": "evaluating",
    "Law": "laws",
    "covariance": "laws",
    "closed_form": "theory",
    "one_layer_loss": "theory",
    "population_loss": "theory",
    "population_optimum": "theory",
    "Cell": "training",
    "Learner": "training",
    "Trained": "training",
    "train": "training",
}

__all__ = [
    "Attention",
    "Baseline",
    "Cell",
    "Estimate",
    "Law",
    "Learner",
    "Optimiser",
    "Parametrisation",
    "Questions",
    "Trained",
    "Weights",
    "baseline",
    "closed_form",
    "covariance",
    "distance",
    "evaluate",
    "forward",
    "one_layer_loss",
    "population_loss",
    "population_optimum",
    "questions",
    "residual",
    "shared_frame",
    "train",
]

__getattr__ = lazy(__name__, _HOMES)
