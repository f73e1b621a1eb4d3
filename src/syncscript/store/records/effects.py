"""One effect per change: id maps of the sync's own copies, and creates announced before they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select

from syncscript.contracts import Copy, Intent
from syncscript.store.records.session import CONNECTION, IDS, PAIR, SIDE, Session, chunks
from syncscript.store.tables import IN_DOUBT, copy, intent, pair

OPEN = ("sending", "doubtful")

COPIES = (select(copy).where(copy.c.pair_id.in_(IDS))
          .order_by(copy.c.pair_id, copy.c.side, copy.c.kind, copy.c.source_id))
COPIES_IN_ALL = select(func.count()).select_from(copy.join(pair)).where(pair.c.connection == CONNECTION)
REMOVE_COPY = delete(copy).where(
    copy.c.pair_id == PAIR, copy.c.side == SIDE, copy.c.kind == bindparam("kind"),
    copy.c.source_id == bindparam("source_id"))
INTENT = select(intent).where(intent.c.marker == bindparam("marker"))
OPEN_INTENTS = (select(intent).where(intent.c.pair_id == PAIR, intent.c.state.in_(OPEN))
                .order_by(intent.c.sent_at, intent.c.marker))
CREATE_IN_DOUBT = select(intent.c.marker).select_from(intent.join(pair)).where(
    pair.c.connection == CONNECTION, intent.c.side == SIDE, intent.c.kind == "create", IN_DOUBT).limit(1)


class Effects(Session):
    def copies(self, pair_ids: Sequence[str]) -> dict[str, list[Copy]]:
        """Each list by side, kind and source id; a pair without copies is left out."""
        found: dict[str, list[Copy]] = {}
        for ids in chunks(pair_ids):
            for row in self._rows(COPIES, ids=ids):
                found.setdefault(row.pair_id, []).append(_copy(row))
        return found

    def put_copy(self, changed: Copy) -> None:
        self.put_copies([changed])

    def put_copies(self, changed: Sequence[Copy]) -> None:
        self._put_all(copy, ("pair_id", "side", "kind", "source_id"), [{
            "pair_id": one.pair, "side": one.side, "kind": one.kind, "source_id": one.source_id,
            "copy_id": one.copy_id, "asked": one.asked, "applied": one.applied,
        } for one in changed])

    def remove_copy(self, gone: Copy) -> None:
        self._run(REMOVE_COPY, {
            "pair": gone.pair, "side": gone.side, "kind": gone.kind, "source_id": gone.source_id})

    def count_copies(self, connection: str) -> int:
        return self._count(COPIES_IN_ALL, connection=connection)

    def intent(self, marker: str) -> Intent | None:
        row = self._row(INTENT, marker=marker)
        return None if row is None else _intent(row)

    def put_intent(self, changed: Intent) -> None:
        self._put(intent, ("marker",), {
            "marker": changed.marker, "pair_id": changed.pair, "side": changed.side, "kind": changed.kind,
            "source_id": changed.source_id, "state": changed.state, "sent_at": changed.sent_at,
            "high_water": changed.high_water, "result_id": changed.result_id,
            "content": changed.content,
        })

    def open_intents(self, pair_id: str) -> list[Intent]:
        """Those in state sending or doubtful, oldest first."""
        return [_intent(row) for row in self._rows(OPEN_INTENTS, pair=pair_id)]

    def creates_in_doubt(self, connection: str, side: str) -> bool:
        return self._row(CREATE_IN_DOUBT, connection=connection, side=side) is not None


def _copy(row: Row[Any]) -> Copy:
    return Copy(row.pair_id, row.side, row.kind, row.source_id, row.copy_id, row.asked, row.applied)


def _intent(row: Row[Any]) -> Intent:
    return Intent(row.marker, row.pair_id, row.side, row.kind, row.source_id, row.state, row.sent_at,
                  row.high_water, row.result_id, row.content)
