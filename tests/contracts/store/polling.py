"""What a store remembers of polling: cursors, versions already seen, events that wait."""

from __future__ import annotations

from datetime import timedelta

from syncscript.contracts import Cursor, Store
from tests.contracts.store.samples import BLUE, GREEN, LINK, NOW, head


class PollingContract:
    def test_a_cursor_comes_back_as_it_was_set(self, store: Store) -> None:
        later = Cursor(NOW + timedelta(microseconds=1), frozenset({"b", "c"}), NOW, frozenset({"MOVED"}))
        with store.transaction() as records:
            assert records.cursor(LINK, BLUE) is None
            records.set_cursor(LINK, BLUE, Cursor(NOW, frozenset({"a"})))
            records.set_cursor(LINK, BLUE, later)
        with store.transaction() as records:
            assert records.cursor(LINK, BLUE) == later
            assert records.cursor(LINK, GREEN) is None
            assert records.cursor("another", BLUE) is None

    def test_only_versions_not_yet_noted_are_unseen(self, store: Store) -> None:
        with store.transaction() as records:
            records.note_seen(LINK, BLUE, [head(1), head(2)], NOW)
            heads = [head(3), head(2), head(1, "2"), head(1)]
            assert records.unseen(LINK, BLUE, heads) == [head(3), head(1, "2")]
            assert records.unseen(LINK, GREEN, [head(1)]) == [head(1)]
            assert records.unseen("another", BLUE, [head(1)]) == [head(1)]

    def test_notes_made_before_a_time_are_forgotten_and_later_ones_kept(self, store: Store) -> None:
        with store.transaction() as records:
            records.note_seen(LINK, BLUE, [head(1), head(2)], NOW)
            records.note_seen(LINK, BLUE, [head(2)], NOW + timedelta(hours=1))
            records.note_seen(LINK, GREEN, [head(1)], NOW)
            records.forget_seen(LINK, BLUE, NOW + timedelta(minutes=1))
            assert records.unseen(LINK, BLUE, [head(1), head(2)]) == [head(1)]
            assert records.unseen(LINK, GREEN, [head(1)]) == []

    def test_a_note_made_exactly_then_is_kept(self, store: Store) -> None:
        with store.transaction() as records:
            records.note_seen(LINK, BLUE, [head(1)], NOW)
            records.forget_seen(LINK, BLUE, NOW)
            assert records.unseen(LINK, BLUE, [head(1)]) == []

    def test_thousands_of_heads_in_one_call(self, store: Store) -> None:
        heads = [head(number) for number in range(3000)]
        with store.transaction() as records:
            records.note_seen(LINK, BLUE, heads[:2999], NOW)
            assert records.unseen(LINK, BLUE, heads) == [heads[2999]]
            assert records.unseen(LINK, BLUE, []) == []
            records.note_seen(LINK, BLUE, [], NOW)

    def test_events_wait_in_order_one_for_each_issue(self, store: Store) -> None:
        with store.transaction() as records:
            records.add_event(LINK, BLUE, head(1), "trigger 1")
            records.add_event(LINK, GREEN, head(1), None)
            records.add_event(LINK, BLUE, head(1, "2"), None)
            records.add_event("another", BLUE, head(1), None)
            first, second = records.events(LINK)
        assert (first.side, first.issue.key, first.version) == (BLUE, "BLUE-1", "2")
        assert first.triggered_by == "trigger 1"
        assert (second.side, second.version, second.triggered_by) == (GREEN, "1", None)

    def test_an_event_gains_a_trigger_it_did_not_have(self, store: Store) -> None:
        with store.transaction() as records:
            records.add_event(LINK, BLUE, head(1), None)
            records.add_event(LINK, BLUE, head(1), "trigger 1")
            records.add_event(LINK, BLUE, head(1), "trigger 2")
            assert [event.triggered_by for event in records.events(LINK)] == ["trigger 1"]

    def test_an_event_that_changed_meanwhile_is_not_removed(self, store: Store) -> None:
        with store.transaction() as records:
            records.add_event(LINK, BLUE, head(1), None)
            [old] = records.events(LINK)
            records.add_event(LINK, BLUE, head(1, "2"), None)
            records.remove_event(old)
            [newer] = records.events(LINK)
            assert newer.version == "2"
            records.remove_event(newer)
            records.remove_event(newer)
            assert records.events(LINK) == []
