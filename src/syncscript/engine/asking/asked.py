"""Running the rules of a side, and what they ask for.

`replica_of` runs outgoing on an issue; `asked_of` runs incoming on a replica and sorts what it wrote into
fields, comments, attachments, work logs and the seat of a new issue. Pure but for the questions it passes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.contracts import Copy, CreateForm, Settlement
from syncscript.engine.asking.bringing import keys_of
from syncscript.engine.asking.calls import calls_of
from syncscript.engine.asking.former_users import without_former_users
from syncscript.engine.asking.hanging import NEVER
from syncscript.engine.asking.joining import Join, join_of
from syncscript.engine.asking.parts import parts_of
from syncscript.engine.asking.undone import EFFECTS, LINKS, not_done, still_to_make
from syncscript.engine.asking.wanting import (
    LISTS,
    WantedAttachment,
    WantedComment,
    WantedWork,
    copies_left,
    wanted_attachments,
    wanted_comments,
    wanted_work,
)
from syncscript.engine.connection import Side
from syncscript.language import Outcome
from syncscript.model import (
    Diagnostic,
    Document,
    HttpWrite,
    Issue,
    Json,
    MakePart,
    Provenance,
    Question,
    Settled,
    Written,
)

Answerer = Callable[[Question], Json]
Forms = Callable[[str, str, bool], CreateForm]
"""Project, type, and whether what an earlier run was told is not good enough -> what a new issue must be."""

SEAT = ("project", "projectKey", "type", "typeName")
IDENTITY = ("id", "key")


@dataclass(frozen=True, slots=True)
class Replica:
    """What crosses: plain data, and the source documents of the texts in it. brings: keys of other issues
    that come under sync too."""

    data: Mapping[str, Json]
    documents: tuple[Document, ...]
    brings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What incoming rules ask of a side. comments, attachments and work are None where rules left them alone.

    effects: `syncBack` (send a message back when this one is done), `unsync` (end the pair then).
    left: kind and id on this side of the sync's own copies that the rules left where they are;
    unsettled: fields that were asked for in vain, see problems;
    lacks: id of the issue's parent on the other side, when that one is not under sync;
    by: the rule line that chose project or type, None where neither was written;
    joins: at a first sync, an issue that exists and that the rule takes instead of creating one;
    calls: writes over HTTP that the rules plan, done after all else; parts: what is made before all else;
    brings: keys of other issues of the side that come under sync too.
    """

    fields: Mapping[str, Settled]
    comments: tuple[WantedComment, ...] | None = None
    attachments: tuple[WantedAttachment, ...] | None = None
    work: tuple[WantedWork, ...] | None = None
    calls: tuple[HttpWrite, ...] = ()
    parts: tuple[MakePart, ...] = ()
    project: str = ""
    type: str = ""
    creates: bool = True
    effects: frozenset[str] = frozenset()
    notices: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unsettled: frozenset[str] = frozenset()
    left: frozenset[tuple[str, str]] = frozenset()
    lacks: str = ""
    by: Provenance | None = None
    joins: Join | None = None
    brings: tuple[str, ...] = ()


def replica_of(
    side: Side,
    payload: Mapping[str, Json],
    documents: tuple[Document, ...],
    copies: Sequence[Copy],
    first: bool,
    answer: Answerer,
) -> Replica:
    """Run outgoing rules. The sync's own copies never cross back, nor what a former sync's users wrote."""
    mine = without_copies(payload, copies, side.name)
    outcome = side.outgoing.run(
        {
            "issue": without_former_users(mine, side.former_users, copies, side.name),
            "replica": {},
            "firstSync": first,
            **_around(side, payload),
        },
        side.limits,
        answers=answer,
    )
    brings = keys_of(outcome)
    if not outcome.writes:
        return Replica({}, (), brings)
    return Replica(outcome.replica, _crossing(outcome.replica, documents), brings)


def without_copies(payload: Mapping[str, Json], copies: Iterable[Copy], side: str) -> dict[str, Json]:
    """The payload as if the sync had hung nothing on it."""
    own = {(c.kind, c.copy_id) for c in copies if c.side == side}
    stripped = dict(payload)
    for kind, name in LISTS.items():
        if name in stripped:
            stripped[name] = [e for e in stripped[name] or [] if (kind, str(e.get("id"))) not in own]
    return stripped


def with_origins(payload: Mapping[str, Json], copies: Sequence[Copy], side: str) -> dict[str, Json]:
    """The payload with the id of its original in each copy that the sync made."""
    marked = dict(payload)
    for kind, name in LISTS.items():
        origins = {c.copy_id: {"remoteId": c.source_id} for c in copies if c.side == side and c.kind == kind}
        if origins and isinstance(marked.get(name), list):
            marked[name] = [{**e, **origins.get(str(e.get("id")), {})} for e in marked[name]]
    return marked


