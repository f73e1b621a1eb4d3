"""What must hold once a former sync was taken over: no issue, comment or file twice, and none lost.

Sees what people see, in both instances. Refuses to know how it came to that.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tests.backbone.rehearsing import DEAF, DELETED, NUMBER_OF_ISSUES, REWORDED, Rehearsal
from tests.faults.worlds import Seen

Picture = dict[str, list[Any]]


def picture(world: Rehearsal) -> Picture:
    """Everything that people see, in an order that no death changes, and without what a move changes."""
    return {side: [_calm(seen) for seen in _all(world, side)] for side in ("blue", "green")}


def _calm(seen: Seen) -> tuple[Any, ...]:
    return (seen.key.rpartition("-")[2], seen.summary, seen.description, sorted(seen.labels),
            sorted(seen.comments), seen.attachments)  # fmt: skip


def _all(world: Rehearsal, side: str) -> list[Seen]:
    """Those of the project, and those that were moved out of it."""
    people = world.people(side)
    there = people.sees()
    listed = {one.key for one in there}
    gone = {world.key(DELETED, "green")}
    keys = [world.key(number, side) for number in range(NUMBER_OF_ISSUES)]
    return there + [people.sees_one(key) for key in keys if key not in listed | gone]


def shows_partners(world: Rehearsal) -> None:
    """The search that tells how far a resync is finds every issue that has a twin, on both sides."""
    paired = [number for number in range(NUMBER_OF_ISSUES) if number != DELETED]
    for side in ("blue", "green"):
        people = world.people(side)
        query = f"project = {people.project} and backbone.remoteKey is not empty"
        found = people.searched(query, "summary")
        keys = {world.key(number, side) for number in paired}
        assert {issue["key"] for issue in found} == {
            key for key in keys if key.startswith(f"{people.project}-")
        }


def holds(world: Rehearsal) -> None:
    """No issue twice, none lost; every token once on each side that has to show it."""
    for number in range(NUMBER_OF_ISSUES):
        if number != DELETED:
            _pair_holds(world, number)
    for side, more in (("blue", 0), ("green", -1)):
        summaries = Counter(seen.summary for seen in _all(world, side))
        assert max(summaries.values()) == 1, summaries
        assert len(summaries) == NUMBER_OF_ISSUES + more, summaries


def _pair_holds(world: Rehearsal, number: int) -> None:
    ours, theirs = (world.people(side).sees_one(world.key(number, side)) for side in ("blue", "green"))
    for seen in (ours, theirs):
        shown = tokens_of(seen)
        doubled = {token for token, times in shown.items() if times > 1}
        assert not doubled, f"{seen.key} shows twice: {doubled}"
        missing = world.crossing.get(number, set()) - set(shown)
        assert not missing, f"{seen.key} lost {missing}"
        assert number == DEAF or seen.description == world.texts[number], seen.key
        for text in seen.comments:
            told = set(re.findall(r"token\d+", text))
            assert (REWORDED in text) == bool(told & world.reworded), f"{seen.key}: {text}"
    strange = set(tokens_of(ours)) ^ set(tokens_of(theirs))
    assert strange <= world.alone, f"{ours.key} and {theirs.key}: {strange - world.alone}"


def tokens_of(seen: Seen) -> Counter[str]:
    """Of comments and files."""
    found = Counter(token for text in seen.comments for token in re.findall(r"token\d+", text))
    return found + Counter(content.decode() for _, content in seen.attachments)
