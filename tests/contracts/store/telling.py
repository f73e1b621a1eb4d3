"""What a store tells people: conflicts, history, counts, and answers it still knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from syncscript.contracts import Counts, Entry, Replaced, Store
from syncscript.model import IssueRef
from tests.contracts.store.samples import BLUE, GREEN, LINK, NOW, conflict, head, message, pair


class ReportContract:
    def test_a_conflict_is_recorded_once(self, store: Store) -> None:
        again = conflict(at=NOW + timedelta(days=1))
        with store.transaction() as records:
            records.put_pair(pair("p1", 1))
            records.put_pair(pair("p2", 2))
            for one in (conflict(), again, conflict(theirs=["d"]), conflict(pair="p2")):
                records.add_conflict(one)
            assert records.conflicts(LINK) == [conflict(), conflict(theirs=["d"]), conflict(pair="p2")]
            assert records.conflicts(LINK, "p2") == [conflict(pair="p2")]
            assert records.conflicts("another") == []

    def test_an_open_conflict_takes_its_settlement(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            for winner in ("open", "ours", "theirs"):
                records.add_conflict(conflict(winner=winner))
            assert records.conflicts(LINK) == [conflict(winner="ours")]
            assert records.open_conflicts(LINK) == []
            records.add_conflict(conflict(winner="open", field="labels"))
            assert records.open_conflicts(LINK) == [conflict(winner="open", field="labels")]
            for winner in ("settled", "open"):
                records.add_conflict(conflict(winner=winner, field="labels"))
            assert records.open_conflicts(LINK) == [conflict(winner="open", field="labels")]

    def test_what_was_replaced_is_kept_until_it_is_forgotten(self, store: Store) -> None:
        later = NOW + timedelta(seconds=1)
        one = Replaced(BLUE, "p1", IssueRef("1", "B-1"), "labels", None, ["a"], NOW, later)
        other = replace(one, side=GREEN, pair="p2")
        with store.transaction() as records:
            records.put_pair(pair("p1", 1))
            records.put_pair(pair("p2", 2))
            records.add_replaced(LINK, [])
            records.add_replaced(LINK, [one, other, replace(one, field="summary")])
        with store.transaction() as records:
            assert records.replaced(LINK, BLUE) == [one, replace(one, field="summary")]
            records.forget_replaced(LINK, BLUE)
            assert (records.replaced(LINK, BLUE), records.replaced(LINK, GREEN)) == ([], [other])
            records.remove_pair("p2")
            assert records.replaced(LINK, GREEN) == []

    def test_history_tells_the_newest_first(self, store: Store) -> None:
        lines = [Entry("p1", GREEN, number, "update", {"fields": ["summary"]}, NOW) for number in range(5)]
        with store.transaction() as records:
            records.put_pair(pair())
            for line in lines:
                records.add_entry(line)
            assert records.history("p1") == lines[::-1]
            assert records.history("p1", limit=2) == [lines[4], lines[3]]

    def test_counts_tell_how_a_connection_fares(self, store: Store) -> None:
        with store.transaction() as records:
            assert records.counts(LINK) == Counts()
            for number, state in enumerate(["active", "failed", "failed", "doubtful", "waiting", "stopped"]):
                records.put_pair(pair(f"p{number}", number, state=state))
            records.put_pair(pair("other", connection="another", state="failed"))
            records.add_message(message("p1"))
            records.add_message(message("p1"))
            records.add_event(LINK, BLUE, head(1), None)
            records.note_run(LINK, NOW, {"written": 1})
            records.note_run(LINK, NOW + timedelta(minutes=1), {"written": 0})
        with store.transaction() as records:
            assert records.counts(LINK) == Counts(6, 2, 1, 2, 1, 1, NOW + timedelta(minutes=1))

    def test_an_answer_is_known_as_long_as_it_is_young_enough(self, store: Store) -> None:
        with store.transaction() as records:
            assert records.known_answer(BLUE, "q", NOW) == (False, None)
            records.keep_answer(BLUE, "q", None, NOW)
            assert records.known_answer(BLUE, "q", NOW) == (True, None)
            assert records.known_answer(GREEN, "q", NOW) == (False, None)
            records.keep_answer(BLUE, "q", {"key": "u1"}, NOW + timedelta(days=1))
            assert records.known_answer(BLUE, "q", NOW) == (True, {"key": "u1"})
            assert records.known_answer(BLUE, "q", NOW + timedelta(days=2)) == (False, None)
