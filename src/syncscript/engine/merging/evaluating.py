"""What a message asks of its target: incoming rules run on it, missing parents awaited, long comments cut.

Says by exception why a message cannot be evaluated: PairFails, or PairWaits for an issue still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from syncscript.contracts import Copy, Message, Pair
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Asked, Replica, asked_of
from syncscript.engine.asking.calls import with_call_names
from syncscript.engine.asking.placing import summed
from syncscript.engine.asking.splitting import in_parts
from syncscript.engine.connection import Side
from syncscript.engine.failing import PARKED, PairFails, PairWaits
from syncscript.engine.merging.demanding import with_demands
from syncscript.engine.merging.matching import with_names
from syncscript.engine.session import Session
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic, Issue, Json


def evaluate(
    session: Session, answers: Answers, pair: Pair, message: Message, target: Side, issue: Issue | None,
    previous: Json, copies: Sequence[Copy] = (), stops: Callable[[Asked], bool] = lambda asked: True,
) -> Asked:  # fmt: skip
    """previous: the replica that the target's rules worked on before; issue: None before its create; stops:
    whether the problems of what is asked stop the message."""
    absent: set[str] = set()
    replica = Replica(message.replica, message.documents)
    ask, forms = answers.of(target, pair, absent), answers.forms(target)
    try:
        asked = asked_of(target, replica, issue, previous, ask, forms, copies, message.created.isoformat())
    except RuleFailure as failure:
        if _is_under_sync(session, absent):
            raise _parked(target, failure.diagnostic) from failure
        raise PairFails(failure.diagnostic, _lacking(message, absent)) from failure
    lacks = _lacking(message, absent)
    if lacks and _is_under_sync(session, {lacks}):
        told = Diagnostic("E410", f"{target.name}: its parent is not there yet")
        raise _parked(target, told)
    if issue is None and asked.creates and asked.joins is None:
        asked = with_demands(asked, forms, target.name)
    if asked.problems and stops(asked):
        raise PairFails(summed(asked.problems), lacks)
    asked = replace(asked, lacks=lacks)
    asked = replace(asked, calls=with_call_names(asked.calls, message.number))
    if asked.work is not None:
        asked = replace(asked, work=with_names(asked.work, message.number))
    if asked.comments is None:
        return asked
    comments, notices = in_parts(asked.comments, target.tracker.capabilities.comment_limit)
    comments = with_names(comments, message.number)
    return replace(asked, comments=comments, notices=(*asked.notices, *notices))


def _is_under_sync(session: Session, remote_ids: set[str]) -> bool:
    """Whether one of these is an issue whose twin is only still to be created."""
    connection = session.connection
    with session.store.transaction() as records:
        return any(records.pairs_of(connection.name, s.name, list(remote_ids)) for s in connection.sides)


def _lacking(message: Message, absent: set[str]) -> str:
    """The id of the parent that a rule asked for in vain; empty when it found one or asked for none."""
    parent = _parent_id(message.replica)
    return parent if parent in absent else ""


def _parent_id(replica: Mapping[str, Json]) -> str:
    """The remote id of the parent that the other side told of; empty when it told of none."""
    parent = replica.get("parent")
    known = replica.get("parentId") or (parent.get("id") if isinstance(parent, Mapping) else None)
    return "" if known is None else str(known)


def _parked(target: Side, diagnostic: Diagnostic) -> PairWaits:
    """Waits for an issue that this very run may bring."""
    told = (
        f"it waits for an issue that {target.name} does not have yet; a run tries again once that is created"
    )
    return PairWaits(replace(diagnostic, help=told), PARKED, timedelta(0))
