"""What became of a line that was entered in the console, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from syncscript.app.console.session import Entered
from syncscript.cli.show.colour import coloured
from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe
from syncscript.cli.show.paint import Paint

LONGEST = 4_000
MOST_LINES = 100
INDENTED = 80
"""A value that is longer than this goes over several lines."""


def entered_text(entered: Entered, kind: str, paint: Paint) -> str:
    return "".join(f"{line}\n" for line in lines(entered, kind, paint))


def lines(entered: Entered, kind: str, paint: Paint) -> Iterator[str]:
    for problem in entered.problems:
        yield diagnostic_text(replace(problem, excerpt="" if "\n" in problem.excerpt else problem.excerpt))
    if entered.problems:
        return
    for entry in entered.trace:
        yield paint.faint(terminal_safe(f"{entry.level}: {entry.message}"))
    owner = "issue" if kind == "incoming" else "replica"
    for name, written in (entered.writes or {}).items():
        yield f"{paint.mark('~')} {terminal_safe(f'{owner}.{name}')} = {value_text(written.value, paint)}"
    for operation in entered.operations:
        yield f"{paint.mark('>')} {value_text(operation, paint)}"
    if entered.says and not entered.writes:
        yield value_text(entered.value, paint)


def value_text(value: Any, paint: Paint) -> str:
    """As JSON: on one line where it fits, cut where nobody would read on."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > INDENTED:
        text = json.dumps(value, ensure_ascii=False, default=str, indent=2)
    return coloured(terminal_safe(cut(text)), paint)


def cut(text: str) -> str:
    begin = "\n".join(text[:LONGEST].split("\n")[:MOST_LINES])
    return text if begin == text else f"{begin}… ({len(text)} characters)"
