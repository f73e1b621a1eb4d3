"""A status is set that the workflow does not have, or that no transition leads to.

A status changes by a transition only. Where none leads to the one that the rule names, the pair stops at the
first issue that needs it, or in Exalate: the issue silently stays where it is. Nothing is said of names that
are worked out, nor of transitions where the schema does not hold them.

Bad (incoming)::

    // here: {projects: {DEV: {types: {Bug: {statuses: [Open, Doing, Done]}}}}}
    issue.summary = replica.summary
    issue.setStatus("In Progress")

Good (incoming)::

    // here: {projects: {DEV: {types: {Bug: {statuses: [Open, Doing, Done]}}}}}
    issue.summary = replica.summary
    issue.setStatus("Doing")

Bad (mapping)::

    // there: {projects: {G: {types: {T: {statuses: [New, Doing], transitions: {New: [Doing], Doing: []}}}}}}
    Blue.issue.status <-> there.issue.status {
        "Open"        <-> "New"
        "In Progress" <-> "Doing"
        else skip
    }

Good (mapping)::

    // there: {projects: {G: {types: {T: {statuses: [New, Doing], transitions: {New: [Doing], Doing: []}}}}}}
    Blue.issue.status <-> there.issue.status {
        "Open"        <-  "New"
        "In Progress" <-> "Doing"
        else skip
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.closed_sets import is_among
from syncscript.language.analysis.schema import Schema, Workflow
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import columns_of
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

HELP = "choose a status that one leads to, or add a transition to the workflow"


@lint_rule("L212", "sync", tree.Script, kinds=("incoming", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        for mapping in linted.survey.of(tree.Mapping):
            yield from in_table(mapping, linted)
        return
    here = linted.surroundings.here
    statuses = linted.values_of(here, "status")
    if here is None or statuses is None:
        return
    for write in linted.flow.writes:
        if write.field != "status":
            continue
        for text in linted.flow.texts(write.value):
            name = str(text.value)
            if not is_among(name, statuses):
                help = did_you_mean(name, statuses) or f"it has {', '.join(sorted(statuses))}"
                yield Told(text, f"No workflow of {here.instance} has a status {name!r}.", help)
            elif is_surely_unreached(here, name):
                yield Told(text, f"No transition in {here.instance} leads to {name!r}.", HELP)


def in_table(mapping: tree.Mapping, linted: Linted) -> Iterator[Told]:
    """The rows that lead into a side. Statuses that it does not have at all are told as values."""
    for column, away in zip(columns_of(mapping, linted) or (), ("->", "<-"), strict=False):
        schema, statuses = column.schema, linted.values_of(column.schema, "status")
        if schema is None or statuses is None or column.field != "status":
            continue
        for cell, operator in column.cells:
            name = str(cell.value)
            if operator != away and is_among(name, statuses) and is_surely_unreached(schema, name):
                yield Told(cell, f"No transition in {schema.instance} leads to {name!r}.", HELP)


def is_surely_unreached(schema: Schema, status: str) -> bool:
    """Whether no workflow leads to it. Not where the ways out of another status of it are not known: that one
    may lead here."""
    projects = schema.projects.values()
    flows = [flow for project in projects for flow in project.types.values()]
    having = [flow for flow in flows if is_among(status, flow.statuses)]
    return all(project.types for project in projects) and not any(may_reach(flow, status) for flow in having)


def may_reach(flow: Workflow, status: str) -> bool:
    known = flow.transitions
    if known is None or any(other not in known and not is_among(other, [status]) for other in flow.statuses):
        return True
    return any(is_among(status, ways) for ways in known.values())
