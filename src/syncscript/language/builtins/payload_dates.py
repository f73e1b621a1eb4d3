"""Dates of a payload: ISO texts in the data, dates to a rule that reads them.

Only fields that a rule names are turned into dates, so that other rules pay nothing; each keeps its text
and goes out as it came. Refuses to guess: custom fields and customKeys stay texts, which answer a date's
methods where they are ISO dates.
"""

from __future__ import annotations

from syncscript.language.builtins.dates import from_text
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

BAGS = ("customFields", "customKeys")
DEEPEST = 4


def wake_dates(run: Run, wanted: frozenset[str]) -> bool:
    """Turn the fields of these names into dates, in issue, replica and previous."""
    for content in (run.issue, run.replica):
        content.update(woken_fields(content, wanted, 0))
    run.previous = woken(run.previous, wanted, 0)
    return True


def woken(value: Value, wanted: frozenset[str], depth: int) -> Value:
    """The value with dates; itself when it holds none of them."""
    if type(value) is dict and depth < DEEPEST:
        changes = woken_fields(value, wanted, depth)
        return {**value, **changes} if changes else value
    if type(value) is list and depth < DEEPEST:
        made = [woken(entry, wanted, depth) for entry in value]
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    return value


def woken_fields(content: dict[str, Value], wanted: frozenset[str], depth: int) -> dict[str, Value]:
    """The fields that change."""
    changes: dict[str, Value] = {}
    for name, value in content.items():
        if name in wanted and type(value) is str:
            date = from_text(value)
            if date is not None:
                changes[name] = date
        elif type(value) in (dict, list) and name not in BAGS:
            new = woken(value, wanted, depth + 1)
            if new is not value:
                changes[name] = new
    return changes
