"""Work that is spread over processes: whatever ends one of them, nobody waits and nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from multiprocessing import active_children
from pathlib import Path

import pytest

from syncscript.app.linting import workers
from syncscript.app.linting.workers import spread
from syncscript.model import Diagnostic, DiagnosticError


def doubled(number: int) -> int:
    return number * 2


def large(number: int) -> str:
    return str(number) * 300_000


def ends_itself(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fails(number: int) -> int:
    return 1 // (number - 3)


def refuses(number: int) -> int:
    raise DiagnosticError(Diagnostic("C190", f"not {number}"))


@pytest.fixture(autouse=True)
def nobody_is_left_behind() -> object:
    yield
    assert active_children() == []


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_the_order_of_their_pieces(processes: int) -> None:
    assert list(spread(doubled, range(50), processes)) == list(range(0, 100, 2))


def test_there_may_be_fewer_pieces_than_processes() -> None:
    assert list(spread(doubled, [7], 4)) == [14]
    assert list(spread(doubled, [], 2)) == []


def test_results_larger_than_a_pipe_hold_up_nobody() -> None:
    assert [len(each) for each in spread(large, range(6), 2)] == [300_000] * 6


def test_a_process_that_is_killed_ends_the_work_with_an_error() -> None:
    with pytest.raises(DiagnosticError) as caught:
        list(spread(ends_itself, range(50), 2))
    assert caught.value.diagnostics[0].code == "C196"


def test_a_mistake_of_the_users_stays_one() -> None:
    with pytest.raises(DiagnosticError) as caught:
        list(spread(refuses, [5], 2))
    assert caught.value.diagnostics == (Diagnostic("C190", "not 5"),)


def test_what_nobody_expected_tells_where_it_happened() -> None:
    with pytest.raises(RuntimeError, match=r"ZeroDivisionError(.|\n)*in fails"):
        list(spread(fails, range(9), 2))


def test_whoever_stops_asking_ends_the_processes() -> None:
    results = spread(doubled, range(50), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]


def test_beside_other_threads_no_process_is_forked() -> None:
    asked = threading.Event()
    thread = threading.Thread(target=asked.wait)
    thread.start()
    try:
        assert not workers.forks()
        assert list(spread(doubled, range(3), 2)) == [0, 2, 4]
    finally:
        asked.set()
        thread.join()


SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from syncscript.app.linting.workers import spread

def slow(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(0.5)

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
list(spread(slow, range(40), 2))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc who is there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_when_the_parent_ends_all_end(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C of a terminal goes to all of them; being killed is known to none."""
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while len(list(tmp_path.iterdir())) < 2:
        assert parent.poll() is None
    if number == signal.SIGINT:
        os.killpg(parent.pid, number)
    else:
        parent.kill()
    _, told = parent.communicate(timeout=20)  # the pipe ends when the last of them does
    assert told.count(b"Traceback") == (number == signal.SIGINT)
    assert parent.returncode == -number
