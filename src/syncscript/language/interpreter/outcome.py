"""From a finished run to its Outcome: plain data, what was written by which line, what was left absent.

Knows which fields of the written object count as written. Refuses to evaluate anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.run import Position, Run, TraceEntry
from syncscript.language.interpreter.text import box_text
from syncscript.language.interpreter.values import (
    Box,
    Buffer,
    ClassName,
    Entry,
    Failure,
    Helper,
    Value,
    a_type,
    type_name,
)
from syncscript.model import CUSTOM, Json, Provenance, Question, Written

DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of a rule asks for. See `Rule.run` for the inputs.

    issue, replica: plain data after the run (outgoing: replica holds only what the script set);
    writes: fields assigned on the written object (incoming: issue, outgoing: replica), custom fields as
    `customFields.<name>` with the inner value; absent: fields assigned from something the other side did
    not send, not in writes; returned: ended by an explicit `return` at the top; value: of the last
    expression or that return; questions: as asked, with their answers.
    """

    issue: dict[str, Json]
    replica: dict[str, Json]
    writes: Mapping[str, Written]
    absent: tuple[str, ...] = ()
    operations: tuple[dict[str, Json], ...] = ()
    trace: tuple[TraceEntry, ...] = ()
    steps: int = 0
    returned: bool = False
    value: Json = None
    questions: tuple[tuple[Question, Json], ...] = ()
    warnings: tuple[str, ...] = field(default=())


class Plainer:
    """Turns values of a run into plain JSON data. Charges for size, refuses circles.

    What came with the inputs and was not changed is plain already, and is passed on as it is.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.left = run.limits.output
        self.trusted = run.given if not run.changed and not run.customs else {}

    def plain(self, value: Value, depth: int = 0) -> Json:
        kind = type(value)
        if kind is str:
            self.pay(len(value))
            return value
        if value is None or kind is bool or kind is int or kind is float:
            self.pay(4)
            return value
        if kind is Decimal:
            return float(value)
        if id(value) in self.trusted:
            return value
        if depth > DEEPEST:
            raise Fault("A written value is nested too deeply.", "does a list contain itself?", code="R120")
        if isinstance(value, list):
            self.pay(2 + len(value))
            return [self.plain(item, depth + 1) for item in value]
        if kind is dict:
            self.pay(2 + len(value))
            return {self.key(k): self.plain(v, depth + 1) for k, v in value.items()}
        return self.plain_box(value, depth)

    def plain_box(self, value: Value, depth: int) -> Json:
        if type(value) is Entry:
            return {"key": self.plain(value.key, depth + 1), "value": self.plain(value.value, depth + 1)}
        if isinstance(value, Box):
            return self.plain(value.plain(), depth + 1)
        if isinstance(value, Buffer | Failure | ClassName | Helper):
            return self.plain(box_text(value))
        raise Fault(
            f"{a_type(value, first=True)} cannot be written to an issue.",
            "write a text or number",
            code="R121",
        )

    def key(self, key: Value) -> str:
        if type(key) is str:
            self.pay(len(key))
            return key
        from syncscript.language.interpreter.text import text

        return text(key)

    def pay(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise OverBudget("The rule writes too much.", "write less into the issue")


def outcome_of(run: Run, value: Value, original: Mapping[str, Json]) -> Outcome:
    """original: the written object's content before the run."""
    plainer = Plainer(run)
    issue = plainer.plain(run.issue)
    replica = plainer.plain(run.replica)
    target = issue if run.kind == "incoming" else replica
    writes = writes_of(run, target, original)
    if not writes and not run.operations and run.kind == "incoming":
        run.trace.append(TraceEntry("note", nothing_written(run), run.file, 1, 1))
    return Outcome(
        issue,
        replica,
        writes,
        tuple(run.absent),
        tuple(run.operations),
        tuple(run.trace),
        run.used_steps(),
        run.returned,
        plain_value(run, plainer, value),
        tuple(run.questions),
    )


def nothing_written(run: Run) -> str:
    """What to tell of an incoming rule after which the issue stays as it is."""
    if run.absent:
        return f"nothing is written: the other side did not send what {', '.join(run.absent)} would get"
    if run.returned:
        return "nothing is written: the rule returned first"
    return "nothing is written: no statement that ran assigns a field of issue"


def plain_value(run: Run, plainer: Plainer, value: Value) -> Json:
    """The rule's own value, where it is data: nobody but tests and `eval` reads it."""
    try:
        return plainer.plain(value)
    except Fault:
        return type_name(value)


def writes_of(run: Run, target: dict[str, Json], original: Mapping[str, Json]) -> dict[str, Written]:
    found: dict[str, Written] = {}
    for name, content in target.items():
        if name == "customFields" and type(content) is dict:
            found.update(custom_writes(run, content, original.get(name) or {}))
        elif name in run.written:
            found[name] = Written(content, provenance(run, run.written[name]))
        elif name not in original or (run.changed and original[name] != content):
            found[name] = Written(content, provenance(run, last_change(run)))
    return found


def custom_writes(run: Run, now: dict[str, Json], before: Mapping[str, Json]) -> dict[str, Written]:
    """Custom fields that were assigned, by name, with their inner value."""
    whole = run.written.get("customFields")
    found: dict[str, Written] = {}
    for key, content in now.items():
        place = run.customs.get(key) or whole
        if place is None and before.get(key) == content:
            continue
        name = content.get("name") or key if type(content) is dict else key
        found[CUSTOM + str(name)] = Written(inner(content), provenance(run, place or last_change(run)))
    return found


def inner(content: Json) -> Json:
    """The `.value` of a custom field; other content as it is."""
    field_like = (
        type(content) is dict
        and "value" in content
        and ("name" in content or str(content.get("id", "")).startswith("customfield_"))
    )
    return content["value"] if field_like else content


def last_change(run: Run) -> Position:
    """Where a value was last changed in place: the best that is known for a field changed that way."""
    return next(reversed(run.changed.values()))[1] if run.changed else (1, 1)


def provenance(run: Run, place: Position) -> Provenance:
    return Provenance(run.file, *place)
