"""A map names the same key twice.

The last one wins without a word. In a table of values that means: one status or priority goes where nobody
meant it to go, and the line that looks right has no effect.

Bad (incoming)::

    def statuses = [
        "Open": "To Do",
        "Done": "Closed",
        "Open": "Backlog",
    ]
    issue.setStatus(statuses[replica.status.name] ?: "To Do")

Good (incoming)::

    def statuses = [
        "Open": "To Do",
        "Done": "Closed",
    ]
    issue.setStatus(statuses[replica.status.name] ?: "To Do")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L106", "correctness", tree.MapLiteral)
def check(node: tree.MapLiteral, linted: Linted) -> Iterator[Told]:
    seen: dict[object, tree.Node] = {}
    for entry in node.entries:
        if isinstance(entry, tree.Spread):
            seen = {}
            continue
        key = key_of(entry)
        if key is None:
            continue
        if key in seen:
            line = linted.source.position(seen[key].start)[0]
            help = f"it stands in line {line} too, and the last one wins: keep one of them"
            yield Told(entry, f"The key {key} is in this map twice.", help)
        seen[key] = entry


def key_of(entry: tree.Node) -> str | None:
    """The key as a text where it is written down; a number and a text of its digits are two keys."""
    if not isinstance(entry, tree.MapEntry):
        return None
    if isinstance(entry.key, str):
        return f'"{entry.key}"'
    if isinstance(entry.key, tree.Literal):
        return f'"{entry.key.value}"' if isinstance(entry.key.value, str) else str(entry.key.value)
    return None
