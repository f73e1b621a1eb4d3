"""The nouns of the project as frozen values. Imports nothing of the project."""

from syncscript.model.diagnostic import Diagnostic, DiagnosticError, Severity, Span
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
)
from syncscript.model.operation import (
    AddAttachment,
    AddComment,
    CreateIssue,
    EditComment,
    FieldWrite,
    Operation,
    Receipt,
    RemoveAttachment,
    RemoveComment,
    Sources,
    Transition,
    UpdateFields,
)

__all__ = [
    "CUSTOM", "AddAttachment", "AddComment", "Canonical", "CreateIssue", "Diagnostic", "DiagnosticError",
    "Document", "Draft", "EditComment", "FieldChange", "FieldWrite", "Issue", "IssueHead", "IssueRef", "Json",
    "Operation", "Provenance", "Question", "Receipt", "RemoveAttachment", "RemoveComment", "Settled",
    "Severity", "Sources", "Span", "Transition", "UpdateFields", "Written",
]
