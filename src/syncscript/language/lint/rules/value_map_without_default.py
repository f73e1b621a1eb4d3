"""A value map does not say what happens to a value that is not in it.

The day the other side gets a new status or priority, the look-up gives null: the field is emptied or stays
as it is, and nobody is told. In a mapping file such a value stops the pair. Say what is meant: a default
behind `?:`, an error, or `else skip`.

Nothing is said where a condition asks about the map or the value first, or where the schema of the other
side shows that every value has an entry.

Bad (incoming)::

    def priorities = ["Highest": "P1", "High": "P2", "Medium": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name])

Bad (incoming)::

    def level(name) {
        switch (name) {
            case "Highest": return "P1"
            case "High": return "P2"
        }
    }
    issue.priority = nodeHelper.getPriority(level(replica.priority?.name))

Good (incoming)::

    def priorities = ["Highest": "P1", "High": "P2", "Medium": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name] ?: "P3")

Bad (incoming)::

    def types = [[theirs: "Bug", ours: "Defect"], [theirs: "Story", ours: "Feature"]]
    issue.typeName = types.find { it.theirs == replica.type?.name }?.ours

Good (incoming)::

    def types = [[theirs: "Bug", ours: "Defect"], [theirs: "Story", ours: "Feature"]]
    issue.typeName = types.find { it.theirs == replica.type?.name }?.ours ?: "Task"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.asked_values import named_field
from syncscript.language.analysis.open_choices import chain_of, inner_name, open_switch
from syncscript.language.analysis.survey import text_of
from syncscript.language.analysis.value_flow import Write
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import columns_of
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

DEFAULT_HELP = "write what else happens: default: ..."
ELSE_HELP = "write what else it becomes: else { ... }"
LEAST_CASES = 3
"""Fewer are exceptions, not a table."""
HELP = 'write what else it becomes: ... ?: "a default"'
TABLE_HELP = "end it with `else skip`, `else error` or a default, so that it is said"


@lint_rule("L201", "sync", tree.Script, kinds=("incoming", "outgoing", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from tables_without_else(linted)
        return
    if linted.kind == "outgoing":
        for sent in sent_values(linted):
            yield from unsettled(sent, linted)
        return
    for write in linted.flow.writes:
        yield from unsettled(write, linted)
        yield from without_else(write, linted)
    yield from switches_without_default(linted)


def unsettled(write: Write, linted: Linted) -> Iterator[Told]:
    for lookup in linted.flow.lookups(write.value):
        if lookup.settled:
            continue
        source = linted.flow.source_of(lookup.key)
        if source is None or linted.values_of(linted.surroundings.there, str(source.field)) is None:
            yield Told(lookup.node, f"A value without an entry in this map gives {write.field} null.", HELP)


def sent_values(linted: Linted) -> Iterator[Write]:
    """What an outgoing rule puts into the replica."""
    for each in linted.survey.of(tree.Assignment):
        place = linted.survey.place_of(each.target) if each.operator == "=" else None
        if place is not None and place.root == "replica" and place.field:
            yield Write(place.field.removeprefix("customKeys."), each.value, each)


def without_else(write: Write, linted: Linted) -> Iterator[Told]:
    """A method whose switch gives nothing for other values, a variable that a chain of ifs leaves empty."""
    for call in linted.survey.of(tree.Call) if linted.survey.of(tree.Method) else ():
        if call.target is not None or not write.value.start <= call.start < write.value.end:
            continue
        switch = open_switch(call, linted.flow)
        if switch is not None and not isinstance(write.value, tree.Elvis):
            yield Told(switch, f"A value without a case gives {write.field} null.", DEFAULT_HELP)
    name = inner_name(write.value)
    variable = linted.names.meant.get(id(name)) if name is not None else None
    if name is None or variable is None or variable.name in linted.flow.asked or variable.value is not None:
        return
    chain = chain_of(variable, linted.flow)
    if chain is not None:
        yield Told(chain, f"A value that no `if` here names gives {write.field} null.", ELSE_HELP)


def switches_without_default(linted: Linted) -> Iterator[Told]:
    """A switch over a field of the replica that is a table of values for one field here."""
    for switch in linted.survey.of(tree.Switch):
        place = named_field(switch.subject, linted.flow)
        if place is None or place.root != "replica" or not all(case.values for case in switch.cases):
            continue
        values = linted.values_of(linted.surroundings.there, str(place.field))
        cases = {text_of(value) for case in switch.cases for value in case.values}
        if values is not None and values <= cases:
            continue
        written = [fields_written(case, linted) for case in switch.cases if case.body]
        if len(written) >= LEAST_CASES and len(set(written)) == 1 and len(written[0]) == 1:
            message = f"A value without a case leaves {written[0][0]} as it is, and nobody is told."
            yield Told(switch.subject, message, DEFAULT_HELP)


def fields_written(case: tree.Case, linted: Linted) -> tuple[str, ...]:
    return tuple(each.field for each in linted.flow.writes if case.start <= each.node.start < case.end)


def tables_without_else(linted: Linted) -> Iterator[Told]:
    for mapping in linted.survey.of(tree.Mapping):
        if mapping.table is None or mapping.table.otherwise is not None:
            continue
        columns = columns_of(mapping, linted)
        if columns is None or all(linted.values_of(c.schema, c.field) is None for c in columns):
            yield Told(mapping.table, "This table has no else: any other value stops the pair.", TABLE_HELP)
