"""Reads the attempts of this folder, and runs them in children.

An attempt is a `script`, or `parts` of one, where [text, n] stands for the text n times and a number for the
character of that code; and how it ends: `refused` with the code of the first diagnostic, or `harmless` with
the value, or `anything` for a large one.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent
IS_EVERY = bool(os.environ.get("SYNCSCRIPT_EVERY_ATTEMPT"))
"""Whether all that is only more of the same is tried, too, as `.ci/run` does in a step of its own."""


@dataclass(frozen=True, eq=False)
class Attempt:
    topic: str
    script: str
    content: dict[str, Any]

    @property
    def shown(self) -> str:
        return f"{self.topic}: {self.script[:100]!r}"

    def ends_as(self, end: dict[str, Any]) -> bool:
        if "refused" in self.content:
            return (
                end["ended"] in ("failure", "diagnostics")
                and end["told"][0]["code"] == self.content["refused"]
            )
        wanted = self.content["harmless"]
        return end["ended"] == "value" and (wanted == "anything" or end["value"] == wanted)


def all_attempts() -> Iterator[Attempt]:
    for path in sorted(HOME.glob("*.yaml")):
        for content in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
            yield Attempt(path.stem, script_of(content), content)


def script_of(content: dict[str, Any]) -> str:
    parts = content.get("parts") or [content["script"]]
    return "".join(map(part_of, parts))


def part_of(part: str | int | list[Any]) -> str:
    if isinstance(part, int):
        return chr(part)
    return part if isinstance(part, str) else str(part[0]) * part[1]


def ends_of(attempts: Sequence[Attempt], seed: str) -> list[dict[str, Any]]:
    """How each ended, told by a process of its own that has this hash seed."""
    process = measuring(seed)
    assert process.stdin is not None and process.stdout is not None
    ends = []
    for attempt in attempts:
        process.stdin.write(json.dumps({"script": attempt.script}) + "\n")
        process.stdin.flush()
        ends.append(json.loads(process.stdout.readline()))
    return ends


@cache
def measuring(seed: str) -> subprocess.Popen[str]:
    """A process that measures attempts, each in a child of its own, until this one ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.safety.measured"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=HOME.parents[2],
    )  # fmt: skip
    atexit.register(process.communicate)
    return process
