"""Pairs taken over from another sync, with its raw entries; many at once, in the order of the export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update

from syncscript.contracts import TakenPair, Takeover
from syncscript.store.records.session import CONNECTION, IDS, Session, chunks
from syncscript.store.rows import problem_as_data, problem_from_data
from syncscript.store.tables import taken_pair, taken_side, takeover
from syncscript.store.taken import (
    about_as_data,
    links_as_data,
    links_from_data,
    side_as_data,
    side_from_data,
    takeover_from_data,
)

TAKEOVER = select(takeover).where(takeover.c.connection == CONNECTION)
OF_CONNECTION = (select(taken_pair).where(taken_pair.c.connection == CONNECTION)
                 .order_by(taken_pair.c.position, taken_pair.c.id))
IN_STATE = OF_CONNECTION.where(taken_pair.c.state == bindparam("state")).limit(bindparam("most"))
ALL = -1
BECAME = select(taken_pair).where(taken_pair.c.pair_id.in_(IDS))
SIDES_OF_THESE = select(taken_side).where(taken_side.c.taken_id.in_(IDS))
WITH_KEY = select(taken_side.c.taken_id).where(taken_side.c.folded_key == bindparam("folded_key"))
THESE = select(taken_pair).where(taken_pair.c.id.in_(IDS)).order_by(taken_pair.c.position, taken_pair.c.id)
BY_STATE = (select(taken_pair.c.state, func.count().label("number"))
            .where(taken_pair.c.connection == CONNECTION).group_by(taken_pair.c.state))
REMOVE = delete(taken_pair).where(taken_pair.c.id.in_(IDS))
MARK = update(taken_pair).where(taken_pair.c.id == bindparam("taken")).values(
    state=bindparam("new_state"), pair_id=bindparam("new_pair"), problem=bindparam("new_problem"),
    resync=bindparam("new_resync"))


class Takeovers(Session):
    def takeover(self, connection: str) -> Takeover | None:
        row = self._row(TAKEOVER, connection=connection)
        return None if row is None else takeover_from_data(row.connection, row.first, row.at, row.about)

    def put_takeover(self, changed: Takeover) -> None:
        self._put(takeover, ("connection",), {
            "connection": changed.connection, "first": changed.first, "at": changed.at,
            "about": about_as_data(changed)})

    def taken(self, connection: str) -> list[TakenPair]:
        return list(self.each_taken(connection))

    def each_taken(self, connection: str) -> Iterator[TakenPair]:
        for rows in self._each(OF_CONNECTION, connection=connection):
            yield from self._with_sides(rows)

    def taken_in(self, connection: str, state: str, most: int | None = None) -> list[TakenPair]:
        most = ALL if most is None else most
        return self._with_sides(self._rows(IN_STATE, connection=connection, state=state, most=most))

    def taken_as(self, pair_ids: Sequence[str]) -> dict[str, TakenPair]:
        found = [row for ids in chunks(pair_ids) for row in self._rows(BECAME, ids=ids)]
        return {one.pair: one for one in self._with_sides(found)}

    def find_taken(self, key: str) -> list[TakenPair]:
        ids = [row.taken_id for row in self._rows(WITH_KEY, folded_key=key.casefold())]
        return self._with_sides([row for some in chunks(ids) for row in self._rows(THESE, ids=some)])

    def count_taken(self, connection: str) -> dict[str, int]:
        return {row.state: row.number for row in self._rows(BY_STATE, connection=connection)}

    def put_taken(self, pairs: Sequence[TakenPair]) -> None:
        self._put_all(taken_pair, ("id",), [_pair_values(one) for one in pairs])
        sides = [values for one in pairs for values in _side_values(one)]
        self._put_all(taken_side, ("taken_id", "side"), sides)

    def remove_taken(self, taken_ids: Sequence[str]) -> None:
        for ids in chunks(taken_ids):
            self._run(REMOVE, {"ids": ids})

    def mark_taken(self, pairs: Sequence[TakenPair]) -> None:
        if pairs:  # SQLAlchemy would take no rows as one without values
            self._run(MARK, [{
                "taken": one.id, "new_state": one.state, "new_pair": one.pair,
                "new_problem": problem_as_data(one.problem), "new_resync": dict(one.resync)}
                for one in pairs])

    def _with_sides(self, rows: Sequence[Row[Any]]) -> list[TakenPair]:
        sides = [side for ids in chunks([row.id for row in rows])
                 for side in self._rows(SIDES_OF_THESE, ids=ids)]
        return _joined(rows, sides)


def _pair_values(one: TakenPair) -> dict[str, Any]:
    position = next(iter(one.sides.values())).position
    return {"id": one.id, "connection": one.connection, "position": position,
            "links": links_as_data(one.links), "state": one.state, "pair_id": one.pair,
            "problem": problem_as_data(one.problem), "resync": dict(one.resync)}


def _side_values(one: TakenPair) -> list[dict[str, Any]]:
    """The order of the sides is kept by a number before their names."""
    return [{"taken_id": one.id, "side": name, "connection": one.connection,
             "folded_key": side.key.casefold(), "told": {"nth": nth, **side_as_data(side)}}
            for nth, (name, side) in enumerate(one.sides.items())]


def _joined(rows: Iterable[Row[Any]], sides: Iterable[Row[Any]]) -> list[TakenPair]:
    told: dict[str, list[Row[Any]]] = {}
    for side in sides:
        told.setdefault(side.taken_id, []).append(side)
    return [_taken(row, sorted(told[row.id], key=lambda side: int(side.told["nth"]))) for row in rows]


def _taken(row: Row[Any], sides: Sequence[Row[Any]]) -> TakenPair:
    return TakenPair(
        row.id, row.connection, {side.side: side_from_data(side.told) for side in sides},
        links_from_data(row.links), row.state, row.pair_id, problem_from_data(row.problem), row.resync)
