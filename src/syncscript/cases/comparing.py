"""Expected against observed, key by key of `expect`.

Each key has one function that yields differences, found by its name. Refuses to run rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from syncscript.cases.case import Difference
from syncscript.cases.documents import Path
from syncscript.cases.matching import MISSING, agree, differences
from syncscript.cases.observing import Observed, flat, written_as
from syncscript.cases.shapes import names_in
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.model import Json, Written

FAILED = ("fields", "plan", "replica", "not-set", "becomes", "back")
"""What cannot be looked at when the rule failed."""


def compare(expect: Mapping[str, Json], observed: Observed) -> list[Difference]:
    """All that differs. A failure that nobody expects hides everything else."""
    if observed.failure is not None and "error" not in expect:
        told = observed.failure
        place = f" at {told.span}" if told.span else ""
        return [Difference(("error",), MISSING, told.message, words=f"the rule fails{place}: {told.message}")]
    skipped = FAILED if observed.failure is not None else ()
    found: list[Difference] = []
    if observed.becomes is not None:
        expect = {"back": "nothing", **expect}
    for key, expected in expect.items():
        if key not in skipped:
            found += COMPARED[key](expected, observed)
        elif expected and expected != "nothing":
            words = f"{key} cannot be looked at: the rule fails"
            found.append(Difference((key,), expected, MISSING, words=words))
    return found


def fields(expected: Mapping[str, Json], observed: Observed) -> Iterator[Difference]:
    if observed.kind != "incoming":
        yield not_here("fields", expected, "an outgoing rule writes no issue", "say replica")
        return
    absent = observed.outcome.absent if observed.outcome else ()
    yield from of_writes(("fields",), expected, observed.fields, absent)


def replica(expected: Mapping[str, Json], observed: Observed) -> Iterator[Difference]:
    if observed.kind == "incoming" and observed.becomes is None:
        yield not_here("replica", expected, "an incoming rule sends no replica", "say fields")
        return
    rest = {n: v for n, v in flat(expected).items() if n in observed.replica and n not in observed.sent}
    for name, value in rest.items():
        yield from differences(("replica", name), value, observed.replica[name])
    others = without(expected, rest)
    if others or not rest:
        yield from of_writes(("replica",), others, observed.sent, ())


def without(expected: Mapping[str, Json], names: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in flat(expected).items() if name not in names}


def of_writes(
    path: Path, expected: Mapping[str, Json], writes: Mapping[str, Written], absent: tuple[str, ...]
) -> Iterator[Difference]:
    if not expected:
        yield from (unnamed(path, name, written) for name, written in writes.items())
    for name, value in flat(expected).items():
        found = written_as(writes, name)
        if found is not None:
            yield from differences((*path, name), value, found[1].value, found[1].by)
            continue
        if name in absent:
            words = f"{name} is left as it is: the other side did not send what it would get"
        else:
            near = did_you_mean(name, writes)
            words = f"{name} is not written" + (f": {near}" if near else "")
        yield Difference((*path, name), value, MISSING, words=words)


def unnamed(path: Path, name: str, written: Written) -> Difference:
    """A write where none is expected."""
    words = f"{name} is written, and {'the plan' if path[0] == 'plan' else path[0]} does not name it"
    return Difference((*path, name), MISSING, written.value, written.by, words)


def not_set(expected: Json, observed: Observed) -> Iterator[Difference]:
    for number, name in enumerate(names_in(expected)):
        found = written_as(observed.written, name)
        if found is not None:
            words = f"{name} must not be set"
            yield Difference(("not-set", number), MISSING, found[1].value, found[1].by, words)


def plan(expected: Mapping[str, Json], observed: Observed) -> Iterator[Difference]:
    """The whole plan: what is not named must not be there."""
    part = "fields" if observed.kind == "incoming" else "replica"
    wanted = flat(expected.get(part) or {})
    if wanted:
        yield from of_writes(("plan", part), wanted, observed.written, ())
    named = {found[0] for name in wanted if (found := written_as(observed.written, name))}
    for name, written in observed.written.items():
        if name not in named:
            yield unnamed(("plan", part), name, written)
    outcome = observed.outcome
    operations = list(outcome.operations) if outcome else []
    yield from differences(("plan", "operations"), expected.get("operations") or [], operations)
    absent = sorted(outcome.absent) if outcome else []
    yield from differences(("plan", "absent"), sorted(expected.get("absent") or []), absent)


def error(expected: Json, observed: Observed) -> Iterator[Difference]:
    failure = observed.failure
    if failure is None:
        yield Difference(("error",), expected, MISSING, words="the rule does not fail")
        return
    wanted = expected if isinstance(expected, Mapping) else {"message": expected}
    line = failure.span.line if failure.span else None
    got = {"message": failure.message, "code": failure.code, "line": line}
    for key, value in wanted.items():
        fits = str(value) in failure.message if key == "message" else agree(value, got[key])
        if not fits:
            path: Path = ("error", key) if isinstance(expected, Mapping) else ("error",)
            yield Difference(path, value, got[key])


def warnings(expected: Json, observed: Observed) -> Iterator[Difference]:
    """Each expected text is part of a warning of its own, and there are no others."""
    left = list(observed.warnings)
    for number, text in enumerate(names_in(expected)):
        found = next((w for w in left if text in w), None)
        if found is None:
            yield Difference(("warnings", number), text, MISSING, words=f"there is no warning like {text!r}")
        else:
            left.remove(found)
    for warning in left:
        yield Difference(("warnings",), MISSING, warning, words=f"a warning that is not expected: {warning}")


def becomes(expected: Mapping[str, Json], observed: Observed) -> Iterator[Difference]:
    issue = observed.becomes or {}
    if not expected and issue:
        words = "there is an issue, and none is expected"
        yield Difference(("becomes",), {}, dict(issue), words=words)
    for name, value in expected.items():
        written = written_as(observed.fields, name)
        by = written[1].by if written else None
        yield from differences(("becomes", name), value, issue.get(name), by)


def back(expected: Json, observed: Observed) -> Iterator[Difference]:
    wanted: Mapping[str, Any] = flat(expected.get("fields") or {}) if isinstance(expected, Mapping) else {}
    for name, value in wanted.items():
        change = observed.back.get(name)
        if change is None:
            words = f"the way back leaves {name} as it is"
            yield Difference(("back", "fields", name), value, MISSING, words=words)
        else:
            yield from differences(("back", "fields", name), value, change.new, change.by)
    for name, change in observed.back.items():
        if name not in wanted:
            words = f"the way back changes {name}"
            yield Difference(("back", "fields", name), change.old, change.new, change.by, words)


def not_here(key: str, expected: Json, why: str, instead: str) -> Difference:
    return Difference((key,), expected, MISSING, words=f"{why}: {instead}")


COMPARED: Mapping[str, Callable[[Any, Observed], Iterator[Difference]]] = {
    "fields": fields, "replica": replica, "not-set": not_set, "plan": plan, "error": error,
    "warnings": warnings, "becomes": becomes, "back": back,
}  # fmt: skip
