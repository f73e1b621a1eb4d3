"""Pairs: which two issues belong together, and how each pair fares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from syncscript.contracts import Pair, StateError
from syncscript.model import IssueRef
from syncscript.store.records.session import CONNECTION, IDS, PAIR, SIDE, Session, chunks
from syncscript.store.rows import problem_as_data, problem_from_data
from syncscript.store.tables import IN_TROUBLE, pair, pair_issue

OF_SIDE = (pair_issue.c.connection == CONNECTION, pair_issue.c.side == SIDE)
OWNERS = select(pair_issue.c.issue_id, pair_issue.c.pair_id).where(*OF_SIDE, pair_issue.c.issue_id.in_(IDS))
OTHER_OWNER = select(pair_issue.c.pair_id, pair_issue.c.issue_key).where(
    *OF_SIDE, pair_issue.c.issue_id == bindparam("issue_id"), pair_issue.c.pair_id != PAIR)
ISSUES_OF_SIDE = select(pair_issue.c.issue_id, pair_issue.c.issue_key).where(*OF_SIDE)
WITH_KEY = select(pair_issue.c.pair_id).where(pair_issue.c.folded_key == bindparam("folded_key"))
PAIRS = select(pair).where(pair.c.connection == CONNECTION).order_by(pair.c.position)
ISSUES = select(pair_issue).where(pair_issue.c.connection == CONNECTION)
TROUBLED = select(pair.c.id).where(pair.c.connection == CONNECTION, IN_TROUBLE)
THESE_PAIRS = select(pair).where(pair.c.id.in_(IDS))
ISSUES_OF_THESE = select(pair_issue).where(pair_issue.c.pair_id.in_(IDS))
REMOVE = delete(pair).where(pair.c.id == PAIR)
LEAVE_OTHER_SIDES = delete(pair_issue).where(pair_issue.c.pair_id == PAIR, pair_issue.c.side.not_in(
    bindparam("sides", expanding=True)))


class Pairs(Session):
    def pairs_of(self, connection: str, side: str, issue_ids: Sequence[str]) -> dict[str, Pair]:
        owners: dict[str, str] = {}
        for ids in chunks(issue_ids):
            rows = self._rows(OWNERS, connection=connection, side=side, ids=ids)
            owners.update((row.issue_id, row.pair_id) for row in rows)
        found = {one.id: one for one in self._pairs_by_id(list(owners.values()))}
        return {issue_id: found[pair_id] for issue_id, pair_id in owners.items()}

    def pair(self, pair_id: str) -> Pair | None:
        return next(iter(self._pairs_by_id([pair_id])), None)

    def pairs(self, connection: str) -> list[Pair]:
        """In the order they were first put."""
        return _joined(self._rows(PAIRS, connection=connection), self._rows(ISSUES, connection=connection))

    def troubled(self, connection: str) -> list[Pair]:
        """In the order they were first put."""
        return self._pairs_by_id([row.id for row in self._rows(TROUBLED, connection=connection)])

    def issues_of(self, connection: str, side: str) -> list[IssueRef]:
        rows = self._rows(ISSUES_OF_SIDE, connection=connection, side=side)
        return [IssueRef(row.issue_id, row.issue_key) for row in rows]

    def find_pairs(self, key: str) -> list[Pair]:
        rows = self._rows(WITH_KEY, folded_key=key.casefold())
        return self._pairs_by_id([row.pair_id for row in rows])

    def _pairs_by_id(self, pair_ids: Sequence[str]) -> list[Pair]:
        rows: list[Row[Any]] = []
        refs: list[Row[Any]] = []
        for ids in chunks(pair_ids):
            rows += self._rows(THESE_PAIRS, ids=ids)
            refs += self._rows(ISSUES_OF_THESE, ids=ids)
        return _joined(sorted(rows, key=lambda row: int(row.position)), refs)

    def put_pair(self, changed: Pair) -> None:
        self._refuse_taken_issues(changed)
        self._put(pair, ("id",), {
            "id": changed.id, "connection": changed.connection, "state": changed.state,
            "problem": problem_as_data(changed.problem), "attempts": changed.attempts,
            "not_before": changed.not_before, "rules": changed.rules, "last_number": 0,
        }, keep=("last_number",))
        self._run(LEAVE_OTHER_SIDES, {"pair": changed.id, "sides": list(changed.issues)})
        for side, ref in changed.issues.items():
            self._put(pair_issue, ("pair_id", "side"), {
                "pair_id": changed.id, "side": side, "connection": changed.connection,
                "issue_id": ref.id, "issue_key": ref.key, "folded_key": ref.key.casefold(),
            })

    def _refuse_taken_issues(self, changed: Pair) -> None:
        for side, ref in changed.issues.items():
            row = self._row(OTHER_OWNER, connection=changed.connection, side=side, issue_id=ref.id,
                            pair=changed.id)
            if row is not None:
                raise StateError(
                    f"{side} issue {ref.key} already belongs to pair {row.pair_id} of {changed.connection}",
                    help=f"end that pair first (`syncscript unsync {ref.key}`), or leave it as it is",
                    code="S010")

    def remove_pair(self, pair_id: str) -> None:
        self._run(REMOVE, {"pair": pair_id})


def _joined(rows: Iterable[Row[Any]], refs: Iterable[Row[Any]]) -> list[Pair]:
    issues: dict[str, dict[str, IssueRef]] = {}
    for ref in refs:
        issues.setdefault(ref.pair_id, {})[ref.side] = IssueRef(ref.issue_id, ref.issue_key)
    return [Pair(row.id, row.connection, issues.get(row.id, {}), row.state, problem_from_data(row.problem),
                 row.attempts, row.not_before, row.rules) for row in rows]
