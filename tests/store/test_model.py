"""A store against dicts: any sequence of the main operations leaves both with the same content.

Transactions commit or are thrown away, rehearsals vanish, and the file is closed and opened again
in between; what can be read afterwards must be what the dicts say.
"""

from __future__ import annotations

import copy
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from syncscript.contracts import Copy, FieldBase, Intent, Message, Pair, Records, SideState, StateError
from syncscript.model import IssueHead, IssueRef
from syncscript.store import open_store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINK = "blue-green"
SIDES = ("BlueJira", "GreenJira")

pair_ids = st.sampled_from(["p1", "p2", "p3"])
sides = st.sampled_from(SIDES)
numbers = st.integers(1, 4)
words = st.text(max_size=5)
canonicals = st.none() | st.booleans() | st.integers() | words | st.frozensets(words, max_size=3)
bases = st.dictionaries(words, st.builds(FieldBase, canonicals, canonicals, st.booleans(), st.booleans(),
                                         st.frozensets(words, max_size=2)), max_size=3)
plain = st.recursive(st.none() | st.booleans() | st.integers() | words,
                     lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
                     max_leaves=4)


@dataclass
class Dicts:
    """The same content, kept in the plainest way."""

    pairs: dict[str, Pair] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    states: dict[tuple[str, str], SideState] = field(default_factory=dict)
    messages: dict[str, dict[int, Message]] = field(default_factory=dict)
    copies: dict[tuple[str, str, str], Copy] = field(default_factory=dict)
    intents: dict[str, Intent] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    events: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)

    def taken(self, pair: Pair) -> bool:
        return any(other.issues.get(side) == ref for other in self.pairs.values() if other.id != pair.id
                   for side, ref in pair.issues.items())

    def remove_pair(self, pair_id: str) -> None:
        self.pairs.pop(pair_id, None)
        self.given.pop(pair_id, None)
        self.messages.pop(pair_id, None)
        self.states = {key: state for key, state in self.states.items() if key[0] != pair_id}
        self.copies = {key: one for key, one in self.copies.items() if key[0] != pair_id}
        self.intents = {key: one for key, one in self.intents.items() if one.pair != pair_id}


