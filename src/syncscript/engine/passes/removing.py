"""Removals wait until the end of a run: only then is it known which share of all copies they would take.

More than the policy's share is held until a person allows it; nothing of such a message is done before.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.engine.passes.drafting import Draft
from syncscript.engine.passes.draining import PairDrain
from syncscript.engine.passes.telling import Told
from syncscript.engine.session import Session
from syncscript.model import Diagnostic

SetAside = Sequence[tuple[PairDrain, Draft]]
"""Pairs whose next message removes something, as it was decided when its turn came."""


def may_remove(session: Session, told: Told, set_aside: SetAside, allowed: bool) -> bool:
    """Whether these pairs may be finished; if not, all of them are told as held."""
    removals = sum(draft.removals for _, draft in set_aside)
    with session.store.transaction() as records:
        copies = records.count_copies(session.connection.name)
    if allowed or removals <= _unasked(session, copies):
        return True
    _hold(told, set_aside, removals, copies)
    return False


def _unasked(session: Session, copies: int) -> float:
    """How many removals need no asking: the policy's share of all copies, and one in any case but 0."""
    share = session.connection.policy.removals
    return max(1.0, copies * share) if share else 0.0


def _hold(told: Told, set_aside: SetAside, removals: int, copies: int) -> None:
    diagnostic = Diagnostic(
        "E451",
        f"this run would remove {removals} of the {copies} copies that the sync made",
        help="look at `syncscript plan`; if that is meant, run again with --allow-removals",
    )
    for drain, draft in set_aside:
        told.holds(drain.pair, draft.plan, diagnostic)
