"""The start page: finished graphs as cards, recent files, an empty canvas."""
