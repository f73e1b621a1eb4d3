"""A tracker whose writes are only pretended: what a plan runs against.

Reads pass through. A write answers with a receipt as if it had been done, so that a plan walks the very
same code as a run and cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import count

from syncscript.contracts import (
    NEVER,
    Capabilities,
    Content,
    CreateForm,
    Description,
    Fetched,
    FieldChange,
    Settlement,
    Tracker,
)
from syncscript.model import (
    Draft,
    Issue,
    IssueHead,
    IssueRef,
    Json,
    MakePart,
    Operation,
    Question,
    Receipt,
    Sources,
    Written,
)

UNBORN = "?"
"""The part of a key that is not known before the create."""


class RehearsedTracker:
    """Implements contracts.Tracker around a real one."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._numbers = count(1)
        self.name = tracker.name
        self.capabilities: Capabilities = tracker.capabilities

    @property
    def clock_offset(self) -> timedelta:
        return self._tracker.clock_offset

    def create(self, draft: Draft, marker: str, sources: Sources) -> Receipt:
        number = next(self._numbers)
        return Receipt(IssueRef(f"new-{number}", f"{draft.project}-{UNBORN}{number}"))

    def apply(
        self,
        ref: IssueRef,
        operation: Operation,
        marker: str,
        sources: Sources,
        content: Callable[[], AbstractContextManager[Content]] | None = None,
    ) -> Receipt:
        return Receipt(ref, result_id=f"new-{next(self._numbers)}")

    def send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> None:
        return

    def high_water(self, project: str) -> int:
        return 0

    def fetch(self, ids: Sequence[str], written: Mapping[str, datetime] = NEVER) -> Fetched:
        return self._tracker.fetch([i for i in ids if not i.startswith("new-")], written)

    def describe(self) -> Description:
        return self._tracker.describe()

    def url_of(self, key: str) -> str:
        return self._tracker.url_of(key)

    def changes(self, project: str, window: timedelta | None, query: str | None = None) -> list[IssueHead]:
        return self._tracker.changes(project, window, query)

    def look_up(self, keys: Sequence[str]) -> Mapping[str, IssueHead]:
        return self._tracker.look_up(keys)

    def create_form(self, project: str, type: str) -> CreateForm:
        return self._tracker.create_form(project, type)

    def settle(
        self,
        written: Mapping[str, Written],
        issue: Issue | None,
        project: str,
        form: Callable[[], CreateForm | None] = lambda: None,
        made: Collection[MakePart] = (),
    ) -> Settlement:
        return self._tracker.settle(written, issue, project, form, made)

    def make(self, part: MakePart) -> None:
        return

    def note_twin(self, ref: IssueRef, key: str) -> None:
        return

    def answer(self, question: Question) -> Json:
        return self._tracker.answer(question)

    def find_created(self, marker: str, project: str, above: int, since: datetime) -> list[IssueRef]:
        return self._tracker.find_created(marker, project, above, since)

    def find_added(self, ref: IssueRef, operation: Operation, marker: str, since: datetime) -> list[str]:
        return self._tracker.find_added(ref, operation, marker, since)

    def open_attachment(self, attachment_id: str) -> AbstractContextManager[Content]:
        return self._tracker.open_attachment(attachment_id)

    def history(self, ids: Sequence[str]) -> Mapping[str, Sequence[FieldChange]]:
        return self._tracker.history(ids)
