"""Transactions, rehearsals and the lock: all of a change or nothing, and one run at a time."""

from __future__ import annotations

import threading
from datetime import UTC, timedelta, timezone

import pytest

from syncscript.contracts import Counts, Cursor, StateHeld, Store
from tests.contracts.store.samples import BLUE, LINK, NOW, message, pair


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
