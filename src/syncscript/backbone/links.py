"""Which comment or file on one side is the copy of which on the other, from what both entries of a pair say.

Whoever received an item knows both ids; the sender often knows its own alone, and may list none at all. Both
is normal. Where both sides claim to have received an item, the first one counts as its origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from syncscript.contracts import Link
from syncscript.model import Diagnostic, Json

KINDS = {"comments": "comment", "attachments": "attachment"}


@dataclass(frozen=True, slots=True)
class Linked:
    """alone: by side, kind and id of what it lists and nobody has a copy of."""

    links: tuple[Link, ...]
    alone: Mapping[str, tuple[tuple[str, str], ...]]
    problems: tuple[Diagnostic, ...] = ()


def links_of(sides: Mapping[str, Mapping[str, Json]]) -> Linked:
    """Of the two entries of a pair, by the names of their sides."""
    first, second = sides
    links: list[Link] = []
    alone: dict[str, list[tuple[str, str]]] = {first: [], second: []}
    problems: list[Diagnostic] = []
    for listed, kind in KINDS.items():
        ours, theirs = list(_items(sides[first], listed)), list(_items(sides[second], listed))
        origins = {(local, remote): second for local, remote in ours if local and remote}
        origins |= {(remote, local): first for local, remote in theirs if local and remote}
        links += [_link(kind, origin, first, *ids) for ids, origin in origins.items()]
        known = [{ids[0] for ids in origins}, {ids[1] for ids in origins}]
        if any(len(there) < len(origins) for there in known):
            problems.append(_contradiction(sides, listed))
        for name, items, there in ((first, ours, known[0]), (second, theirs, known[1])):
            alone[name] += [(kind, local) for local, remote in items if local and not remote
                            and local not in there]  # fmt: skip
    return Linked(tuple(links), {name: tuple(ids) for name, ids in alone.items()}, tuple(problems))


def _items(entry: Mapping[str, Json], listed: str) -> Iterator[tuple[str, str]]:
    """Local and remote id of each item, empty where it has none; an id may be given as a number."""
    for item in entry.get(listed) or ():
        if isinstance(item, Mapping):
            local, remote = item.get("localId"), item.get("remoteId")
            yield "" if local is None else str(local), "" if remote is None else str(remote)


def _link(kind: str, origin: str, first: str, in_first: str, in_second: str) -> Link:
    return Link(kind, origin, *((in_first, in_second) if origin == first else (in_second, in_first)))


def _contradiction(sides: Mapping[str, Mapping[str, Json]], listed: str) -> Diagnostic:
    (first, entry), _ = sides.items()
    told = f"{first} {entry.get('localIssueKey')}: the ids of {listed} contradict each other"
    return Diagnostic("BB044", told, help="`syncscript backbone validate` tells where")
