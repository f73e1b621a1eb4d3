"""Two lines of a mapping file write the same field.

Each time the file is run into a side, all its lines for that side are: of two for one field the later one
counts, and what the other one says is never seen. A constant in front of a line that may leave the field
alone is a default, and is left in peace.

Bad (mapping)::

    BlueJira.issue.summary  <-> GreenJira.issue.summary
    GreenJira.issue.summary = BlueJira.issue.key

Good (mapping)::

    BlueJira.issue.summary <-> GreenJira.issue.summary
    GreenJira.issue.customFields."Remote Key" = BlueJira.issue.key
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.dead_values import is_certain
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import side_field
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.lint.side_fields import Written, written_fields
from syncscript.language.syntax import tree


@lint_rule("L136", "correctness", tree.Script, kinds=("mapping",))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    known: dict[tuple[str, str], Written] = {}
    told: set[int] = set()
    for each in sorted(written_fields(linted), key=lambda each: each.line.start):
        if not is_unconditional(each.line, linted):
            continue
        key = (each.to.side, each.to.field)
        first = known.get(key)
        if first is not None and first.line is not each.line and overwrites(each, first):
            if id(first.line) in told:
                continue
            told.add(id(first.line))
            line = linted.source.position(each.line.start)[0]
            message = f"What this gives {first.to.shown} is overwritten in line {line}."
            yield Told(first.line, message, "keep one of the two lines, or write another field")
        known[key] = each


def is_unconditional(line: tree.Assignment | tree.Mapping, linted: Linted) -> bool:
    above: tree.Node | None = linted.parents.get(id(line))
    if isinstance(above, tree.ExpressionStatement):
        above = linted.parents.get(id(above))
    return isinstance(above, tree.Script) and line.operator in ("=", "<->")


def overwrites(later: Written, first: Written) -> bool:
    """Whether nothing that the first line writes is ever left."""
    table = getattr(later.line, "table", None)
    if table is not None:
        return table.otherwise != "skip" and side_field(first.value) is not None
    if is_certain(later.value):
        return not reads(later.value, first)
    return side_field(first.value) is not None and side_field(later.value) is not None


def reads(value: tree.Node, first: Written) -> bool:
    """Whether a value is made of the field itself: `x = x + ...`."""
    from syncscript.language.interpreter.rule_tree import walk

    return any(side_field(part) == (first.to.side, first.to.field) for part in walk(value))
