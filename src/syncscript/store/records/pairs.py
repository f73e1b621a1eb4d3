"""Pairs: which two issues belong together, and how each pair fares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, delete, select

from syncscript.contracts import Pair, StateError
from syncscript.model import IssueRef
from syncscript.store.records.session import Session, chunks
from syncscript.store.rows import problem_as_data, problem_from_data
from syncscript.store.tables import IN_TROUBLE, pair, pair_issue


class Pairs(Session):
    def pairs_of(self, connection: str, side: str, issue_ids: Sequence[str]) -> dict[str, Pair]:
        owners: dict[str, str] = {}
        for ids in chunks(issue_ids):
            owners.update((row.issue_id, row.pair_id) for row in self._rows(
                select(pair_issue.c.issue_id, pair_issue.c.pair_id)
                .where(pair_issue.c.connection == connection, pair_issue.c.side == side,
                       pair_issue.c.issue_id.in_(ids))))
        found = {one.id: one for one in self._pairs_by_id(list(owners.values()))}
        return {issue_id: found[pair_id] for issue_id, pair_id in owners.items()}

    def pair(self, pair_id: str) -> Pair | None:
        return next(iter(self._pairs_by_id([pair_id])), None)

    def pairs(self, connection: str) -> list[Pair]:
        """In the order they were first put."""
        rows = self._rows(select(pair).where(pair.c.connection == connection).order_by(pair.c.position))
        return _joined(rows, self._rows(select(pair_issue).where(pair_issue.c.connection == connection)))

    def troubled(self, connection: str) -> list[Pair]:
        """In the order they were first put."""
        rows = self._rows(select(pair.c.id).where(pair.c.connection == connection, IN_TROUBLE))
        return self._pairs_by_id([row.id for row in rows])

    def issues_of(self, connection: str, side: str) -> list[IssueRef]:
        rows = self._rows(select(pair_issue.c.issue_id, pair_issue.c.issue_key).where(
            pair_issue.c.connection == connection, pair_issue.c.side == side))
        return [IssueRef(row.issue_id, row.issue_key) for row in rows]

    def find_pairs(self, key: str) -> list[Pair]:
        rows = self._rows(select(pair_issue.c.pair_id).where(pair_issue.c.folded_key == key.casefold()))
        return self._pairs_by_id([row.pair_id for row in rows])

    def _pairs_by_id(self, pair_ids: Sequence[str]) -> list[Pair]:
        rows: list[Row[Any]] = []
        refs: list[Row[Any]] = []
        for ids in chunks(pair_ids):
            rows += self._rows(select(pair).where(pair.c.id.in_(ids)))
            refs += self._rows(select(pair_issue).where(pair_issue.c.pair_id.in_(ids)))
        return _joined(sorted(rows, key=lambda row: int(row.position)), refs)

    def put_pair(self, changed: Pair) -> None:
        self._refuse_taken_issues(changed)
        self._put(pair, ("id",), {
            "id": changed.id, "connection": changed.connection, "state": changed.state,
            "problem": problem_as_data(changed.problem), "attempts": changed.attempts,
            "not_before": changed.not_before, "rules": changed.rules, "last_number": 0,
        }, keep=("last_number",))
        self._run(delete(pair_issue).where(pair_issue.c.pair_id == changed.id,
                                           pair_issue.c.side.not_in(list(changed.issues))))
        for side, ref in changed.issues.items():
            self._put(pair_issue, ("pair_id", "side"), {
                "pair_id": changed.id, "side": side, "connection": changed.connection,
                "issue_id": ref.id, "issue_key": ref.key, "folded_key": ref.key.casefold(),
            })

    def _refuse_taken_issues(self, changed: Pair) -> None:
        for side, ref in changed.issues.items():
            row = self._row(select(pair_issue.c.pair_id, pair_issue.c.issue_key).where(
                pair_issue.c.connection == changed.connection, pair_issue.c.side == side,
                pair_issue.c.issue_id == ref.id, pair_issue.c.pair_id != changed.id))
            if row is not None:
                raise StateError(
                    f"{side} issue {ref.key} already belongs to pair {row.pair_id} of {changed.connection}",
                    help=f"end that pair first (`syncscript unsync {ref.key}`), or leave it as it is",
                    code="S010")

    def remove_pair(self, pair_id: str) -> None:
        self._run(delete(pair).where(pair.c.id == pair_id))


def _joined(rows: Iterable[Row[Any]], refs: Iterable[Row[Any]]) -> list[Pair]:
    issues: dict[str, dict[str, IssueRef]] = {}
    for ref in refs:
        issues.setdefault(ref.pair_id, {})[ref.side] = IssueRef(ref.issue_id, ref.issue_key)
    return [Pair(row.id, row.connection, issues.get(row.id, {}), row.state, problem_from_data(row.problem),
                 row.attempts, row.not_before, row.rules) for row in rows]
