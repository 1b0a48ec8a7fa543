"""Draws the window's pictures: every main view from real runs, and a person's first minutes as a series."""
