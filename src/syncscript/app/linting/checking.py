"""From one rule file's text to what is reported of it. Knows the language; refuses to know caches."""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.app.linting.reported import Reported, reported
from syncscript.language.lint import Finding, LintRule, Surroundings, lint
from syncscript.language.lint.surroundings import UNKNOWN
from syncscript.model import DiagnosticError


def checked(
    text: str,
    file: str,
    kind: str | None,
    surroundings: Surroundings = UNKNOWN,
    rules: Sequence[LintRule] | None = None,
) -> tuple[Reported, ...]:
    """All that is wrong with a rule file; a name that tells no kind is a finding too."""
    try:
        found = lint(text, name=file, kind=kind, surroundings=surroundings, rules=rules)
    except DiagnosticError as error:
        found = tuple(Finding("kind-of-file-unknown", each) for each in error.diagnostics)
    return tuple(reported(each, file) for each in found)
