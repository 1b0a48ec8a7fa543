"""Stands in for the engine: remembers what the window asked, and says what a test tells it to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import StitchworkError
from engine.jobs import messages as m

if TYPE_CHECKING:
    from gui.window import MainWindow

GB = 10**9


class FakeEngine:
    """Has no worker. `say` puts messages where the window fetches them."""

    def __init__(self) -> None:
        self.state = "idle"
        self.jobs: list[m.Job | m.ImportJob] = []
        self.asked: list[str] = []
        self._messages: list[m.Message] = []

    @property
    def job(self) -> m.Job:
        """The run that was asked for last."""
        return next(job for job in reversed(self.jobs) if isinstance(job, m.Job))

    def start(self) -> None:
        self.asked.append("start")
        self.say(m.WorkerReady((("cpu", "CPU, 2 cores"), ("cuda:0", "NVIDIA L4, 22 GB")), 6 * GB, GB))

    def submit(self, what: m.Job | m.ImportJob) -> None:
        if self.state != "idle":
            raise StitchworkError("A run is under way.", "Stop it, or wait until it ends.")
        self.state = "running"
        self.jobs.append(what)

    def cancel(self) -> None:
        self.asked.append("cancel")

    def pause(self) -> None:
        self.asked.append("pause")
        self.say(m.Paused(True))

    def resume(self) -> None:
        self.asked.append("resume")
        self.say(m.Paused(False))

    def close(self) -> None:
        self.asked.append("close")

    def poll(self, limit: int = 500) -> list[m.Message]:
        taken, self._messages = self._messages[:limit], self._messages[limit:]
        return taken

    def say(self, *messages: m.Message) -> None:
        self._messages.extend(messages)

    def begin(self) -> tuple[str, ...]:
        """Say that the run began; its nodes in order."""
        nodes = tuple(node.get("id", name) for name, node in _entries(self.job.graph["nodes"]))
        self.say(m.RunStarted(self.job.id, nodes), *(m.NodeChanged(node, m.NodeState.WAITING) for node in nodes))
        return nodes

    def end(self, outcome: str = "done", seconds: float = 12.3, words: str = "") -> None:
        self.state = "idle"
        self.say(m.RunFinished(self.job.id, outcome, seconds, words))


def _entries(nodes: Any) -> list[tuple[str, dict]]:
    return list(nodes.items()) if isinstance(nodes, dict) else [("", node) for node in nodes]


def write_recipe(folder: Path, name: str, group: str, order: int, graph: dict | None = None, **head: Any) -> Path:
    """A small recipe file: a prompt alone, unless a graph is given."""
    from engine.graph import files
    from engine.graph.document import Graph, Node

    data = graph or files.to_json(Graph(nodes={"prompt": Node("prompt", "prompt", 40, 40, settings={"text": "river"})}))
    data |= {"name": name, "about": f"About {name}.", "recipe": {"group": group, "order": order, **head}}
    path = folder / f"{order:02d}-{group.lower()}.stitch"
    path.write_text(json.dumps(data), "utf-8")
    return path


def forget_changes(window: MainWindow) -> None:
    """Closing a window with unsaved changes asks; at the end of a test nothing should."""
    for workspace in window.tabs.workspaces:
        workspace.document.undo_stack.setClean()
        window.running.forget(workspace.document)
