"""Runs a graph: messages, the run object that nodes talk through, executor, worker process, engine thread."""
