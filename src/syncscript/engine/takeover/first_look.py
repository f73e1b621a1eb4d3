"""The first look at a pair that was taken over: what both sides ask of each other, and what is news of it.

Fields get the bases and copies the lines that a sync of ours would have left, by what the change histories
tell since the takeover; then the ordinary merge goes on. Both directions are looked at together, before
anything is written, for our own writes would pass for somebody's. Writes to the state alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from syncscript.contracts import Copy, FieldBase, FieldChange, Message, Pair, SideState
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Asked, asked_of, replica_of
from syncscript.engine.asking.or_nothing import or_nothing
from syncscript.engine.connection import Side
from syncscript.engine.failing import PairFails, gone
from syncscript.engine.session import Session
from syncscript.engine.takeover.former_bases import Former, agree, former_base
from syncscript.engine.takeover.former_copies import End, FormerCopies, former_copies
from syncscript.engine.takeover.rewinding import as_it_was
from syncscript.model import Canonical, Diagnostic, Issue, Settled, Severity

States = Mapping[str, SideState]


@dataclass(frozen=True, slots=True)
class Seen:
    """One end with its history. changes: of its fields since the takeover, oldest first; None where the
    tracker keeps none."""

    side: Side
    end: End
    changes: tuple[FieldChange, ...] | None

    @property
    def is_touched(self) -> bool:
        """Whether it was changed at all since, as far as its own time tells."""
        return self.end.issue.updated > self.end.adopted.until

    def former(self, known: Sequence[str], only: str | None = None) -> Issue:
        """The issue as it was at the takeover. only: the one field to take back; known: names of elements."""
        changes = [c for c in self.changes or () if only is None or c.field == only]
        return as_it_was(self.end.issue, changes, known)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What there is to go on from. left: copies that are nobody's to remove; notices: for a person."""

    states: States
    copies: tuple[Copy, ...]
    left: frozenset[tuple[str, str]] = frozenset()
    notices: tuple[Diagnostic, ...] = field(default=())


def first_look(
    session: Session, answers: Answers, pair: Pair, message: Message, target: Side, issue: Issue,
    asked: Asked, states: States, copies: tuple[Copy, ...],
) -> FirstLook:  # fmt: skip
    """Of a message that asks `asked` of `issue` at `target`; nothing for a pair that was not taken over.

    PairFails where the source is gone: what it had asked for at the takeover cannot be known any more.
    """
    source = session.connection.side(message.source)
    there, here = states[source.name].adopted, states[target.name].adopted
    source_issue = session.issue_of(pair, source.name)
    if there is None or here is None:
        return FirstLook(states, copies)
    if source_issue is None:
        raise PairFails(gone(source.name, pair.issues[source.name]))
    ends = End(source.name, source_issue, there), End(target.name, issue, here)
    told = former_copies(pair.id, *ends, asked, copies)
    if not told.lines and not told.unsent and asked.fields.keys() <= states[target.name].base.keys():
        return FirstLook(states, copies, told.left)
    look = _Look(session, answers, pair, copies, message.created.isoformat())
    still = Seen(source, ends[0], ()), Seen(target, ends[1], ())
    back = look.asked_now(still[1], still[0])
    is_quiet = _holds(issue, asked) and (back is None or _holds(source_issue, back))
    seen = still if is_quiet else (look.seen(source, ends[0]), look.seen(target, ends[1]))
    forward = look.bases(*seen, asked.fields)
    backward = look.bases(seen[1], seen[0], back.fields) if back is not None else {}
    returned = former_copies(pair.id, ends[1], ends[0], back, copies) if back is not None else FormerCopies()
    lines = (*told.lines, *returned.lines)
    kept = look.keep({target.name: forward, source.name: backward}, lines)
    notices = (*_unsent(session, pair, source, told), *_unsent(session, pair, target, returned))
    return FirstLook(kept, _with_lines(copies, lines), told.left, notices)


def with_look(asked: Asked, looked: FirstLook) -> Asked:
    """What is asked, without the removal of copies that nobody compared with a rule yet."""
    return replace(asked, left=asked.left | looked.left, notices=(*asked.notices, *looked.notices))


