"""The engine's table of states, without an engine."""

from __future__ import annotations

import pytest

from engine.jobs.states import MOVES, Event, State, move


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ([Event.READY], State.IDLE),
        ([Event.READY, Event.SUBMIT, Event.FINISHED], State.IDLE),
        ([Event.SUBMIT], State.RUNNING),
        ([Event.SUBMIT, Event.CANCEL, Event.WITHDRAWN, Event.READY], State.IDLE),
        ([Event.READY, Event.SUBMIT, Event.PAUSE], State.PAUSED),
        ([Event.READY, Event.SUBMIT, Event.PAUSE, Event.RESUME, Event.CANCEL], State.STOPPING),
        ([Event.READY, Event.SUBMIT, Event.PAUSE, Event.FINISHED], State.IDLE),
        ([Event.READY, Event.SUBMIT, Event.LOST, Event.READY, Event.SUBMIT], State.RUNNING),
        ([Event.READY, Event.DIED, Event.READY], State.IDLE),
        ([Event.GAVE_UP, Event.SUBMIT, Event.LOST, Event.GAVE_UP], State.IDLE),
        ([Event.READY, Event.SUBMIT, Event.CANCEL, Event.CLOSE], State.CLOSED),
    ],
)
def test_a_story_of_events_ends_in_a_state(events: list[Event], end: State) -> None:
    state = State.STARTING
    for event in events:
        following = move(state, event)
        assert following is not None, f"{event} is refused while {state}"
        state = following
    assert state is end


def test_only_one_piece_of_work_at_a_time() -> None:
    takes_work = {state for state in State if move(state, Event.SUBMIT) is not None}
    assert takes_work == {State.STARTING, State.IDLE}


def test_closed_is_the_end() -> None:
    assert {move(State.CLOSED, event) for event in Event} == {None, State.CLOSED}
    assert all(move(state, Event.CLOSE) is State.CLOSED for state in State)


def test_a_new_worker_or_the_end_of_one_never_changes_what_a_person_asked_for() -> None:
    """The work of a person who was quick waits for the worker."""
    for state in (State.RUNNING, State.PAUSED, State.STOPPING):
        for event in (Event.READY, Event.DIED, Event.GAVE_UP):
            assert move(state, event) is None


def test_work_always_has_an_end() -> None:
    for state in (State.RUNNING, State.PAUSED, State.STOPPING):
        assert MOVES[state, Event.FINISHED] is State.IDLE
        assert MOVES[state, Event.LOST] is State.STARTING


def test_every_state_can_be_reached_and_left() -> None:
    reached = {State.STARTING, *MOVES.values()}
    assert reached == set(State)
    assert {state for state, _ in MOVES} == set(State)
