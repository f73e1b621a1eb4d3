"""What of a finished run is plain data as it stands: by the rule's text or at a look, and within the budget.

Most runs end here, and nothing is turned into anything. Refuses to convert.
"""

from __future__ import annotations

from math import isfinite

from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.run import NOT_COPIED, Run
from syncscript.language.interpreter.values import Value

DEEPEST = 64
SCALARS = {type(None), bool, int}


def is_known_plain(run: Run) -> bool:
    """Whether all that was assigned is plain, by the rule's text or at a look, and within the budget."""
    if run.woken or (run.changed and not changes_only_its_own(run)):
        return False
    left = run.limits.output - (most_known(run) if run.plain else 0)
    if run.plainly:
        return left >= 0
    if not run.written.keys() <= run.plain:
        for name in run.written.keys() - run.plain:
            left = left_after_field(left, run, name)
    if run.customs and not run.customs.keys() <= run.plain:
        fields = run.target.get("customFields")
        for name in run.customs.keys() - run.plain:
            left = left_after(left, fields.get(name)) if type(fields) is dict else -1
    return left >= 0


def changes_only_its_own(run: Run) -> bool:
    """Whether nothing that came with the inputs was changed inside, but for the fields assigned."""
    objects = (id(run.issue), id(run.replica))
    return run.copied is NOT_COPIED and run.changed.keys().isdisjoint(objects)


def left_after_field(left: int, run: Run, name: str) -> int:
    """What the field is on one of the given objects costs nothing."""
    value = run.target.get(name)
    kind = type(value)
    if (kind is list or kind is dict) and any(value is given.get(name) for given in run.given):
        return left
    return left_after(left, value)


def most_known(run: Run) -> int:
    """The most that all fields can hold that are plain by the text: what was charged, in literals."""
    return int(run.allocated + (run.allocated // PLACE + len(run.plain)) * run.weight)


def left_after(left: int, value: Value, depth: int = 0) -> int:
    """What is left of a budget of characters after a value that is plain data as it stands.

    Below zero when the value does not fit, and for any other value.
    """
    kind = type(value)
    if kind is str:
        return left - len(value)
    if kind in SCALARS:
        return left - 4
    if kind is list and depth < DEEPEST:
        left -= PLACE * (1 + len(value))
        for item in value:
            if left < 0:
                break
            left = left_after(left, item, depth + 1)
        return left
    if kind is dict and depth < DEEPEST:
        if (flat := flat_map_size(value)) >= 0:
            return left - flat
        left -= PLACE * (2 + 2 * len(value))
        for key, item in value.items():
            if left < 0 or type(key) is not str:
                return -1
            left = left_after(left - len(key), item, depth + 1)
        return left
    return left - 4 if kind is float and isfinite(value) else -1


NOT_FLAT = -(1 << 60)


def flat_map_size(value: dict[Value, Value]) -> int:
    """Characters of a map of texts, numbers and nulls under texts; below zero for any other map."""
    size = 2 + len(value)
    for key, item in value.items():
        kind = type(item)
        if type(key) is not str or (kind is not str and kind not in SCALARS):
            return NOT_FLAT
        size += len(key) + (len(item) if kind is str else 4)
    return size
