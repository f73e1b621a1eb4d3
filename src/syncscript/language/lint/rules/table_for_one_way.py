"""A value table leads one way only, and stops the other one.

A line with `<->` runs both ways, each with the rows that lead that way. Where no row does, `else` is all
that is left: `else error` stops every pair, a default is written whatever the value is. `else skip` leaves
the field of that side alone, which is what a table for one way wants.

Bad (mapping)::

    BlueJira.issue.status <-> GreenJira.issue.status {
        "Open" <- "To Do"
        "Done" <- "Closed"
        else error
    }

Good (mapping)::

    BlueJira.issue.status <-> GreenJira.issue.status {
        "Open" <- "To Do"
        "Done" <- "Closed"
        else skip
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree


@lint_rule("L217", "sync", tree.Mapping, kinds=("mapping",))
def check(node: tree.Mapping, linted: Linted) -> Iterator[Told]:
    table = node.table
    if table is None or table.otherwise is None:
        return
    if not table.rows:
        yield Told(node, "This table has no rows: all values are `else`.", "write a row for each value")
        return
    ways = {row.operator for row in table.rows}
    if table.otherwise == "skip" or len(ways) > 1 or "<->" in ways:
        return
    side = root_side(node.left if ways == {"->"} else node.right)
    what = "is an error" if table.otherwise == "error" else "becomes the same"
    message = f"No row leads to {side}: each value that comes there {what}."
    yield Told(node, message, "end the table with `else skip`, which leaves that side alone")
