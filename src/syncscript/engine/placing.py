"""Where a refused write comes from: the rule line that asked for the field the tracker complains about."""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import Rejected
from syncscript.model import CUSTOM, CreateIssue, Diagnostic, Operation, Provenance, Span, UpdateFields


def refused_write(refused: Rejected, operation: Operation, side: str) -> Diagnostic:
    """The refusal with its rule line, as far as one can be named, and the next act."""
    by = _culprit(str(refused), operation)
    span = Span(by.file, by.line, by.column, by.line, by.column + 1) if by else None
    act = refused.help or (
        "correct that rule line, or what the project demands; a changed rule is tried by the next run"
        if by
        else "set what the project demands in the incoming rules; a changed rule is tried by the next run"
    )
    return Diagnostic(refused.code, f"{side}: {refused}", span, act)


def _culprit(message: str, operation: Operation) -> Provenance | None:
    fields = _written(operation)
    named = [
        by for name, by in fields.items() if f"{name.removeprefix(CUSTOM)}: ".casefold() in message.casefold()
    ]
    if named:
        return named[0]
    return getattr(operation, "by", None) or (next(iter(fields.values())) if len(fields) == 1 else None)


def _written(operation: Operation) -> Mapping[str, Provenance]:
    if isinstance(operation, CreateIssue):
        return {name: settled.by for name, settled in operation.draft.fields.items()}
    if isinstance(operation, UpdateFields):
        return {name: write.new.by for name, write in operation.fields.items()}
    return {}
