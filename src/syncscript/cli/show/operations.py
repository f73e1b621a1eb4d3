"""Operations as lines: a mark, what is written, and the rule line that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.values import quoted, size_text, value_text
from syncscript.cli.show.widths import cells, padded
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    EditComment,
    EditWork,
    FieldWrite,
    HttpWrite,
    LogWork,
    MakePart,
    Operation,
    Provenance,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Settled,
    Transition,
    UpdateFields,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One write, or one field of it. `mark`: + new, ~ changed, - removed, > moved."""

    mark: str
    text: str
    by: Provenance | None = None
    depth: int = 0

    def painted(self, paint: Paint, indent: str) -> str:
        place = paint.faint(f"  # {terminal_safe(str(self.by))}") if self.by else ""
        return f"{indent}{'  ' * self.depth}{paint.mark(self.mark)} {self.text}{place}"


def lines_of(operation: Operation) -> Iterator[Line]:
    """The lines of one operation, a field a line where it writes fields."""
    yield from _VIEWS[type(operation)](operation)


def _create(operation: CreateIssue) -> Iterator[Line]:
    draft = operation.draft
    parent = f" under {draft.parent}" if draft.parent else ""
    yield Line("+", terminal_safe(f"create {draft.type} in {draft.project}{parent}"))
    width = _width(draft.fields)
    for name, settled in sorted(draft.fields.items()):
        yield Line("+", f"{padded(terminal_safe(name), width)} = {settled_text(settled)}", settled.by, 1)


def _update(operation: UpdateFields) -> Iterator[Line]:
    width = _width(operation.fields)
    for name, write in sorted(operation.fields.items()):
        yield Line("~", f"{padded(terminal_safe(name), width)} : {_change_text(write)}", write.new.by)


def _change_text(write: FieldWrite) -> str:
    if write.add or write.remove:
        added = [f"+{element}" for element in sorted(write.add)]
        removed = [f"-{element}" for element in sorted(write.remove)]
        return f"{value_text(write.old)}  {terminal_safe(' '.join(added + removed))}"
    return f"{value_text(write.old)} -> {settled_text(write.new)}"


def settled_text(settled: Settled) -> str:
    """What a rule will read there after the write, where that tells more than what is stored."""
    shown = settled.shown if settled.shown not in (None, "", [], {}) else settled.value
    return value_text(shown)


def _width(fields: Mapping[str, Any]) -> int:
    return min(24, max((cells(terminal_safe(name)) for name in fields), default=0))


def _transition(operation: Transition) -> Iterator[Line]:
    resolution = f" with resolution {value_text(operation.resolution)}" if operation.resolution else ""
    if operation.old is None:
        text = f"status : {value_text(operation.status)}{resolution}, unless it begins there"
        yield Line(">", text, operation.by)
        return
    yield Line(
        ">",
        f"status : {value_text(operation.old)} -> {value_text(operation.status)}{resolution}",
        operation.by,
    )


def _add_comment(operation: AddComment) -> Iterator[Line]:
    kind = "internal comment" if operation.internal else "comment"
    yield Line("+", f"{kind} {quoted(operation.body)}", operation.by)


def _edit_comment(operation: EditComment) -> Iterator[Line]:
    text = f"comment {quoted(operation.old)} -> {quoted(operation.body)}"
    yield Line("~", text, operation.by)


def _remove_comment(operation: RemoveComment) -> Iterator[Line]:
    yield Line("-", f"comment {quoted(operation.body)} (the sync's own copy)")


def _add_attachment(operation: AddAttachment) -> Iterator[Line]:
    yield Line(
        "+", f"attachment {terminal_safe(operation.filename)} ({size_text(operation.size)})", operation.by
    )


def _remove_attachment(operation: RemoveAttachment) -> Iterator[Line]:
    yield Line("-", f"attachment {terminal_safe(operation.filename)} (the sync's own copy)")


def _log_work(operation: LogWork) -> Iterator[Line]:
    yield Line("+", f"work log {quoted(operation.work.text)}", operation.by)


def _edit_work(operation: EditWork) -> Iterator[Line]:
    yield Line("~", f"work log {quoted(operation.old)} -> {quoted(operation.work.text)}", operation.by)


def _remove_work(operation: RemoveWork) -> Iterator[Line]:
    yield Line("-", f"work log {quoted(operation.text)} (the sync's own copy)")


def _http(operation: HttpWrite) -> Iterator[Line]:
    body = f" {quoted(operation.body)}" if operation.body else ""
    yield Line("+", terminal_safe(f"send {operation.method} {operation.url}") + body, operation.by)


def _make(operation: MakePart) -> Iterator[Line]:
    yield Line("+", terminal_safe(f"{operation.sort} {operation.name} in {operation.project}"), operation.by)


_VIEWS: Mapping[type, Callable[[Any], Iterator[Line]]] = {
    CreateIssue: _create,
    UpdateFields: _update,
    Transition: _transition,
    AddComment: _add_comment,
    EditComment: _edit_comment,
    RemoveComment: _remove_comment,
    AddAttachment: _add_attachment,
    RemoveAttachment: _remove_attachment,
    HttpWrite: _http,
    MakePart: _make,
    LogWork: _log_work,
    EditWork: _edit_work,
    RemoveWork: _remove_work,
}
