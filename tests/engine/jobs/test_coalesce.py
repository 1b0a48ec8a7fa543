"""The outbox: few messages, nothing important lost, order kept where it matters."""

from __future__ import annotations

from engine.errors import Fault
from engine.jobs import messages as m
from engine.jobs.coalesce import Outbox


def filled(*messages: m.Message, **options: int) -> Outbox:
    box = Outbox(**options)
    for message in messages:
        box.add(message)
    return box


def test_points_of_a_series_become_one_line() -> None:
    box = filled(*(m.Line("a", "Loss", "train", (i,), (i / 2,), bounds=(1.0,)) for i in range(1000)))
    (line,) = box.take()
    assert isinstance(line, m.Line)
    assert line.xs == tuple(range(1000))
    assert line.ys[-1] == 499.5
    assert line.bounds == (1.0,)
    assert box.take() == []


def test_series_plots_and_nodes_stay_apart() -> None:
    box = filled(
        *(m.Line(n, p, s, (1.0,), (2.0,)) for n in "ab" for p in ("Loss", "Gap") for s in ("x", "y") for _ in range(3))
    )
    assert len(box.take()) == 8


def test_a_line_that_grows_too_fast_is_thinned_and_keeps_its_newest_point() -> None:
    box = filled(*(m.Line("a", "Loss", "train", (float(i),), (0.0,)) for i in range(20_000)), max_points=500)
    (line,) = box.take()
    assert isinstance(line, m.Line)
    assert 250 <= len(line.xs) == len(line.ys) <= 500
    assert line.xs[-1] == 19_999
    assert list(line.xs) == sorted(line.xs)


def test_pieces_of_text_are_appended() -> None:
    legend = (("expert", 1),)
    box = filled(
        m.Tokens("a", "Text", (m.Token("one"),), legend), *(m.Tokens("a", "Text", (m.Token(str(i)),)) for i in range(3))
    )
    (tokens,) = box.take()
    assert isinstance(tokens, m.Tokens)
    assert [token.text for token in tokens.tokens] == ["one", "0", "1", "2"]
    assert tokens.legend == legend


def test_of_progress_and_whole_plots_only_the_last_is_said() -> None:
    box = filled(
        *(m.Progress("a", i, 10) for i in range(10)),
        *(m.Bars("a", "Loss", ("g",), ("s",), ((float(i),),)) for i in range(10)),
        *(m.HeatMap("a", "Map", ((float(i),),)) for i in range(10)),
        *(m.Table("a", "Scores", ("c",), ((i,),)) for i in range(10)),
        *(m.Metric("a", "loss", i) for i in range(10)),
        *(m.Memory(i, 10, 10 - i) for i in range(10)),
    )
    progress, bars, heat, table, metric, memory = box.take()
    assert progress == m.Progress("a", 9, 10)
    assert isinstance(bars, m.Bars)
    assert bars.values == ((9.0,),)
    assert isinstance(heat, m.HeatMap)
    assert heat.values == ((9.0,),)
    assert isinstance(table, m.Table)
    assert table.rows == ((9,),)
    assert metric == m.Metric("a", "loss", 9)
    assert memory == m.Memory(9, 10, 1)


def test_no_step_of_a_film_is_lost_however_fast_they_come() -> None:
    box = Outbox()
    for step in range(50):
        for draft in (0.0, 1.0):
            box.add(m.Scatter("a", "States", (draft,), (0.0,), step=float(step)))
    box.add(m.Scatter("a", "Other", (0.0,), (0.0,)))
    films = [one for one in box.take() if isinstance(one, m.Scatter) and one.plot == "States"]
    assert [one.step for one in films] == [float(step) for step in range(50)]
    assert {one.xs for one in films} == {(1.0,)}, "of one step the last"


def test_changes_of_state_are_all_said_in_order() -> None:
    story: list[m.Message] = [
        m.RunStarted("1", ("a", "b")),
        m.NodeChanged("a", m.NodeState.RUNNING),
        m.NodeChanged("a", m.NodeState.DONE),
        m.NodeChanged("b", m.NodeState.RUNNING),
        m.NodeFailed(Fault("b", "No")),
        m.NodeFailed(Fault(None, "No")),
        m.NodeChanged("b", m.NodeState.FAILED),
        m.RunFinished("1", "failed", 1.0),
        m.RunStarted("2", ("a", "b")),
    ]
    assert filled(*story).take() == story


def test_points_never_move_across_a_new_run() -> None:
    point = m.Line("a", "Loss", "train", (1.0,), (1.0,))
    end, begin = m.RunFinished("1", "done", 1.0), m.RunStarted("2", ("a",))
    assert filled(point, end, begin, point).take() == [point, end, begin, point]


def test_what_a_node_says_stays_before_its_end() -> None:
    point = m.Line("a", "Loss", "train", (1.0,), (1.0,))
    done = m.NodeChanged("a", m.NodeState.DONE)
    taken = filled(point, m.Progress("a", 1, 2), point, m.Progress("a", 2, 2), done).take()
    assert taken[-1] == done
    assert len(taken) == 3


def test_a_bounded_take_leaves_the_rest() -> None:
    box = filled(*(m.NodeChanged(str(i), m.NodeState.WAITING) for i in range(10)))
    first, rest = box.take(4), box.take()
    assert [change.node for change in first + rest if isinstance(change, m.NodeChanged)] == list("0123456789")
    assert len(first) == 4


def test_waiting_ends_when_something_is_said() -> None:
    box = Outbox()
    assert not box.wait(0.0)
    box.add(m.Memory(1, 2, 1))
    assert box.wait(0.0)
    box.take()
    assert not box.wait(0.0)
