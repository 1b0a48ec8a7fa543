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
    """READY: the worker can take work. WITHDRAWN: the work was stopped before the worker had it. DIED: the worker ended
    and a new one starts. GAVE_UP: it could not be started; the next piece of work tries again."""

    READY = "ready"
    SUBMIT = "submit"
    WITHDRAWN = "withdrawn"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    FINISHED = "finished"
    DIED = "died"
    GAVE_UP = "gave up"
    CLOSE = "close"


MOVES: dict[tuple[State, Event], State] = {
    (State.STARTING, Event.READY): State.IDLE,
    (State.STARTING, Event.SUBMIT): State.RUNNING,
    (State.STARTING, Event.DIED): State.STARTING,
    (State.STARTING, Event.GAVE_UP): State.IDLE,
    (State.IDLE, Event.SUBMIT): State.RUNNING,
    (State.IDLE, Event.DIED): State.STARTING,
    (State.RUNNING, Event.READY): State.RUNNING,
    (State.RUNNING, Event.PAUSE): State.PAUSED,
    (State.RUNNING, Event.CANCEL): State.STOPPING,
    (State.RUNNING, Event.FINISHED): State.IDLE,
    (State.RUNNING, Event.DIED): State.STARTING,
    (State.RUNNING, Event.GAVE_UP): State.IDLE,
    (State.PAUSED, Event.READY): State.PAUSED,
    (State.PAUSED, Event.RESUME): State.RUNNING,
    (State.PAUSED, Event.CANCEL): State.STOPPING,
    (State.PAUSED, Event.FINISHED): State.IDLE,
    (State.PAUSED, Event.DIED): State.STARTING,
    (State.PAUSED, Event.GAVE_UP): State.IDLE,
    (State.STOPPING, Event.READY): State.STOPPING,
    (State.STOPPING, Event.CANCEL): State.STOPPING,
    (State.STOPPING, Event.WITHDRAWN): State.STARTING,
    (State.STOPPING, Event.FINISHED): State.IDLE,
    (State.STOPPING, Event.DIED): State.STARTING,
    (State.STOPPING, Event.GAVE_UP): State.IDLE,
    **{(state, Event.CLOSE): State.CLOSED for state in State},
}
"Where an event leads. What is not here is not allowed; a closed engine stays closed."


def move(state: State, event: Event) -> State | None:
    """The next state, or None when the event is not allowed now."""
    return MOVES.get((state, event))
