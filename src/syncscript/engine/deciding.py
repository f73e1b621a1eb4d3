"""From a message to a plan: what incoming asks for, merged with what is there, as operations.

Decides and writes nothing. Knows base, id maps and policies; refuses to know how a write is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from syncscript.contracts import Conflict, Copy, FieldBase, SideState
from syncscript.engine.asking import Asked, WantedAttachment, WantedComment
from syncscript.engine.merge import Merged, Verdict, is_empty, kept, merge_field
from syncscript.engine.predicting import merged_elements, shown_field
from syncscript.model import (
    AddAttachment,
    AddComment,
    Canonical,
    CreateIssue,
    Draft,
    EditComment,
    FieldWrite,
    Issue,
    Json,
    Operation,
    RemoveAttachment,
    RemoveComment,
    Settled,
    Transition,
    UpdateFields,
)

RULE_MADE = "rule:"
"""Prefix of the made-up source id of a comment that the rule itself wrote."""

PRIVATE = "private:"
"""The same, for a comment that must not cross back."""

Judge = Callable[[str], str]
"""Who wins a conflict on a field: `theirs`, `ours`, `open`, or `unopposed` when it is none."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do on one side, and what to remember once it is done.

    bases: by field, of fields that need no write as well; dropped: id map lines whose copy is gone;
    agreed: fields where the message brings news that is there already (an earlier try wrote it).
    """

    operations: tuple[Operation, ...]
    bases: Mapping[str, FieldBase] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Copy, ...] = ()
    agreed: frozenset[str] = frozenset()


def decide_creation(asked: Asked, number: int, parent: str | None) -> Decision:
    """The first sync: one create with every field, then the status, comments and attachments."""
    status = asked.fields.get("status")
    fields = {
        n: s
        for n, s in asked.fields.items()
        if n not in ("status", "resolution", "parentId") and not is_empty(s.value)
    }
    operations: list[Operation] = [CreateIssue(Draft(asked.project, asked.type, fields, parent))]
    if status is not None and not is_empty(status.value):
        operations.append(_transition(status, None, asked.fields.get("resolution")))
    operations += [_add_comment(w, number, i) for i, w in enumerate(asked.comments or ())]
    operations += [_add_attachment(w) for w in asked.attachments or ()]
    bases = {n: FieldBase(s.value, s.value, owned=_elements(s.value)) for n, s in asked.fields.items()}
    return Decision(tuple(operations), bases)


def decide_update(
    asked: Asked,
    issue: Issue,
    state: SideState,
    copies: Sequence[Copy],
    number: int,
    judge: Judge,
    pair: str,
    side: str,
    now: datetime,
) -> Decision:
    """A later sync: merge field by field, then comments and attachments by their id maps."""
    writes: dict[str, FieldWrite] = {}
    bases: dict[str, FieldBase] = {}
    conflicts: list[Conflict] = []
    agreed: set[str] = set()
    for name, settled in asked.fields.items():
        base, ours = state.base.get(name), issue.fields.get(name)
        merged = merge_field(base, ours, settled.value)
        if merged.verdict is Verdict.SAME and base is not None and base.asked != settled.value:
            agreed.add(name)
        if merged.verdict is Verdict.CONFLICT:
            winner = judge(name)
            if winner != "unopposed":
                conflicts.append(_conflict(pair, side, name, base, ours, settled.value, winner, now))
            if winner in ("ours", "open"):
                if winner == "ours":
                    bases[name] = kept(settled.value, ours, base)
                continue
        if merged.base is not None:
            bases[name] = merged.base
        if merged.verdict in (Verdict.TAKE, Verdict.CONFLICT):
            writes[name] = _field_write(issue, name, settled, merged)
    operations = _field_operations(writes, issue)
    comments, dropped = _comment_operations(asked.comments, issue, copies, number, side)
    attachments, more = _attachment_operations(asked.attachments, issue, copies, side)
    return Decision(
        (*operations, *comments, *attachments), bases, tuple(conflicts), (*dropped, *more), frozenset(agreed)
    )


def _field_write(issue: Issue, name: str, settled: Settled, merged: Merged) -> FieldWrite:
    new = settled
    if isinstance(merged.value, frozenset):
        there = shown_field(issue.payload, name)
        new = Settled(merged.value, merged_elements(there, settled.shown, merged.value), settled.by)
    return FieldWrite(shown_value(issue.fields.get(name)), new, merged.add, merged.remove)


def _field_operations(writes: Mapping[str, FieldWrite], issue: Issue) -> list[Operation]:
    """One update of all fields, then the transition; the resolution goes with the transition."""
    plain = dict(writes)
    status, resolution = plain.pop("status", None), plain.get("resolution")
    operations: list[Operation] = []
    if status is not None and resolution is not None:
        del plain["resolution"]
    if plain:
        operations.append(UpdateFields(plain))
    if status is not None:
        old = issue.fields.get("status")
        operations.append(
            _transition(status.new, None if old is None else str(old), resolution.new if resolution else None)
        )
    return operations


def _transition(status: Settled, old: str | None, resolution: Settled | None) -> Transition:
    wanted = None if resolution is None or is_empty(resolution.value) else str(resolution.value)
    return Transition(str(status.value), old, status.by, wanted)


def _comment_operations(
    wanted: tuple[WantedComment, ...] | None, issue: Issue, copies: Sequence[Copy], number: int, side: str
) -> tuple[list[Operation], list[Copy]]:
    if wanted is None:
        return [], []
    known = {c.source_id: c for c in copies if c.kind == "comment" and c.side == side}
    present = {str(c["id"]): str(c.get("body") or "") for c in issue.payload.get("comments") or []}
    operations: list[Operation] = []
    for ordinal, comment in enumerate(wanted):
        copy = known.get(comment.source_id or "")
        if copy is None:
            operations.append(_add_comment(comment, number, ordinal))
        elif comment.body != copy.asked and copy.copy_id in present:
            operations.append(
                EditComment(
                    copy.copy_id,
                    copy.source_id,
                    present[copy.copy_id],
                    comment.body,
                    comment.by,
                    comment.internal,
                )
            )
    kept_ids = {c.source_id for c in wanted}
    gone = [c for s, c in known.items() if s not in kept_ids and not s.startswith((RULE_MADE, PRIVATE))]
    operations += [
        RemoveComment(c.copy_id, c.source_id, present[c.copy_id]) for c in gone if c.copy_id in present
    ]
    return operations, [c for c in gone if c.copy_id not in present]


def _attachment_operations(
    wanted: tuple[WantedAttachment, ...] | None, issue: Issue, copies: Sequence[Copy], side: str
) -> tuple[list[Operation], list[Copy]]:
    if wanted is None:
        return [], []
    known = {c.source_id: c for c in copies if c.kind == "attachment" and c.side == side}
    present = {str(a["id"]): str(a.get("filename") or "") for a in issue.payload.get("attachments") or []}
    operations: list[Operation] = [_add_attachment(w) for w in wanted if w.source_id not in known]
    gone = [c for s, c in known.items() if s not in {w.source_id for w in wanted}]
    operations += [
        RemoveAttachment(c.copy_id, c.source_id, present[c.copy_id]) for c in gone if c.copy_id in present
    ]
    return operations, [c for c in gone if c.copy_id not in present]


def _add_comment(wanted: WantedComment, number: int, ordinal: int) -> AddComment:
    made_up = f"{PRIVATE if wanted.private else RULE_MADE}{number}:{ordinal}"
    return AddComment(wanted.source_id or made_up, wanted.body, wanted.by, wanted.internal)


def _add_attachment(wanted: WantedAttachment) -> AddAttachment:
    return AddAttachment(wanted.source_id, wanted.filename, wanted.mimetype, wanted.size, wanted.by)


def _conflict(
    pair: str,
    side: str,
    name: str,
    base: FieldBase | None,
    ours: Canonical,
    theirs: Canonical,
    winner: str,
    now: datetime,
) -> Conflict:
    known = base.applied if base and base.known_applied else None
    return Conflict(
        pair, side, name, shown_value(known), shown_value(ours), shown_value(theirs), winner, "", now
    )


def shown_value(value: Canonical) -> Json:
    """A canonical value as plain data: sets as sorted lists."""
    return sorted(value) if isinstance(value, frozenset) else value


def _elements(value: Canonical) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()
