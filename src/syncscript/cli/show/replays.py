"""The blast radius of a rule change: pairs that come out different, as text, data or Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from syncscript.app.replaying import Replay
from syncscript.cases.replaying import FieldChange, Replayed
from syncscript.cases.splicing import plain
from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.values import value_text
from syncscript.model import Written

MOST_PAIRS = 40
"""Of a comment; services cut comments off at some length."""
MOST_UNANSWERED = 10
INSTEAD = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "\\|", "`": "'", "@": "@\u200b"}


def summary_of(replay: Replay) -> str:
    pairs = {result.message.pair for result in replay.different}
    messages, many = len(replay.results), len(pairs)
    return (
        f"{messages} message{'s' * (messages != 1)} replayed, "
        f"{many} pair{'s' * (many != 1)} would come out different"
    )


def replay_text(replay: Replay, paint: Paint) -> str:
    lines = [line for result in replay.different for line in result_lines(result, paint)]
    lines.append(summary_of(replay))
    lines += [f"  {field}: {count}" for field, count in counted(replay)]
    return "\n".join([*lines, *(f"note: {note}" for note in notes_of(replay))])


def notes_of(replay: Replay) -> list[str]:
    told = [*replay.notes]
    if replay.given.unanswered:
        asked = list(replay.given.unanswered)
        more = f" and {len(asked) - MOST_UNANSWERED} more" if len(asked) > MOST_UNANSWERED else ""
        told.append(f"nobody had an answer to {', '.join(asked[:MOST_UNANSWERED])}{more}; they found nothing")
    return [terminal_safe(note) for note in told]


def counted(replay: Replay) -> list[tuple[str, int]]:
    """In how many messages each field comes out different, the most frequent first."""
    names = Counter(name_of(change) for result in replay.different for change in result.changes)
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))


def name_of(change: FieldChange) -> str:
    return change.field if change.part == "issue" else f"replica.{change.field}"


def title_of(result: Replayed) -> str:
    message = result.message
    sides = (message.source, message.target)
    source, target = (message.keys.get(side, f"a new issue in {side}") for side in sides)
    return f"{source} → {target}" + (" (waiting)" if message.waiting else "")


def result_lines(result: Replayed, paint: Paint) -> Iterator[str]:
    yield f"{paint.strong(terminal_safe(title_of(result)))}"
    for told, mark in ((result.new_failure, "!"), (result.old_failure, "-")):
        if told and result.old_failure != result.new_failure:
            when = "fails now" if mark == "!" else "failed before"
            yield f"  {paint.mark(mark)} {when}: {terminal_safe(told)}"
    for change in result.changes:
        mark = "+" if change.old is None else "-" if change.new is None else "~"
        place = paint.faint(f"# {terminal_safe(str(change.by))}")
        old, new = shown(change.old), shown(change.new)
        yield f"  {paint.mark(mark)} {terminal_safe(name_of(change))}: {old} → {new}  {place}"


def shown(written: Written | None) -> str:
    return "not written" if written is None else value_text(written.value)


def replay_as_data(replay: Replay) -> dict[str, Any]:
    """What docs/reference/json.md tells."""
    return {
        "format": 1,
        "messages": len(replay.results),
        "different": [result_as_data(result) for result in replay.different],
        "fields": dict(counted(replay)),
        "notes": list(replay.notes),
        "unanswered": list(replay.given.unanswered),
    }


def result_as_data(result: Replayed) -> dict[str, Any]:
    message = result.message
    return {
        "connection": message.connection, "pair": message.pair, "keys": dict(message.keys),
        "source": message.source, "target": message.target, "waiting": message.waiting,
        "old_failure": result.old_failure or None, "new_failure": result.new_failure or None,
        "changes": [change_as_data(change) for change in result.changes],
    }  # fmt: skip


def change_as_data(change: FieldChange) -> dict[str, Any]:
    """old and new are left out where nothing is written."""
    made: dict[str, Any] = {"part": change.part, "field": change.field}
    for name, written in (("old", change.old), ("new", change.new)):
        if written is not None:
            made[name] = plain(written.value)
    return made | {"by": {"file": change.by.file, "line": change.by.line, "column": change.by.column}}


def replay_markdown(replay: Replay) -> str:
    """A comment for a pull request: the sum first, each pair below a fold."""
    lines = ["### What these rules would change", "", f"**{summary_of(replay)}.**", ""]
    if replay.different:
        lines += ["| field | messages |", "|---|---|"]
        lines += [f"| `{cell(field)}` | {count} |" for field, count in counted(replay)]
        lines += ["", "<details><summary>Pair by pair</summary>", ""]
        for result in replay.different[:MOST_PAIRS]:
            lines += pair_markdown(result)
        more = len(replay.different) - MOST_PAIRS
        lines += [f"… and {more} more.", ""] * (more > 0) + ["</details>", ""]
    lines += [f"- {cell(note)}" for note in notes_of(replay)]
    return "\n".join(lines).rstrip() + "\n"


def pair_markdown(result: Replayed) -> Sequence[str]:
    lines = [f"**{cell(title_of(result))}**", ""]
    if result.new_failure and result.new_failure != result.old_failure:
        lines += [f"fails now: {cell(result.new_failure)}", ""]
    if result.old_failure and result.new_failure != result.old_failure:
        lines += [f"failed before: {cell(result.old_failure)}", ""]
    if result.changes:
        lines += ["| field | before | now | rule |", "|---|---|---|---|"]
        lines += [
            f"| `{cell(name_of(c))}` | {cell(shown(c.old))} | {cell(shown(c.new))} | `{cell(str(c.by))}` |"
            for c in result.changes
        ]
    return [*lines, ""]


def cell(text: str) -> str:
    """The text inside a table of Markdown: no markup, no mention, no new line."""
    for char, instead in INSTEAD.items():
        text = text.replace(char, instead)
    for char in "*_[]":
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())


