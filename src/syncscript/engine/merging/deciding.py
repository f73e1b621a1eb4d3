"""From a message to a plan: what incoming asks for, merged with what is there, as operations.

Decides and writes nothing. Knows base, id maps and policies; refuses to know how a write is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncscript.contracts import Conflict, Copy, FieldBase
from syncscript.engine.asking.asked import Asked
from syncscript.engine.asking.hanging import COMMENTS, WORK, add_comment, log_work
from syncscript.engine.merging.matching import Case, add_attachment, match_attachments, match_texts
from syncscript.engine.merging.merge import Merged, Verdict, is_empty, kept, merge_field
from syncscript.engine.merging.predicting import merged_elements, shown_field
from syncscript.model import (
    Canonical,
    CreateIssue,
    Draft,
    FieldWrite,
    Issue,
    Json,
    Operation,
    Settled,
    Transition,
    UpdateFields,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do on one side, and what to remember once it is done.

    bases: by field, of fields that need no write as well; dropped: id map lines whose copy is gone;
    turned_down: id map lines whose original changed in vain;
    agreed: fields where the message brings news that is there already (an earlier try wrote it).
    """

    operations: tuple[Operation, ...]
    bases: Mapping[str, FieldBase] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Copy, ...] = ()
    turned_down: tuple[Copy, ...] = ()
    agreed: frozenset[str] = frozenset()


def decide_creation(asked: Asked, parent: str | None) -> Decision:
    """The first sync: one create with every field, then the status, and what hangs on it."""
    status = asked.fields.get("status")
    fields = {
        n: s
        for n, s in asked.fields.items()
        if n not in ("status", "resolution", "parentId") and not is_empty(s.value)
    }
    draft = Draft(asked.project, asked.type, fields, parent)
    operations: list[Operation] = [*asked.parts, CreateIssue(draft)]
    if status is not None and not is_empty(status.value):
        operations.append(_transition(status, None, asked.fields.get("resolution")))
    operations += [add_comment(w) for w in asked.comments or ()]
    operations += [add_attachment(w) for w in asked.attachments or ()]
    operations += [*(log_work(w) for w in asked.work or ()), *asked.calls]
    bases = {n: FieldBase(s.value, s.value, owned=_elements(s.value)) for n, s in asked.fields.items()}
    return Decision(tuple(operations), bases)


def decide_update(asked: Asked, case: Case) -> Decision:
    """A later sync: merge field by field, then what hangs on the issue by its id maps."""
    merging = _Merging(case)
    for name, settled in asked.fields.items():
        merging.merge(name, settled)
    merging.keep_resolution()
    matches = (
        match_texts(COMMENTS, asked.comments, case, asked.left),
        match_attachments(asked.attachments, case, asked.left),
        match_texts(WORK, asked.work, case, asked.left),
    )
    return Decision(
        (*asked.parts, *_field_operations(merging.writes, case.issue),
         *(o for m in matches for o in m.operations), *asked.calls),
        merging.bases,
        (*merging.conflicts, *(c for m in matches for c in m.conflicts)),
        tuple(copy for m in matches for copy in m.dropped),
        tuple(copy for m in matches for copy in m.turned_down),
        frozenset(merging.agreed),
    )


@dataclass
class _Merging:
    """The fields of one decision as they are gathered."""

    case: Case
    writes: dict[str, FieldWrite] = field(default_factory=dict)
    bases: dict[str, FieldBase] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    agreed: set[str] = field(default_factory=set)
    lost: dict[str, str] = field(default_factory=dict)

    def merge(self, name: str, settled: Settled) -> None:
        base, ours = self.case.state.base.get(name), self.case.issue.fields.get(name)
        merged = merge_field(base, ours, settled.value)
        if merged.verdict is Verdict.SAME and base is not None and base.asked != settled.value:
            self.agreed.add(name)
        if merged.verdict is Verdict.CONFLICT and self._loses(name, base, ours, settled):
            return
        if merged.base is not None:
            self.bases[name] = merged.base
        if merged.verdict in (Verdict.TAKE, Verdict.CONFLICT):
            self.writes[name] = _field_write(self.case.issue, name, settled, merged)

    def _loses(self, name: str, base: FieldBase | None, ours: Canonical, settled: Settled) -> bool:
        """Whether the conflict is settled against the message; recorded unless nobody opposes it."""
        winner = self.case.judge(name)
        if winner != "unopposed":
            self.conflicts.append(_conflict(self.case, name, base, ours, settled.value, winner))
        if winner == "ours":
            self.bases[name] = kept(settled.value, ours, base)
        if winner in ("ours", "open"):
            self.lost[name] = winner
        return name in self.lost

    def keep_resolution(self) -> None:
        """A status that stays keeps its resolution: one decision, open together under `manual`."""
        if "status" not in self.lost or "resolution" not in self.writes:
            return
        write, base = self.writes.pop("resolution"), self.case.state.base.get("resolution")
        self.bases.pop("resolution", None)
        if self.lost["status"] == "ours":
            self.bases["resolution"] = kept(write.new.value, self.case.issue.fields.get("resolution"), base)


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


def _conflict(
    case: Case, name: str, base: FieldBase | None, ours: Canonical, theirs: Canonical, winner: str
) -> Conflict:
    known = shown_value(base.applied) if base and base.known_applied else None
    ours_shown, theirs_shown = shown_value(ours), shown_value(theirs)
    return Conflict(case.pair, case.side, name, known, ours_shown, theirs_shown, winner, "", case.now)


def shown_value(value: Canonical) -> Json:
    """A canonical value as plain data: sets as sorted lists."""
    return sorted(value) if isinstance(value, frozenset) else value


def _elements(value: Canonical) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()
