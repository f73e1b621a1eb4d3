"""Pairs: which two issues belong together, and how each pair fares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from syncscript.contracts import Pair, StateError
from syncscript.model import IssueRef
from syncscript.store.records.session import CONNECTION, IDS, PAIR, SIDE, Session, chunks
from syncscript.store.rows import problem_as_data, problem_from_data
from syncscript.store.tables import IN_TROUBLE, pair, pair_issue

OF_SIDE = (pair_issue.c.connection == CONNECTION, pair_issue.c.side == SIDE)
OWNERS = select(pair_issue.c.issue_id, pair_issue.c.pair_id).where(*OF_SIDE, pair_issue.c.issue_id.in_(IDS))
ISSUES_OF_SIDE = select(pair_issue.c.issue_id, pair_issue.c.issue_key).where(*OF_SIDE)
WITH_KEY = select(pair_issue.c.pair_id).where(pair_issue.c.folded_key == bindparam("folded_key"))
PAIRS = select(pair).where(pair.c.connection == CONNECTION).order_by(pair.c.position)
TROUBLED = select(pair.c.id).where(pair.c.connection == CONNECTION, IN_TROUBLE)
THESE_PAIRS = select(pair).where(pair.c.id.in_(IDS))
ISSUES_OF_THESE = select(pair_issue).where(pair_issue.c.pair_id.in_(IDS))
REMOVE = delete(pair).where(pair.c.id == PAIR)
LEAVE_ISSUES = delete(pair_issue).where(pair_issue.c.pair_id.in_(IDS))


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
        return list(self.each_pair(connection))

    def each_pair(self, connection: str) -> Iterator[Pair]:
        for rows in self._each(PAIRS, connection=connection):
            yield from _joined(rows, self._rows(ISSUES_OF_THESE, ids=[row.id for row in rows]))

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
        self.put_pairs([changed])

    def put_pairs(self, changed: Sequence[Pair]) -> None:
        self._refuse_taken_issues(changed)
        self._put_all(pair, ("id",), [_pair_values(one) for one in changed], keep=("last_number",))
        for ids in chunks([one.id for one in changed]):
            self._run(LEAVE_ISSUES, {"ids": ids})
        issues = [values for one in changed for values in _issue_values(one)]
        self._put_all(pair_issue, ("pair_id", "side"), issues)

    def _refuse_taken_issues(self, changed: Sequence[Pair]) -> None:
        wanted: dict[tuple[str, str], dict[str, Pair]] = {}
        for one in changed:
            for side, ref in one.issues.items():
                wanted.setdefault((one.connection, side), {})[ref.id] = one
        for (connection, side), by_issue in wanted.items():
            for ids in chunks(list(by_issue)):
                for row in self._rows(OWNERS, connection=connection, side=side, ids=ids):
                    if row.pair_id != by_issue[row.issue_id].id:
                        raise _taken(by_issue[row.issue_id], side, row.pair_id)

    def remove_pair(self, pair_id: str) -> None:
        self._run(REMOVE, {"pair": pair_id})


def _pair_values(one: Pair) -> dict[str, Any]:
    return {
        "id": one.id, "connection": one.connection, "state": one.state,
        "problem": problem_as_data(one.problem), "attempts": one.attempts,
        "not_before": one.not_before, "rules": one.rules, "last_number": 0,
    }


def _issue_values(one: Pair) -> list[dict[str, Any]]:
    return [{"pair_id": one.id, "side": side, "connection": one.connection, "issue_id": ref.id,
             "issue_key": ref.key, "folded_key": ref.key.casefold()} for side, ref in one.issues.items()]


def _taken(one: Pair, side: str, owner: str) -> StateError:
    key = one.issues[side].key
    return StateError(f"{side} issue {key} already belongs to pair {owner} of {one.connection}",
                      help=f"end that pair first (`syncscript unsync {key}`), or leave it as it is",
                      code="S010")


def _joined(rows: Iterable[Row[Any]], refs: Iterable[Row[Any]]) -> list[Pair]:
    issues: dict[str, dict[str, IssueRef]] = {}
    for ref in refs:
        issues.setdefault(ref.pair_id, {})[ref.side] = IssueRef(ref.issue_id, ref.issue_key)
    return [Pair(row.id, row.connection, issues.get(row.id, {}), row.state, problem_from_data(row.problem),
                 row.attempts, row.not_before, row.rules) for row in rows]
