"""How far sending the fields of taken-over pairs again is: counted and kept without their raw entries.

What is asked of all of them is answered by the database alone; a page of each entry would be read otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, func, or_, select, text, update

from syncscript.contracts import PAIRED, ResentCount, TakenPair, TakenProgress
from syncscript.contracts.resync import FAILED
from syncscript.store.records.session import CONNECTION, SIDE
from syncscript.store.records.takeover import OF_CONNECTION, Takeovers
from syncscript.store.tables import IN_TROUBLE, pair, taken_pair, taken_side

IGNORES = text("json_extract(taken_side.told, '$.ignores_incoming')")
"""Spelled out: with a bound value SQLite would not use the partial index."""
ENDED = taken_pair.c.pair_id.in_(
    select(pair.c.id).where(pair.c.connection == CONNECTION, IN_TROUBLE, pair.c.state == "stopped"))
SIDES = select(taken_side.c.side).where(taken_side.c.connection == CONNECTION).distinct()
PROGRESS = (select(taken_pair.c.id, taken_pair.c.pair_id, taken_pair.c.resync,
                   func.json_extract(taken_side.c.told, "$.key").label("key"))
            .join(taken_side, taken_side.c.taken_id == taken_pair.c.id)
            .where(taken_pair.c.connection == CONNECTION, taken_pair.c.state == PAIRED,
                   taken_side.c.side == SIDE, ~ENDED))
MARK = update(taken_pair).where(taken_pair.c.id == bindparam("taken")).values(resync=bindparam("new_resync"))
SIDE_NUMBERS = (0, 1)
STATES = [func.json_extract(taken_pair.c.resync, bindparam(f"path_of_state_{n}")).label(f"direction_{n}")
          for n in SIDE_NUMBERS]
NOTED = [(func.coalesce(func.json_extract(taken_pair.c.resync, bindparam(f"path_of_noted_{n}")), "") != "")
         .label(f"is_noted_{n}") for n in SIDE_NUMBERS]
COUNTS = (select(taken_pair.c.state, *STATES, *NOTED, ENDED.label("is_ended"), func.count().label("number"))
          .where(taken_pair.c.connection == CONNECTION)
          .group_by(text("1, 2, 3, 4, 5, 6")))
IN_VAIN = OF_CONNECTION.where(
    taken_pair.c.state == PAIRED, ~ENDED, or_(*(state == FAILED for state in STATES)))
IGNORING = (select(func.count(taken_pair.c.id.distinct()))
            .join(taken_side, taken_side.c.taken_id == taken_pair.c.id)
            .where(taken_side.c.connection == CONNECTION, IGNORES, taken_pair.c.state == PAIRED))
OTHERS = (select(func.count()).select_from(pair)
          .where(pair.c.connection == CONNECTION, pair.c.state != "stopped",
                 ~exists().where(taken_pair.c.pair_id == pair.c.id)))


class Resyncs(Takeovers):
    def resent_progress(self, connection: str, side: str) -> list[TakenProgress]:
        rows = self._rows(PROGRESS, connection=connection, side=side)
        return [TakenProgress(row.id, row.pair_id, row.key, row.resync) for row in rows]

    def mark_resent(self, changed: Sequence[TakenProgress]) -> None:
        if changed:
            self._run(MARK, [{"taken": one.id, "new_resync": dict(one.resync)} for one in changed])

    def resent_counts(self, connection: str) -> list[ResentCount]:
        sides = self._sides(connection)
        if not sides:
            return []
        rows = self._rows(COUNTS, connection=connection, **_paths(sides))
        return [ResentCount(row.number, row.state, bool(row.is_ended),
                            dict(zip(sides, (row.direction_0, row.direction_1), strict=True)),
                            dict(zip(sides, (bool(row.is_noted_0), bool(row.is_noted_1)), strict=True)))
                for row in rows]

    def resent_in_vain(self, connection: str) -> list[TakenPair]:
        sides = self._sides(connection)
        if not sides:
            return []
        states = {name: path for name, path in _paths(sides).items() if "state" in name}
        return self._with_sides(self._rows(IN_VAIN, connection=connection, **states))

    def count_ignoring(self, connection: str) -> int:
        return self._count(IGNORING, connection=connection)

    def count_others(self, connection: str) -> int:
        return self._count(OTHERS, connection=connection)

    def _sides(self, connection: str) -> list[str]:
        """Both, by name; none of a connection that took nothing over."""
        return sorted(row.side for row in self._rows(SIDES, connection=connection))


def _paths(sides: Sequence[str]) -> dict[str, str]:
    """Where in the plain data both sides' states and notes are."""
    parts = ("state", "noted")
    return {f"path_of_{part}_{n}": f'$."{side}".{part}' for n, side in enumerate(sides) for part in parts}
