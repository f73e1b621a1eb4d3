"""Who may run on a state: one process at a time, known by name.

The lock is the operating system's own (flock on `<state>.lock`), so it dies with its process and
no note is ever believed about who holds it. The note beside it (`<state>.owner`) only says who
that is, to the person who waits.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from syncscript.contracts import StateHeld
from syncscript.store.faults import state_error


@contextmanager
def owned(state: Path, command: str) -> Iterator[None]:
    """Hold the lock of `state` for the block. StateHeld at once when another process has it."""
    from filelock import FileLock, Timeout  # brings asyncio along, and not everybody holds the lock

    lock = FileLock(_beside(state, ".lock"), timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise StateHeld(_told(_beside(state, ".owner"))) from None
    except OSError as error:
        raise state_error(str(_beside(state, ".lock")), error) from error
    try:
        _leave_note(_beside(state, ".owner"), command)
        yield
    finally:
        with suppress(OSError):
            _beside(state, ".owner").unlink(missing_ok=True)
        lock.release()


def may_be_owned(state: Path) -> bool:
    """Whether the lock of `state` was ever held (its file stays) and this account may hold it too."""
    return os.access(_beside(state, ".lock"), os.R_OK | os.W_OK)


def _beside(state: Path, suffix: str) -> Path:
    return state.with_name(state.name + suffix)


def _leave_note(note: Path, command: str) -> None:
    """A note that cannot be written (a full disk) is no reason not to run: the lock alone decides."""
    data = {"command": command, "host": socket.gethostname(), "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="seconds")}
    fresh = note.with_name(f"{note.name}.{os.getpid()}")
    with suppress(OSError):
        fresh.write_text(json.dumps(data))
        fresh.chmod(0o600)
        fresh.replace(note)


def _told(note: Path) -> str:
    """The owner as a sentence; the note may be missing for a moment, or be half of another version's."""
    try:
        data = json.loads(note.read_text())
        return f"{data['command']}, process {data['pid']} on {data['host']}, since {data['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has left no note of itself"
