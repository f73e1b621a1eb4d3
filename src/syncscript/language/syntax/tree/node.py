"""The head of all nodes.

Knows where a node stands. Refuses to know what it says."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(slots=True, repr=False, eq=False)
class Node:
    """The head of all nodes. Two nodes are equal when they are the same one; `repr` shows the fields.

    Both are written here once, because sixty generated pairs would double the time of the import.
    """

    start: int
    end: int

    def __repr__(self) -> str:
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))
        return f"{type(self).__name__}({shown})"
