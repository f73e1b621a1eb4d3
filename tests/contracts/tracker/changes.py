"""What a tracker says has changed: each issue once, in order, within a window and a query."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syncscript.contracts import NotFound, Rejected, Tracker
from tests.contracts.tracker.place import HOUR, Place, create, read, update


class ChangesContract:
    def test_an_empty_project_has_no_changes(self, place: Place, tracker: Tracker) -> None:
        assert tracker.changes(place.project, None) == []

    def test_changes_come_once_and_in_order(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, summary=f"Issue {n}") for n in range(5)]
        update(place, tracker, refs[1], summary="Changed")
        heads = tracker.changes(place.project, HOUR)
        assert {head.ref for head in heads} == set(refs)
        assert len(heads) == 5
        assert heads[-1].ref == refs[1]
        assert [head.updated for head in heads] == sorted(head.updated for head in heads)

    def test_changes_outside_the_window_are_left_out(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        assert [head.ref for head in tracker.changes(place.project, timedelta(seconds=1))] == [ref]
        assert [head.ref for head in tracker.changes(place.project, None)] == [ref]

    def test_a_query_narrows_and_its_order_does_not_matter(self, place: Place, tracker: Tracker) -> None:
        create(place, tracker, labels=["other"])
        ref = create(place, tracker, labels=["sync"])
        found = tracker.changes(
            place.project, None, "labels = sync OR labels = nothing ORDER BY created DESC"
        )
        assert [head.ref for head in found] == [ref]

    @pytest.mark.parametrize("query", ["nonsense ===", "labels = a) OR (labels = b", "nosuchfield = 1"])
    def test_a_wrong_query_is_rejected(self, place: Place, tracker: Tracker, query: str) -> None:
        with pytest.raises(Rejected):
            tracker.changes(place.project, None, query)

    def test_an_unknown_project_is_an_error_not_an_empty_list(self, place: Place, tracker: Tracker) -> None:
        with pytest.raises((Rejected, NotFound)):
            tracker.changes("NOSUCHPROJECT", None)

    def test_versions_agree_and_change_with_every_write(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        [first] = tracker.changes(place.project, None)
        assert read(tracker, ref).head == first
        receipt = update(place, tracker, ref, summary="Changed")
        [second] = tracker.changes(place.project, None)
        assert second.version != first.version
        assert receipt.version in (None, second.version)
