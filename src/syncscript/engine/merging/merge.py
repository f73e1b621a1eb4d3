"""Three-way, field by field: what one field should become, as a table of decisions.

Pure. Knows base, ours and theirs; refuses to know what a field is called or which tracker holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from syncscript.contracts import FieldBase
from syncscript.model import Canonical

EMPTY: tuple[Canonical, ...] = (None, "", frozenset())


class Verdict(Enum):
    SAME = "same"
    """Both sides already agree."""
    LEAVE = "leave"
    """The other side did not change it."""
    TAKE = "take"
    """Only the other side changed it."""
    CONFLICT = "conflict"
    """Both sides changed it since base."""


@dataclass(frozen=True, slots=True)
class Merged:
    """verdict; value: what the field should hold if taken; add, remove: for sets; base: to remember then."""

    verdict: Verdict
    value: Canonical
    base: FieldBase | None
    add: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()


def is_empty(value: Canonical) -> bool:
    return value in EMPTY


def merge_field(base: FieldBase | None, ours: Canonical, theirs: Canonical) -> Merged:
    """Decide one field. `base` None: nothing was ever asked of it."""
    if isinstance(theirs, frozenset):
        return _merge_set(base or FieldBase(known_asked=False, known_applied=False), _as_set(ours), theirs)
    return _merge_scalar(base or FieldBase(known_asked=False, known_applied=False), ours, theirs)


def _merge_scalar(base: FieldBase, ours: Canonical, theirs: Canonical) -> Merged:
    agreed = FieldBase(asked=theirs, applied=theirs, owned=base.owned)
    if ours == theirs or (is_empty(ours) and is_empty(theirs)):
        return Merged(Verdict.SAME, ours, replace(agreed, applied=ours))
    if base.known_asked and theirs == base.asked:
        return Merged(Verdict.LEAVE, ours, None)
    if not base.known_asked and is_empty(theirs):
        return Merged(Verdict.LEAVE, ours, replace(agreed, applied=ours))
    untouched = base.known_applied and (ours == base.applied or (is_empty(ours) and is_empty(base.applied)))
    if untouched or (not base.known_asked and is_empty(ours)):
        return Merged(Verdict.TAKE, theirs, agreed)
    return Merged(Verdict.CONFLICT, theirs, agreed)


def _merge_set(base: FieldBase, ours: frozenset[str], theirs: frozenset[str]) -> Merged:
    """By element, so a set never conflicts: both sides' additions live, only owned elements go."""
    asked = _as_set(base.asked)
    add = (theirs - asked) - ours
    remove = (asked - theirs) & ours & base.owned
    value = (ours | add) - remove
    owned = (base.owned | add) & (value & theirs)
    remembered = FieldBase(asked=theirs, applied=value, owned=owned)
    if add or remove:
        return Merged(Verdict.TAKE, value, remembered, add, remove)
    return Merged(Verdict.SAME if ours == theirs else Verdict.LEAVE, ours, remembered)


def conceded(base: FieldBase | None, ours: Canonical) -> FieldBase:
    """The base after a conflict was settled against this side: its present value no longer resists."""
    if base is None:
        return FieldBase(asked=None, applied=ours, known_asked=False)
    return replace(base, applied=ours, known_applied=True)


def kept(asked: Canonical, ours: Canonical, base: FieldBase | None) -> FieldBase:
    """The base after a conflict was settled for this side: theirs is known and was turned down."""
    return FieldBase(asked=asked, applied=ours, owned=base.owned if base else frozenset())


def _as_set(value: Canonical) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset() if is_empty(value) else frozenset({str(value)})
