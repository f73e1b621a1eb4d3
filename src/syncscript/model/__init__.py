"""The nouns of the project as frozen values. Imports nothing of the project."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from syncscript.model.diagnostic import Diagnostic, DiagnosticError, Severity, Span, unfit_byte
from syncscript.model.issue import (
    CUSTOM,
    Canonical,
    Document,
    Draft,
    FieldChange,
    Issue,
    IssueHead,
    IssueRef,
    Json,
    Provenance,
    Question,
    Settled,
    Written,
    key_of,
)
from syncscript.model.work import Work

if TYPE_CHECKING:
    from syncscript.model.operation import (
        AddAttachment,
        AddComment,
        Addition,
        CreateIssue,
        EditComment,
        EditWork,
        FieldWrite,
        HttpWrite,
        LogWork,
        MakePart,
        Operation,
        Receipt,
        Removal,
        RemoveAttachment,
        RemoveComment,
        RemoveWork,
        Sources,
        Transition,
        UpdateFields,
    )
else:

    def __getattr__(name: str) -> Any:
        """Operations load when somebody asks for one: who only reads rules makes none."""
        operation = import_module("syncscript.model.operation")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(operation, name))


__all__ = [
    "CUSTOM",
    "AddAttachment",
    "AddComment",
    "Addition",
    "Canonical",
    "CreateIssue",
    "Diagnostic",
    "DiagnosticError",
    "Document",
    "Draft",
    "EditComment",
    "EditWork",
    "FieldChange",
    "FieldWrite",
    "HttpWrite",
    "Issue",
    "IssueHead",
    "IssueRef",
    "Json",
    "LogWork",
    "MakePart",
    "Operation",
    "Provenance",
    "Question",
    "Receipt",
    "Removal",
    "RemoveAttachment",
    "RemoveComment",
    "RemoveWork",
    "Settled",
    "Severity",
    "Sources",
    "Span",
    "Transition",
    "UpdateFields",
    "Work",
    "Written",
    "key_of",
    "unfit_byte",
]
