"""Creates whose answer was lost and that no message asks for any more: found and kept, or given up.

A create that is still asked for is looked for where it is done (applying.py). Without this, one in doubt
whose rule now returns, throws or no longer wants the comment would hold other issues back for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from syncscript.contracts import Copy, FieldBase, Intent, Pair, Records
from syncscript.engine.asking.hanging import addition_of
from syncscript.engine.connection import Side
from syncscript.engine.failing import PairWaits
from syncscript.engine.merging.matching import RULE_MADE
from syncscript.engine.session import Session
from syncscript.model import Addition, Diagnostic, IssueRef

SKEW = timedelta(minutes=2)
"""How far a tracker's clock may be off when it is asked for what was created since an intent."""
LOOK_AGAIN = timedelta(seconds=30)


def wait_out(session: Session, side: Side, intent: Intent) -> None:
    """PairWaits as long as a write without an answer may still be on its way; only its pair waits."""
    doubt = session.connection.policy.doubt
    if session.now() >= intent.sent_at + doubt:
        return
    raise PairWaits(
        Diagnostic(
            "E408",
            f"{side.name}: the answer to a {intent.kind} was lost and it has not shown up yet",
            help=f"nothing to do: the next runs look for it, and it is sent again after "
            f"{int(doubt.total_seconds())} s if it never arrived",
        ),
        "doubtful",
        LOOK_AGAIN,
    )


def settle_create(session: Session, pair: Pair, side: Side) -> Pair:
    """The pair with the issue that a create in doubt left on `side`, if it did. PairWaits while unknown."""
    intent = next((i for i in _open(session, pair, side) if i.kind == "create"), None)
    if intent is None:
        return pair
    found = _created(session, pair, side, intent)
    if not found:
        wait_out(session, side, intent)
    with session.store.transaction() as records:
        if found:
            return adopt(records, session, pair, side, intent, found)
        _close(records, intent, None)
    return pair


def adopt(
    records: Records, session: Session, pair: Pair, side: Side, intent: Intent, found: Sequence[IssueRef]
) -> Pair:
    """The pair with the oldest issue found. Its set elements are ours; what else it holds is not known."""
    _close(records, intent, found[0].id)
    pair = replace(pair, issues={**pair.issues, side.name: found[0]})
    records.put_pair(pair)
    sets = intent.content.get("sets", {}) if isinstance(intent.content, Mapping) else {}
    asked = {name: frozenset(elements) for name, elements in sets.items()}
    owned = {name: FieldBase(elements, elements, owned=elements) for name, elements in asked.items()}
    state = records.side_state(pair.id, side.name)
    records.put_side_state(pair.id, side.name, replace(state, base={**state.base, **owned}))
    if len(found) > 1:
        session.problems.append(_doubled(side, found))
    return pair


def _doubled(side: Side, found: Sequence[IssueRef]) -> Diagnostic:
    others = ", ".join(ref.key for ref in found[1:])
    return Diagnostic(
        "E411",
        f"{side.name}: {found[0].key} and {others} were created for one and the same issue",
        help=f"{found[0].key} is kept in step and nothing was deleted: look at {others}, move over what "
        "people wrote there, and delete it",
    )


def recover_creates(session: Session, side: Side) -> None:
    """Creates in doubt of pairs that stand still: newcomers on this side must not wait for these pairs."""
    name = session.connection.name
    with session.store.transaction() as records:
        if not records.creates_in_doubt(name, side.name):
            return
        standing = [p for p in records.troubled(name) if p.state in ("failed", "stopped")]
    for pair in standing:
        if side.name not in pair.issues:
            with suppress(PairWaits):
                settle_create(session, pair, side)


def settle_orphans(session: Session, pair: Pair, side: Side, wanted: frozenset[tuple[str, str]], waits: bool
                   ) -> bool:  # fmt: skip
    """Look for additions in doubt that are not among the `wanted`, by kind and source id.

    What is found becomes a line of the id map, so that it is removed like any other withdrawn copy. True when
    the id map may have changed. While one may still be on its way: PairWaits if `waits`, else it stays open.
    """
    additions = [i for i in _open(session, pair, side) if i.kind not in ("create", "http")]
    orphans = [i for i in additions if (i.kind, i.source_id) not in wanted]
    for intent in orphans:
        with suppress(*(() if waits else (PairWaits,))):
            _settle_orphan(session, pair, side, intent)
    return bool(orphans)


def _settle_orphan(session: Session, pair: Pair, side: Side, intent: Intent) -> None:
    found = _added(session, pair.issues[side.name], side, intent)
    if not found:
        wait_out(session, side, intent)
    with session.store.transaction() as records:
        _close(records, intent, found[0] if found else None)
        if found and not intent.source_id.startswith(RULE_MADE):
            records.put_copy(Copy(pair.id, side.name, intent.kind, intent.source_id, found[0], "", ""))


def _open(session: Session, pair: Pair, side: Side) -> list[Intent]:
    with session.store.transaction() as records:
        return [i for i in records.open_intents(pair.id) if i.side == side.name]


def _created(session: Session, pair: Pair, side: Side, intent: Intent) -> list[IssueRef]:
    """The source id of a create's intent is its project."""
    project = side.project if intent.source_id == pair.id else intent.source_id
    since = intent.sent_at - SKEW
    return session.patiently(
        lambda: side.tracker.find_created(intent.marker, project, intent.high_water, since)
    )


def _added(session: Session, ref: IssueRef, side: Side, intent: Intent) -> list[str]:
    """By its marker, or by what the intent keeps of it."""
    since = intent.sent_at - SKEW
    return session.patiently(lambda: side.tracker.find_added(ref, _sent(intent), intent.marker, since))


def _sent(intent: Intent) -> Addition:
    content = intent.content if isinstance(intent.content, Mapping) else {}
    return addition_of(intent.kind, intent.source_id, content)


def _close(records: Records, intent: Intent, result_id: str | None) -> None:
    state = "refused" if result_id is None else "done"
    records.put_intent(replace(intent, state=state, result_id=result_id))
