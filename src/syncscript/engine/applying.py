"""Doing a decision: one operation after the other, each with one effect even if its answer is lost.

A create is announced as an intent before it is sent and its result is committed before anything else.
An intent without result is looked for before it is sent again. Knows no rules and no merging.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, NoReturn

from syncscript.contracts import (
    Content,
    Copy,
    Entry,
    FieldBase,
    Intent,
    NotFound,
    Pair,
    Records,
    TrackerError,
)
from syncscript.engine.connection import Side
from syncscript.engine.deciding import shown_value
from syncscript.engine.failing import PARKED, PairWaits
from syncscript.engine.identity import marker_of
from syncscript.engine.matching import PRIVATE, RULE_MADE
from syncscript.engine.recovering import SKEW, wait_out
from syncscript.engine.session import Session
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    Diagnostic,
    EditComment,
    IssueRef,
    Operation,
    Receipt,
    RemoveAttachment,
    RemoveComment,
    Sources,
    Transition,
    UpdateFields,
)


class SourceGone(Exception):
    """The attachment was deleted on its own side before its bytes were read."""


@dataclass
class Applier:
    """Applies the operations of one message to one side of one pair."""

    session: Session
    side: Side
    pair: Pair
    number: int
    sources: Sources
    bases: Mapping[str, FieldBase]
    version: str = ""

    def apply(self, operation: Operation) -> None:
        """Do one operation and commit its receipt. Raises TrackerError, PairWaits or Stopped."""
        self.session.heed_stop()
        match operation:
            case CreateIssue():
                self._create(operation)
            case AddComment() | AddAttachment():
                self._add(operation)
            case _:
                self._write(operation)

    # -------------------------------------------------------------------- creates

    def _create(self, operation: CreateIssue) -> None:
        draft, tracker = operation.draft, self.side.tracker
        marker = marker_of(self.pair.connection, self.pair.id, self.side.name, "create", self.pair.id)
        intent = self._earlier(marker)
        if intent is not None:
            found = self._call(
                lambda: tracker.find_created(marker, draft.project, intent.high_water, intent.sent_at - SKEW)
            )
            if found:
                self._adopt(operation, marker, found)
            wait_out(self.session, self.side, intent)
        high_water = self._call(lambda: tracker.high_water(draft.project))
        receipt = self._announced(
            Intent(
                marker,
                self.pair.id,
                self.side.name,
                "create",
                draft.project,
                "sending",
                self.session.now(),
                high_water,
            ),
            lambda: tracker.create(draft, marker, self.sources),
        )
        self._created(operation, marker, receipt)

    def _adopt(self, operation: CreateIssue, marker: str, found: list[IssueRef]) -> NoReturn:
        """Take on the oldest that a lost answer left. It may hold an older message's fields: decide again."""
        self.pair = replace(self.pair, issues={**self.pair.issues, self.side.name: found[0]})
        with self.session.store.transaction() as records:
            self._close(records, marker, found[0].id)
            records.put_pair(self.pair)
            self._own_elements(records, operation)
            self._enter(records, "create", {"key": found[0].key, "found": len(found)})
        told = f"{self.side.name}: {found[0].key} was found, which a lost answer had left"
        raise PairWaits(Diagnostic("E409", told, help="nothing to do"), PARKED, timedelta(0))

    def _own_elements(self, records: Records, creation: CreateIssue) -> None:
        """Set elements that the create asked for are ours; what else it wrote is not known."""
        state = records.side_state(self.pair.id, self.side.name)
        owned = {
            name: FieldBase(known_asked=False, known_applied=False, owned=settled.value)
            for name, settled in creation.draft.fields.items()
            if isinstance(settled.value, frozenset)
        }
        records.put_side_state(self.pair.id, self.side.name, replace(state, base={**state.base, **owned}))

    def _created(self, operation: CreateIssue, marker: str, receipt: Receipt) -> None:
        self.pair = replace(self.pair, issues={**self.pair.issues, self.side.name: receipt.ref})
        self.version = receipt.version or ""
        with self.session.store.transaction() as records:
            self._close(records, marker, receipt.ref.id)
            records.put_pair(self.pair)
            self._remember(records, operation.draft.fields)
            self._enter(records, operation.kind, {"key": receipt.ref.key, **_field_details(operation)})

    # -------------------------------------------------------------------- comments, attachments

    def _add(self, operation: AddComment | AddAttachment) -> None:
        kind = "comment" if isinstance(operation, AddComment) else "attachment"
        marker = marker_of(self.pair.connection, self.pair.id, self.side.name, kind, operation.source_id)
        ref, tracker = self._ref, self.side.tracker
        with self.session.store.transaction() as records:
            done = records.intent(marker)
        if done is not None and done.state == "done" and operation.source_id.startswith((RULE_MADE, PRIVATE)):
            return
        intent = self._earlier(marker)
        if intent is not None:
            found = self._call(lambda: tracker.find_added(ref, operation, marker, intent.sent_at - SKEW))
            if found:
                self._added(operation, kind, marker, Receipt(ref, result_id=found[0]))
                self._bring_up_to_date(operation, found[0])
                return
            wait_out(self.session, self.side, intent)
        opener = self._opener(operation) if isinstance(operation, AddAttachment) else None
        receipt = self._announced(
            Intent(
                marker, self.pair.id, self.side.name, kind, operation.source_id, "sending", self.session.now()
            ),
            lambda: tracker.apply(ref, operation, marker, self.sources, opener),
        )
        self._added(operation, kind, marker, receipt)

    def _bring_up_to_date(self, operation: AddComment | AddAttachment, copy_id: str) -> None:
        """A comment that was found may hold the text of an older message."""
        if isinstance(operation, AddComment) and not operation.source_id.startswith((RULE_MADE, PRIVATE)):
            self._write(EditComment(copy_id, operation.source_id, "", operation.body, operation.by,
                                    operation.internal))  # fmt: skip

    def _added(self, operation: AddComment | AddAttachment, kind: str, marker: str, receipt: Receipt) -> None:
        copy_id = receipt.result_id or ""
        asked = operation.body if isinstance(operation, AddComment) else operation.filename
        self.version = ""
        with self.session.store.transaction() as records:
            self._close(records, marker, copy_id)
            if not operation.source_id.startswith(RULE_MADE):
                records.put_copy(
                    Copy(
                        self.pair.id,
                        self.side.name,
                        kind,
                        operation.source_id,
                        copy_id,
                        asked,
                        str((receipt.detail or {}).get("body", "")),
                    )
                )
            self._enter(
                records,
                operation.kind,
                {"id": copy_id, "source": operation.source_id, "text": asked[:200], "by": str(operation.by)},
            )

    def _opener(self, operation: AddAttachment) -> Callable[[], Any]:
        source = self.session.connection.other(self.side.name)

        @contextmanager
        def opened() -> Iterator[Content]:
            try:
                stream = source.tracker.open_attachment(operation.source_id)
                content = stream.__enter__()
            except NotFound as error:
                raise SourceGone(operation.filename) from error
            try:
                yield content
            finally:
                stream.__exit__(None, None, None)

        return opened

    # -------------------------------------------------------------------- writes that may be repeated

    def _write(self, operation: Operation) -> None:
        tracker, ref = self.side.tracker, self._ref
        if isinstance(operation, UpdateFields):
            self._claim(operation)
        try:
            receipt = self._call(lambda: tracker.apply(ref, operation, "", self.sources, None))
        except NotFound:
            if not isinstance(operation, RemoveComment | RemoveAttachment | EditComment):
                raise
            receipt = Receipt(ref)
        self.version = receipt.version or ""
        with self.session.store.transaction() as records:
            self._record_write(records, operation, receipt)

    def _claim(self, operation: UpdateFields) -> None:
        """Set elements about to be added are ours from now on, even if a crash hides that we added them."""
        added = {name: write.add for name, write in operation.fields.items() if write.add}
        if not added:
            return
        with self.session.store.transaction() as records:
            state = records.side_state(self.pair.id, self.side.name)
            base = dict(state.base)
            for name, elements in added.items():
                known = base.get(name) or FieldBase(known_asked=False, known_applied=False)
                base[name] = replace(known, owned=known.owned | elements)
            records.put_side_state(self.pair.id, self.side.name, replace(state, base=base))

    def _record_write(self, records: Records, operation: Operation, receipt: Receipt) -> None:
        detail = _field_details(operation)
        match operation:
            case UpdateFields():
                self._remember(records, operation.fields)
            case Transition():
                self._remember(records, ("status", "resolution") if operation.resolution else ("status",))
            case EditComment():
                records.put_copy(
                    Copy(
                        self.pair.id,
                        self.side.name,
                        "comment",
                        operation.source_id,
                        operation.copy_id,
                        operation.body,
                        str((receipt.detail or {}).get("body", "")),
                    )
                )
                detail = {"id": operation.copy_id, "text": operation.body[:200], "by": str(operation.by)}
            case RemoveComment() | RemoveAttachment():
                kind = "comment" if isinstance(operation, RemoveComment) else "attachment"
                records.remove_copy(
                    Copy(self.pair.id, self.side.name, kind, operation.source_id, operation.copy_id, "", "")
                )
                detail = {"id": operation.copy_id}
        self._enter(records, operation.kind, detail)

    # -------------------------------------------------------------------- intents

    def _earlier(self, marker: str) -> Intent | None:
        """An intent of an earlier try whose outcome nobody knows."""
        with self.session.store.transaction() as records:
            intent = records.intent(marker)
        return intent if intent is not None and intent.is_open else None

    def _announced(self, intent: Intent, call: Callable[[], Receipt]) -> Receipt:
        with self.session.store.transaction() as records:
            records.put_intent(intent)
        try:
            return self.session.patiently(call)
        except TrackerError as error:
            with self.session.store.transaction() as records:
                records.put_intent(replace(intent, state="doubtful" if error.doubtful else "refused"))
            if error.doubtful:
                raise PairWaits(
                    Diagnostic(
                        "E408",
                        f"{self.side.name}: {error}; it is not known whether the {intent.kind} happened",
                        help="nothing to do: the next run looks for it before anything is sent again",
                    ),
                    "doubtful",
                    timedelta(0),
                ) from error
            raise
        except SourceGone:
            with self.session.store.transaction() as records:
                records.put_intent(replace(intent, state="refused"))
            raise

    def _close(self, records: Records, marker: str, result_id: str) -> None:
        intent = records.intent(marker)
        if intent is not None:
            records.put_intent(replace(intent, state="done", result_id=result_id))

    # -------------------------------------------------------------------- what is remembered

    def _remember(self, records: Records, fields: Any) -> None:
        """The bases of fields just written, at once: a crash after this must not see them as changed."""
        state = records.side_state(self.pair.id, self.side.name)
        written = {name: self.bases[name] for name in fields if name in self.bases}
        records.put_side_state(self.pair.id, self.side.name, replace(state, base={**state.base, **written}))

    def _enter(self, records: Records, kind: str, detail: Mapping[str, Any]) -> None:
        records.add_entry(
            Entry(self.pair.id, self.side.name, self.number, kind, dict(detail), self.session.now())
        )

    def _call(self, call: Callable[[], Any]) -> Any:
        return self.session.patiently(call)

    @property
    def _ref(self) -> IssueRef:
        return self.pair.issues[self.side.name]


def _field_details(operation: Operation) -> dict[str, Any]:
    """Field -> old, new and the rule line, as the history keeps it."""
    match operation:
        case CreateIssue():
            fields = {
                n: {"new": shown_value(s.value), "by": str(s.by)} for n, s in operation.draft.fields.items()
            }
        case UpdateFields():
            fields = {
                n: {"old": w.old, "new": shown_value(w.new.value), "by": str(w.new.by)}
                for n, w in operation.fields.items()
            }
        case Transition():
            fields = {"status": {"old": operation.old, "new": operation.status, "by": str(operation.by)}}
        case _:
            return {}
    return {"fields": fields}
