"""Graphs as pure data: nodes, ports, wires, files and the checks before a run. No torch, no Qt."""
