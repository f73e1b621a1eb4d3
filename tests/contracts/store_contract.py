"""What every store owes the engine: one suite, run against each kind of store.

A kind of store subclasses StoreContract and gives a `store` fixture with an empty store.
Nothing here knows how a store keeps its rows.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from syncscript.contracts import (
    Conflict,
    Copy,
    Counts,
    Cursor,
    Entry,
    FieldBase,
    Intent,
    Message,
    Pair,
    SideState,
    StateError,
    StateHeld,
    Store,
)
from syncscript.model import Diagnostic, Document, IssueHead, IssueRef, Span

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LINK, BLUE, GREEN = "blue-green", "BlueJira", "GreenJira"


def head(number: int, version: str = "1", project: str = "BLUE") -> IssueHead:
    return IssueHead(IssueRef(str(10_000 + number), f"{project}-{number}"), version, NOW)


def pair(name: str = "p1", number: int = 1, **changes: Any) -> Pair:
    return replace(Pair(name, LINK, {BLUE: IssueRef(str(10_000 + number), f"BLUE-{number}")}), **changes)


def message(pair_id: str = "p1", **changes: Any) -> Message:
    return replace(Message(pair_id, 0, BLUE, {"summary": "x"}, (), "v1", NOW), **changes)


def comment(pair_id: str = "p1", source_id: str = "1", **changes: Any) -> Copy:
    made = Copy(pair_id, GREEN, "comment", source_id, f"copy of {source_id}", "asked", "applied")
    return replace(made, **changes)


def intent(marker: str = "m1", **changes: Any) -> Intent:
    return replace(Intent(marker, "p1", GREEN, "create", "", "sending", NOW), **changes)


def conflict(**changes: Any) -> Conflict:
    return replace(Conflict("p1", GREEN, "summary", "a", "b", "c", "theirs", "newest", NOW), **changes)


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


class PairContract:
    def test_a_pair_comes_back_as_it_was_put(self, store: Store) -> None:
        problem = Diagnostic("T400", "summary is too long", Span("a.sync", 3, 1, 3, 9), help="shorten it")
        whole = Pair("p1", LINK, {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-9")}, "failed",
                     problem, 3, NOW, "digest")
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_pair(whole)
        with store.transaction() as records:
            assert records.pair("p1") == whole
            assert records.pair("p2") is None
            assert records.pairs(LINK) == [whole]
            assert records.pairs("another") == []

    def test_a_side_can_leave_a_pair(self, store: Store) -> None:
        both = {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-1")}
        with store.transaction() as records:
            records.put_pair(pair(issues=both))
            records.put_pair(pair(issues={GREEN: both[GREEN]}))
            assert records.pair("p1") == pair(issues={GREEN: both[GREEN]})
            assert records.pairs_of(LINK, BLUE, ["1"]) == {}
            records.put_pair(pair(issues={}))
            assert records.pair("p1") == pair(issues={})

    def test_pairs_are_found_by_the_ids_of_one_side(self, store: Store) -> None:
        with store.transaction() as records:
            for number in range(1200):
                records.put_pair(pair(f"p{number}", number))
            ids = [str(10_000 + number) for number in range(1300)]
            found = records.pairs_of(LINK, BLUE, [*ids, ids[0]])
            assert {issue: one.id for issue, one in found.items()} == {
                str(10_000 + number): f"p{number}" for number in range(1200)}
            assert records.pairs_of(LINK, GREEN, ids) == {}
            assert records.pairs_of("another", BLUE, ids) == {}
            assert records.pairs_of(LINK, BLUE, []) == {}

    def test_pairs_are_listed_in_the_order_they_were_first_put(self, store: Store) -> None:
        with store.transaction() as records:
            for number, name in enumerate(["z", "a", "m"]):
                records.put_pair(pair(name, number))
            records.put_pair(pair("z", 0, state="failed"))
            assert [one.id for one in records.pairs(LINK)] == ["z", "a", "m"]

    def test_pairs_that_are_not_active_are_troubled(self, store: Store) -> None:
        with store.transaction() as records:
            for number, state in enumerate(["waiting", "active", "failed", "stopped", "doubtful"]):
                records.put_pair(pair(f"p{number}", number, state=state))
            records.put_pair(pair("other", connection="another", state="failed"))
            assert [one.id for one in records.troubled(LINK)] == ["p0", "p2", "p3", "p4"]
            records.put_pair(pair("p2", 2))
            assert [one.id for one in records.troubled(LINK)] == ["p0", "p3", "p4"]

    def test_keys_are_found_on_either_side_whatever_their_case(self, store: Store) -> None:
        green = pair("p2", issues={GREEN: IssueRef("5", "BLUE-1")}, connection="another")
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_pair(green)
            assert records.find_pairs("blue-1") == [pair(), green]
            assert records.find_pairs("BLUE-2") == []

    def test_the_issues_of_one_side_are_listed(self, store: Store) -> None:
        both = {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-1")}
        with store.transaction() as records:
            records.put_pair(pair("p1", issues=both))
            records.put_pair(pair("p2", 2))
            records.put_pair(pair("other", 3, connection="another"))
            assert set(records.issues_of(LINK, BLUE)) == {both[BLUE], IssueRef("10002", "BLUE-2")}
            assert records.issues_of(LINK, GREEN) == [both[GREEN]]

    def test_an_issue_belongs_to_one_pair_of_a_connection(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair("p1"))
            records.put_pair(pair("elsewhere", connection="another"))
            with pytest.raises(StateError) as caught:
                records.put_pair(pair("p2"))
            assert records.pair("p2") is None
            records.put_pair(pair("p3", 3))
        assert caught.value.trusted and "BLUE-1" in str(caught.value) and caught.value.help
        with store.transaction() as records:
            assert [one.id for one in records.pairs(LINK)] == ["p1", "p3"]

    def test_a_removed_pair_takes_everything_of_its_own_along(self, store: Store) -> None:
        with store.transaction() as records:
            for name, number in (("p1", 1), ("p2", 2)):
                records.put_pair(pair(name, number))
                records.add_message(message(name))
                records.put_side_state(name, BLUE, SideState(sent_hash="h"))
                records.put_copy(comment(name))
                records.put_intent(intent(f"m {name}", pair=name))
                records.add_conflict(conflict(pair=name))
                records.add_entry(Entry(name, GREEN, 1, "update", None, NOW))
            records.remove_pair("p1")
            records.remove_pair("never there")
        with store.transaction() as records:
            assert records.pair("p1") is None
            assert records.pairs_of(LINK, BLUE, ["10001"]) == {}
            assert records.messages("p1") == [] and list(records.queued(LINK)) == ["p2"]
            assert set(records.side_states(["p1", "p2"])) == {("p2", BLUE)}
            assert set(records.copies(["p1", "p2"])) == {"p2"}
            assert records.intent("m p1") is None and records.open_intents("p1") == []
            assert [one.pair for one in records.conflicts(LINK)] == ["p2"]
            assert records.history("p1") == [] and len(records.history("p2")) == 1


class SideContract:
    @pytest.mark.parametrize("field", [
        FieldBase(), FieldBase(None, "x"), FieldBase("x", None), FieldBase("", ""),
        FieldBase("a\0b\ud800", "ü😀"), FieldBase(True, 1), FieldBase(1, 1.0), FieldBase(2**70, -0.5),
        FieldBase(frozenset(), None),
        FieldBase(frozenset({"a", "b"}), frozenset({"b"}), owned=frozenset({"a"})),
        FieldBase(known_asked=False, applied="x"), FieldBase(asked="x", known_applied=False),
    ])
    def test_a_field_base_comes_back_of_the_same_type(self, store: Store, field: FieldBase) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_side_state("p1", BLUE, SideState({"f": field}))
        with store.transaction() as records:
            kept = records.side_state("p1", BLUE).base["f"]
        assert kept == field
        assert (type(kept.asked), type(kept.applied)) == (type(field.asked), type(field.applied))

    def test_a_side_state_comes_back_as_it_was_put(self, store: Store) -> None:
        state = SideState({"labels": FieldBase("x")}, {"a": [1, None, {"b": "é"}]}, "hash", "7", {"b": []})
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_side_state("p1", BLUE, SideState(sent="older"))
            records.put_side_state("p1", BLUE, state)
            assert records.side_state("p1", BLUE) == state
            assert records.side_state("p1", GREEN) == SideState()
            assert records.side_states(["p1", "p2"]) == {("p1", BLUE): state}


class QueueContract:
    def test_messages_wait_in_the_order_of_their_numbers(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair("p1", 1))
            records.put_pair(pair("p2", 2))
            given = [records.add_message(message(name, number=77)) for name in ("p2", "p1", "p2")]
            assert [(one.pair, one.number) for one in given] == [("p2", 1), ("p1", 1), ("p2", 2)]
            assert records.messages("p2") == [given[0], given[2]]
            assert list(records.queued(LINK).items()) == [("p2", [given[0], given[2]]), ("p1", [given[1]])]
            assert records.queued("another") == {} and records.messages("p3") == []

    def test_a_number_is_never_given_twice(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            records.add_message(message())
            records.remove_message("p1", 1)
            records.remove_message("p1", 1)
            records.put_pair(pair(state="failed"))
            assert records.add_message(message()).number == 2

    def test_a_message_comes_back_as_it_was_added(self, store: Store) -> None:
        documents = (Document("description", "text", "adf", {"type": "doc", "content": []}),)
        full = message(replica={"summary": "ü", "comments": [{"id": "1"}], "x": None}, documents=documents)
        with store.transaction() as records:
            records.put_pair(pair())
            added = records.add_message(full)
            changed = replace(added, replica={"summary": "later"}, documents=(), source_version="v2")
            assert records.messages("p1") == [replace(full, number=1)]
            records.replace_message(changed)
            records.replace_message(replace(changed, number=9))
            assert records.messages("p1") == [changed]

    def test_a_message_needs_its_pair(self, store: Store) -> None:
        with store.transaction() as records, pytest.raises(StateError):
            records.add_message(message("nobody"))


class EffectContract:
    def test_id_maps_come_back_by_pair(self, store: Store) -> None:
        file = comment(source_id="1", kind="attachment", asked="sha", applied="")
        with store.transaction() as records:
            records.put_pair(pair("p1", 1))
            records.put_pair(pair("p2", 2))
            records.put_pair(pair("p3", 3, connection="another"))
            for one in (comment(), file, comment(source_id="2"), comment("p2"), comment("p3")):
                records.put_copy(one)
            changed = comment(source_id="2", copy_id="9", asked="new \ud800", applied="newer")
            records.put_copy(changed)
            found = records.copies(["p1", "p2", "p4"])
            assert set(found) == {"p1", "p2"} and found["p2"] == [comment("p2")]
            assert sorted(found["p1"], key=str) == sorted([comment(), file, changed], key=str)
            assert records.count_copies(LINK) == 4
            records.remove_copy(changed)
            records.remove_copy(changed)
            assert records.count_copies(LINK) == 3 and records.count_copies("another") == 1

    def test_an_intent_is_open_until_it_is_done_or_refused(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            assert records.intent("m1") is None
            for marker, state in (("m1", "sending"), ("m2", "doubtful"), ("m3", "done"), ("m4", "refused")):
                records.put_intent(intent(marker, state=state, high_water=41))
            assert [one.marker for one in records.open_intents("p1")] == ["m1", "m2"]
            content = {"filename": "a.txt", "size": 3}
            done = intent("m1", state="done", result_id="10042", sent_at=NOW + timedelta(seconds=1),
                          content=content)  # fmt: skip
            records.put_intent(done)
            assert records.intent("m1") == done
            assert [one.marker for one in records.open_intents("p1")] == ["m2"]
            assert records.open_intents("p2") == []


    def test_a_side_is_in_doubt_while_one_of_its_creates_is(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_intent(intent("m1", kind="comment"))
            assert not records.creates_in_doubt(LINK, GREEN)
            for state in ("sending", "done", "doubtful", "refused"):
                records.put_intent(intent("m2", state=state))
                assert records.creates_in_doubt(LINK, GREEN) is (state in ("sending", "doubtful"))
                assert not records.creates_in_doubt(LINK, BLUE)
                assert not records.creates_in_doubt("another", GREEN)


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
            records.add_conflict(conflict())
            records.note_run(LINK, NOW, {"written": 1})
            records.note_run(LINK, NOW + timedelta(minutes=1), {"written": 0})
        with store.transaction() as records:
            assert records.counts(LINK) == Counts(6, 2, 1, 2, 1, 1, 1, NOW + timedelta(minutes=1))

    def test_an_answer_is_known_as_long_as_it_is_young_enough(self, store: Store) -> None:
        with store.transaction() as records:
            assert records.known_answer(BLUE, "q", NOW) == (False, None)
            records.keep_answer(BLUE, "q", None, NOW)
            assert records.known_answer(BLUE, "q", NOW) == (True, None)
            assert records.known_answer(GREEN, "q", NOW) == (False, None)
            records.keep_answer(BLUE, "q", {"key": "u1"}, NOW + timedelta(days=1))
            assert records.known_answer(BLUE, "q", NOW) == (True, {"key": "u1"})
            assert records.known_answer(BLUE, "q", NOW + timedelta(days=2)) == (False, None)


class TransactionContract:
    def test_nothing_is_kept_of_a_transaction_that_failed(self, store: Store) -> None:
        with pytest.raises(KeyError), store.transaction() as records:
            records.put_pair(pair())
            raise KeyError("anything")
        with store.transaction() as records:
            assert records.pairs(LINK) == []

    def test_times_come_back_in_utc(self, store: Store) -> None:
        elsewhere = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
        with store.transaction() as records:
            records.set_cursor(LINK, BLUE, Cursor(elsewhere))
        with store.transaction() as records:
            kept = records.cursor(LINK, BLUE)
        assert kept is not None and kept.polled_at == NOW and kept.polled_at.tzinfo is UTC

    def test_threads_take_turns(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
        given: list[int] = []

        def work() -> None:
            for _ in range(20):
                with store.transaction() as records:
                    given.append(records.add_message(message()).number)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert given == list(range(1, 81))

    def test_a_transaction_inside_another_is_refused_at_once(self, store: Store) -> None:
        with pytest.raises(RuntimeError), store.transaction(), store.transaction():
            pass
        with store.transaction() as records:
            assert records.pairs(LINK) == []


class WholeContract:
    def test_a_rehearsal_starts_from_what_is_there_and_leaves_nothing(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair("p1", 1))
            records.add_message(message())
        with store.rehearsal() as stage:
            with stage.transaction() as records:
                assert len(records.messages("p1")) == 1
                records.remove_pair("p1")
                records.put_pair(pair("p2", 2))
            with stage.transaction() as records:
                assert [one.id for one in records.pairs(LINK)] == ["p2"]
            stage.check()
        with store.transaction() as records:
            assert [one.id for one in records.pairs(LINK)] == ["p1"]
            assert len(records.messages("p1")) == 1

    def test_the_lock_is_held_by_one_and_free_again_after(self, store: Store) -> None:
        with store.lock("first run"):
            with pytest.raises(StateHeld) as caught, store.lock("second run"):
                pass
            assert caught.value.owner and caught.value.help
        with store.lock("third run"):
            pass
        with pytest.raises(KeyError), store.lock("fourth run"):
            raise KeyError("anything")
        with store.lock("fifth run"):
            pass

    def test_the_lock_does_not_keep_anyone_from_reading(self, store: Store) -> None:
        with store.lock("run"), store.transaction() as records:
            assert records.counts(LINK) == Counts()

    def test_a_whole_state_passes_its_check(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
        store.check()


class StoreContract(
    PollingContract, PairContract, SideContract, QueueContract, EffectContract, ReportContract,
    TransactionContract, WholeContract,
):
    """All of it."""
