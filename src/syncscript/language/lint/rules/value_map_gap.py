"""A value map leaves out values that the other side has.

The schema of the instance that the values come from names them all. Those without an entry give null, or stop
the pair in a mapping file, as soon as the first issue has one. Nothing is said where there is a default, for
then the rest is meant.

Bad (incoming)::

    // there: {priorities: [High, Medium, Low]}
    def priorities = ["High": "P1", "Medium": "P2"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name])

Good (incoming)::

    // there: {priorities: [High, Medium, Low]}
    def priorities = ["High": "P1", "Medium": "P2", "Low": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name])
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.value_flow import key_of
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import Column, columns_of
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

MOST = 4
HELP = "add entries for them, or a default for the rest"


@lint_rule("L202", "sync", tree.Script, kinds=("incoming", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from gaps_of_tables(linted)
        return
    there = linted.surroundings.there
    for write in linted.flow.writes if there is not None else ():
        for lookup in linted.flow.lookups(write.value):
            source = linted.flow.source_of(lookup.key)
            values = linted.values_of(there, str(source.field)) if source is not None else None
            if lookup.settled or source is None or values is None:
                continue
            missing = values - {str(key_of(entry)) for entry in lookup.table.entries}
            if missing:
                yield Told(lookup.node, f"This map has no entry for {named(missing)}.", HELP)


def gaps_of_tables(linted: Linted) -> Iterator[Told]:
    for mapping in linted.survey.of(tree.Mapping):
        columns = columns_of(mapping, linted)
        if mapping.table is None or mapping.table.otherwise is not None or columns is None:
            continue
        for column, one_way in zip(columns, ("<-", "->"), strict=True):
            missing = missing_in(column, one_way, linted)
            if missing:
                told = f"This table has no row for {named(missing)} of {column.side}, and no else."
                yield Told(mapping.table, told, "add rows for them, or say what else happens")


def missing_in(column: Column, one_way: str, linted: Linted) -> frozenset[str]:
    """Values of this side without a way into the other one. one_way: the rows that lead into this side."""
    values = linted.values_of(column.schema, column.field) or frozenset()
    return values - {str(cell.value) for cell, operator in column.cells if operator != one_way}


def named(missing: frozenset[str]) -> str:
    shown = ", ".join(sorted(missing)[:MOST])
    return shown + (f" and {len(missing) - MOST} more" if len(missing) > MOST else "")
