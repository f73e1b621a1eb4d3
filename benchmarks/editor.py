"""What an editor waits for: diagnostics, completion and hover of a 300-line rule, in the language server.

    python benchmarks/editor.py [--rounds 15]

A server of its own is spoken to over standard input and output, in a project with schemas of both sides. Each
figure is the middle one of the rounds, each round with another text, and beside it its ratio to Python
compiling a file of 300 lines in the same run. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.page import Page  # noqa: E402

PROJECT = ROOT / "rules" / "qa-to-development"
RULES = Path(__file__).parent / "rules"
LINES = 300
DIAGNOSTICS_SECONDS = 0.05


class Editor:
    """One server, and a rule open in it."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-m", "syncscript", "lsp"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        self.server = subprocess.Popen(
            command, cwd=project, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.uri = next(project.glob("rules/*.incoming.sync")).as_uri()
        self.number = 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.say("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin is not None
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self.server.stdout is not None
        size = 0
        while (line := self.server.stdout.readline().strip()) or not size:
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.server.stdout.read(size))
        return message

    def say(self, method: str, params: dict[str, Any]) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while (answer := self.read()).get("id") != self.number:
            pass
        return answer["result"]

    def diagnosed(self, text: str) -> None:
        """Until the diagnostics of this text are there."""
        self.number += 1
        document = {"uri": self.uri, "version": self.number}
        if self.number < 3:
            self.say("textDocument/didOpen", {"textDocument": {**document, "languageId": "x", "text": text}})
        else:
            self.say("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        while self.read().get("method") != "textDocument/publishDiagnostics":
            pass

    def close(self) -> None:
        self.ask("shutdown", {})
        self.say("exit", {})
        self.server.wait(10)


def long_text(source: str, head: str = "", foot: str = "") -> str:
    """So many whole copies, each in a block of its own: half a rule would be told in no time."""
    copy = f"{head}{source.rstrip()}\n{foot}"
    return copy * -(-LINES // copy.count("\n"))


def middle(rounds: int, once: Callable[[int], object]) -> float:
    taken = []
    for number in range(rounds):
        started = time.perf_counter()
        once(number)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def measure(page: Page, rounds: int, folder: Path) -> None:
    project = folder / "project"
    shutil.copytree(PROJECT, project)
    rule = long_text((RULES / "transform.incoming.sync").read_text("utf-8"), "if (replica.key) {\n", "}\n")
    by_hand = long_text((RULES / "transform.py").read_text("utf-8"))
    python = middle(rounds, lambda number: compile(f"{by_hand}\n# {number}", "x.py", "exec"))
    editor = Editor(project)
    editor.diagnosed(rule)
    diagnosing = middle(rounds, lambda number: editor.diagnosed(f"{rule}\n// {number}"))
    editor.diagnosed(f"{rule}\nissue.")
    place = {"textDocument": {"uri": editor.uri}, "position": {"line": rule.count("\n") + 1, "character": 6}}
    completing = middle(rounds, lambda number: editor.ask("textDocument/completion", place))
    hovering = middle(rounds, lambda number: editor.ask("textDocument/hover", place))
    editor.close()
    page.title(f"A rule of {LINES} lines in the language server")
    page.tell("Python compiles as many lines", f"{python * 1000:.1f} ms")
    page.aim("diagnostics after a change, in seconds", diagnosing, DIAGNOSTICS_SECONDS)
    for name, taken in (("diagnostics", diagnosing), ("completion", completing), ("hover", hovering)):
        page.tell(f"{name}, to Python's compiling", f"{taken / python:.1f}", f"{taken * 1000:.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    page = Page([])
    with tempfile.TemporaryDirectory() as folder:
        measure(page, arguments.rounds, Path(folder))
    print("\n".join(page.lines))
    return 1 if page.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
