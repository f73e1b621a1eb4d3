"""What a finished run asks for: plain data, what was written by which line, what was left absent.

Knows which fields of the written object count as written. What nobody reads is never worked out. Refuses
to evaluate anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.plain import Plainer, plain_objects
from syncscript.language.interpreter.run import NOTHING, Position, Run, TraceEntry
from syncscript.language.interpreter.values import Value, type_name
from syncscript.model import CUSTOM, Json, Provenance, Question, Written


class Outcome:
    """What a run of a rule asks for. See `Rule.run` for the inputs. Not to be changed. Two that say the same
    are equal.

    issue, replica: plain data after the run (outgoing: replica holds only what the script set);
    writes: fields assigned on the written object (incoming: issue, outgoing: replica), custom fields as
    `customFields.<name>` with the inner value; absent: fields assigned from something the other side did
    not send, not in writes; returned: ended by an explicit `return` at the top; value: of the last
    expression or that return; questions: as asked, with their answers.
    """

    __slots__ = (
        "absent",
        "finished",
        "issue",
        "operations",
        "questions",
        "replica",
        "returned",
        "steps",
        "trace",
        "value",
        "writes",
    )

    issue: dict[str, Json]
    replica: dict[str, Json]
    writes: Mapping[str, Written]
    absent: tuple[str, ...]
    operations: tuple[dict[str, Json], ...]
    trace: tuple[TraceEntry, ...]
    steps: int
    returned: bool
    value: Json
    questions: tuple[tuple[Question, Json], ...]

    def __init__(self, issue: dict[str, Json], replica: dict[str, Json], finished: Finished) -> None:
        self.issue, self.replica, self.finished = issue, replica, finished

    def __getattr__(self, name: str) -> Any:
        """A field that nobody has asked for yet."""
        if name not in LATER:
            raise AttributeError(name)
        found = LATER[name](self)
        setattr(self, name, found)
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in SAID)

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        """What it says, without the run that it is worked out from."""
        return {name: getattr(self, name) for name in SAID}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    def __repr__(self) -> str:
        return f"Outcome(writes={self.writes!r}, absent={self.absent!r}, operations={self.operations!r})"


Finished = tuple[Run, Value, Mapping[str, Json], str]
"""A run at its end, the value of its last expression and the written object's content before. Then, where
that is not empty: the field of the replica that holds the value instead."""


def outcome_of(run: Run, value: Value, original: Mapping[str, Json]) -> Outcome:
    """original: the written object's content before the run."""
    issue, replica = plain_objects(run)
    return Outcome(issue, replica, (run, value, original, ""))


def as_told(issue: dict[str, Json], replica: dict[str, Json], **told: Any) -> Outcome:
    """The outcome of a run that went on somewhere else. told: all other fields."""
    made = Outcome.__new__(Outcome)
    made.issue, made.replica = issue, replica
    for name in LATER:
        setattr(made, name, told[name])
    return made


def written_by(outcome: Outcome) -> dict[str, Written]:
    run, _, original, _ = outcome.finished
    return writes_of(run, outcome.issue if run.kind == "incoming" else outcome.replica, original)


def traced(outcome: Outcome) -> tuple[TraceEntry, ...]:
    run = outcome.finished[0]
    if outcome.writes or run.operations or run.kind != "incoming":
        return tuple(run.trace)
    return (*run.trace, TraceEntry("note", nothing_written(run), run.file, 1, 1))


def nothing_written(run: Run) -> str:
    """What to tell of an incoming rule after which the issue stays as it is."""
    if run.absent:
        return f"nothing is written: the other side did not send what {', '.join(run.absent)} would get"
    if run.returned:
        return "nothing is written: the rule returned first"
    return "nothing is written: no statement that ran assigns a field of issue"


def plain_value(outcome: Outcome) -> Json:
    """The rule's own value, where it is data: nobody but tests and `eval` reads it."""
    run, result, _, last = outcome.finished
    try:
        value = outcome.replica[last] if last else result
        plainer = Plainer(run)
        plainer.left = Limits().output
        return plainer.plain(value)
    except (Fault, OverBudget, RecursionError):
        return type_name(result)


LATER: dict[str, Callable[[Outcome], Any]] = {
    "writes": written_by,
    "absent": lambda outcome: tuple(outcome.finished[0].absent),
    "operations": lambda outcome: tuple(outcome.finished[0].operations),
    "trace": traced,
    "steps": lambda outcome: outcome.finished[0].used_steps(),
    "returned": lambda outcome: outcome.finished[0].returned,
    "value": plain_value,
    "questions": lambda outcome: tuple(outcome.finished[0].questions),
}
SAID = ("issue", "replica", *LATER)
"""All that an outcome says."""


def writes_of(run: Run, target: dict[str, Json], original: Mapping[str, Json]) -> dict[str, Written]:
    found: dict[str, Written] = {}
    inside = run.copied[run.kind == "outgoing"] if run.changed else NOTHING
    for name, content in target.items():
        if name == "customFields" and type(content) is dict:
            found.update(custom_writes(run, content, original.get(name) or {}))
        elif name in run.written:
            found[name] = Written(content, provenance(run, run.written[name]))
        elif name in run.filled and content is None:
            continue  # empty again, and so left out
        elif name not in original or (name in inside and original[name] != content):
            found[name] = Written(content, provenance(run, place_of_change(run, run.target.get(name))))
    return found


def custom_writes(run: Run, now: dict[str, Json], before: Mapping[str, Json]) -> dict[str, Written]:
    """Custom fields that were assigned, by name, with their inner value."""
    whole = run.written.get("customFields")
    fields = run.target.get("customFields") or {}
    found: dict[str, Written] = {}
    for key, content in now.items():
        place = run.customs.get(key) or whole
        if place is None and (before.get(key) is content or before.get(key) == content):
            continue
        name = content.get("name") or key if type(content) is dict else key
        place = place or place_of_change(run, fields.get(key), (fields,))
        found[CUSTOM + str(name)] = Written(inner(content, before.get(key)), provenance(run, place))
    return found


def inner(content: Json, before: Json) -> Json:
    """The `.value` of a custom field; other content as it is. before: what stood in its place."""
    if type(content) is not dict or "value" not in content:
        return content
    known = type(before) is dict and "value" in before
    named = "name" in content or str(content.get("id", "")).startswith("customfield_")
    return content["value"] if known or named else content


def place_of_change(run: Run, value: Value, around: tuple[Value, ...] = ()) -> Position:
    """Where a value, the nearest part of it that was, or one of those around it was last changed in place."""
    waiting, seen = [value], 0
    while seen < min(len(waiting), MOST_PARTS):
        here = waiting[seen]
        seen += 1
        if id(here) in run.changed:
            return run.changed[id(here)][1]
        if isinstance(here, dict | list):
            waiting += here.values() if isinstance(here, dict) else here
    return next((run.changed[id(outer)][1] for outer in around if id(outer) in run.changed), (1, 1))


def provenance(run: Run, place: Position) -> Provenance:
    return provenance_at(run.file, *place)


MOST_PARTS = 10_000
"""Parts of a value that are looked at for the place of its change."""


@lru_cache(10_000)
def provenance_at(file: str, line: int, column: int) -> Provenance:
    """One for each place: rules run over and over."""
    return Provenance(file, line, column)
