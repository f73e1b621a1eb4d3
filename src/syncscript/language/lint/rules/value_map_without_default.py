"""A value map does not say what happens to a value that is not in it.

The day the other side gets a new status or priority, the look-up gives null: the field is emptied or stays
as it is, and nobody is told. In a mapping file such a value stops the pair. Say what is meant: a default
behind `?:`, an error, or `else skip`.

Nothing is said where a condition asks about the map or the value first, or where the schema of the other
side shows that every value has an entry.

Bad (incoming)::

    def priorities = ["Highest": "P1", "High": "P2", "Medium": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name])

Good (incoming)::

    def priorities = ["Highest": "P1", "High": "P2", "Medium": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name] ?: "P3")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.value_flow import Write
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import columns_of
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

HELP = "write what else it becomes: ... ?: \"a default\""
TABLE_HELP = "end it with `else skip`, `else error` or a default, so that it is said"


@lint_rule("L201", "sync", tree.Script, kinds=("incoming", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from tables_without_else(linted)
        return
    for write in linted.flow.writes:
        yield from unsettled(write, linted)


def unsettled(write: Write, linted: Linted) -> Iterator[Told]:
    for lookup in linted.flow.lookups(write.value):
        if lookup.settled:
            continue
        source = linted.flow.source_of(lookup.key)
        if source is None or linted.values_of(linted.surroundings.there, str(source.field)) is None:
            yield Told(lookup.node, f"A value without an entry in this map gives {write.field} null.", HELP)


def tables_without_else(linted: Linted) -> Iterator[Told]:
    for mapping in linted.survey.of(tree.Mapping):
        if mapping.table is None or mapping.table.otherwise is not None:
            continue
        columns = columns_of(mapping, linted)
        if columns is None or all(linted.values_of(c.schema, c.field) is None for c in columns):
            yield Told(mapping.table, "This table has no else: any other value stops the pair.", TABLE_HELP)
