"""The way back of one message: which views of the target the echo is worked out from.

Three cases: a create (before: nothing but its key), an update (before: as it was read), and a message that an
earlier run left half done (before: as if the fields it had written were what they had been).
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import Pair
from syncscript.engine.answering import Answers
from syncscript.engine.drafting import Draft
from syncscript.engine.echoing import Echo, View, echo_of
from syncscript.engine.newborns import newborn, note_newborn
from syncscript.engine.predicting import (
    as_shown,
    born_fields,
    newborn_payload,
    payload_after,
    shown_field,
    written_fields,
)
from syncscript.engine.session import Session
from syncscript.model import CreateIssue, Issue, IssueRef, Json


def way_back(
    session: Session, answers: Answers, pair: Pair, draft: Draft, source_issue: Issue | None
) -> Echo | None:
    """The echo of what this message wrote; None when it wrote nothing that rules could see."""
    own = written_fields(draft.decision.operations)
    written = {*own, *draft.earlier}
    if not written and draft.creation is None:
        return None
    before, after = _views(session, draft, pair, own)
    now = _as_it_is(draft.issue, draft) if draft.newborn and draft.issue is not None else after
    return echo_of(
        draft.target, draft.source, before, after, now, source_issue, draft.copies, written, answers
    )


def acquaint(session: Session, draft: Draft, creation: CreateIssue, ref: IssueRef) -> None:
    """Learn, once a project and type, what the tracker itself fills in at a create: status, priority..."""
    if newborn(session, draft.target, creation) is not None:
        return
    born = session.patiently(lambda: draft.target.tracker.fetch([ref.id])).issues.get(ref.id)
    if born is not None:
        given = born_fields(born.payload)
        note_newborn(session, draft.target, creation,
                     {n: v for n, v in given.items() if n not in creation.draft.fields})  # fmt: skip


def note_own_write(session: Session, draft: Draft) -> None:
    """The next message of this run meets the target as our write left it."""
    written = written_fields(draft.decision.operations)
    if draft.issue is None or not written:
        return
    bases = draft.decision.bases
    values = {name: bases[name].applied for name in written if name in bases}
    payload = payload_after(draft.issue.payload, written)
    session.amend(draft.target.name, draft.issue, payload, {**draft.issue.fields, **values})


def _views(
    session: Session, draft: Draft, pair: Pair, written: Mapping[str, Json]
) -> tuple[View, View]:
    sent = draft.message.documents
    if draft.creation is not None:
        born = newborn_payload(draft.creation, pair.issues[draft.target.name])
        filled = {**born, **(newborn(session, draft.target, draft.creation) or {})}
        return (born, ()), (payload_after(filled, written), sent)
    issue = draft.issue
    assert issue is not None
    kept = tuple(d for d in issue.documents if d.origin not in written)
    after: View = (payload_after(issue.payload, written), (*kept, *sent))
    if not draft.earlier:
        return (issue.payload, issue.documents), after
    former = {n: as_shown(shown_field(issue.payload, n), old) for n, old in draft.earlier.items()}
    documents = tuple(d for d in issue.documents if d.origin not in former)
    return (payload_after(issue.payload, former), documents), after
