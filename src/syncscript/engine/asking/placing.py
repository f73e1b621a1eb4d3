"""What is refused, told as one problem: at the rule line that asked for what the tracker complains about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from syncscript.contracts import Rejected
from syncscript.model import CUSTOM, CreateIssue, Diagnostic, Operation, Provenance, Span, UpdateFields


def summed(problems: Sequence[Diagnostic]) -> Diagnostic:
    """All problems of a message as one, at the place of the first; of the others each with its own line."""
    first = problems[0]
    if len(problems) == 1:
        return first
    others = [f"{p.message} ({p.span})" if p.span else p.message for p in problems[1:]]
    acts = list(dict.fromkeys(p.help for p in problems if p.help))
    return replace(first, message="; ".join([first.message, *others]), help="; ".join(acts))


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
