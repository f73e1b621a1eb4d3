"""From the entries of a merged export to the pairs that a connection takes over.

Two entries are one pair where each names the other's key. What they say of one comment or file becomes one
link with its side of origin. Takes linear time; refuses nothing by itself: what cannot be paired is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from syncscript.backbone.links import links_of
from syncscript.backbone.times import Times, newest_of, times_of
from syncscript.contracts import TakenPair, TakenSide
from syncscript.model import Diagnostic, Json

Entry = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Takings:
    """pairs in the order of the first side; problems: what could not be paired."""

    pairs: tuple[TakenPair, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def takings_of(connection: str, sides: Mapping[str, Sequence[Entry]]) -> Takings:
    """The pairs of two sides by their instance names, that of the first connector first."""
    (first, ours), (second, theirs) = sides.items()
    problems: list[Diagnostic] = []
    left, right = _by_key(first, ours, problems), _by_key(second, theirs, problems)
    problems += _strangers(first, left, second, right)
    newest = {first: newest_of(ours), second: newest_of(theirs)}
    places = {first: _places(ours), second: _places(theirs)}
    pairs: list[TakenPair] = []
    for key, entry in left.items():
        twin = right.get(_remote(entry))
        if twin is None or _remote(twin) != key:
            continue
        both = {first: entry, second: twin}
        linked = links_of(both)
        problems += linked.problems
        told = {
            name: _side(one, places[name][_local(one)], newest[name], linked.alone[name])
            for name, one in both.items()
        }
        pairs.append(TakenPair(_id_of(connection, told), connection, told, linked.links))
    return Takings(tuple(pairs), tuple(problems))


def _by_key(side: str, entries: Sequence[Entry], problems: list[Diagnostic]) -> dict[str, Entry]:
    """Entries by their local key. A key that comes twice is told, also as the partner of two."""
    found: dict[str, Entry] = {}
    remotes: dict[str, str] = {}
    for entry in entries:
        local, remote = _local(entry), _remote(entry)
        if local in found:
            problems.append(_problem("BB010", f"{side}: {local} has two entries"))
        elif remote in remotes:
            problems.append(_problem("BB011", f"{side}: {local} and {remotes[remote]} both name {remote}"))
        found.setdefault(local, entry)
        remotes.setdefault(remote, local)
    return found


def _strangers(
    first: str, left: Mapping[str, Entry], second: str, right: Mapping[str, Entry]
) -> Iterator[Diagnostic]:
    """Entries whose partner is missing, or names another one."""
    for code, here, mine, there, theirs in (("BB020", first, left, second, right),
                                            ("BB021", second, right, first, left)):  # fmt: skip
        for key, entry in mine.items():
            remote = _remote(entry)
            twin = theirs.get(remote)
            if twin is None:
                yield _problem(code, f"{here} {key} names {remote}, and {there} has no entry for it")
            elif _remote(twin) != key and here == first:
                told = f"{here} {key} names {remote}, and {there} {remote} names {_remote(twin)}"
                yield _problem("BB022", told)


def _problem(code: str, message: str) -> Diagnostic:
    help = (
        "`syncscript backbone validate` tells all of them; `merge --only-matched` leaves them out, and their "
        "issues are no longer in step then"
    )
    return Diagnostic(code, message, help=help)


def _side(
    entry: Entry, position: int, newest: int | None, alone: tuple[tuple[str, str], ...]
) -> TakenSide:
    times: Times = times_of(entry)
    return TakenSide(
        _local(entry), entry, position, _count(entry, "outgoingMessageSequenceId"),
        _count(entry, "incomingMessageSequenceId"), times.first_sync, times.last_outgoing, times.last_seen,
        times.last_incoming, times.known_until(newest), times.quiet_until(newest),
        entry.get("incomingChangesIgnored") is True, alone,
    )  # fmt: skip


def _places(entries: Sequence[Entry]) -> dict[str, int]:
    return {_local(entry): number for number, entry in enumerate(entries)}


def _count(entry: Entry, name: str) -> int:
    value = entry.get(name)
    return value if type(value) is int and value > 0 else 0


def _local(entry: Entry) -> str:
    return str(entry.get("localIssueKey") or "")


def _remote(entry: Entry) -> str:
    return str(entry.get("remoteIssueKey") or "")


def _id_of(connection: str, sides: Mapping[str, TakenSide]) -> str:
    """The same for the same two issues, whichever connector comes first."""
    told = "\0".join(f"{name}\0{sides[name].key}" for name in sorted(sides))
    return blake2b(f"taken\0{connection}\0{told}".encode(), digest_size=10).hexdigest()
