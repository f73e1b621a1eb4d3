"""What is remembered of each side of a pair: base, the replica last sent, the version last written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from syncscript.contracts import SideState
from syncscript.store.records.session import IDS, PAIR, SIDE, Session, chunks
from syncscript.store.rows import base_as_data, base_from_data
from syncscript.store.tables import side_state
from syncscript.store.taken import adopted_as_data, adopted_from_data

OF_SIDE = select(side_state).where(side_state.c.pair_id == PAIR, side_state.c.side == SIDE)
OF_THESE_PAIRS = select(side_state).where(side_state.c.pair_id.in_(IDS))


class Sides(Session):
    def side_state(self, pair_id: str, side: str) -> SideState:
        """An empty one where nothing is remembered."""
        row = self._row(OF_SIDE, pair=pair_id, side=side)
        return SideState() if row is None else _side_state(row)

    def side_states(self, pair_ids: Sequence[str]) -> dict[tuple[str, str], SideState]:
        """Only those that were put."""
        return {(row.pair_id, row.side): _side_state(row)
                for ids in chunks(pair_ids)
                for row in self._rows(OF_THESE_PAIRS, ids=ids)}

    def put_side_state(self, pair_id: str, side: str, state: SideState) -> None:
        self.put_side_states({(pair_id, side): state})

    def put_side_states(self, states: Mapping[tuple[str, str], SideState]) -> None:
        self._put_all(side_state, ("pair_id", "side"), [{
            "pair_id": pair_id, "side": side, "base": base_as_data(state.base), "sent": state.sent,
            "sent_hash": state.sent_hash, "version": state.version, "received": state.received,
            "adopted": adopted_as_data(state.adopted),
        } for (pair_id, side), state in states.items()])


def _side_state(row: Row[Any]) -> SideState:
    return SideState(base_from_data(row.base), row.sent, row.sent_hash, row.version, row.received,
                     adopted_from_data(row.adopted))
