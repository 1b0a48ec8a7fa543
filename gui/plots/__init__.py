"""Plots: each kind of plot message has a panel class; the board makes, fills and arranges them."""
