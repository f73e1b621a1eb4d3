"""How connections and pairs stand, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syncscript.cli.show.conflicts import outcome_text
from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.runs import WHAT_FAILED_PAIRS_WAIT_FOR, issues_text
from syncscript.cli.show.tables import table_text
from syncscript.cli.show.values import quoted, value_text
from syncscript.model import Diagnostic

_COLUMNS = ("pairs", "queued", "events", "failed", "doubtful", "waiting", "conflicts")


def connections_text(data: Mapping[str, Any], paint: Paint, width: int | None) -> str:
    """A table of connections, and below it every pair that stands still and every open conflict.

    `width`: of the terminal; None where there is none: a line a connection, then.
    """
    if data.get("note"):
        return f"{data['note']}\n"
    rows = [
        [c["connection"], *(str(c[column]) for column in _COLUMNS), _time(c["last_run"])]
        for c in data["connections"]
    ]
    headings = ["connection", *_COLUMNS, "last run"]
    table = table_text(headings, rows, ruled=width is not None, coloured=paint.is_on, width=width or 0)
    lines = [line for c in data["connections"] for line in _trouble_lines(c, paint)]
    return table + ("\n" + "\n".join(lines) + "\n" if lines else "")


def _trouble_lines(connection: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    for problem in connection["problems"]:
        told = problem_lines(Diagnostic.from_data(problem), "  ")
        yield f"{paint.bad('stopped')} {connection['connection']}: the last run did not get through"
        yield from told
    for pair in connection["troubled"]:
        yield f"{paint.bad(pair['state'])} {issues_text(pair['issues'])} ({connection['connection']})"
        yield from _problem_lines(pair, "  ")
    if connection["failed"]:
        yield WHAT_FAILED_PAIRS_WAIT_FOR
    for conflict in connection["open"]:
        yield f"{paint.bad('in conflict')} {issues_text(conflict['issues'])} ({connection['connection']})"
        yield f"  {_conflict(conflict, list(conflict['issues']))}"


def _problem_lines(pair: Mapping[str, Any], indent: str) -> Iterator[str]:
    if pair["problem"]:
        yield from problem_lines(Diagnostic.from_data(pair["problem"]), indent)
    if pair["not_before"]:
        yield f"{indent}tried {pair['attempts']} times; again after {_time(pair['not_before'])}"


def pair_text(pair: Mapping[str, Any], paint: Paint) -> str:
    """One pair, whole."""
    lines = [paint.strong(issues_text({side: issue["key"] for side, issue in pair["issues"].items()}))]
    lines += [f"  {terminal_safe(issue['url'])}" for issue in pair["issues"].values() if issue["url"]]
    lines += [f"  connection {pair['connection']}, state {pair['state']}", *_problem_lines(pair, "  ")]
    lines += _section("waiting messages", [_message(message) for message in pair["queue"]])
    sides = list(pair["issues"])
    for title, is_open in (("open conflicts", True), ("settled conflicts", False)):
        found = [one for one in pair["conflicts"] if (one["winner"] == "open") == is_open]
        lines += _section(title, [_conflict(conflict, sides) for conflict in found])
    writes = [line for write in pair["writes"] for line in _write_lines(write, paint)]
    lines += _section("last writes, newest first", writes)
    return "\n".join(lines) + "\n"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"  {title}", *(f"    {line}" for line in lines)] if lines else []


def _message(message: Mapping[str, Any]) -> str:
    fields = terminal_safe(", ".join(message["fields"]))
    return f"{message['number']} from {message['source']}, {_time(message['created'])}: {fields}"


def _conflict(conflict: Mapping[str, Any], sides: list[str]) -> str:
    here = conflict["side"]
    there = next((side for side in sides if side != here), "the other side")
    values = (
        f"{here} had {value_text(conflict['ours'])}, {there} had {value_text(conflict['theirs'])}, "
        f"before it was {value_text(conflict['base'])}"
    )
    field = terminal_safe(conflict["field"])
    settled = f"{outcome_text(conflict['winner'], here, there)} (policy {conflict['policy']})"
    return f"{_time(conflict['at'])}  {field}: {values}; {settled}"


def _write_lines(write: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    """When, where, what kind; then each field with its old and new value and the rule line."""
    detail: Mapping[str, Any] = write["detail"] if isinstance(write["detail"], Mapping) else {}
    subject = "".join(f" {detail[name]}" for name in ("key", "id") if detail.get(name))
    text = f" {quoted(detail['text'], 60)}" if detail.get("text") else ""
    first = f"{_time(write['at'])}  {write['side']}  {write['kind']}{subject}{text}"
    yield terminal_safe(first) + _by(detail, paint)
    for name, change in detail.get("fields", {}).items():
        old = f"{value_text(change['old'], 40)} -> " if "old" in change else ""
        yield f"  {terminal_safe(name)}: {old}{value_text(change.get('new'), 40)}{_by(change, paint)}"


def _by(detail: Mapping[str, Any], paint: Paint) -> str:
    return paint.faint(f"  # {terminal_safe(str(detail['by']))}") if detail.get("by") else ""


def _time(text: str | None) -> str:
    """Minutes are enough for a person; all times are UTC."""
    return f"{text[:16].replace('T', ' ')} UTC" if text else "never"
