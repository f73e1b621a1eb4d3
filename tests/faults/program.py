"""The program as cron runs it: a process of its own, its output and its exit code.

Knows how to start, kill and interrupt it. Never looks inside.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from syncscript.sandbox.catalogue import TOKEN
from tests.faults.gate import Asked, Dropped, Fate, Forward, Given

SOURCES = Path(__file__).parents[2] / "src"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """code: exit code, negative the signal that killed it."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Program:
    """Starts `syncscript` for one project. `running` is the process now alive, if any."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.running: subprocess.Popen[str] | None = None

    def start(self, *arguments: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """Start and return at once. `limit` runs in the new process before the program does."""
        path = os.pathsep.join([str(SOURCES), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "COLUMNS": "200",
                       "BLUE_TOKEN": TOKEN, "GREEN_TOKEN": TOKEN}
        command = [sys.executable, "-m", "syncscript", *arguments, "--project", str(self.project)]
        self.running = subprocess.Popen(
            command, cwd=self.project, env=environment, text=True, preexec_fn=limit,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self.running

    def ended(self) -> Ended:
        """Wait for the process that was started last."""
        assert self.running is not None
        out, err = self.running.communicate(timeout=PATIENCE)
        return Ended(self.running.returncode, out, err)

    def run(self, *arguments: str, limit: Callable[[], None] | None = None) -> Ended:
        self.start(*(arguments or ("run",)), limit=limit)
        return self.ended()

    def kill(self) -> None:
        """kill -9, and wait until it is dead."""
        assert self.running is not None
        self.running.send_signal(signal.SIGKILL)
        self.running.wait(PATIENCE)

    def close(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.kill()


def killed_at(program: Program, number: int, when: str) -> Fate:
    """Kill the program at its request of this number.

    when: `before` the tracker hears of it, or `after` the tracker did it and before the program knows.
    """
    def fate(asked: Asked, forward: Forward) -> Given:
        if asked.number > number:
            raise Dropped
        if asked.number < number:
            return forward()
        if when == "after":
            forward()
        program.kill()
        raise Dropped
    return fate
