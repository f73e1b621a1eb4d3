"""Leaves out the entries that have no partner on the other side, and tells each of them.

An entry that repeats a matched one, or that has no keys, stays: which of two is right is not decided here,
and the checks tell it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from syncscript.backbone.checking import USUAL, check_two
from syncscript.backbone.containers import Side
from syncscript.backbone.findings import Conditions, Finding, Level
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView

UNMATCHED = frozenset(("BB020", "BB021", "BB022"))


@dataclass(frozen=True, slots=True)
class Kept:
    """One side without some of its entries. places: where each of the rest was listed before."""

    side: Side
    places: list[int]


def only_matched(first: Side, second: Side) -> tuple[Kept, Kept]:
    """Both sides, whole where they do not belong together."""
    two = TwoViews(SideView(first), SideView(second))
    if not two.are_comparable:
        return _without(first, set()), _without(second, set())
    matching = two.matching
    gone = {place for place, _ in matching.mismatched} | set(matching.first_alone)
    other_gone = {place for _, place in matching.mismatched} | set(matching.second_alone)
    gone -= {place for place, _ in matching.pairs}
    other_gone -= {place for _, place in matching.pairs}
    return _without(first, gone), _without(second, other_gone)


def findings_of_rest(
    whole: Iterable[Finding], first: Kept, second: Kept, conditions: Conditions = USUAL
) -> list[Finding]:
    """What was left out, as warnings, and what is wrong in the rest, told where it was listed before."""
    left_out = [replace(each, level=Level.WARNING) for each in whole if each.code in UNMATCHED]
    kept = {each.side.name: each for each in (first, second)}
    rest = check_two(first.side, second.side, conditions)
    return [*left_out, *(_where_it_was(finding, kept[finding.side]) for finding in rest)]


def _without(side: Side, gone: set[int]) -> Kept:
    places = [place for place in range(len(side.entries)) if place not in gone]
    return Kept(replace(side, entries=[side.entries[place] for place in places]), places)


def _where_it_was(finding: Finding, kept: Kept) -> Finding:
    inside = finding.pointer.removeprefix(f"{kept.side.root}/")
    index, slash, path = inside.partition("/")
    if not index.isdigit():
        return finding
    return replace(finding, pointer=kept.side.pointer(kept.places[int(index)], slash + path))