def asked_of(
    side: Side,
    replica: Replica,
    issue: Issue | None,
    previous: Json,
    answer: Answerer,
    forms: Forms,
    copies: Sequence[Copy] = (),
    now: str | None = None,
) -> Asked:
    """Run incoming rules of `side` on a replica; `previous` is the replica they worked on before.

    copies: the sync's own of this pair; rules see whose twin each is by its `remoteId`; now: what rules
    take for the present time, when the message was made. Outgoing rules have no such time: what they send
    would change by being written down on the other side, without end.
    """
    seen = with_origins(issue.payload, copies, side.name) if issue else {}
    outcome = side.incoming.run(
        {
            "issue": seen,
            "replica": replica.data,
            "previous": previous,
            "firstSync": not seen.get("key"),
            **_around(side, seen),
            "now": now or seen.get("updated"),
        },
        side.limits,
        answers=answer,
    )
    kind = (_project(outcome, side), _type(outcome, replica))
    home = str(seen.get("projectKey") or side.project) if issue else kind[0]
    parts = parts_of(outcome, side.incoming.name, home)
    written = _plain_fields(outcome.writes, issue is None)
    settlement = _settlement(side, written, issue, kind, forms, parts)
    work, mistakes = wanted_work(outcome, now or str(seen.get("updated") or NEVER))
    return Asked(
        fields=settlement.fields,
        comments=wanted_comments(outcome),
        attachments=wanted_attachments(outcome),
        work=work,
        parts=parts,
        calls=calls_of(outcome, side.incoming.name),
        left=copies_left(outcome),
        project=kind[0],
        type=kind[1],
        creates=_creates(outcome),
        effects=frozenset(str(o.get("operation")) for o in outcome.operations) & EFFECTS,
        notices=(*settlement.notices, *not_done(outcome, side.incoming.name)),
        problems=(*(still_to_make(p, outcome) for p in settlement.problems), *mistakes),
        unsettled=frozenset(written) - settlement.fields.keys(),
        by=next((outcome.writes[n].by for n in ("typeName", "type", "projectKey", "project")
                 if n in outcome.writes), None),
        joins=None if seen.get("key") else join_of(outcome),
        brings=keys_of(outcome),
    )  # fmt: skip


def _settlement(
    side: Side, written: Mapping[str, Written], issue: Issue | None, kind: tuple[str, str], forms: Forms,
    parts: Sequence[MakePart],
) -> Settlement:  # fmt: skip
    """The fields as the tracker can hold them. Refused is only what the tracker refuses in this run."""
    if issue is not None:
        project, type = issue.payload.get("projectKey"), issue.payload.get("typeName")
        kind = (str(project or side.project), str(type or ""))

    def settled(anew: bool) -> Settlement:
        return side.tracker.settle(written, issue, kind[0], lambda: forms(*kind, anew), parts)

    kept = settled(anew=False)
    return settled(anew=True) if kept.problems else kept


def _plain_fields(writes: Mapping[str, Written], first: bool) -> dict[str, Written]:
    """The writes that are fields of the issue; its seat, its identity and its lists are dealt with apart."""
    ignored = {*SEAT, *LISTS.values(), *LINKS, *IDENTITY, "parent"}
    fields = {
        name: w for name, w in writes.items() if name not in ignored and not name.startswith("customKeys")
    }
    retyped = writes.get("typeName") or writes.get("type")
    if retyped and not first:
        fields["type"] = retyped
    return fields


def _creates(outcome: Outcome) -> bool:
    """A first sync that ends by `return`, or writes nothing, creates nothing."""
    stored = any(o.get("operation") == "store" for o in outcome.operations)
    return bool(outcome.writes) and (not outcome.returned or stored)


def _project(outcome: Outcome, side: Side) -> str:
    written = outcome.writes.get("projectKey") or outcome.writes.get("project")
    return _name(written.value, "key") if written else side.project


def _type(outcome: Outcome, replica: Replica) -> str:
    written = outcome.writes.get("typeName") or outcome.writes.get("type")
    if written:
        return _name(written.value, "name")
    return _name(replica.data.get("typeName") or replica.data.get("type"), "name") or "Task"


def _name(value: Any, key: str) -> str:
    if isinstance(value, Mapping):
        value = value.get(key)
    return "" if value is None else str(value)


def _crossing(replica: Mapping[str, Json], documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Only documents whose text crosses anyway: a source must not carry out what a rule held back."""
    texts = set(_texts(replica))
    return tuple(d for d in documents if d.text in texts)


def _texts(value: Json) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _around(side: Side, payload: Mapping[str, Json]) -> dict[str, Json]:
    """What rules find beside their objects."""
    key = payload.get("key")
    return {
        "issueKey": _issue_key(payload),
        "issueUrl": side.tracker.url_of(str(key)) if key else None,
        "connection": side.about,
        "relation": side.about,
    }


def _issue_key(payload: Mapping[str, Json]) -> dict[str, Json]:
    key = payload.get("key")
    return {"id": payload.get("id"), "urn": key, "key": key, "URN": key}
