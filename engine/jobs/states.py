"""The engine's states and the moves between them, as one table."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    STARTING = "starting"
    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    CLOSED = "closed"


class Event(StrEnum):
    """READY: the worker can take work. WITHDRAWN: work was stopped before the worker had it. LOST: work ended with its
    worker, and a new worker starts. DIED: the worker ended with no work in hand, and a new one starts. GAVE_UP: no
    worker could be started; the next piece of work tries again."""

    READY = "ready"
    SUBMIT = "submit"
    WITHDRAWN = "withdrawn"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISHED = "finished"
    LOST = "lost"
    DIED = "died"
    GAVE_UP = "gave up"
    CLOSE = "close"


MOVES: dict[tuple[State, Event], State] = {
    (State.STARTING, Event.READY): State.IDLE,
    (State.STARTING, Event.SUBMIT): State.RUNNING,
    (State.STARTING, Event.GAVE_UP): State.IDLE,
    (State.IDLE, Event.SUBMIT): State.RUNNING,
    (State.IDLE, Event.DIED): State.STARTING,
    (State.RUNNING, Event.PAUSE): State.PAUSED,
    (State.RUNNING, Event.CANCEL): State.STOPPING,
    (State.RUNNING, Event.FINISHED): State.IDLE,
    (State.RUNNING, Event.LOST): State.STARTING,
    (State.PAUSED, Event.RESUME): State.RUNNING,
    (State.PAUSED, Event.CANCEL): State.STOPPING,
    (State.PAUSED, Event.FINISHED): State.IDLE,
    (State.PAUSED, Event.LOST): State.STARTING,
    (State.STOPPING, Event.FINISHED): State.IDLE,
    (State.STOPPING, Event.LOST): State.STARTING,
    (State.STOPPING, Event.WITHDRAWN): State.STARTING,
    **{(state, Event.CLOSE): State.CLOSED for state in State},
}
"Where an event leads. An event that is not here for a state is refused, or changes nothing; closed stays closed."


def move(state: State, event: Event) -> State | None:
    """The next state, or None when the table has none."""
    return MOVES.get((state, event))
