"""What a field's base is where a former sync kept it in step and left no word of what it asked for.

A table of what changed since the takeover: at the source, here, at both or at neither. The base is chosen so
that the ordinary merge comes to the right end: news is taken, what is news here stays and flows the other
way, a difference that the former sync left is left, and both is a conflict. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.contracts import FieldBase
from syncscript.engine.merging.merge import is_empty
from syncscript.model import Canonical


@dataclass(frozen=True, slots=True)
class Former:
    """asked: what incoming would have asked for at the takeover; ours: what the field held then;
    changed_there, changed_here: whether source and target changed it since."""

    asked: Canonical
    ours: Canonical
    changed_there: bool
    changed_here: bool


def former_base(former: Former, ours: Canonical, theirs: Canonical) -> FieldBase:
    """The base of a field that holds `ours` now and of which `theirs` is asked."""
    if isinstance(theirs, frozenset):
        return _of_set(former, _as_set(ours), theirs)
    if agree(ours, theirs):
        return FieldBase(theirs, ours)
    if not former.changed_there:
        return FieldBase(theirs, ours, known_applied=not former.changed_here)
    if former.changed_here and not agree(ours, former.ours):
        return FieldBase(ours, former.ours)
    return FieldBase(ours, ours, known_applied=not former.changed_here)


def agree(one: Canonical, other: Canonical) -> bool:
    """An empty value is as good as another."""
    return one == other or (is_empty(one) and is_empty(other))


def _of_set(former: Former, ours: frozenset[str], theirs: frozenset[str]) -> FieldBase:
    """By element. What both hold counts as ours to remove, for the former sync would have removed it."""
    asked_then, ours_then = _as_set(former.asked), _as_set(former.ours)
    added_there = theirs - asked_then if former.changed_there else frozenset()
    removed_there = asked_then - theirs if former.changed_there else frozenset()
    added_here = ours - ours_then if former.changed_here else frozenset()
    remove = (removed_there & ours) - added_here
    asked, owned = (theirs - added_there) | remove, (ours & theirs) | remove
    return FieldBase(asked, ours, known_applied=not former.changed_here, owned=owned)


def _as_set(value: Canonical) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset() if is_empty(value) else frozenset({str(value)})
