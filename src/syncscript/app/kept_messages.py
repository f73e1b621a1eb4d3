"""What the state keeps of messages: of each side the replica that its rules worked on last, and what waits.

The target's issue is not kept, only what the sync asked of it; `seen_live` puts the real issues in place.
Nor is the replica before the last one: the last one stands for it, as if nothing had changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from syncscript.cases.replaying import KeptMessage
from syncscript.cases.standing import changed_issue
from syncscript.contracts import Message, Pair, Records, SideState
from syncscript.engine import Connection
from syncscript.engine.asking.asked import with_origins
from syncscript.engine.session import Session
from syncscript.model import IssueRef, Json

PEOPLE = ("assignee", "reporter", "creator")
ENDED = "stopped"
"""State of a pair that is under sync no longer."""


def kept_messages(records: Records, connection: Connection) -> list[KeptMessage]:
    """In the order of the pairs; of each pair what was worked on before what waits."""
    pairs = [pair for pair in records.pairs(connection.name) if pair.state != ENDED]
    states = records.side_states([pair.id for pair in pairs])
    queued = records.queued(connection.name)
    found: list[KeptMessage] = []
    for pair in pairs:
        for side in connection.sides:
            state = states.get((pair.id, side.name), SideState())
            if isinstance(state.received, dict) and side.name in pair.issues:
                source = connection.other(side.name).name
                found.append(message_of(pair, source, side.name, state.received, state, waiting=False))
        found += [waiting_message(connection, pair, states, one) for one in queued.get(pair.id, [])]
    return found


def waiting_message(
    connection: Connection, pair: Pair, states: dict[tuple[str, str], SideState], one: Message
) -> KeptMessage:
    target = connection.other(one.source).name
    state = states.get((pair.id, target), SideState())
    return message_of(pair, one.source, target, dict(one.replica), state, waiting=True)


def message_of(
    pair: Pair, source: str, target: str, replica: dict[str, Json], state: SideState, waiting: bool
) -> KeptMessage:
    ref = pair.issues.get(target)
    keys = {side: known.key for side, known in pair.issues.items()}
    issue = issue_asked_for(ref, state) if ref else {}
    return KeptMessage(pair.connection, pair.id, keys, source, target, replica, state.received, issue,
                       first=ref is None, waiting=waiting)  # fmt: skip


def issue_asked_for(ref: IssueRef, state: SideState) -> dict[str, Json]:
    """The issue as far as the state knows it: its place, and what the sync asked of it, as it was applied."""
    project = ref.key.rpartition("-")[0]
    issue: dict[str, Json] = {
        "id": ref.id, "key": ref.key, "projectKey": project, "project": {"key": project}
    }  # fmt: skip
    for name, base in state.base.items():
        value = base.applied
        shown = {"key": value} if name in PEOPLE and isinstance(value, str) else value
        issue = changed_issue(issue, name, shown, value)
    return issue


def seen_live(session: Session, messages: Sequence[KeptMessage]) -> Iterator[KeptMessage]:
    """The messages with both issues as they are now in their trackers; what is gone there stays as it was."""
    connection = session.connection
    with session.store.transaction() as records:
        pairs = {pair.id: pair for pair in records.pairs(connection.name)}
        copies = records.copies(list(pairs))
    for side in connection.sides:
        session.read(side, [pair.issues[side.name].id for pair in pairs.values() if side.name in pair.issues])
    for message in messages:
        own = copies.get(message.pair, [])
        seen = {
            side.name: with_origins(issue.payload, own, side.name)
            for side in connection.sides
            if (issue := session.issue_of(pairs[message.pair], side.name)) is not None
        }
        yield replace(message, issue=seen.get(message.target, message.issue),
                      sent_from=seen.get(message.source))  # fmt: skip
