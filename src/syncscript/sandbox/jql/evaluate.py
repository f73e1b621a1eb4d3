"""A query's tree turned into a test and an order, and applied to issues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from syncscript.jql.tree import Both, Clause, Condition, Negation, Query, Sort
from syncscript.sandbox.faces.issue_view import stored_value
from syncscript.sandbox.jql import subjects
from syncscript.sandbox.jql.comparisons import containing, membership, ordering, texts_of
from syncscript.sandbox.jql.dates import instant_meant
from syncscript.sandbox.jql.meaning import Context, SortKey, Subject, Test
from syncscript.sandbox.kinds import kind_of
from syncscript.sandbox.problems import refused
from syncscript.sandbox.records import Issue

_NEWEST_FIRST = frozenset({"day", "instant", "priority"})


def search(query: Query, issues: Iterable[Issue], context: Context) -> list[Issue]:
    """The issues that a query finds, in its order; by falling id where it names none."""
    found = list(issues) if query.where is None else list(filter(_test(query.where, context), issues))
    found.sort(key=lambda issue: int(issue.id), reverse=True)
    for sort in reversed(query.order):
        key, descending = _order(sort, context)
        found.sort(key=key, reverse=descending)
    return found


def _test(condition: Condition, context: Context) -> Test:
    if isinstance(condition, Clause):
        return _clause_test(condition, context)
    if isinstance(condition, Negation):
        inner = _test(condition.part, context)
        return lambda issue: not inner(issue)
    tests = [_test(part, context) for part in condition.parts]
    if isinstance(condition, Both):
        return lambda issue: all(test(issue) for test in tests)
    return lambda issue: any(test(issue) for test in tests)


def _clause_test(clause: Clause, context: Context) -> Test:
    subject = subjects.subject_of(clause.field.text, context.world)
    texts, with_empty = texts_of(clause, context)
    if subject.comparison in ("text", "comment", "everything"):
        return containing(clause, subjects.text_in(subject), texts, with_empty=with_empty)
    if subject.comparison in ("instant", "day", "number", "key"):
        wanted = [_ordered_value(text, subject, context) for text in texts]
        return ordering(clause, _ordered(subject), wanted, with_empty=with_empty)
    if subject.comparison == "property":
        return membership(clause, subjects.property_in(subject), frozenset(texts), with_empty=with_empty)
    return _thing_test(clause, subject, texts, with_empty, context)


def _thing_test(
    clause: Clause, subject: Subject, texts: list[str], with_empty: bool, context: Context
) -> Test:
    if subject.comparison == "resolution" and any(t.casefold() == "unresolved" for t in texts):
        texts, with_empty = [t for t in texts if t.casefold() != "unresolved"], True
    wanted = [i for text in texts for i in subjects.identifiers_meant(text, subject, context)]
    values = subjects.identifiers(subject, context.world)
    if subject.comparison == "priority" and clause.operator in ("<", "<=", ">", ">="):
        ranks = {i: -rank for rank, i in enumerate(context.world.priorities)}
        return ordering(clause, lambda issue: next((ranks[i] for i in values(issue)), None),
                        [ranks[i] for i in wanted], with_empty=with_empty)
    return membership(clause, values, frozenset(wanted), with_empty=with_empty)


def _ordered_value(text: str, subject: Subject, context: Context) -> Any:
    """A value of a query in the form that issues' values are compared in."""
    if subject.comparison == "instant":
        return instant_meant(text, subject.name, context)
    if subject.comparison == "day":
        local = instant_meant(text, subject.name, context).astimezone(context.zone)
        return local.date().isoformat()
    if subject.comparison == "number":
        try:
            return float(text)
        except ValueError:
            raise refused(f"Value '{text}' is invalid for the '{subject.name}' field.") from None
    return _issue_place(text, subject, context)


def _issue_place(text: str, subject: Subject, context: Context) -> tuple[str, int]:
    """Project and number of the issue a query names by key or id."""
    issue = context.world.issue(text)
    if issue is not None:
        return issue.project, issue.number
    if text.isdigit():
        raise refused(f"A value with ID '{text}' does not exist for the field '{subject.name}'.")
    raise refused(f"An issue with key '{text}' does not exist for field '{subject.name}'.")


def _ordered(subject: Subject) -> SortKey:
    if subject.comparison == "key":
        return lambda issue: (issue.project, issue.number)
    if subject.comparison == "instant":
        return subjects.instant_in(subject)
    definition = subject.definition
    return lambda issue: None if definition is None else issue.fields.get(definition.id)


def _order(sort: Sort, context: Context) -> tuple[SortKey, bool]:
    """The key to sort by, and whether the greatest comes first. Empty values come last."""
    subject = subjects.subject_of(sort.field.text, context.world)
    descending = subject.comparison in _NEWEST_FIRST if sort.descending is None else sort.descending
    value = _sortable(subject, context)

    def key(issue: Issue) -> tuple[bool, Any]:
        found = value(issue)
        return (found is None) is not descending, 0 if found is None else found

    return key, descending


def _sortable(subject: Subject, context: Context) -> SortKey:
    if subject.comparison in ("instant", "day", "number", "key"):
        return _ordered(subject)
    world, definition = context.world, subject.definition
    if subject.comparison == "priority":
        ranks = {i: -rank for rank, i in enumerate(world.priorities)}
        return lambda issue: ranks.get(issue.fields.get("priority") or "")
    if definition is None:
        raise refused(f"Field '{subject.name}' is not orderable.")
    kind = kind_of(definition)

    def text(issue: Issue) -> str | None:
        label = kind.label(stored_value(issue, definition.id), definition, world)[1]
        return None if label is None else label.casefold()
    return text
