"""What changed between two schemas of one instance, as lines that a person reads.

Lists of names are compared as sets: an order is no change. Refuses to judge what a change breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from syncscript.language.analysis.schema import Schema, schema_as_data


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """path: names from the outside in, `("fields", "Severity", "options")`; was, now: None where absent."""

    path: tuple[str, ...]
    was: Any = None
    now: Any = None

    @property
    def sign(self) -> str:
        """`+` for what came, `-` for what went, `~` for what is another."""
        return "+" if self.was is None else "-" if self.now is None else "~"


def schema_changes(was: Schema, now: Schema) -> tuple[SchemaChange, ...]:
    """From the one to the other, in the order of their places.

    What only one of them knows is no change: people are asked for by choice, and which transitions and
    options are seen depends on the issues that are there and on the account's rights.
    """
    before, after = schema_as_data(was), schema_as_data(now)
    leave_what_one_knows(before, after)
    return tuple(changes_between(before, after, ()))


KNOWN_OR_NOT = ("users", "options", "transitions")


def leave_what_one_knows(one: Any, other: Any) -> None:
    """Takes such parts out of both where either has none, and of transitions each status that one lacks."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return
    for key in KNOWN_OR_NOT:
        if (key in one) != (key in other):
            one.pop(key, None)
            other.pop(key, None)
    for key in one.keys() & other.keys():
        if key == "transitions":
            for status in one[key].keys() ^ other[key].keys():
                one[key].pop(status, None)
                other[key].pop(status, None)
        else:
            leave_what_one_knows(one[key], other[key])


def changes_between(was: Any, now: Any, path: tuple[str, ...]) -> Iterator[SchemaChange]:
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in sorted({*was, *now}):
            yield from changes_between(was.get(key), now.get(key), (*path, key))
    elif isinstance(was, list) and isinstance(now, list):
        for name in sorted({*was, *now}):
            if (name in was) != (name in now):
                yield SchemaChange((*path, name), *((name, None) if name in was else (None, name)))
    else:
        yield SchemaChange(path, was, now)
