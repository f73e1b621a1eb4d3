"""Values of a run as plain JSON data: charged for their size, circles refused.

What came with the inputs and was not changed is plain already, and is passed on as it is. Knows which
fields a run may have touched. Refuses to know provenance.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.known_plain import (
    DEEPEST,
    SCALARS,
    flat_map_size,
    is_known_plain,
    most_known,
)
from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.map_keys import key_value
from syncscript.language.interpreter.run import NOTHING, Position, Run
from syncscript.language.interpreter.text import box_text, double_text, text
from syncscript.language.interpreter.values import (
    Box,
    Buffer,
    ClassName,
    Entry,
    Failure,
    Helper,
    Value,
    a_type,
)
from syncscript.model import Json


def plain_objects(run: Run) -> tuple[dict[str, Json], dict[str, Json]]:
    """The issue and the replica after the run."""
    if is_known_plain(run):
        return run.issue, run.replica
    try:
        return converted(Plainer(run))
    except OverBudget:
        return converted(Plainer(run, free=set(identities(run.inputs))))


def converted(plainer: Plainer) -> tuple[dict[str, Json], dict[str, Json]]:
    run = plainer.run
    return plainer.owner(run.issue, run.copied[0]), plainer.owner(run.replica, run.copied[1])


def identities(inputs: Value) -> Iterator[int]:
    """The identities of all texts, lists and maps of the inputs."""
    waiting = [inputs]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            waiting += here.values()
        elif type(here) is list:
            waiting += here
        elif type(here) is not str:
            continue
        yield id(here)


class Plainer:
    """Turns values into plain data, as long as the budget for output lasts.

    A text with closures runs them when it is turned, and they may change what is gone over: so each list and
    map is gone over in a copy.

    free: identities of what costs nothing, since it came with the inputs. Looked for only when the budget
    does not suffice without.
    """

    __slots__ = ("free", "left", "run", "trusted")

    def __init__(self, run: Run, free: Container[int] = ()) -> None:
        self.run, self.free = run, free
        self.left = run.limits.output
        self.trusted: dict[int, Value] | None = None
        """What came with the inputs, by its identity; None as long as nobody asked."""

    def owner(self, owner: dict[str, Value], copied: frozenset[str]) -> dict[str, Json]:
        """The issue or the replica: only what was assigned or changed inside can be anything but plain."""
        run = self.run
        if id(owner) in run.changed:
            return self.plain_map(owner, 0)
        awake = self.asleep(owner) if run.woken else owner
        inside = copied if run.changed else NOTHING
        if owner is run.target:
            changed = self.assigned(owner, inside)
        else:
            changed = {name: self.field(name, owner[name]) for name in inside if name in owner}
        return {**awake, **changed} if changed else awake

    def asleep(self, owner: dict[str, Value]) -> dict[str, Json]:
        """The object with its dates as the texts they came as."""
        if self.run.changed:
            return {name: self.field(name, value) for name, value in list(owner.items())}
        given = self.run.given[owner is self.run.replica]
        written = self.run.written if owner is self.run.target else ()
        return {n: given[n] if n in given and n not in written else self.field(n, value)
                for n, value in list(owner.items())}  # fmt: skip

    def assigned(self, owner: dict[str, Value], inside: frozenset[str]) -> dict[str, Json]:
        """The fields of the written object that were assigned, and those that were changed inside."""
        run, known = self.run, NOTHING
        most = most_known(run)
        if run.plain and most <= self.left and not run.woken:
            known = run.plain - inside
            self.left -= most
        names = run.written.keys() | inside if inside else run.written
        changed = {n: self.written(n, owner[n]) for n in list(names) if n not in known and n in owner}
        if not run.customs.keys() <= known and "customFields" not in changed:
            changed["customFields"] = self.customs(owner.get("customFields"), known)
        return changed

    def customs(self, fields: Value, known: frozenset[str]) -> Json:
        """Only those custom fields that were assigned."""
        if type(fields) is not dict:
            return self.plain(fields)
        assigned = {key for key in self.run.customs if key not in known}
        entries = list(fields.items())
        return {k: self.placed(v, self.run.customs[k]) if k in assigned else v for k, v in entries}

    def written(self, name: str, value: Value) -> Json:
        try:
            return self.field(name, value)
        except (Fault, OverBudget) as ended:
            ended.at = ended.at or self.run.written.get(name)
            raise

    def placed(self, value: Value, place: Position) -> Json:
        """The value of a field that was assigned at this place."""
        try:
            return self.plain(value)
        except (Fault, OverBudget) as ended:
            ended.at = ended.at or place
            raise

    def field(self, name: str, value: Value) -> Json:
        """A field often is what the field of this name was on the other object."""
        kind = type(value)
        if (kind is list or kind is dict) and any(value is given.get(name) for given in self.run.given):
            return value
        return self.plain(value)

    def plain(self, value: Value, depth: int = 0) -> Json:
        kind = type(value)
        if kind is str:
            self.pay(len(value) if id(value) not in self.free else 0)
            return value
        if kind in SCALARS:
            self.pay(4)
            return value
        if id(value) in self.free:
            return value
        if kind is Decimal or kind is float:
            self.pay(4)
            return finite(float(value))
        if kind is dict and not self.free and (size := flat_map_size(value)) >= 0:
            self.pay(size)
            return value
        if self.trusted is None:
            self.trusted = trusted_values(self.run)
        if id(value) in self.trusted:
            return value
        if depth > DEEPEST:
            raise Fault("A written value is nested too deeply.", "does a list contain itself?", code="R120")
        if isinstance(value, list):
            self.pay(PLACE * (1 + len(value)))
            return [self.plain(item, depth + 1) for item in list(value)]
        if kind is dict:
            return self.plain_map(value, depth)
        return self.plain_box(value, depth)

    def plain_map(self, value: dict[Any, Value], depth: int) -> dict[str, Json]:
        self.pay(PLACE * (2 + 2 * len(value)))
        return {self.key(k): self.plain(v, depth + 1) for k, v in list(value.items())}

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
        return text(key_value(key))

    def pay(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise OverBudget("The rule writes too much.", "write less into the issue")


def finite(value: float) -> float:
    """The number, which JSON can hold. Fault for one that it cannot."""
    if isfinite(value):
        return value
    raise Fault(
        f"{double_text(value)} cannot be written to an issue.",
        "test it with isNaN() or isInfinite()",
        code="R122",
    )


def trusted_values(run: Run) -> dict[int, Value]:
    """What came with the inputs: fields, and custom fields each for itself."""
    found = {id(value): value for given in run.given for value in given.values()}
    for given in run.given:
        fields = given.get("customFields")
        if type(fields) is dict:
            found.update({id(value): value for value in fields.values()})
    return found
