"""Values that our writes replaced, kept until somebody has looked whether a person had written them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from syncscript.contracts import Replaced
from syncscript.model import IssueRef
from syncscript.store.records.session import CONNECTION, SIDE, Session
from syncscript.store.tables import replaced

OF_SIDE = (replaced.c.connection == CONNECTION, replaced.c.side == SIDE)
ADD = insert(replaced)
FIND = select(replaced).where(*OF_SIDE).order_by(replaced.c.id)
FORGET = delete(replaced).where(*OF_SIDE)


class Overwrites(Session):
    def add_replaced(self, connection: str, noted: Sequence[Replaced]) -> None:
        if noted:
            self._run(ADD, [{
                "pair_id": one.pair, "connection": connection, "side": one.side, "issue_id": one.ref.id,
                "issue_key": one.ref.key, "field": one.field, "old": one.old, "new": one.new,
                "read_at": one.read_at, "at": one.at} for one in noted])

    def replaced(self, connection: str, side: str) -> list[Replaced]:
        return [Replaced(row.side, row.pair_id, IssueRef(row.issue_id, row.issue_key), row.field, row.old,
                         row.new, row.read_at, row.at)
                for row in self._rows(FIND, connection=connection, side=side)]

    def forget_replaced(self, connection: str, side: str) -> None:
        self._run(FORGET, {"connection": connection, "side": side})
