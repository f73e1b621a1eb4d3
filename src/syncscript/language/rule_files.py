"""What a rule file's name tells. Knows names only, and is cheap to import."""

from __future__ import annotations

from syncscript.model import Diagnostic, DiagnosticError

KINDS = ("outgoing", "incoming", "mapping")
WRITTEN = {"incoming": "issue", "outgoing": "replica"}
"""What a rule that compiles to one program is read for when it has run."""


def kind_of(name: str) -> str:
    """From a file's name: `x.outgoing.sync`. DiagnosticError when it tells no kind."""
    words = name.rsplit("/", 1)[-1].lower().split(".")
    for kind in KINDS:
        if kind in words:
            return kind
    raise DiagnosticError(
        Diagnostic(
            "SEM100",
            f"{name} does not tell what kind of rule it is.",
            None,
            "name it x.outgoing.sync, x.incoming.sync or x.mapping.sync, or say --kind",
        )
    )
