"""Several problems of one message told as one."""

from __future__ import annotations

from syncscript.engine.asking.placing import summed
from syncscript.model import Diagnostic, Span


def problem(line: int, name: str, help: str) -> Diagnostic:
    return Diagnostic("T410", f"no field {name}", Span("a.sync", line, 1, line, 2), help)


def test_all_are_named_with_their_lines_and_each_act_once() -> None:
    several = [problem(1, "due date", "see"), problem(2, "colour", "see"), problem(3, "prio", "priority?")]
    told = summed(several)
    assert told.message == "no field due date; no field colour (a.sync:2:1); no field prio (a.sync:3:1)"
    assert told.span == Span("a.sync", 1, 1, 1, 2)
    assert told.help == "see; priority?"


def test_one_stays_as_it_is() -> None:
    assert summed([problem(1, "due date", "see")]) == problem(1, "due date", "see")
