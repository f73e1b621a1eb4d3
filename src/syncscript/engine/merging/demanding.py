"""Whether the tracker will take a new issue, told before anything is written, at the rule's own line.

Compares what incoming rules asked for with the form of that project and type. Refuses to know how the
tracker told it, and to judge single values: settling does that.
"""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import CreateForm
from syncscript.engine.asking.asked import Asked, Forms
from syncscript.engine.merging.merge import is_empty
from syncscript.model import CUSTOM, Diagnostic, Provenance, Span

REFUSED = "E420"
MISSING = "E421"
NOT_THERE = "E422"
APART = ("status", "resolution", "parentId")
"""Fields that are no part of the create itself, or that go with it under another name."""


def with_demands(asked: Asked, forms: Forms, side: str) -> Asked:
    """What was asked for, with what the tracker will refuse of it among its problems.

    Refused is only what the tracker refuses in this run: what an earlier one was told may be mended.
    """
    judged = _judged(asked, forms(asked.project, asked.type, False), side)
    if judged.problems == asked.problems:
        return judged
    return _judged(asked, forms(asked.project, asked.type, True), side)


def _judged(asked: Asked, form: CreateForm, side: str) -> Asked:
    if form.refusal:
        act = f"{form.help}; a changed rule is tried by the next run, a change there by `syncscript retry`"
        told = Diagnostic(REFUSED, f"{side}: {form.refusal}", _place(asked.by), act)
        return replace(asked, problems=(told, *asked.problems))
    fields = form.fields
    if fields is None:
        return asked
    given = {name for name, settled in asked.fields.items() if not is_empty(settled.value)}
    kind = f"a new {form.type} in {asked.project}"
    missing = [
        Diagnostic(MISSING, f"{side} demands {field.name} of {kind}, and the rules give it none",
                   _place(asked.by), _give(name))
        for name, field in fields.items() if field.required and name not in given
    ]  # fmt: skip
    foreign = [
        Diagnostic(NOT_THERE, f"{side} does not take {name.removeprefix(CUSTOM)} with {kind}",
                   _place(asked.fields[name].by),
                   "put the field on the project's create screen, or write it only when firstSync is false")
        for name in sorted(given - set(fields) - set(APART))
    ]  # fmt: skip
    return replace(asked, type=form.type, problems=(*asked.problems, *missing, *foreign))


def _give(name: str) -> str:
    inner = name.removeprefix(CUSTOM)
    written = f"issue.{name}" if inner == name else f'issue.customFields."{inner}".value'
    return f"assign {written} in the rules, or give the field a default there and run `syncscript retry`"


def _place(by: Provenance | None) -> Span | None:
    return Span(by.file, by.line, by.column, by.line, by.column + 1) if by else None
