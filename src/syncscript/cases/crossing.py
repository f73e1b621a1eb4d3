"""Two-sided cases: an issue goes out on one side, comes in on the other, and must come back unchanged.

Follows the engine field by field, with its own three-way merge, which is handed in. No tracker and no state
is there, so names stand for things and nothing is refused. Refuses to judge what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from syncscript.cases.case import Case
from syncscript.cases.hanging import LISTS, changed_lists, hung, without_copies
from syncscript.cases.observing import Change, Observed
from syncscript.cases.shelf import RulesOfSide, Shelf
from syncscript.cases.standing import canonical, changed_issue, content_of
from syncscript.contracts import FieldBase
from syncscript.language import Outcome, Rule, RuleFailure
from syncscript.model import Canonical, Json, Question

SEAT = frozenset({"project", "projectKey"})
"""Where an issue is created. What is written there later is not a wish to move it."""
IGNORED = frozenset({"id", "key", "parent", "issueLinks", "links"})


class Decided(Protocol):
    """What the engine's merge says of one field."""

    @property
    def verdict(self) -> Any: ...
    @property
    def value(self) -> Canonical: ...


Ask = Callable[[str, Question], Json]
"""What a side answers to a question."""
Answers = Callable[[Question], Json] | Mapping[str, Json] | None
Merge = Callable[[FieldBase | None, Canonical, Canonical], Decided]
CHANGES = ("take", "conflict")
"""Verdicts after which a field is another one, when the newest change wins: the one that just came."""


@dataclass(frozen=True, slots=True)
class Road:
    """From one side to the other. ask: answers questions; None: the case does."""

    case: Case
    merge: Merge
    here: str
    there: str
    rules: Mapping[str, RulesOfSide]
    ask: Ask | None = None

    def run(self, rule: Rule, side: str, **inputs: Json) -> Outcome:
        """A rule of a side, with the answers and the time that the case gives."""
        given = self.case.given
        key = (inputs.get("issue") or {}).get("key")
        answers: Answers = given.get("answers")
        if answers is not None and not callable(answers):
            answers = answers.get(side, {})
        if self.ask is not None:
            answers = partial(self.ask, side)
        around: dict[str, Json] = {"issueKey": {"key": key, "urn": key, "URN": key}}
        if "now" in given:
            around["now"] = given["now"]
        return rule.run({**around, **inputs}, answers=answers)

    def sent(self, issue: Mapping[str, Json], side: str, first: bool) -> Outcome:
        outgoing = self.rules[side].outgoing
        return self.run(outgoing, side, issue=without_copies(issue), replica={}, firstSync=first)


def cross(case: Case, shelf: Shelf, merge: Merge, ask: Ask | None = None) -> Observed:
    """What becomes of a two-sided case. DiagnosticError when its rules or its answers do not fit.

    ask: answers in place of the case.
    """
    rules = shelf.both(case)
    here = str(case.origin)
    there = next(name for name in rules if name != here)
    road = Road(case, merge, here, there, rules, ask)
    refuse_strangers(case, shelf, tuple(rules))
    try:
        return there_and_back(road)
    except RuleFailure as failure:
        return Observed("incoming", failure=failure.diagnostic, becomes={})


def refuse_strangers(case: Case, shelf: Shelf, sides: tuple[str, ...]) -> None:
    for name in case.given.get("answers") or {}:
        if name not in sides:
            help = "answers of a two-sided case stand below the name of the side that asks"
            raise shelf.wrong(case, f"there is no side {name} to give answers to", help)


def there_and_back(road: Road) -> Observed:
    given, rules = road.case.given, road.rules
    issue, other = given.get("issue") or {}, given.get("other")
    out = road.sent(issue, road.here, other is None)
    if not out.writes:
        return Observed("incoming", None, None, told_by(out), becomes=dict(other or {}))
    incoming = rules[road.there].incoming
    previous = given.get("previous")
    came = road.run(incoming, road.there, issue=dict(other or {}), replica=out.replica, previous=previous,
                    firstSync=other is None)  # fmt: skip
    bases = based(road, incoming, other, previous)
    becomes = applied(road, dict(other or {}), came, bases)
    if not is_made(came, other):
        return Observed("incoming", came, None, told_by(out, came), out.replica, out.writes, {}, {})
    again = road.sent(becomes, road.there, False)
    back: dict[str, Change] = {}
    if again.writes:
        home = road.run(rules[road.here].incoming, road.here, issue=dict(issue), replica=again.replica,
                        previous=None, firstSync=False)  # fmt: skip
        back = changes_of(road, issue, home)
    return Observed("incoming", came, None, told_by(out, came), out.replica, out.writes, becomes, back)


def told_by(*outcomes: Outcome) -> tuple[str, ...]:
    return tuple(e.message for outcome in outcomes for e in outcome.trace if e.level == "warn")


def is_made(came: Outcome, other: Json) -> bool:
    """A first sync that writes nothing, or ends by `return` without storing, makes no issue."""
    stored = any(o.get("operation") == "store" for o in came.operations)
    return other is not None or (bool(came.writes) and (not came.returned or stored))


def based(road: Road, incoming: Rule, other: Json, previous: Json) -> Mapping[str, FieldBase]:
    """What the rules asked for when they worked on the replica before this one."""
    if previous is None:
        return {}
    asked = road.run(incoming, road.there, issue=dict(other or {}), replica=previous, firstSync=other is None)
    values = {name: canonical(written.value) for name, written in asked.writes.items()}
    return {
        name: FieldBase(value, value, owned=value if isinstance(value, frozenset) else frozenset())
        for name, value in values.items()
    }


def applied(
    road: Road, issue: dict[str, Json], came: Outcome, bases: Mapping[str, FieldBase]
) -> dict[str, Json]:
    """The issue with what incoming asked for, merged field by field."""
    first = road.case.given.get("other") is None
    for name, written in came.writes.items():
        if name in LISTS:
            issue[name] = hung(issue.get(name), written.value)
        elif name not in IGNORED and (first or name not in SEAT):
            ours, theirs = canonical(content_of(issue, name)), canonical(written.value)
            decided = road.merge(bases.get(name), ours, theirs)
            if decided.verdict.value in CHANGES:
                issue = changed_issue(issue, name, written.value, decided.value)
    return issue


def changes_of(road: Road, issue: Mapping[str, Json], home: Outcome) -> dict[str, Change]:
    """What the way back would make of the issue that it all began with."""
    found: dict[str, Change] = {}
    for name, written in home.writes.items():
        old = content_of(issue, name)
        if name in LISTS:
            new = changed_lists(issue.get(name), written.value)
            if new is not None:
                found[name] = Change(old or [], new, written.by)
        elif name not in IGNORED | SEAT:
            decided = road.merge(None, canonical(old), canonical(written.value))
            if decided.verdict.value in CHANGES:
                new = sorted(decided.value) if isinstance(decided.value, frozenset) else written.value
                found[name] = Change(old, new, written.by)
    return found
