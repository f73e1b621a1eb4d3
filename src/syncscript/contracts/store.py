"""What the engine may ask of a store: tables inside a transaction, a rehearsal, a lock.

Whoever writes another store passes the contract suite in tests/contracts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from syncscript.contracts.rows import (
    Conflict,
    Copy,
    Counts,
    Cursor,
    Entry,
    Event,
    Intent,
    Message,
    Pair,
    Replaced,
    SideState,
)
from syncscript.contracts.takeover import ResentCount, TakenPair, TakenProgress, Takeover
from syncscript.model import IssueHead, IssueRef, Json


class Records(Protocol):
    """The tables inside one transaction. All or nothing of what is written here is kept.

    `side` is the name of a connection's instance; datetimes are aware, UTC.
    """

    # polling
    def cursor(self, connection: str, side: str) -> Cursor | None: ...
    def set_cursor(self, connection: str, side: str, cursor: Cursor) -> None: ...
    def unseen(self, connection: str, side: str, heads: Sequence[IssueHead]) -> list[IssueHead]:
        """Heads whose (issue id, version) was not yet noted."""
        ...

    def note_seen(self, connection: str, side: str, heads: Sequence[IssueHead], at: datetime) -> None: ...
    def forget_seen(self, connection: str, side: str, before: datetime) -> None:
        """Drop notes made before this time; they are outside every window."""
        ...

    def add_event(self, connection: str, side: str, head: IssueHead, triggered_by: str | None) -> None:
        """One event an issue: a newer version replaces an older one (and keeps its trigger)."""
        ...

    def events(self, connection: str) -> list[Event]:
        """Oldest first."""
        ...

    def remove_event(self, event: Event) -> None:
        """Only if the stored event still has this version."""
        ...

    # pairs
    def pairs_of(self, connection: str, side: str, issue_ids: Sequence[str]) -> dict[str, Pair]:
        """Pairs by this side's issue id; any number of ids."""
        ...

    def pair(self, pair_id: str) -> Pair | None: ...
    def pairs(self, connection: str) -> list[Pair]: ...
    def each_pair(self, connection: str) -> Iterator[Pair]:
        """The same one by one, for who need not have all at once; nothing may be written meanwhile."""
        ...

    def troubled(self, connection: str) -> list[Pair]:
        """Pairs whose state is not active."""
        ...

    def find_pairs(self, key: str) -> list[Pair]:
        """Pairs, of any connection, that hold this issue key on either side (case ignored)."""
        ...

    def issues_of(self, connection: str, side: str) -> list[IssueRef]:
        """This side's issues of all pairs."""
        ...

    def put_pair(self, pair: Pair) -> None:
        """Insert or replace. StateError when an issue already belongs to another pair of the connection."""
        ...

    def put_pairs(self, pairs: Sequence[Pair]) -> None:
        """The same for many at once."""
        ...

    def remove_pair(self, pair_id: str) -> None:
        """With everything that belongs to it."""
        ...

    # what is remembered of a side
    def side_state(self, pair_id: str, side: str) -> SideState: ...
    def side_states(self, pair_ids: Sequence[str]) -> dict[tuple[str, str], SideState]: ...
    def put_side_state(self, pair_id: str, side: str, state: SideState) -> None: ...
    def put_side_states(self, states: Mapping[tuple[str, str], SideState]) -> None:
        """The same for many at once, by pair and side."""
        ...


    # queue
    def add_message(self, message: Message) -> Message:
        """Append with the pair's next number (that of the argument is ignored)."""
        ...

    def messages(self, pair_id: str) -> list[Message]:
        """In order."""
        ...

    def queued(self, connection: str) -> dict[str, list[Message]]:
        """All messages waiting, by pair, each list in order."""
        ...

    def replace_message(self, message: Message) -> None: ...
    def remove_message(self, pair_id: str, number: int) -> None: ...

    # one effect per change
    def copies(self, pair_ids: Sequence[str]) -> dict[str, list[Copy]]:
        """Id maps by pair."""
        ...

    def put_copy(self, copy: Copy) -> None: ...
    def put_copies(self, copies: Sequence[Copy]) -> None:
        """The same for many at once."""
        ...

    def remove_copy(self, copy: Copy) -> None: ...
    def count_copies(self, connection: str) -> int: ...
    def intent(self, marker: str) -> Intent | None: ...
    def put_intent(self, intent: Intent) -> None: ...
    def open_intents(self, pair_id: str) -> list[Intent]:
        """Those in state sending or doubtful."""
        ...

    def creates_in_doubt(self, connection: str, side: str) -> bool:
        """Whether some issue's create on this side is still sending or doubtful."""
        ...

    # what was taken over from another sync
    def takeover(self, connection: str) -> Takeover | None: ...
    def put_takeover(self, takeover: Takeover) -> None: ...
    def taken(self, connection: str) -> list[TakenPair]:
        """All pairs that were taken over, in the order of the first side's positions."""
        ...

    def each_taken(self, connection: str) -> Iterator[TakenPair]:
        """The same one by one, for who need not have all at once; nothing may be written meanwhile."""
        ...

    def taken_in(self, connection: str, state: str, most: int | None = None) -> list[TakenPair]:
        """Those in a state, in that order; at most so many."""
        ...

    def taken_as(self, pair_ids: Sequence[str]) -> dict[str, TakenPair]:
        """By the id of the pair that each became."""
        ...

    def find_taken(self, key: str) -> list[TakenPair]:
        """Those, of any connection, that were told with this issue key on either side (case ignored)."""
        ...

    def count_taken(self, connection: str) -> dict[str, int]:
        """How many there are, by state."""
        ...

    def put_taken(self, pairs: Sequence[TakenPair]) -> None:
        """Insert or replace, any number at once. StateError when a key of theirs is another pair's."""
        ...

    def remove_taken(self, taken_ids: Sequence[str]) -> None:
        """Forget what was told of these. The pairs that they became stay."""
        ...

    def mark_taken(self, pairs: Sequence[TakenPair]) -> None:
        """Keep what became of pairs that are there: state, pair, problem and resync, nothing else."""
        ...

    # how far sending their fields again is
    def resent_progress(self, connection: str, side: str) -> list[TakenProgress]:
        """Of all that are paired and not ended, in no order; with the keys of their issues at `side`."""
        ...

    def mark_resent(self, changed: Sequence[TakenProgress]) -> None:
        """Keep how sending their fields again stands, nothing else."""
        ...

    def resent_counts(self, connection: str) -> list[ResentCount]:
        """Of all that were taken over; reads none of them one by one."""
        ...

    def resent_in_vain(self, connection: str) -> list[TakenPair]:
        """Those paired and not ended where the last try of a direction failed, in the order of the export."""
        ...

    def count_ignoring(self, connection: str) -> int:
        """How many paired ones have an issue that leaves aside what comes."""
        ...

    def count_others(self, connection: str) -> int:
        """How many pairs of the connection were not taken over and do not stand still."""
        ...

    # what our writes replaced
    def add_replaced(self, connection: str, noted: Sequence[Replaced]) -> None: ...
    def replaced(self, connection: str, side: str) -> list[Replaced]:
        """What was replaced on a side since somebody looked back at it; oldest first."""
        ...

    def forget_replaced(self, connection: str, side: str) -> None: ...

    # what is told to people
    def add_conflict(self, conflict: Conflict) -> None:
        """Once for the same pair, side, field, ours and theirs."""
        ...

    def conflicts(self, connection: str, pair_id: str | None = None) -> list[Conflict]:
        """Oldest first, settled ones too."""
        ...

    def open_conflicts(self, connection: str) -> list[Conflict]:
        """Those that a person has to settle; oldest first."""
        ...

    def add_entry(self, entry: Entry) -> None: ...
    def history(self, pair_id: str, limit: int = 50) -> list[Entry]:
        """Newest first."""
        ...

    def counts(self, connection: str) -> Counts: ...
    def note_run(self, connection: str, at: datetime, summary: Json) -> None: ...

    # answers of trackers, kept between runs
    def known_answer(self, instance: str, question: str, not_before: datetime) -> tuple[bool, Json]:
        """(True, answer) when one was kept at or after `not_before`."""
        ...

    def keep_answer(self, instance: str, question: str, answer: Json, at: datetime) -> None: ...


class Store(Protocol):
    """The state of all connections. Safe to use from several threads of one process."""

    def transaction(self) -> AbstractContextManager[Records]:
        """Serialised; commits at the end of the block, rolls back on any exception. Not nestable."""
        ...

    def rehearsal(self) -> AbstractContextManager[Store]:
        """A store with the same content, whose changes are thrown away at the end of the block."""
        ...

    def lock(self, owner: str) -> AbstractContextManager[None]:
        """Held by one process at a time and released by its death. StateHeld when another has it."""
        ...

    def check(self) -> None:
        """StateError(trusted=False) when the stored state is damaged."""
        ...

    def close(self) -> None: ...
