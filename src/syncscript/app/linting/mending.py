"""Fixes of findings, put into a text: in rounds, until nothing changes any more.

A round takes fixes that do not touch each other, first ones first; the text is judged anew for the next
one. A text that would get a mistake it did not have stays as it was. Refuses to write files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from syncscript.app.linting.reported import Mending, Reported

ROUNDS = 12
"""Two fixes that undo each other would go on for ever."""

Judge = Callable[[str], tuple[Reported, ...]]


class Mended(NamedTuple):
    """count: of fixes that are in the text; broke: the title of a fix whose text had a new mistake."""

    text: str
    fixes: int = 0
    broke: str = ""


def mended(text: str, judge: Judge, *, unsafe: bool) -> Mended:
    """judge: what is told of a text, only that of which fixes are wanted."""
    found, count = judge(text), 0
    for _ in range(ROUNDS):
        chosen = apart(each.fix for each in found if each.fix and (each.fix.safe or unsafe))
        if not chosen:
            break
        changed = with_edits(text, chosen)
        after = judge(changed)
        if changed == text or mistakes(after) - mistakes(found):
            return Mended(text, count, chosen[0].title if changed != text else "")
        text, found, count = changed, after, count + len(chosen)
    return Mended(text, count)


def mistakes(found: tuple[Reported, ...]) -> set[tuple[str, str]]:
    """What keeps a rule from being read or compiled."""
    return {(each.code, each.message) for each in found if each.severity == "error" and each.code[0] == "S"}


def apart(fixes: Iterable[Mending | None]) -> list[Mending]:
    """Those fixes, each whole, whose edits touch no edit of one before; the same one is taken once."""
    taken: list[tuple[int, int]] = []
    chosen: list[Mending] = []
    for fix in dict.fromkeys(fixes):
        if fix is None or not fix.edits or overlaps(fix, taken):
            continue
        chosen.append(fix)
        taken += [(start, end) for start, end, _ in fix.edits]
    return chosen


def overlaps(fix: Mending, taken: list[tuple[int, int]]) -> bool:
    return any(start <= last and first <= end for start, end, _ in fix.edits for first, last in taken)


def with_edits(text: str, fixes: list[Mending]) -> str:
    """From the last edit to the first, so that offsets stay right."""
    for start, end, new in sorted((edit for fix in fixes for edit in fix.edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text
