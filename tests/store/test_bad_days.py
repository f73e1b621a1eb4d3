"""The state on bad days: killed, full, busy, damaged, foreign, from the future.

Real processes and real limits; every case ends with a state that opens, passes its check and
holds exactly the transactions that were finished.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syncscript.contracts import Pair, StateError, StateHeld
from syncscript.model import IssueRef
from syncscript.store import open_store, sqlite_store

NOW = datetime(2026, 3, 1, tzinfo=UTC)

BEGIN = """
import os, signal, sys
from pathlib import Path
from syncscript.contracts import *
from syncscript.model import IssueRef
from syncscript.store import open_store

def pair(number, rules=""):
    return Pair(f"p{number}", "link", {"BlueJira": IssueRef(str(number), f"K-{number}")}, rules=rules)

def die():
    os.kill(os.getpid(), signal.SIGKILL)

state = Path(sys.argv[1])
"""


def run(script: str, state: Path) -> subprocess.CompletedProcess[str]:
    program = BEGIN + textwrap.dedent(script)
    command = [sys.executable, "-c", program, str(state)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def start(script: str, state: Path, started: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    """Start a process and wait until it says something."""
    process = subprocess.Popen([sys.executable, "-c", BEGIN + textwrap.dedent(script), str(state)], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    started.append(process)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def pair(number: int) -> Pair:
    return Pair(f"p{number}", "link", {"BlueJira": IssueRef(str(number), f"K-{number}")})


def kept(state: Path) -> list[str]:
    store = open_store(state, create=False)
    store.check()
    with store.transaction() as records:
        found = [one.id for one in records.pairs("link")]
    store.close()
    return found


@pytest.mark.parametrize("where", ["after begin", "between writes", "before commit", "after commit"])
def test_a_kill_leaves_only_whole_transactions(tmp_path: Path, where: str) -> None:
    state = tmp_path / "state.db"
    done = run(f"""
        where = {where!r}
        store = open_store(state)
        with store.transaction() as records:
            records.put_pair(pair(1))
        with store.transaction() as records:
            if where == "after begin": die()
            records.put_pair(pair(2))
            if where == "between writes": die()
            records.put_pair(pair(3))
            if where == "before commit": die()
        die()
    """, state)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert kept(state) == (["p1", "p2", "p3"] if where == "after commit" else ["p1"])


@pytest.mark.parametrize("statement", [1, 2, 9, 25])
def test_a_kill_while_the_tables_are_made_leaves_a_state_that_opens(tmp_path: Path, statement: int) -> None:
    state = tmp_path / "state.db"
    done = run(f"""
        from sqlalchemy import Engine, event
        seen = []

        def count(*ignored):
            seen.append(1)
            if len(seen) == {statement}: die()

        event.listen(Engine, "before_cursor_execute", count)
        open_store(state)
    """, state)
    assert done.returncode == -signal.SIGKILL, done.stderr
    open_store(state).close()
    assert kept(state) == []


def test_a_killed_owner_leaves_the_lock_free(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    done = run("""
        with open_store(state).lock("syncscript run"):
            die()
    """, state)
    assert done.returncode == -signal.SIGKILL, done.stderr
    store = open_store(state)
    with store.lock("next run"):
        pass
    store.close()


def test_the_lock_of_another_process_is_told_by_name(
    tmp_path: Path, waiting: list[subprocess.Popen[str]],
) -> None:
    state = tmp_path / "state.db"
    process = start("""
        with open_store(state).lock("syncscript run"):
            print("held", flush=True)
            sys.stdin.read()
    """, state, waiting)
    store = open_store(state)
    with pytest.raises(StateHeld) as caught, store.lock("second run"):
        pass
    assert "syncscript run" in caught.value.owner and str(process.pid) in caught.value.owner
    process.communicate("")
    with store.lock("second run"):
        pass
    store.close()


def test_a_state_kept_busy_by_another_process_says_so(
    tmp_path: Path, waiting: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = tmp_path / "state.db"
    monkeypatch.setattr("syncscript.store.opening.BUSY_MS", 50)
    open_store(state).close()
    process = start("""
        with open_store(state).transaction() as records:
            records.put_pair(pair(1))
            print("writing", flush=True)
            sys.stdin.read()
    """, state, waiting)
    store = open_store(state)
    with pytest.raises(StateError) as caught, store.transaction():
        pass
    assert caught.value.trusted and "busy" in str(caught.value) and caught.value.help
    process.communicate("")
    with store.transaction() as records:
        assert [one.id for one in records.pairs("link")] == ["p1"]
    store.close()


def test_many_processes_may_open_a_new_state_at_once(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    program = BEGIN + "with open_store(state).transaction() as records: records.pairs('link')"
    command = [sys.executable, "-c", program, str(state)]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in started] == [("", 0)] * 4

FILL = """
    import resource
    store = open_store(state)
    with store.transaction() as records:
        records.put_pair(pair(1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
    number = 1
    try:
        while number < 10_000:
            with store.transaction() as records:
                for _ in range(3):
                    number += 1
                    records.put_pair(pair(number, "x" * 2000))
    except StateError as error:
        print(error.trusted, number, error, error.help)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.parametrize("limit", [200_000, 333_333, 512_000])
def test_a_disk_with_no_room_keeps_what_was_finished_and_nothing_else(tmp_path: Path, limit: int) -> None:
    state = tmp_path / "state.db"
    done = run(FILL.replace("LIMIT, LIMIT", f"{limit}, resource.RLIM_INFINITY"), state)
    assert done.returncode == 0, done.stderr
    trusted, number, told = done.stdout.split(" ", 2)
    assert trusted == "True" and "run again" in told and "nothing is lost" in told
    finished = kept(state)
    assert len(finished) % 3 == 1 and 0 <= int(number) - len(finished) <= 3
    store = open_store(state)
    with store.transaction() as records:
        records.put_pair(pair(99_999))
    store.close()
    assert kept(state) == [*finished, "p99999"]


def test_after_a_fault_a_transaction_keeps_nothing_even_if_the_fault_was_swallowed(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    done = run("""
        import resource
        store = open_store(state)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        faults = 0
        try:
            with store.transaction() as records:
                for number in range(5_000):
                    try:
                        records.put_pair(pair(number, "x" * 4000))
                    except StateError:
                        faults += 1
                        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        except StateError as error:
            print("told")
        assert faults, "the limit was never met"
    """, state)
    assert (done.returncode, done.stdout) == (0, "told\n"), done.stderr
    assert kept(state) == []


def test_a_full_file_system_is_told_as_such(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    store._raw.execute("PRAGMA max_page_count=60")
    with pytest.raises(StateError) as caught:
        for number in range(2_000):
            with store.transaction() as records:
                records.put_pair(pair(number))
    assert caught.value.trusted and "no space" in str(caught.value) and "free space" in caught.value.help
    store.check()
    store.close()


def test_the_wait_for_another_writer_ends() -> None:
    assert 1_000 <= sqlite_store.BUSY_MS <= 60_000