@dataclass(frozen=True, slots=True)
class _Look:
    session: Session
    answers: Answers
    pair: Pair
    copies: tuple[Copy, ...]
    now: str

    def seen(self, side: Side, end: End) -> Seen:
        """No history is asked of an issue that nobody touched since: most are so, and each is a call."""
        if not side.tracker.capabilities.change_history:
            return Seen(side, end, None)
        if end.issue.updated <= end.adopted.until:
            return Seen(side, end, ())
        issue_id = end.issue.ref.id
        told = self.session.patiently(lambda: side.tracker.history([issue_id])).get(issue_id, ())
        return Seen(side, end, tuple(change for change in told if change.at > end.adopted.until))

    def bases(self, source: Seen, target: Seen, asked: Mapping[str, Settled]) -> dict[str, FieldBase]:
        """For each field that is asked for."""
        before, known = self._asked_then(source, target, asked), _names(source, target)
        former, ours = target.former(known).fields, target.end.issue.fields
        own = _changed_under_their_names(source, known)
        bases: dict[str, FieldBase] = {}
        for name, settled in asked.items():
            there = source.is_touched if source.changes is None else (
                before.get(name) != settled.value or name in own)  # fmt: skip
            told = Former(before.get(name), former.get(name), there, _changed(target, name))
            bases[name] = former_base(told, ours.get(name), settled.value)
        return bases

    def asked_now(self, source: Seen, target: Seen) -> Asked | None:
        """None where the rules or their tracker cannot say: then it is looked at once they can."""
        return self._asked(source, target, source.end.issue)

    def _asked_then(
        self, source: Seen, target: Seen, now: Mapping[str, Settled]
    ) -> Mapping[str, Canonical]:
        """What would have been asked at the takeover. Where rules cannot work on all that was, as
        with a table that lacks a row for it, each change is taken back by itself."""
        if source.changes is None:
            return {}
        if not source.changes:
            return {name: settled.value for name, settled in now.items()}
        then = self._asked(source, target, source.former(_names(source, target)))
        if then is not None:
            return {name: settled.value for name, settled in then.fields.items()}
        return self._asked_one_by_one(source, target, now)

    def _asked_one_by_one(
        self, source: Seen, target: Seen, now: Mapping[str, Settled]
    ) -> Mapping[str, Canonical]:
        """A field whose own change cannot be taken back is left out, and so counts as changed."""
        asked: dict[str, Canonical] = {name: settled.value for name, settled in now.items()}
        for changed in dict.fromkeys(change.field for change in source.changes or ()):
            then = self._asked(source, target, source.former(_names(source, target), only=changed))
            if then is None:
                asked.pop(changed, None)
                continue
            values = {name: settled.value for name, settled in then.fields.items() if name in now}
            asked |= {name: value for name, value in values.items() if value != now[name].value}
        return asked

    def _asked(self, source: Seen, target: Seen, issue: Issue) -> Asked | None:
        return or_nothing(lambda: self._asked_or_failed(source, target, issue))

    def _asked_or_failed(self, source: Seen, target: Seen, issue: Issue) -> Asked | None:
        answer = self.answers.of(source.side, self.pair)
        replica = replica_of(source.side, issue.payload, issue.documents, self.copies, False, answer)
        if not replica.data:
            return None
        ask, forms = self.answers.of(target.side, self.pair), self.answers.forms(target.side)
        return asked_of(target.side, replica, target.end.issue, None, ask, forms, self.copies, self.now)

    def keep(self, bases: Mapping[str, Mapping[str, FieldBase]], lines: Sequence[Copy]) -> States:
        """One transaction; a base that is there already is better than one worked out."""
        with self.session.store.transaction() as records:
            kept = {}
            for side, found in bases.items():
                state = records.side_state(self.pair.id, side)
                kept[side] = replace(state, base={**found, **state.base})
                records.put_side_state(self.pair.id, side, kept[side])
            for line in lines:
                records.put_copy(line)
        return kept


def _holds(issue: Issue, asked: Asked) -> bool:
    """Whether it holds all that is asked of it. Then nothing hangs on how that came."""
    return all(agree(issue.fields.get(name), settled.value) for name, settled in asked.fields.items())


def _changed_under_their_names(source: Seen, known: Sequence[str]) -> frozenset[str]:
    """Fields that hold something else now. What rules would have asked for then does not always show it: of
    people and the like a history tells less than rules read."""
    then, now = source.former(known).fields, source.end.issue.fields
    changed = {change.field for change in source.changes or ()}
    return frozenset(name for name in changed if then.get(name) != now.get(name))


def _changed(target: Seen, name: str) -> bool:
    if target.changes is None:
        return target.is_touched
    return any(change.field == name for change in target.changes)


def _names(*ends: Seen) -> list[str]:
    """Every name that elements of their sets have now."""
    values = (value for seen in ends for value in seen.end.issue.fields.values())
    return sorted({name for value in values if isinstance(value, frozenset) for name in value})


def _with_lines(copies: Sequence[Copy], lines: Sequence[Copy]) -> tuple[Copy, ...]:
    known = {(c.side, c.kind, c.source_id): c for c in (*copies, *lines)}
    return tuple(known.values())


def _unsent(session: Session, pair: Pair, side: Side, told: FormerCopies) -> tuple[Diagnostic, ...]:
    if not told.unsent:
        return ()
    other, count = session.connection.other(side.name).name, len(told.unsent)
    what = "comment, attachment or work log" if count == 1 else "comments, attachments and work logs"
    return (Diagnostic(
        "E486",
        f"{side.name} {pair.issues[side.name].key}: {count} {what} from before the takeover "
        f"{'has' if count == 1 else 'have'} no copy at {other} and {'is' if count == 1 else 'are'} not sent",
        severity=Severity.WARNING,
        help="the former sync left them out; write there again what should cross",
    ),)  # fmt: skip
