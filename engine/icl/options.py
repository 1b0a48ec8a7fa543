"""The choices of in-context learning. No torch: the graph reads them as settings."""

from __future__ import annotations

from enum import StrEnum


class Parametrisation(StrEnum):
    """What a layer may change. sparse: the labels alone (P = diag(0, .., 0, 1)), which is gradient descent with a
    preconditioner. full: the inputs too (P = diag(B, 1)), as in GD++."""

    SPARSE = "sparse"
    FULL = "full"


class Attention(StrEnum):
    """What becomes of the scores x_i' A x_j: taken as they are, cut off at zero, or shared out by softmax."""

    LINEAR = "linear"
    RELU = "relu"
    SOFTMAX = "softmax"


class Weights(StrEnum):
    """The law of the hidden weights w: N(0, inverse of Sigma), the theory's set, or N(0, I)."""

    INVERSE = "inverse"
    IDENTITY = "identity"


class Optimiser(StrEnum):
    """How matrices are trained: L-BFGS on one large sample, or Adam on fresh prompts at each step."""

    LBFGS = "lbfgs"
    ADAM = "adam"
