"""Run, pause, stop, problems and fixes: what happens between the buttons, the documents and the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from engine.errors import Fault, Fix, StitchworkError
from engine.jobs import messages as m
from gui.language import shown
from gui.messages import Entry
from gui.running import Running, node_title
from gui.words import counted, together

if TYPE_CHECKING:
    from gui.bottom import BottomPanel
    from gui.document import Document
    from gui.notice import Notice
    from gui.runs.keeper import Keeper
    from gui.tabs import DocumentTabs
    from gui.toolbar import StatusLine
    from gui.workspace import Workspace


class RunControl(QObject):
    """Checks before a run, starts it, and shows what the engine says where it belongs."""

    def __init__(
        self,
        running: Running,
        keeper: Keeper,
        tabs: DocumentTabs,
        bottom: BottomPanel,
        notice: Notice,
        status: StatusLine,
        device: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.running = running
        self._tabs = tabs
        self._bottom = bottom
        self._notice = notice
        self._status = status
        self._device = device
        self._refusal: tuple[Document, str] | None = None
        "Whose run did not start, and what the status line said of it."
        running.arrived.connect(self._arrived)
        running.finished.connect(self._finished)
        running.worker_died.connect(self._worker_died)
        keeper.trouble.connect(self.trouble)
        keeper.repaired.connect(self._repaired)

    def run(self, targets: tuple[str, ...] | None = None) -> None:
        """Run the graph in front, or what `targets` need of it; with a problem, show it and run nothing."""
        workspace = self._tabs.current
        if workspace is None or self.running.busy:
            return
        from engine.graph import files

        document = workspace.document
        document.check_now()
        faulty = self._faulty(document, targets)
        if faulty:
            self._refuse(workspace, faulty)
            return
        self._notice.hide()
        self._bottom.show_live()
        try:
            graph = files.to_json(document.graph)
            self.running.run(document, graph, device=self.device_for(document), targets=targets)
        except StitchworkError as problem:
            self.trouble(problem)

    def device_for(self, document: Document) -> str:
        """What the person chose, else what the graph asks for."""
        chosen = self._device()
        return document.graph.device if chosen == "auto" else chosen

    def run_up_to_selected(self) -> None:
        workspace = self._tabs.current
        if workspace is not None and workspace.selected:
            self.run(tuple(workspace.selected))

    def next_problem(self) -> None:
        """Select the next node that has one, in the order of the file."""
        workspace = self._tabs.current
        if workspace is None:
            return
        document = workspace.document
        places = [node for node in document.graph.nodes if document.faults_of(node)]
        if not places:
            return
        here = max((places.index(node) for node in workspace.selected if node in places), default=-1)
        self.show_node(document, places[(here + 1) % len(places)])

    def show_node(self, document: Document, node: str) -> None:
        """Bring a node's tab to the front and select it."""
        workspace = self._tabs.of(document)
        if workspace is not None and node in document.graph.nodes:
            self._tabs.show_workspace(workspace)
            workspace.show_results(False)
            workspace.canvas.select(node)

    def apply_fix(self, document: Document, node: str, fix: Fix) -> None:
        """Make the change that a problem offers, and offer to run."""
        if fix.setting is None or node not in document.graph.nodes:
            return
        document.set_setting(node, fix.setting, fix.value)
        document.check_now()
        self.show_node(document, node)
        words = self.tr("{node}: changed. Undo takes it back.").format(node=document.title_of(node))
        self._status.say(words, "info")
        if not document.faults and not self.running.busy:
            self._notice.show_words(words, "info", self.tr("Run now"), self.run)

    def faults_changed(self, document: Document) -> None:
        """What kept a run from starting may be mended: the status line says so, if it still speaks of that."""
        if self._refusal != (document, self._status.words):
            return
        left = {"", *document.outcome.refused}
        faulty = {node: faults for node, faults in document.faults.items() if faults and node in left}
        if faulty:
            self._say_refused(document, faulty)
        else:
            self._status.say(self.tr("Ready."), "info")

    def trouble(self, problem: StitchworkError) -> None:
        """A problem that belongs to no node: a file, the library, the clipboard."""
        problem = shown.problem(problem)
        words = together(problem.words, problem.fix)
        self._notice.show_words(words, "failed")
        self._status.say(problem.words, "failed")
        self._bottom.messages.add(Entry("failed", self.tr("Program"), problem.words, problem.fix, problem.details))

    def _faulty(self, document: Document, targets: tuple[str, ...] | None) -> dict[str, list[Fault]]:
        if targets is None:
            return {node: faults for node, faults in document.faults.items() if faults}
        from engine.graph import checks

        needed = set(checks.needed(document.graph, targets)) | {""}
        return {node: faults for node, faults in document.faults.items() if faults and node in needed}

    def _refuse(self, workspace: Workspace, faulty: dict[str, list[Fault]]) -> None:
        document = workspace.document
        for node, faults in faulty.items():
            for fault in faults:
                self._report(document, node or None, fault)
        document.outcome.refuse(filter(None, faulty))
        self._say_refused(document, faulty)
        workspace.show_results(False)
        if first := _first(document, faulty):
            workspace.canvas.select(first)
        self._bottom.show_messages()

    def _say_refused(self, document: Document, faulty: dict[str, list[Fault]]) -> None:
        count = sum(len(faults) for faults in faulty.values())
        where = node_title(document, _first(document, faulty)) or self.tr("the graph")
        words = counted(count, self.tr("Not started: 1 problem"), self.tr("Not started: {n} problems"))
        if len(faulty) == 1:
            words = self.tr("{problems} in {node}.").format(problems=words, node=where)
        else:
            words = self.tr("{problems}, the first in {node}.").format(problems=words, node=where)
        self._refusal = document, together(words, self.tr("Nothing was loaded, earlier results are kept."))
        self._status.say(self._refusal[1], "failed")

    def _report(self, document: Document | None, node: str | None, fault: Fault) -> None:
        fix = next((fix for fix in fault.fixes if fix.setting is not None), None)
        helps = fix.words if fix is not None else fault.fix
        where = node_title(document, node) if node else self.tr("Whole graph")
        words = together(fault.title, fault.words)
        self._bottom.messages.add(Entry("failed", where, words, helps, fault.details, document, node, fix))

    def _arrived(self, document: Document, message: m.Message) -> None:
        workspace = self._tabs.of(document)
        if workspace is not None and self.running.job is not None:
            workspace.apply(message, self.running.job)
        if self.running.cell:
            return
        match shown.message(message):
            case m.NodeFailed(fault):
                self._report(document, fault.node, fault)
                if fault.node is not None:
                    self._show_failure(document, fault.node)
            case m.Sentence(node=node, words=words):
                entry = Entry("done", node_title(document, node), words, document=document, node=node)
                self._bottom.messages.add(entry)

    def _show_failure(self, document: Document, node: str) -> None:
        """Select the node that failed, unless the person works in another tab."""
        workspace = self._tabs.current
        if workspace is not None and workspace.document is document and node in document.graph.nodes:
            workspace.show_results(False)
            workspace.canvas.select(node)

    def _finished(self, document: Document | None, message: m.RunFinished) -> None:
        level = {"done": "done", "failed": "failed"}.get(message.outcome, "info")
        if level != "failed" and not self.running.cell:
            words = self.running.last_words
            self._bottom.messages.add(Entry(level, self.tr("Whole graph"), words, document=document))

    def _worker_died(self, document: Document | None, words: str) -> None:
        advice = self.tr("The window and your graph are kept. Run works again.")
        self._bottom.messages.add(Entry("warn", self.tr("Engine"), words, advice, document=document))

    def _repaired(self) -> None:
        words = self.tr("The list of kept runs was damaged. It was made anew from the runs on the disk.")
        self._bottom.messages.add(Entry("warn", self.tr("Runs"), words))
        self._notice.show_words(words, "warn")


def _first(document: Document, faulty: dict[str, list[Fault]]) -> str:
    """The first of these nodes in the order of the file; "" where the problem is the whole graph's."""
    return next((node for node in document.graph.nodes if node in faulty), "")


def describe(problem: BaseException) -> tuple[str, str]:
    """What stands in Messages for an error that nobody foresaw: (words, details to copy)."""
    import traceback

    details = "".join(traceback.format_exception(problem))
    words = QCoreApplication.translate("runs", "Something in the window went wrong: {error}. Your graph is kept.")
    return words.format(error=type(problem).__name__), details
