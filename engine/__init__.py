"""Stitchwork's engine: everything that works without a window. Nothing in here imports Qt."""

__version__ = "0.1.0"
