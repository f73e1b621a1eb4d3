"""What a session is given: a file of inputs, a recorded case, or a live issue, which is only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from syncscript.app.console.session import Answer
from syncscript.config import Project
from syncscript.language.rule_files import kind_of
from syncscript.model import Diagnostic, DiagnosticError, Json

CASE_MARK = "::"


@dataclass(frozen=True, slots=True)
class Given:
    """title: what it is, for a person; kind: of rule that it is meant for, where that is known."""

    title: str
    inputs: Mapping[str, Json]
    kind: str | None = None
    answer: Answer | None = None


def given_case(named: str) -> Given:
    """named: a case file, and after `::` the name of a case in it; the first one where none is named."""
    from syncscript.app.testing import found_cases, shelf_of

    file, _, name = named.partition(CASE_MARK)
    cases, mistakes = found_cases([Path(file)])
    if mistakes:
        raise DiagnosticError(*mistakes)
    case = next((each for each in cases if name in ("", each.name)), None)
    if case is None:
        known = ", ".join(each.name for each in cases[:10]) or "none"
        help = f"cases there: {known}"
        raise DiagnosticError(Diagnostic("C189", f"{file} has no case {name}".rstrip(), help=help))
    try:
        kind = case.kind or kind_of(shelf_of().file_of(case))
    except DiagnosticError:
        kind = None
    return Given(case.id, case.given, kind if kind in ("incoming", "outgoing") else None)


def given_issue(project: Project, instance: str, key: str, environment: Mapping[str, str]) -> Given:
    """The issue as the tracker has it now. Its questions are answered by the tracker too; nothing is written.

    DiagnosticError for an instance that is not configured; TrackerError where the issue cannot be read.
    """
    from syncscript.app.connecting import tracker_of

    if instance not in project.settings.instances:
        known = ", ".join(project.settings.instances)
        raise DiagnosticError(Diagnostic("C140", f"there is no instance {instance}", help=f"known: {known}"))
    tracker = tracker_of(project, instance, environment)
    issue = tracker.fetch([key]).issues.get(key)
    if issue is None:
        help = "correct the key, or let the account see the issue"
        raise DiagnosticError(Diagnostic("C141", f"{instance} shows no issue {key}", help=help))
    return Given(f"{key} in {instance}", {"issue": issue.payload, "issueKey": key}, None, tracker.answer)
