"""Which pairs that were taken over are still to be sent again, and in which order.

Knows a query's answer and what is written down of each pair. Sends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syncscript.contracts import Rejected, TakenProgress
from syncscript.contracts.resync import resent, with_resent
from syncscript.engine.connection import Side
from syncscript.engine.failing import ConnectionStops, stopping_all
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, IssueHead

CUSTOMS = "customFields."
NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Resync:
    """What to send again. sources: the sides that it comes from, in this order; fields: in small letters;
    where: a query that the first of the sides answers; limit: so many pairs; retries_failed: those too that
    failed before; again: also what was sent again already."""

    sources: tuple[str, ...]
    fields: frozenset[str]
    where: str | None = None
    limit: int | None = None
    retries_failed: bool = False
    again: bool = False


def chosen_pairs(session: Session, wanted: Resync) -> list[TakenProgress]:
    """Those that are left to do, in order; what shall be done again is open from here on.

    ConnectionStops where the query is none.
    """
    name, first = session.connection.name, session.connection.sides[0].name
    found = _found(session, wanted)
    with session.store.transaction() as records:
        taken = records.resent_progress(name, first)
        if found is not None:
            matched = {pair.id for pair in records.pairs_of(name, wanted.sources[0], found).values()}
            taken = [one for one in taken if one.pair in matched]
        if wanted.again:
            taken = [_opened(session, one, wanted) for one in taken]
            records.mark_resent(taken)
        left = [one for one in taken if _is_left(session, one, wanted)]
    return sorted(left, key=lambda one: natural(one.key))[: wanted.limit]


def with_status(fields: frozenset[str]) -> frozenset[str]:
    """The status, and the resolution that goes with it."""
    return fields | {"status", "resolution"}


def meant_by(name: str, fields: frozenset[str]) -> str:
    """The one of `fields` that a field of an issue is meant by: of a custom one the name alone will do. Empty
    where it is none of them."""
    small = name.casefold()
    plain = small.removeprefix(CUSTOMS.casefold())
    return small if small in fields else plain if plain in fields else ""


def natural(key: str) -> list[tuple[int, str]]:
    """What to sort a key by: ABC-2 comes before ABC-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in NUMBERS.split(key)]


def _found(session: Session, wanted: Resync) -> list[str] | None:
    """Ids of what the query finds in the side's project, and where its issues were moved to; None without
    one."""
    side, query = session.connection.side(wanted.sources[0]), wanted.where
    if query is None:
        return None
    with session.store.transaction() as records:
        cursor = records.cursor(session.connection.name, side.name)
    elsewhere = sorted(cursor.moved_to - {side.project}) if cursor is not None else ()
    found = (_heads(session, side, project, query) for project in (side.project, *elsewhere))
    return [head.ref.id for heads in found for head in heads]


def _heads(session: Session, side: Side, project: str, query: str) -> Sequence[IssueHead]:
    session.heed_stop()
    try:
        with stopping_all(side):
            return session.patiently(lambda: side.tracker.changes(project, None, query))
    except ConnectionStops as stops:
        if isinstance(stops.__cause__, Rejected):
            told = f"{side.name}: `{query}` cannot be searched: {stops.__cause__}"
            raise ConnectionStops(Diagnostic("E491", told, help="correct --where")) from stops
        raise


def _opened(session: Session, taken: TakenProgress, wanted: Resync) -> TakenProgress:
    for side in session.connection.sides:
        if side.name in wanted.sources:
            taken = with_resent(taken, side.name, resent(taken.resync, side.name).opened())
    return taken


def _is_left(session: Session, taken: TakenProgress, wanted: Resync) -> bool:
    """A pair that failed is done with, until somebody wants it tried again."""
    known = [resent(taken.resync, source) for source in wanted.sources]
    if any(one.has_failed(wanted.fields) for one in known):
        return wanted.retries_failed
    is_noted = all(resent(taken.resync, side.name).noted for side in session.connection.sides)
    return not is_noted or not all(one.has_sent(wanted.fields) for one in known)
