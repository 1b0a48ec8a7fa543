"""Measurements of the budgets: `python -m tests.bench NAME [--json]`. Ratios within one run; never asserted."""
