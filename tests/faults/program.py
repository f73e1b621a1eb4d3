"""The program as cron runs it: a process of its own, its output and its exit code.

Knows how to start, kill and interrupt it. Never looks inside.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from syncscript.sandbox import TOKEN
from tests.faults.gate import Asked, Dropped, Fate, Forward, Given
from tests.faults.warm import ROOT, WarmStarter

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


@cache
def warm_starter() -> WarmStarter:
    return WarmStarter()


class Program:
    """Starts `syncscript` for one project. `pid`: of the process started last.

    cold: start a whole new interpreter each time, as cron does; else fork one that has its imports.
    """

    def __init__(self, project: Path, *, cold: bool = False, name: str = "first") -> None:
        self.project = project
        self.pid = 0
        self._folder = project / f"output of {name}"
        self._folder.mkdir()
        self._cold = cold
        self._process: subprocess.Popen[bytes] | None = None
        self._alive = False

    def start(self, *arguments: str, largest_file: int | None = None) -> int:
        """Start and return at once; the process id. largest_file: bytes beyond which no file may grow."""
        path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "COLUMNS": "200",
                       "BLUE_TOKEN": TOKEN, "GREEN_TOKEN": TOKEN}
        whole = [*arguments, "--project", str(self.project)]
        if self._cold:
            self._process = self._start_cold(whole, environment)
            self.pid = self._process.pid
        else:
            self.pid = warm_starter().start(whole, self._folder, environment, largest_file)
        self._alive = True
        return self.pid

    def _start_cold(self, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self._folder / "out").open("wb") as out, (self._folder / "err").open("wb") as err:
            return subprocess.Popen([sys.executable, "-m", "syncscript", *arguments], cwd=self._folder,
                                    env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)

    def ended(self) -> Ended:
        """Wait for the process that was started last."""
        code = self._process.wait(PATIENCE) if self._process else warm_starter().exit_code(self.pid)
        self._alive = False
        return Ended(code, self._written("out"), self._written("err"))

    def _written(self, name: str) -> str:
        return (self._folder / name).read_text()

    def run(self, *arguments: str, largest_file: int | None = None) -> Ended:
        self.start(*(arguments or ("run",)), largest_file=largest_file)
        return self.ended()

    def kill(self) -> None:
        """kill -9, and wait until it is dead."""
        os.kill(self.pid, signal.SIGKILL)
        self._wait_until(lambda: _state_of(self.pid) in "ZX")

    def interrupt(self, number: signal.Signals, heard: str) -> None:
        """Send a signal and wait until the program says that it heard it."""
        os.kill(self.pid, number)
        self._wait_until(lambda: heard in self._written("err"))

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < ends, "it did not happen"
            time.sleep(0.002)

    def close(self) -> None:
        if self._alive:
            self.kill()
            self.ended()


def _state_of(pid: int) -> str:
    """One letter, as proc_pid_stat(5) tells it; X when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "X"


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
