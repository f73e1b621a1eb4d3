"""Starts the program many times and pays for its imports once.

A small process that has imported the whole program forks itself for every start; each child
is a real process with its own locks, output and death. Knows nothing of what the program does.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

ROOT = Path(__file__).parents[2]


class WarmStarter:
    """The test process's end: starts children and asks for their exit codes."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm"], cwd=ROOT, env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self._process.communicate)

    def start(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str],
              largest_file: int | None) -> int:
        """The new process's id. Its output goes to the files `out` and `err` in `folder`."""
        return self._asked({"arguments": list(arguments), "folder": str(folder),
                            "environment": dict(environment), "largest_file": largest_file})

    def exit_code(self, pid: int) -> int:
        """Wait for a child; negative the signal that killed it."""
        return self._asked({"wait": pid})

    def _asked(self, order: Mapping[str, Any]) -> int:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _import_all(names: Sequence[str]) -> None:
    """These packages with all that is in them, also what the program itself finds only when it needs it."""
    for name in names:
        for found in walk_packages(import_module(name).__path__, f"{name}."):
            import_module(found.name)


def _serve() -> None:
    rooms = ("cli", "app", "backbone", "language", "trackers", "richtext")
    _import_all([f"syncscript.{room}" for room in rooms])
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _become(order)
        print(pid, flush=True)


def _become(order: Mapping[str, Any]) -> None:
    """Be the program, as `python -m syncscript` would be; never returns."""
    code = 1
    try:
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if order["largest_file"]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"], resource.RLIM_INFINITY))
        sys.argv = ["syncscript", *order["arguments"]]
        runpy.run_module("syncscript", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
