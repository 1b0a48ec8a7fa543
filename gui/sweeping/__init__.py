"""Several values: one graph run with each of them (plan, dialog, control), and what came out side by side (found)."""
