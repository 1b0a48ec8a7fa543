"""Stitchwork's engine: everything that works without a window. Nothing in here imports Qt."""

import os

__version__ = "0.1.0"

# Threads that spin while they wait for each other make a model 50 times slower as soon as another program is busy.
# Read once, when torch is loaded, so it must be set before.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
