"""Texts, token windows and the starter pack."""
