"""The window. Imports engine.graph, engine.jobs and engine.models.library, all free of torch."""