class Thrown(Exception):
    """Ends a transaction that is not to be kept."""


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "state.db"
        self.store = open_store(self.path)
        self.dicts = Dicts()

    def teardown(self) -> None:
        self.store.check()
        self.store.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        with self.store.transaction() as records:
            self.put(records, Pair("p1", LINK, {}))

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = open_store(self.path)

    def put(self, records: Records, pair: Pair) -> None:
        if self.dicts.taken(pair):
            try:
                records.put_pair(pair)
            except StateError as refused:
                assert refused.trusted
                return
            raise AssertionError("an issue got into two pairs")
        records.put_pair(pair)
        self.dicts.pairs[pair.id] = pair
        self.dicts.given.setdefault(pair.id, 0)

    @rule(pair_id=pair_ids, issues=st.dictionaries(sides, numbers), thrown=st.booleans(),
          state=st.sampled_from(["active", "failed"]))
    def put_pair(self, pair_id: str, issues: dict[str, int], state: str, thrown: bool) -> None:
        refs = {side: IssueRef(str(number), f"K-{number}") for side, number in issues.items()}
        before = copy.deepcopy(self.dicts)
        try:
            with self.store.transaction() as records:
                self.put(records, Pair(pair_id, LINK, refs, state))
                if thrown:
                    raise Thrown
        except Thrown:
            self.dicts = before

    @rule(pair_id=pair_ids)
    def remove_pair(self, pair_id: str) -> None:
        with self.store.transaction() as records:
            records.remove_pair(pair_id)
        self.dicts.remove_pair(pair_id)

    @rule(pair_id=pair_ids)
    def rehearse_removal(self, pair_id: str) -> None:
        with self.store.rehearsal() as stage, stage.transaction() as records:
            records.remove_pair(pair_id)
            assert records.pair(pair_id) is None

    @rule(pair_id=pair_ids, side=sides, base=bases, sent=plain)
    def put_side_state(self, pair_id: str, side: str, base: dict[str, FieldBase], sent: object) -> None:
        if pair_id not in self.dicts.pairs:
            return
        state = SideState(base, sent, "hash", "7")
        with self.store.transaction() as records:
            records.put_side_state(pair_id, side, state)
        self.dicts.states[pair_id, side] = state

    @rule(pair_id=pair_ids, replica=st.dictionaries(words, plain, max_size=2), thrown=st.booleans())
    def add_message(self, pair_id: str, replica: dict[str, object], thrown: bool) -> None:
        if pair_id not in self.dicts.pairs:
            return
        number = self.dicts.given[pair_id] + 1
        message = Message(pair_id, number, SIDES[0], replica, (), "v", NOW)
        try:
            with self.store.transaction() as records:
                assert records.add_message(replace(message, number=0)) == message
                if thrown:
                    raise Thrown
        except Thrown:
            return
        self.dicts.given[pair_id] = number
        self.dicts.messages.setdefault(pair_id, {})[number] = message

    @rule(pair_id=pair_ids, number=numbers)
    def remove_message(self, pair_id: str, number: int) -> None:
        with self.store.transaction() as records:
            records.remove_message(pair_id, number)
        self.dicts.messages.get(pair_id, {}).pop(number, None)

    @rule(pair_id=pair_ids, side=sides, source=st.sampled_from(["c1", "c2"]), body=words, gone=st.booleans())
    def change_copy(self, pair_id: str, side: str, source: str, body: str, gone: bool) -> None:
        if pair_id not in self.dicts.pairs:
            return
        line = Copy(pair_id, side, "comment", source, "copy", body, body)
        with self.store.transaction() as records:
            (records.remove_copy if gone else records.put_copy)(line)
        self.dicts.copies.pop((pair_id, side, source), None)
        if not gone:
            self.dicts.copies[pair_id, side, source] = line

    @rule(pair_id=pair_ids, state=st.sampled_from(["sending", "doubtful", "done", "refused"]), second=numbers)
    def put_intent(self, pair_id: str, state: str, second: int) -> None:
        if pair_id not in self.dicts.pairs:
            return
        one = Intent(f"m {pair_id}", pair_id, SIDES[1], "create", "", state, NOW + timedelta(seconds=second))
        with self.store.transaction() as records:
            records.put_intent(one)
        self.dicts.intents[one.marker] = one

    @rule(side=sides, number=numbers, version=st.sampled_from(["1", "2"]), hour=numbers)
    def note_seen(self, side: str, number: int, version: str, hour: int) -> None:
        at = NOW + timedelta(hours=hour)
        with self.store.transaction() as records:
            records.note_seen(LINK, side, [_head(number, version)], at)
        known = self.dicts.seen.get((side, str(number), version), at)
        self.dicts.seen[side, str(number), version] = max(known, at)

    @rule(side=sides, hour=numbers)
    def forget_seen(self, side: str, hour: int) -> None:
        before = NOW + timedelta(hours=hour)
        with self.store.transaction() as records:
            records.forget_seen(LINK, side, before)
        self.dicts.seen = {key: at for key, at in self.dicts.seen.items() if key[0] != side or at >= before}

    @rule(side=sides, number=numbers, version=st.sampled_from(["1", "2"]), trigger=st.none() | words)
    def add_event(self, side: str, number: int, version: str, trigger: str | None) -> None:
        with self.store.transaction() as records:
            records.add_event(LINK, side, _head(number, version), trigger)
        _, first = self.dicts.events.get((side, str(number)), ("", None))
        self.dicts.events[side, str(number)] = (version, trigger if first is None else first)

    @rule()
    def take_first_event(self) -> None:
        with self.store.transaction() as records:
            for event in records.events(LINK)[:1]:
                records.remove_event(event)
                self.dicts.events.pop((event.side, event.issue.id))

    @invariant()
    def both_hold_the_same(self) -> None:
        dicts, names = self.dicts, ["p1", "p2", "p3"]
        with self.store.transaction() as records:
            assert {one.id: one for one in records.pairs(LINK)} == dicts.pairs
            assert records.side_states(names) == dicts.states
            assert records.queued(LINK) == {
                pair_id: [waiting[number] for number in sorted(waiting)]
                for pair_id, waiting in dicts.messages.items() if waiting}
            copies = records.copies(names)
            assert {(one.pair, one.side, one.source_id): one for lines in copies.values() for one in lines} \
                == dicts.copies
            assert records.count_copies(LINK) == len(dicts.copies)
            for name in names:
                self.same_for_one(records, name)
            events = records.events(LINK)
            assert [(one.side, one.issue.id) for one in events] == list(dicts.events)
            assert [(one.version, one.triggered_by) for one in events] == list(dicts.events.values())
            self.same_seen(records)
            assert records.counts(LINK).failed == sum(one.state == "failed" for one in dicts.pairs.values())

    def same_for_one(self, records: Records, name: str) -> None:
        expected = self.dicts.intents.get(f"m {name}")
        assert records.intent(f"m {name}") == expected
        is_open = expected is not None and expected.state in ("sending", "doubtful")
        assert records.open_intents(name) == ([expected] if is_open else [])
        for side, ref in self.dicts.pairs.get(name, Pair(name, LINK, {})).issues.items():
            assert records.pairs_of(LINK, side, [ref.id]) == {ref.id: self.dicts.pairs[name]}

    def same_seen(self, records: Records) -> None:
        heads = [_head(number, version) for number in range(1, 5) for version in "12"]
        for side in SIDES:
            assert records.unseen(LINK, side, heads) == [
                head for head in heads if (side, head.ref.id, head.version) not in self.dicts.seen]


def _head(number: int, version: str) -> IssueHead:
    return IssueHead(IssueRef(str(number), f"K-{number}"), version, NOW)


TestStoreAgainstDicts = StoreMachine.TestCase
TestStoreAgainstDicts.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow])
