"""What a rule needs ready before it runs, as far as its text tells: lists, what was added, dates.

Errs on the side of need. A date that is only handed on, `replica.due = issue.due`, stays the text it is.
Refuses to look at values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import tree

LISTS = (
    "labels", "components", "fixVersions", "affectedVersions", "comments", "attachments", "workLogs",
    "work_notes",
)  # fmt: skip
DELTAS = ("comments", "attachments", "workLogs", "issueLinks")
CHANGES = ("added", "removed", "changed")
DATE_FIELDS = frozenset({
    "created", "updated", "update", "due", "resolutionDate", "releaseDate", "startDate", "endDate",
    "completeDate", "resolved",
})  # fmt: skip


READING = frozenset({tree.Property, tree.Index, tree.Call})
"""The kinds of nodes that may read by name."""


@dataclass(frozen=True, slots=True)
class Needs:
    """lists: of the issue, empty where it has none; deltas: which change of which list of the replica, as
    `("added", "comments")`; dates: fields that are dates to this rule; cascades: whether it may read the
    upper option of a cascading choice as `.parent`."""

    lists: tuple[str, ...] = ()
    deltas: tuple[tuple[str, str], ...] = ()
    dates: frozenset[str] = frozenset()
    cascades: bool = False


def needs_of(nodes: list[tree.Node]) -> Needs:
    """nodes: all of the rule."""
    reading = [node for node in nodes if type(node) in READING]
    reads = names_read(reading)
    dates = DATE_FIELDS & reads
    if dates:
        passing = {id(part) for node in nodes for part in handed_on(node)}
        dates &= names_read(node for node in reading if id(node) not in passing)
    return Needs(
        tuple(name for name in LISTS if name in reads),
        tuple((w, name) for name in DELTAS for w in CHANGES if w + capital(name) in reads),
        dates,
        reads >= {"parent", "child"},
    )


def names_read(nodes: Iterable[tree.Node]) -> frozenset[str]:
    return frozenset(name for node in nodes if (name := read_name(node)))


def read_name(node: tree.Node) -> str:
    """The property that a node may read by name: `x.due`, `x["due"]`, `x.getDue()`; else an empty text."""
    match node:
        case tree.Property(name=str(name)) | tree.Index(keys=[tree.Literal(value=str(name))]):
            return name
        case tree.Call(name=str(name)) if name.startswith("get"):
            return name[3:4].lower() + name[4:]
    return ""


def handed_on(node: tree.Node) -> tuple[tree.Node, ...]:
    """What an assignment does not read: its target, and a field that goes into it as it is."""
    match node:
        case tree.Assignment(
            target=tree.Property(target=tree.Name(name=to)) as target,
            operator="=",
            value=tree.Property(target=tree.Name(name=source), spread=False) as value,
        ) if to in ROOTS and source in ROOTS:
            return target, value
        case tree.Assignment(target=target, operator="="):
            return (target,)
    return ()


def capital(name: str) -> str:
    return name[0].upper() + name[1:]
