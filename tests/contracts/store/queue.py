"""Messages wait in order, and effects are known by their intents and copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from syncscript.contracts import StateError, Store
from syncscript.model import Document
from tests.contracts.store.samples import BLUE, GREEN, LINK, NOW, comment, intent, message, pair


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
