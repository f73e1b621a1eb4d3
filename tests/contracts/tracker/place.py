"""Somewhere to try a tracker, and the few words the cases are told in.

A kind of tracker gives a `Place`: an empty project in a real or sandboxed instance, people in it, and
bad days on demand. Nothing here knows any tracker's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any, Protocol

from syncscript.contracts import Content, Tracker
from syncscript.model import (
    Draft,
    FieldWrite,
    Issue,
    IssueRef,
    Provenance,
    Settled,
    Sources,
    UpdateFields,
    Written,
)

HERE = Provenance("rules/any.incoming.sync", 3, 5)
NOTHING = Sources()
MARKER = "00112233445566778899aabb"
OTHER = "ffeeddccbbaa998877665544"
HOUR = timedelta(hours=1)


class Place(Protocol):
    """Somewhere to try a tracker. `fault` makes the next matching call go wrong.

    what: `lost` (done, the answer lost), `unsent` (hung up before anything was done), `error` (500),
    `limit` (429 for 2,000 s), `denied` (401), `page` (a web page), `half` (half an answer).
    call: create, update, comment, attach, work, version, component, transition, search, fetch or
    download. nth: which of them.
    """

    project: str
    person_email: str
    types: tuple[str, str]
    statuses: tuple[str, str]
    custom_text: str
    custom_number: str
    custom_options: tuple[str, str, str]

    def tracker(self) -> Tracker: ...
    def wrong_secret(self) -> Tracker: ...
    def nobody_listens(self) -> Tracker: ...
    def fault(self, what: str, call: str, nth: int = 1) -> None: ...
    def small_pages(self) -> bool: ...


def draft(place: Place, tracker: Tracker, **values: Any) -> Draft:
    return Draft(place.project, place.types[0], settled(place, tracker, **{"summary": "A title", **values}))


def settled(place: Place, tracker: Tracker, issue: Issue | None = None, **values: Any) -> dict[str, Settled]:
    settlement = tracker.settle(
        {name: Written(value, HERE) for name, value in values.items()}, issue, place.project
    )
    assert settlement.problems == ()
    return dict(settlement.fields)


def create(place: Place, tracker: Tracker, marker: str = MARKER, **values: Any) -> IssueRef:
    return tracker.create(draft(place, tracker, **values), marker, NOTHING).ref


def read(tracker: Tracker, ref: IssueRef) -> Issue:
    fetched = tracker.fetch([ref.id])
    assert not fetched.missing
    return fetched.issues[ref.id]


def update(place: Place, tracker: Tracker, ref: IssueRef, **values: Any) -> Any:
    issue = read(tracker, ref)
    writes = {}
    for name, new in settled(place, tracker, issue, **values).items():
        old = issue.fields[name]
        sets = isinstance(new.value, frozenset) and isinstance(old, frozenset)
        add, remove = (new.value - old, old - new.value) if sets else (frozenset(), frozenset())  # type: ignore[operator]
        writes[name] = FieldWrite(old, new, add, remove)
    return tracker.apply(ref, UpdateFields(writes), MARKER, NOTHING)


def file_of(data: bytes, size: int | None = None) -> Callable[[], AbstractContextManager[Content]]:
    @contextmanager
    def opened() -> Iterator[Content]:
        yield Content(iter([data[:7], data[7:]]), len(data) if size is None else size)

    return opened
