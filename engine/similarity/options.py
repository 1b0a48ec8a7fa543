"""What can be chosen about a comparison of representations. No torch."""

from __future__ import annotations

from enum import StrEnum


class Estimator(StrEnum):
    """Which HSIC stands in CKA: the unbiased one (Song et al. 2012) or the plain, biased one."""

    UNBIASED = "unbiased"
    BIASED = "biased"


class Measure(StrEnum):
    """How two layers are compared."""

    CKA = "cka"
    CKA_BIASED = "cka-biased"
    MUTUAL_KNN = "mutual-knn"
    PROCRUSTES = "procrustes"
    AFFINE_R2 = "affine-r2"
