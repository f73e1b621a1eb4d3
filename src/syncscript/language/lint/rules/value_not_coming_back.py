"""A value goes through a table to the other side and comes back as another one.

"Urgent" crosses as "P1", and "P1" comes back as "High": the first edit on the other side changes a value that
nobody touched. Rows that go one way (`->`, `<-`) are meant for what has no way back; two rows may lead to one
value, but only one may lead back from it.

Bad (mapping)::

    BlueJira.issue.priority <-> GreenJira.issue.priority {
        "High"   <-> "P1"
        "Urgent" <-> "P1"
        "Low"    <-> "P2"
        else skip
    }

Good (mapping)::

    BlueJira.issue.priority <-> GreenJira.issue.priority {
        "High"   <-> "P1"
        "Urgent"  -> "P1"
        "Low"    <-> "P2"
        else skip
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L215", "sync", tree.Table, kinds=("mapping",))
def check(node: tree.Table, linted: Linted) -> Iterator[Told]:
    there = {said_by(row.left): said_by(row.right) for row in node.rows if row.operator != "<-"}
    back = {said_by(row.right): said_by(row.left) for row in node.rows if row.operator != "->"}
    yield from overwritten_rows(node, linted)
    for row in node.rows:
        if row.operator != "<->":
            continue
        left, right = said_by(row.left), said_by(row.right)
        if there.get(left) == right and back.get(right) == left:
            continue
        yield told(row, left, right, there, back)


def overwritten_rows(node: tree.Table, linted: Linted) -> Iterator[Told]:
    """Rows for one way whose value has a later row for that way, and rows that stand there twice."""
    for number, row in enumerate(node.rows):
        value = row_key(row)
        later = next((r for r in node.rows[number + 1 :] if row_key(r) == value), None)
        if later is None or (row.operator == "<->" and said_by(later.right) != said_by(row.right)):
            continue
        line = linted.source.position(later.start)[0]
        yield Told(row, f"Line {line} says it of the same value again, and counts.", "keep one of the rows")


def row_key(row: tree.Row) -> tuple[str, str]:
    return row.operator, said_by(row.right if row.operator == "<-" else row.left)


def said_by(cell: tree.Node) -> str:
    """As the table compares it: numbers are their digits."""
    value = cell.value if isinstance(cell, tree.Literal) else None
    return "null" if value is None else str(value)


def told(
    row: tree.Row, left: str, right: str, there: dict[str, str],
    back: dict[str, str],
) -> Told:  # fmt: skip
    if back.get(right) != left:
        message = f"{left!r} crosses as {right!r}, which comes back as {back.get(right)!r}."
        return Told(row, message, "write -> in this row or in the other one, so that one way back is left")
    message = f"{right!r} comes back as {left!r}, which crosses as {there.get(left)!r}."
    return Told(row, message, "write <- in this row or in the other one, so that one way is left")
