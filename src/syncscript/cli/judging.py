"""Conformance cases from their files, and the process that answers them.

A driver is any program that reads a question a line from standard input and writes an answer a line to
standard output, both as JSON. Refuses to know what a right answer is.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from syncscript.cli.reading import refuse

LONGEST_WAIT = 60.0
"""Seconds for one answer of a driver."""

Answerer = Callable[[Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Case:
    """place: area, topic, number and name; content: as it stands in the file."""

    place: str
    content: dict[str, Any]


def cases_below(folder: Path) -> Iterator[Case]:
    """All cases of `<area>/<topic>.yaml`, by place. DiagnosticError for files that cannot be used."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = sorted(folder.glob("*/*.yaml"))
    if not paths:
        refuse("C180", f"{folder} holds no conformance cases", "name the folder: syncscript conformance DIR")
    for path in paths:
        try:
            contents = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            refuse("C181", f"{path} cannot be read: {error}", "correct it")
        if not isinstance(contents, list | None):
            refuse("C181", f"{path} is no list of cases", "correct it")
        for number, content in enumerate(contents or []):
            if not isinstance(content, dict) or not isinstance(content.get("script"), str):
                refuse("C181", f"{path}: case {number} has no script", "correct it")
            title = content.get("name") or (content["script"].strip() or "empty").splitlines()[0][:60]
            yield Case(f"{path.parent.name}/{path.stem}[{number}] {title}", content)


@contextmanager
def driver(command: str, wait: float = LONGEST_WAIT) -> Iterator[Answerer]:
    """A running driver. It is ended with the block; one that is silent for too long is ended at once."""
    try:
        arguments = shlex.split(command)
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except (OSError, ValueError, IndexError) as error:
        refuse("C183", f"the driver {command!r} cannot be started: {error}", "correct --driver")
    assert process.stdin and process.stdout
    try:
        yield lambda question: asked(process, question, wait)
    finally:
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def asked(process: subprocess.Popen[bytes], question: Mapping[str, Any], wait: float) -> object:
    """The driver's answer; in words, as a text, when there is none."""
    assert process.stdin and process.stdout
    watch = Timer(wait, process.kill)
    watch.start()
    try:
        process.stdin.write(json.dumps(question, default=str).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        return json.loads(line) if line else "the driver ended without an answer"
    except (OSError, ValueError) as error:
        return f"the driver gave no JSON: {error}"
    finally:
        watch.cancel()
