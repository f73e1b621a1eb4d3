"""The way back of one message: which views of the target the echo is worked out from.

Three cases: a create (before: nothing but its key), an update (before: as it was read), and a message that an
earlier run left half done (before: as if the fields it had written were what they had been).
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import Pair, TrackerError
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Replica, replica_of
from syncscript.engine.asking.wanting import LISTS
from syncscript.engine.merging.echoing import Echo, View, Views, echo_of
from syncscript.engine.merging.newborns import newborn, note_newborn
from syncscript.engine.merging.predicting import (
    as_shown,
    born_fields,
    newborn_payload,
    payload_after,
    shown_field,
    with_copies,
    written_fields,
)
from syncscript.engine.passes.drafting import Draft
from syncscript.engine.session import Session
from syncscript.language import RuleFailure
from syncscript.model import CreateIssue, Issue, IssueRef, Json


def way_back(
    session: Session, answers: Answers, pair: Pair, draft: Draft, source_issue: Issue | None
) -> Echo | None:
    """The echo of what this message wrote; None when it wrote nothing that rules could see.

    A copy that this very message made, found again or removed must not cross back: so id maps count as they
    are and as they were.
    """
    own = written_fields(draft.decision.operations)
    written = {*own, *draft.earlier}
    if not written and draft.creation is None:
        return None
    views = _views(session, draft, pair, own)
    with session.store.transaction() as records:
        copies = (*records.copies([pair.id]).get(pair.id, ()), *draft.copies)
    return echo_of(draft.target, draft.source, views, source_issue, copies, written, answers)


def as_it_stands(answers: Answers, pair: Pair, draft: Draft) -> Replica | None:
    """What the target would send now; None where its rules or its tracker cannot say."""
    issue = draft.issue
    if issue is None:
        return None
    copies = (*draft.copies, *draft.twins)
    try:
        return replica_of(
            draft.target, issue.payload, issue.documents, copies, False, answers.of(draft.target, pair)
        )
    except (RuleFailure, TrackerError):
        return None


def acquaint(session: Session, draft: Draft, creation: CreateIssue, ref: IssueRef) -> None:
    """Learn, once a project and type, what the tracker itself fills in at a create: status, priority..."""
    if newborn(session, draft.target, creation) is not None:
        return
    born = session.patiently(lambda: draft.target.tracker.fetch([ref.id])).issues.get(ref.id)
    if born is not None:
        given = born_fields(born.payload)
        note_newborn(session, draft.target, creation,
                     {n: v for n, v in given.items() if n not in creation.draft.fields})  # fmt: skip


def note_own_write(session: Session, pair: Pair, draft: Draft) -> None:
    """The next message of this run meets the target as our write left it."""
    if draft.issue is None or not draft.decision.operations:
        return
    written = written_fields(draft.decision.operations)
    bases = draft.decision.bases
    values = {name: bases[name].applied for name in written if name in bases}
    with session.store.transaction() as records:
        copies = records.copies([pair.id]).get(pair.id, ())
    known = {(c.kind, c.copy_id) for c in draft.copies}
    made = [c for c in copies if c.side == draft.target.name and (c.kind, c.copy_id) not in known]
    payload = payload_after(with_copies(draft.issue.payload, draft.decision.operations, made), written)
    session.amend(draft.target.name, draft.issue, payload, {**draft.issue.fields, **values})


def _views(session: Session, draft: Draft, pair: Pair, own: Mapping[str, Json]) -> Views:
    sent = draft.message.documents
    if draft.creation is not None:
        born = newborn_payload(draft.creation, pair.issues[draft.target.name], draft.message.created)
        filled = {**born, **(newborn(session, draft.target, draft.creation) or {})}
        after: View = (payload_after(filled, own), sent)
        return Views((born, ()), after, after)
    issue = draft.issue
    assert issue is not None
    kept = tuple(d for d in issue.documents if d.origin not in own)
    came = (d for d in sent if d.origin in own)
    now: View = (payload_after(issue.payload, own), (*kept, *came))
    if not draft.earlier:
        return Views((issue.payload, issue.documents), now, now)
    former = {n: as_shown(shown_field(issue.payload, n), old) for n, old in draft.earlier.items()}
    documents = tuple(d for d in issue.documents if d.origin not in former)
    before = (_without_talk(draft, payload_after(issue.payload, former)), documents)
    written, left = _as_we_wrote(draft, now)
    return Views(before, (_without_talk(draft, written), left), now)


def _without_talk(draft: Draft, payload: Mapping[str, Json]) -> Mapping[str, Json]:
    """What hangs on an issue that never sent anything are people's: still to be sent."""
    return {**payload, **{name: [] for name in LISTS.values()}} if draft.newborn else payload


def _as_we_wrote(draft: Draft, now: View) -> View:
    """The issue as earlier tries of this message left it, without what people made of those fields since.

    Sets are taken as they are: they merge by element, and others' elements stand in both views.
    """
    asked = draft.asked.fields
    ours = {
        n: asked[n].shown for n in draft.earlier if n in asked and not isinstance(asked[n].value, frozenset)
    }
    kept = [d for d in now[1] if d.origin not in ours]
    return payload_after(now[0], ours), (*kept, *(d for d in draft.message.documents if d.origin in ours))
