"""What our own write to one side will make that side's rules say, worked out before it says it.

After a write to T: what would T send, and what would S be asked for, before and after the write?
Where the two differ, the difference merely reflects our write: S's base takes it as asked already. So a
transformation or a lossy value map never bounces back, while what does not stem from the write (a
constant, the twin's key) still flows. Pure but for rules' questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from syncscript.contracts import Copy, FieldBase, SideState
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Asked, Replica, asked_of, replica_of
from syncscript.engine.asking.or_nothing import or_nothing
from syncscript.engine.connection import Side
from syncscript.engine.identity import replica_digest
from syncscript.model import Canonical, Document, Issue, Json, Settled


@dataclass(frozen=True, slots=True)
class Echo:
    """before, after: what T would send; asked_before, asked_after: what S would be asked for.

    now: what T would send with everything that people did there meanwhile.
    """

    before: Replica | None
    after: Replica
    now: Replica
    asked_before: Mapping[str, Settled] | None
    asked_after: Mapping[str, Settled]
    written: frozenset[str]

    @property
    def digest(self) -> str:
        return replica_digest(self.after.data, self.after.documents)

    @property
    def before_digest(self) -> str:
        return replica_digest(self.before.data, self.before.documents) if self.before else ""


View = tuple[Mapping[str, Json], tuple[Document, ...]]
"""An issue's payload with the source documents of its texts."""


@dataclass(frozen=True, slots=True)
class Views:
    """The target before our write, after it, and as it is now, with what people did there since."""

    before: View
    after: View
    now: View


def echo_of(
    target: Side,
    source: Side,
    views: Views,
    source_issue: Issue | None,
    copies: Iterable[Copy],
    written: Iterable[str],
    answers: Answers,
) -> Echo | None:
    """Evaluate the way back before and after a write. None when S's issue is not known.

    A RuleFailure of T's rules after the write is passed on: T cannot send, and without its echo a transformed
    value would bounce back once it can. S's rules may refuse what T would send, as a table does that lacks a
    row: nothing counts as asked then, but T's replica still counts as sent, for nobody edited T.
    A retryable error of a tracker is passed on as well.
    """
    if source_issue is None:
        return None
    copies = tuple(copies)
    after = replica_of(target, *views.after, copies, False, answers.of(target, None))
    asked_after = or_nothing(lambda: _asked(source, after, source_issue, answers))
    before = or_nothing(lambda: replica_of(target, *views.before, copies, False, answers.of(target, None)))
    asked_before = or_nothing(lambda: _asked(source, before, source_issue, answers)) if before else None
    now = after
    if views.now is not views.after:
        now = replica_of(target, *views.now, copies, False, answers.of(target, None))
    return Echo(
        before,
        after,
        now,
        asked_before.fields if asked_before else None,
        asked_after.fields if asked_after else {},
        frozenset(written),
    )


def _asked(side: Side, replica: Replica, issue: Issue, answers: Answers) -> Asked | None:
    if not replica.data:
        return None
    return asked_of(side, replica, issue, None, answers.of(side, None), answers.forms(side))


def bases_after_echo(
    echo: Echo, bases: Mapping[str, FieldBase], ours: Mapping[str, Canonical], conveyed: bool
) -> dict[str, FieldBase]:
    """S's bases once the echo is taken as asked; `ours` are S's fields as they were read.

    conveyed: the message carried these very values. Then they are what both sides agreed on, and no edit that
    resists T's next one.
    """
    changed = dict(bases)
    for name, settled in echo.asked_after.items():
        earlier = _earlier(echo, name, settled)
        if earlier == settled.value:
            continue
        base = bases.get(name)
        if base is None:
            base = FieldBase(frozenset() if isinstance(settled.value, frozenset) else None, ours.get(name))
        elif conveyed:
            base = replace(base, applied=ours.get(name), known_applied=True)
        changed[name] = replace(base, asked=_moved(base.asked, earlier, settled.value), known_asked=True)
    return changed


def _earlier(echo: Echo, name: str, settled: Settled) -> Canonical:
    """What S would have been asked before the write; without an answer, only written fields reflect it."""
    empty: Canonical = frozenset() if isinstance(settled.value, frozenset) else None
    if echo.asked_before is None:
        return empty if name in echo.written else settled.value
    earlier = echo.asked_before.get(name)
    return empty if earlier is None else earlier.value


def _moved(asked: Canonical, earlier: Canonical, later: Canonical) -> Canonical:
    """The asked base, moved by what our write changed: sets by element, so others' additions stay news."""
    if isinstance(later, frozenset) and isinstance(earlier, frozenset):
        known = asked if isinstance(asked, frozenset) else frozenset()
        return (known | (later - earlier)) - (earlier - later)
    return later


def state_after_echo(echo: Echo, state: SideState) -> SideState:
    """T's side: what it would send now counts as sent, if it had nothing else to say before our write.

    One that was taken over and never sent may have had: people worked there while nobody looked.
    """
    never_told = state.adopted is not None and not state.sent_hash
    if never_told or (state.sent_hash and echo.before_digest != state.sent_hash):
        return state
    return replace(state, sent=echo.after.data, sent_hash=echo.digest)
