"""The event loop: what fires when, on which thread, and that waiting costs nothing."""

from __future__ import annotations

import threading
import time

import pytest

from postlude.errors import ScriptError
from postlude.eventloop import MOST_NESTED, EventLoop, Pending


def test_what_is_ready_fires_in_order_on_the_thread_that_pumps() -> None:
    loop = EventLoop()
    fired: list[tuple[str, threading.Thread]] = []

    def expect(name: str) -> Pending:
        return loop.expect(lambda: fired.append((name, threading.current_thread())))

    first, second = expect("first"), expect("second")
    other = threading.Thread(target=lambda: (second.ready(), first.ready()))
    other.start()
    other.join()
    loop.pump(0)
    assert fired == [("second", threading.current_thread()), ("first", threading.current_thread())]


def test_another_thread_wakes_a_loop_that_waits() -> None:
    loop = EventLoop()
    pending = loop.expect(lambda: pending.close())
    threading.Timer(0.02, pending.ready).start()
    started = time.monotonic()
    assert loop.run_until_idle(lambda: True, 5)
    assert 0.015 < time.monotonic() - started < 2


def test_waiting_does_not_spin() -> None:
    loop = EventLoop()
    loop.expect(lambda: None)
    before = time.thread_time()
    loop.pump(0.2)
    assert not loop.run_until_idle(lambda: True, 0.2)
    assert time.thread_time() - before < 0.1


def test_pumping_takes_the_whole_time_even_if_nothing_is_pending() -> None:
    started = time.monotonic()
    EventLoop().pump(0.05)
    assert time.monotonic() - started >= 0.05


def test_timers_fire_when_they_are_due_in_the_order_of_their_times() -> None:
    now = [100.0]
    loop = EventLoop(clock=lambda: now[0])
    fired: list[str] = []
    loop.expect(lambda: fired.append("late"), 103)
    loop.expect(lambda: fired.append("early"), 102)
    for at in (101, 102, 103, 104):
        now[0] = at
        loop.pump(0)
        fired.append(str(at))
    assert fired == ["101", "early", "102", "late", "103", "104"]


def test_a_timer_may_come_again_and_be_put_off() -> None:
    now = [0.0]
    loop = EventLoop(clock=lambda: now[0])
    fired: list[float] = []

    def tick() -> None:
        fired.append(now[0])
        timer.again(now[0] + 2)

    timer = loop.expect(tick, 1)
    timer.again(2)
    for at in range(8):
        now[0] = at
        loop.pump(0)
    assert fired == [2, 4, 6]


def test_ready_twice_is_fired_once_and_closed_not_at_all() -> None:
    loop = EventLoop()
    fired: list[str] = []
    twice, closed = loop.expect(lambda: fired.append("twice")), loop.expect(lambda: fired.append("closed"))
    twice.ready()
    twice.ready()
    closed.ready()
    closed.close()
    closed.ready()
    loop.pump(0)
    assert fired == ["twice"]
    assert len(loop) == 1


def test_idle_is_when_nothing_is_pending_or_nobody_wants_it() -> None:
    loop = EventLoop()
    assert loop.run_until_idle(lambda: True, 5)
    loop.expect(lambda: None)
    assert loop.run_until_idle(lambda: False, 5)


def test_idle_ends_with_its_time_though_a_timer_never_does() -> None:
    loop = EventLoop()
    timer = loop.expect(lambda: timer.again(loop.clock()), loop.clock())
    started = time.monotonic()
    assert not loop.run_until_idle(lambda: True, 0.05)
    loop.pump(0)
    assert time.monotonic() - started < 1


def test_what_was_due_within_the_time_is_fired_though_the_thread_comes_late() -> None:
    loop = EventLoop()
    fired: list[str] = []

    def slow() -> None:
        first.close()
        time.sleep(0.05)

    def second_fires() -> None:
        second.close()
        fired.append("second")

    first = loop.expect(slow, loop.clock())
    second = loop.expect(second_fires, loop.clock() + 0.01)
    assert loop.run_until_idle(lambda: True, 0.02)
    assert fired == ["second"]


def test_what_was_waited_is_told() -> None:
    waited: list[float] = []
    EventLoop(spend=waited.append).pump(0.03)
    assert 0.025 < sum(waited) < 1


def test_an_error_goes_to_whoever_pumps_and_breaks_nothing() -> None:
    loop = EventLoop()
    fired: list[int] = []

    def fail() -> None:
        raise ValueError("of the callback")

    for action in (fail, lambda: fired.append(1)):
        loop.expect(action).ready()
    with pytest.raises(ValueError, match="of the callback"):
        loop.pump(0)
    loop.pump(0)
    assert fired == [1]


def test_loops_within_callbacks_of_loops_have_an_end() -> None:
    loop = EventLoop()
    depth = [0]

    def deeper() -> None:
        depth[0] += 1
        pending.ready()
        loop.pump(0.001)

    pending = loop.expect(deeper)
    pending.ready()
    with pytest.raises(ScriptError, match="too many"):
        loop.pump(0.001)
    assert depth[0] == MOST_NESTED


def test_stopping_from_another_thread_ends_the_wait() -> None:
    loop = EventLoop()
    loop.expect(lambda: None)
    threading.Timer(0.02, loop.stop).start()
    started = time.monotonic()
    assert loop.run_until_idle(lambda: True, None)
    loop.pump(5)
    assert time.monotonic() - started < 2


def test_what_is_given_up_hears_of_it_and_is_pending_no_more() -> None:
    loop = EventLoop()
    dropped: list[str] = []
    loop.expect(lambda: None, None, lambda: dropped.append("one"))
    loop.expect(lambda: None, loop.clock() + 9, lambda: dropped.append("two"))
    assert loop.drop_all() == 2
    assert dropped == ["one", "two"]
    assert len(loop) == 0
