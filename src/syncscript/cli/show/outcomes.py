"""What one run of a rule asks for, as text and as data: every written field with the line that wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.widths import cut
from syncscript.language import Outcome, TraceEntry

LONGEST = 200
WRITTEN = {"incoming": "issue", "outgoing": "replica"}


def outcome_as_data(outcome: Outcome, kind: str) -> dict[str, Any]:
    """The JSON of `syncscript eval`. Writes stand at the end of the trace, in the order of their lines."""
    return {
        "issue": outcome.issue,
        "replica": outcome.replica,
        "operations": list(outcome.operations),
        "trace": [entry_as_data(entry) for entry in (*outcome.trace, *write_entries(outcome, kind))],
        "steps": outcome.steps,
    }


def entry_as_data(entry: TraceEntry) -> dict[str, Any]:
    return {
        "level": entry.level,
        "message": entry.message,
        "file": entry.file,
        "line": entry.line,
        "column": entry.column,
    }


def write_entries(outcome: Outcome, kind: str) -> list[TraceEntry]:
    """Which line wrote which field, by line. level: write."""
    made = [
        TraceEntry("write", f"{WRITTEN[kind]}.{name}", w.by.file, w.by.line, w.by.column)
        for name, w in outcome.writes.items()
    ]
    return sorted(made, key=lambda entry: (entry.line, entry.column))


def outcome_text(outcome: Outcome, kind: str, paint: Paint) -> str:
    sections = (
        (f"{WRITTEN[kind]} gets", written_lines(outcome, paint)),
        ("left as it is, for nothing was sent", (terminal_safe(name) for name in outcome.absent)),
        ("afterwards", operation_lines(outcome)),
        ("trace", trace_lines(outcome, paint)),
        ("asked", (f"{terminal_safe(q.key)} = {shown(answer)}" for q, answer in outcome.questions)),
    )
    lines: list[str] = []
    for title, told in sections:
        body = [f"  {line}" for line in told]
        lines += [paint.strong(title), *body] if body else []
    lines.append(f"{outcome.steps} steps")
    return "\n".join(lines) + "\n"


def written_lines(outcome: Outcome, paint: Paint) -> Iterator[str]:
    for name, written in outcome.writes.items():
        place = paint.faint(f"# {terminal_safe(str(written.by))}")
        yield f"{terminal_safe(name)} = {shown(written.value)}  {place}"


def operation_lines(outcome: Outcome) -> Iterator[str]:
    for operation in outcome.operations:
        details = {k: v for k, v in operation.items() if k not in ("operation", "line")}
        line = f"  # line {operation['line']}" if "line" in operation else ""
        yield f"{operation.get('operation')}{' ' + shown(details) if details else ''}{line}"


def trace_lines(outcome: Outcome, paint: Paint) -> Iterator[str]:
    for entry in outcome.trace:
        place = paint.faint(terminal_safe(f"# {entry.file}:{entry.line}"))
        yield f"{entry.level}: {terminal_safe(entry.message)}  {place}"


def shown(value: Any) -> str:
    """The value as JSON on one line, cut where it grows long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    begin = cut(text, LONGEST)
    return terminal_safe(text if begin == text else f"{begin}… ({len(text)} characters)")
