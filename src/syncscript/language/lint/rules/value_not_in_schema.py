"""A value is written that the tracker does not have.

The schema names the priorities, types, resolutions and options of the instance. Another name is refused when
the first issue comes with it, or finds nothing and empties the field. Looked at are the values of maps and
tables, their defaults, and texts that are written as they are; on the other side of a table or map, and in
comparisons, also the values that never come.

Bad (incoming)::

    // here: {priorities: [P1, P2, P3]}
    def priorities = ["High": "P1", "Low": "P4"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name] ?: "P3")

Good (incoming)::

    // here: {priorities: [P1, P2, P3]}
    def priorities = ["High": "P1", "Low": "P3"]
    issue.priority = nodeHelper.getPriority(priorities[replica.priority?.name] ?: "P3")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.asked_values import asked_values
from syncscript.language.analysis.closed_sets import is_among
from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.survey import text_of
from syncscript.language.analysis.value_flow import Write, key_of
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import columns_of, schema_of, side_field
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

MOST = 8


@lint_rule("L203", "sync", tree.Script, kinds=("incoming", "outgoing", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    here, there = linted.surroundings.here, linted.surroundings.there
    if here is None and there is None:
        return
    if linted.kind == "mapping":
        yield from strange_cells(linted)
        yield from strange_constants(linted)
        return
    yield from strange_comparisons(linted)
    for write in linted.flow.writes if linted.kind == "incoming" else ():
        yield from strange_project(write, here)
        yield from strange_values(write, here, linted)
        yield from strange_keys(write, there, linted)


def strange_comparisons(linted: Linted) -> Iterator[Told]:
    """Texts that a field is compared with, and that it never holds."""
    sides = {"issue": linted.surroundings.here}
    if linted.kind == "incoming":
        sides["replica"] = sides["previous"] = linted.surroundings.there
    for place, text in asked_values(linted.flow):
        schema = sides.get(place.root)
        values = linted.values_of(schema, str(place.field))
        if schema is not None and values is not None:
            yield from strange(text, str(text_of(text)), str(place.field), values, schema)


def strange_project(write: Write, here: Schema | None) -> Iterator[Told]:
    """Only what is nearly the key of a known one: a schema holds the connections' projects, and no others."""
    value = text_of(write.value)
    if here is None or write.field != "projectKey" or not value or value in here.projects:
        return
    help = did_you_mean(value, here.projects)
    if help:
        yield Told(write.value, f"{here.instance} has no project {value!r}.", help)


def strange_values(write: Write, here: Schema | None, linted: Linted) -> Iterator[Told]:
    values = linted.values_of(here, write.field) if write.field != "status" else None
    if here is None or values is None:
        return
    for text in linted.flow.texts(write.value):
        yield from strange(text, str(text.value), write.field, values, here)


def strange_keys(write: Write, there: Schema | None, linted: Linted) -> Iterator[Told]:
    """Entries of a map that no value of the other side will ever ask for."""
    for lookup in linted.flow.lookups(write.value) if there is not None else ():
        source = linted.flow.source_of(lookup.key)
        values = linted.values_of(there, str(source.field)) if source is not None else None
        if there is None or source is None or values is None:
            continue
        for entry in lookup.table.entries:
            key = key_of(entry)
            if key is not None and key not in values:
                where = entry.key if isinstance(entry, tree.MapEntry) else entry
                place = where if isinstance(where, tree.Node) else (entry.start, entry.start + len(key))
                yield told(place, key, str(source.field), values, there)


def strange_cells(linted: Linted) -> Iterator[Told]:
    for mapping in linted.survey.of(tree.Mapping):
        for column in columns_of(mapping, linted) or ():
            values = linted.values_of(column.schema, column.field)
            if column.schema is None or values is None:
                continue
            for cell, _ in column.cells:
                yield from strange(cell, str(cell.value), column.field, values, column.schema)


def strange_constants(linted: Linted) -> Iterator[Told]:
    """`BlueJira.issue.priority = "P9"`"""
    for each in linted.survey.of(tree.Assignment):
        found, value = side_field(each.target), text_of(each.value)
        if found is None or value is None:
            continue
        side, field = found
        schema = schema_of(side, linted)
        values = linted.values_of(schema, field)
        if schema is not None and values is not None:
            yield from strange(each.value, value, field, values, schema)


def strange(
    where: tree.Node, value: str, field: str, values: frozenset[str], schema: Schema
) -> Iterator[Told]:
    if not is_among(value, values):
        yield told(where, value, field, values, schema)


def told(
    where: tree.Node | tuple[int, int], value: str, field: str, values: frozenset[str], schema: Schema
) -> Told:
    known = sorted(values)
    listed = f"it has {', '.join(known[:MOST])}" + (" and more" if len(known) > MOST else "")
    help = did_you_mean(value, values) or listed
    return Told(where, f"{schema.instance} has no {field.partition('.')[2] or field} {value!r}.", help)
