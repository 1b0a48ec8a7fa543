"""The library panel: models on disk and kinds of nodes, to be dragged to the canvas."""
