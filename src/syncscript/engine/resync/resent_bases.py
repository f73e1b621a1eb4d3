"""The base with which the ordinary merge sends a field again although nothing changed.

A difference that is nobody's news goes over; what people changed at the target is news there and stays, and
so does what nothing would take the place of. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from syncscript.contracts import FieldBase
from syncscript.engine.merging.merge import is_empty
from syncscript.model import Canonical, Settled


@dataclass(frozen=True, slots=True)
class Ends:
    """Fields of the source and of the target as they are, and what each is asked for by the other one's.

    goes_both_ways: the way back is gone as well, so that the connection's policy decides over differences.
    """

    source: Mapping[str, Canonical]
    target: Mapping[str, Canonical]
    asked: Mapping[str, Settled]
    asked_back: Mapping[str, Settled]
    goes_both_ways: bool

    def in_step(self, name: str) -> bool:
        """Whether the difference is of the rules' own making: what is asked of the source is what it holds.

        Of a set that rules translate nobody can tell, unless it goes this way alone.
        """
        back, held = self.asked_back.get(name), self.source.get(name)
        if back is None:
            return False
        if isinstance(back.value, frozenset):
            return self.asked[name].value != held
        return same(back.value, held)


def bases_to_send_again(ends: Ends, bases: Mapping[str, FieldBase]) -> dict[str, FieldBase]:
    """`bases` of the target, made so that each field of `ends.asked` counts as news where it should."""
    again = dict(bases)
    for name, settled in ends.asked.items():
        base = bases.get(name)
        if base is not None and not ends.in_step(name):
            again[name] = _as_news(base, ends.target.get(name), settled.value, ends.goes_both_ways)
    return again


def with_news_of_sets(
    fresh: Mapping[str, FieldBase], bases: Mapping[str, FieldBase], ours: Mapping[str, Canonical]
) -> dict[str, FieldBase]:
    """`fresh` bases, which follow `bases`. Elements that somebody took out of a set at the target are news
    until a run has told the source; as long as it is not known what was applied, none of them comes back.
    """
    return {name: _with_news(base, bases.get(name), ours.get(name)) for name, base in fresh.items()}


def _with_news(fresh: FieldBase, base: FieldBase | None, ours: Canonical) -> FieldBase:
    if base is None or not isinstance(fresh.asked, frozenset):
        return fresh
    was_taken_out = bool(as_set(base.applied) - as_set(ours))
    return replace(fresh, known_applied=base.known_applied and not was_taken_out)


def written_already(
    asked: Mapping[str, Settled], ours: Mapping[str, Canonical], bases: Mapping[str, FieldBase]
) -> frozenset[str]:
    """Fields that hold what is asked and did not before: an earlier try wrote them and did not live to say
    so."""
    return frozenset(
        name
        for name, settled in asked.items()
        if (base := bases.get(name)) is not None and base.known_applied
        and same(ours.get(name), settled.value) and not same(ours.get(name), base.applied)
    )


def as_set(value: Canonical) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def same(one: Canonical, other: Canonical) -> bool:
    return one == other or (is_empty(one) and is_empty(other))


def _as_news(base: FieldBase, ours: Canonical, theirs: Canonical, goes_both_ways: bool) -> FieldBase:
    if not base.known_applied:
        return base
    if isinstance(theirs, frozenset):
        held, applied, asked = as_set(ours), as_set(base.applied), as_set(base.asked)
        removed_here = applied - held
        return replace(base, asked=asked - (theirs - held - removed_here))
    if is_empty(theirs) or not same(ours, base.applied) or base.asked != theirs:
        return base
    return replace(base, known_asked=False, known_applied=not goes_both_ways)
